import { Message, statusOf } from "../domain/outbox/message.ts";
import { needsPerson } from "../domain/outbox/predicates.ts";
import { formatPhone } from "../domain/phone.ts";
import type { StoredMessage } from "./database.ts";
import { searchWords } from "./search-words.ts";

/** One text as it lies in the outbox. */

/** The row with what its indexes need. */
export function stored(message: Message): StoredMessage {
  const { appointment, phone, text, gatewayId } = message;
  return {
    ...message,
    indexed: {
      status: statusOf(message),
      ...(needsPerson(message) ? { attention: message.updatedAt } : {}),
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

export const read = ({ indexed: _, ...message }: StoredMessage): Message => Message.parse(message);
export const readRow = (row: StoredMessage | undefined): Message | null => (row ? read(row) : null);
