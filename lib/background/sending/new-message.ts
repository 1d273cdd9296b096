import { v7 as uuid } from "uuid";
import type { Appointment } from "../../domain/appointment.ts";
import { wholeKey } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { type HmacKey, messageKey, newsOf, subjectOf } from "../../domain/outbox/message-key.ts";
import { mayBeRead, readAt } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Draft } from "../../domain/text/draft.ts";
import { type MessageKind, tellsNews } from "../../domain/text/message-kind.ts";
import { loadHmacKey } from "../../storage/mirror.ts";
import { messagesOfSubject } from "../../storage/outbox-queries.ts";
import { makeWhole } from "./recovery.ts";

/** How rows of the outbox come into being: one decision at a time, and each with its key. */

let hmacKey: Promise<HmacKey> | null = null;
export function theKey(): Promise<HmacKey> {
  hmacKey ??= loadHmacKey();
  return hmacKey;
}

/** Deciding reads what is stored and then writes, so it happens one at a time. The unique key backs it up. */
export const oneAtATime = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request("pipni:intake", async () => {
    await makeWhole();
    return work();
  });

/** Reasons that a receptionist need not hear of: the appointment was never going to get a text. */
export const unremarkable = new Set<Reason["code"]>(["noPatient", "past", "allDay", "kindOff"]);

/** Far more than texts can leave meanwhile. */
const mostTries = 100;

/**
 * A text may leave, or come back, while something is decided about it: then it is decided anew.
 * @throws where it can never be decided: nothing was changed, and whoever asked hears that it failed
 */
export async function untilDecided<T>(decide: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < mostTries; tries++) {
    const decided = await decide();
    if (decided !== null) return decided;
  }
  throw new Error("it can never be decided: what is to happen to a row contradicts how it stands");
}

interface NewMessage {
  calendarId: string;
  appointment: Appointment;
  kind: MessageKind;
  previousStart: string | null;
  origin: Message["origin"];
  draft: Draft;
  batch: string | null;
  notBefore: number;
  schedule?: Message["schedule"];
  holds?: Message["holds"];
  despite?: Message["despite"];
  leaveBy?: Message["leaveBy"];
  now: number;
}

/** @param known what is in the outbox about its subject, where that was just read */
export async function newMessage(wanted: NewMessage, known?: readonly Message[]): Promise<Message> {
  const { draft: drafted, now, schedule = null, ...rest } = wanted;
  const about = {
    calendarId: wanted.calendarId,
    appointment: wanted.appointment,
    kind: wanted.kind,
    phone: drafted.phone,
    slot: schedule?.slot,
    words: wanted.kind === "own" ? drafted.text : undefined,
  };
  const hmac = await theKey();
  const subject = await subjectOf(hmac, about);
  const told = (known ?? (await messagesOfSubject(subject)))
    .filter((message) => tellsNews(message) && mayBeRead(message, now))
    .sort((a, b) => readAt(b) - readAt(a))
    // Also of one whose key was freed before it left after all.
    .map(({ key, news, origin }) => ({ key: wholeKey(key), news, isPlanned: origin === "plan" }));
  return {
    ...rest,
    ...drafted,
    ...blank(now),
    schedule,
    notBefore: wanted.notBefore,
    key: await messageKey(hmac, about, told),
    subject,
    news: await newsOf(hmac, about),
  };
}

export async function skippedMessage(
  wanted: Pick<NewMessage, "calendarId" | "appointment" | "kind" | "previousStart" | "origin">,
  reason: Reason,
  now: number,
): Promise<Message> {
  const nobody: Draft = { phone: "", country: "", text: "", parts: 0 };
  return skip(await newMessage({ ...wanted, draft: nobody, batch: null, notBefore: now, now }), reason, now);
}

export const skip = (message: Message, reason: Reason, now: number): Message => ({
  ...message,
  state: "skipped",
  reason,
  history: [{ at: now, state: "skipped", reason }],
});

/** The part of a row that every new one has in common. */
const blank = (now: number) => ({
  // They follow the time, so that rows of one day lie together.
  id: uuid({ msecs: now }),
  changed: null,
  state: "queued" as const,
  reason: null,
  history: [{ at: now, state: "queued" as const }],
  createdAt: now,
  updatedAt: now,
  notBefore: now,
  gatewayId: null,
  price: null,
  currency: null,
  creditBefore: null,
  creditAfter: null,
  delivery: null,
  nextReceiptAt: null,
  receiptTries: 0,
  bundle: [],
  replies: [],
  acknowledged: false,
});

export const fresh = ({ owes: _, ...message }: Message, now: number): Message => ({
  ...message,
  ...blank(now),
});

export const withNonce = (message: Message): Message => ({ ...message, key: `${message.key}+${message.id}` });

export const hold = (message: Message, reason: Reason, now: number): Message => ({
  ...message,
  state: "held",
  reason,
  history: [...message.history, { at: now, state: "held", reason }],
});
