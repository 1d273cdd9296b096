import { v7 as uuid } from "uuid";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isExpired } from "../../lib/domain/outbox/retention.ts";
import { messageKinds } from "../../lib/domain/text/message-kind.ts";
import { toStored } from "../../lib/storage/outbox-row.ts";
import type { StoredMessage } from "../../lib/storage/schema.ts";
import { sampleMessage } from "../unit/support/sample-message.ts";

/** Texts of a busy practice, as the extension itself would have stored them. */

/** A year of a busy practice. */
export const rowsOfYear = 100_000;
export const daysOfYear = 364;
const rowsOfToday = 40;

/** Which rows there are to be; newest first. */
export interface Plan {
  /** Milliseconds since the epoch. */
  now: number;
  /** Today's first moment, the same. */
  midnight: number;
  /** Days that they are spread over, today and the rest. */
  days: number;
  total: number;
  /** What is older than so many days has nothing of the patient any more; `null` where all of it is whole. */
  keepDays: number | null;
  /** All of them are today's, and held for being too many at once. */
  isFlood?: boolean;
  /** Of all of them nobody knows whether they left, and a person has taken note. */
  isUnknown?: boolean;
}

/** In a 25th of the rows each, which is too many to look up one by one. */
const firstNames =
  "Jana Petr Marie Tomáš Eva Karel Lucie Josef Anna Jiří Hana Pavel Věra Martin Lenka Jan Alena Milan Iva Zdeněk Jitka Radek Olga Libor Dana".split(
    " ",
  );
/** In a thousandth of the rows each. */
const lastNames = "Vzorn Ukázk Zkušebn Příkladn Smyšlen Vymyšlen Nesmysln Pokusn Cvičn Modelov".split(" ");

const dayMs = 86_400_000;

/** Nothing among them is due, so that the worker rests while it is measured. */
function createdAt({ now, midnight, days, total, isFlood }: Plan, index: number): number {
  if (isFlood || index < rowsOfToday) return Math.max(midnight, now - index * (isFlood ? 1 : 1000));
  const share = (index - rowsOfToday) / (total - rowsOfToday);
  return Math.round(midnight - 60_000 - share * days * dayMs);
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

function message(plan: Plan, index: number): Message {
  const { now, keepDays, isFlood, isUnknown } = plan;
  const at = createdAt(plan, index);
  const start = Temporal.Instant.fromEpochMilliseconds(at + 2 * dayMs).toString({ smallestUnit: "second" });
  const stem = lastNames[Math.floor(index / 25) % 10] ?? "";
  const name = `${firstNames[index % 25]} ${stem}${"abcdefghij"[Math.floor(index / 250) % 10]}ová`;
  const phone = `+420601${String(index).padStart(6, "0")}`;
  const made = sampleMessage({
    id: uuid({ msecs: at }),
    ...(isFlood ? ({ state: "held", reason: { code: "burst" } } as const) : outcome(index)),
    ...(isUnknown
      ? ({ state: "unknown", reason: { code: "timeout" }, acknowledged: true, delivery: null } as const)
      : {}),
    createdAt: at,
    updatedAt: at + 3000,
    kind: messageKinds[index % messageKinds.length] ?? "reminder",
    phone,
    subject: `subject-${index}`,
    news: `news-${index}`,
    ...(isFlood ? {} : { gatewayId: String(1_000_000 + index), price: 1.2, currency: "CZK" }),
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
  if (keepDays === null || !isExpired(made, now - keepDays * dayMs, now)) return made;
  const { end, allDay } = made.appointment;
  return {
    ...made,
    appointment: { id: "?", start, end, allDay, title: "", patient: null },
    acknowledged: true,
    phone: "",
    text: "",
  };
}

/** As the outbox store would write them. */
export const storedRows = (plan: Plan, from: number, to: number): StoredMessage[] =>
  Array.from({ length: to - from }, (_, offset) => toStored(message(plan, from + offset)));
