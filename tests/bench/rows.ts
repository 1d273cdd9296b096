import { type Message, statusOf } from "../../lib/domain/outbox/message.ts";
import { needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { formatPhone } from "../../lib/domain/phone.ts";
import { messageKinds } from "../../lib/domain/text/message-kind.ts";
import type { StoredMessage } from "../../lib/storage/schema.ts";
import { searchWords } from "../../lib/storage/search-words.ts";
import { sampleMessage } from "../unit/support/sample-message.ts";

/** A year of a busy practice's texts, as the extension itself would have stored them. */

export const totalRows = 100_000;
export const rowsOfToday = 40;

/** In a 25th of the rows each, which is too many to look up one by one. */
const firstNames =
  "Jana Petr Marie Tomáš Eva Karel Lucie Josef Anna Jiří Hana Pavel Věra Martin Lenka Jan Alena Milan Iva Zdeněk Jitka Radek Olga Libor Dana".split(
    " ",
  );
/** In a thousandth of the rows each. */
const lastNames = "Vzorn Ukázk Zkušebn Příkladn Smyšlen Vymyšlen Nesmysln Pokusn Cvičn Modelov".split(" ");

const dayMs = 86_400_000;

/** Newest first. Nothing among them is due, so that the worker rests while it is measured. */
function createdAt(index: number, now: number): number {
  const midnight = Temporal.Now.zonedDateTimeISO("Europe/Prague").startOfDay().epochMilliseconds;
  if (index < rowsOfToday) return Math.max(midnight, now - index * 1000);
  const share = (index - rowsOfToday) / (totalRows - rowsOfToday);
  return Math.round(midnight - 60_000 - share * 364 * dayMs);
}

/** Of a hundred: 93 delivered, 3 not, 2 not sent, 1 unknown, 1 whose delivery nobody learned. */
function outcome(index: number): Partial<Message> {
  const slot = (index * 37) % 100;
  // A person has dealt with the old ones; a few of the new ones wait for that.
  const acknowledged = index >= 300;
  if (slot < 93) return { state: "sent", delivery: "delivered" };
  if (slot < 96) return { state: "sent", delivery: "undelivered", acknowledged };
  if (slot < 98) return { state: "rejected", reason: { code: "invalidRecipient" }, acknowledged };
  if (slot < 99) return { state: "unknown", reason: { code: "timeout" }, acknowledged };
  return { state: "sent", delivery: "pending" };
}

function message(index: number, now: number): Message {
  const at = createdAt(index, now);
  const start = Temporal.Instant.fromEpochMilliseconds(at + 2 * dayMs).toString({ smallestUnit: "second" });
  const stem = lastNames[Math.floor(index / 25) % 10] ?? "";
  const name = `${firstNames[index % 25]} ${stem}${"abcdefghij"[Math.floor(index / 250) % 10]}ová`;
  const phone = `+420601${String(index).padStart(6, "0")}`;
  const made = sampleMessage({
    ...outcome(index),
    createdAt: at,
    updatedAt: at + 3000,
    kind: messageKinds[index % messageKinds.length] ?? "reminder",
    phone,
    subject: `subject-${index}`,
    news: `news-${index}`,
    gatewayId: String(1_000_000 + index),
    price: 1.2,
    currency: "CZK",
    appointment: {
      id: String(index),
      start,
      end: null,
      allDay: false,
      title: name,
      patient: { id: String(index), name, phone },
    },
    text: `Dobrý den, potvrzujeme Vás termín ${start.slice(8, 10)}. ${start.slice(5, 7)}. v ${8 + (index % 9)}:00, Ordinace Na Náměstí, tel. +420 234 567 890.`,
  });
  made.history = [
    { at, state: "queued" },
    { at: at + 1000, state: "sending" },
    { at: at + 2000, state: made.state },
    ...(made.delivery ? [{ at: at + 3000, state: made.state, delivery: made.delivery }] : []),
  ];
  return made;
}

/** The same as the outbox store writes beside a row, by the same functions. */
function stored(row: Message): StoredMessage {
  const { appointment, phone, text, gatewayId } = row;
  return {
    ...row,
    indexed: {
      status: statusOf(row),
      ...(needsPerson(row) ? { attention: row.updatedAt } : {}),
      ...(row.nextReceiptAt === null ? {} : { receiptAt: row.nextReceiptAt }),
      words: searchWords(
        appointment.patient?.name ?? null,
        phone,
        phone.replace(/^\+42[01]/u, ""),
        formatPhone(phone),
        text,
        gatewayId,
      ),
    },
  };
}

export const storedRows = (from: number, to: number, now: number): StoredMessage[] =>
  Array.from({ length: to - from }, (_, offset) => stored(message(from + offset, now)));
