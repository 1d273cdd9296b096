import { Message, statusOf } from "../domain/outbox/message.ts";
import { comesInFloods, heldIn, heldKey, needsPerson } from "../domain/outbox/predicates.ts";
import { countName, dayMoment } from "../domain/outbox/today.ts";
import { formatPhone } from "../domain/phone.ts";
import type { StoredMessage } from "./schema.ts";
import { searchWords } from "./search-words.ts";
import { parseTolerant } from "./tolerant.ts";
import { setAside } from "./unreadable.ts";

/** One text as it lies in the outbox. */

/** The row with what its indexes need. */
export function toStored(message: Message): StoredMessage {
  const { appointment, phone, text, gatewayId } = message;
  const moment = dayMoment(message);
  const counted = countName(message);
  const held = message.state === "held" && message.reason && heldKey(message.reason, heldIn(message));
  const flood = held && comesInFloods(message);
  const needed = needsPerson(message);
  return {
    ...message,
    indexed: {
      status: statusOf(message),
      ...(needed ? { attention: message.updatedAt } : {}),
      ...(needed && !flood ? { urgent: moment } : {}),
      ...(counted && !flood ? { counted: [counted, moment] } : {}),
      ...(held ? { held } : {}),
      ...(message.owes ? { owes: 1 } : {}),
      ...(message.nextReceiptAt === null ? {} : { receiptAt: message.nextReceiptAt }),
      words: searchWords(
        // First, for only so many words are kept, and `messagesTo` needs this one.
        phone,
        appointment.patient?.name ?? null,
        // Also as people write it: without the prefix, and the last three digits.
        phone.replace(/^\+42[01]/u, ""),
        formatPhone(phone),
        text,
        gatewayId,
      ),
    },
  };
}

/** A row, with fields of newer versions as they are; `null` where there is none, or it cannot be read. */
export function readRow(row: StoredMessage | undefined): Message | null {
  if (!row) return null;
  const { indexed: _, ...message } = row;
  const read = parseTolerant(Message, message);
  if (!read) setAside(row);
  return read ?? null;
}

/** Those of some rows that can be read. */
export const readRows = (rows: readonly (StoredMessage | undefined)[]): Message[] =>
  rows.flatMap((row) => readRow(row) ?? []);
