import { z } from "zod";
import { Appointment } from "../appointment.ts";
import { MessageKind } from "../text/message-kind.ts";
import { hasUnread, Reply, type ReplyVerdict, withReplies } from "../thread/reply.ts";
import { Reason } from "./reason.ts";

/**
 * The life of one text.
 *
 *     queued → sending → sent | unknown | rejected
 *        ↘ held ↗           queued, held → skipped
 *
 * A reminder begins earlier and stays longer:
 *
 *     planned → queued → sending → scheduled → sent
 *        ↘ skipped                    ↘ withdrawing → skipped | sent
 *
 * `sending` is written before the request leaves. Whoever finds a row in `sending` and did not put it there
 * knows only that the outcome is unknown. A row never leaves `sent`, `rejected` or `skipped`; sending again is
 * a new row.
 */
export const MessageState = z.enum([
  /** Not yet to be handed to GoSMS. */
  "planned",
  "queued",
  "held",
  "sending",
  "sent",
  "unknown",
  "rejected",
  "skipped",
  /** GoSMS has it and sends it at its time. */
  "scheduled",
  /** GoSMS has it and is to give it up. */
  "withdrawing",
]);
export type MessageState = z.infer<typeof MessageState>;

/** Only GoSMS's word makes a text delivered. */
export const Delivery = z.enum(["pending", "delivered", "undelivered"]);
export type Delivery = z.infer<typeof Delivery>;

/** What people see: the state and, once sent, what became of it. */
export const MessageStatus = z.enum([
  "waiting",
  "sending",
  "sent",
  "delivered",
  "undelivered",
  "notSent",
  "unknown",
  "scheduled",
  "withdrawing",
]);
export type MessageStatus = z.infer<typeof MessageStatus>;

const Millis = z.int().nonnegative();

export const HistoryEntry = z.strictObject({
  at: Millis,
  state: MessageState,
  delivery: Delivery.optional(),
  reason: Reason.optional(),
});

export const Message = z.strictObject({
  /** Random; names the row in messages between contexts. */
  id: z.uuid(),
  /** The dedupe: see `message-key.ts`. Unique in the outbox. */
  key: z.string(),
  /** HMAC of calendar, appointment and number: to whom about what. */
  subject: z.string(),
  /** HMAC of what the text says of the appointment: when it is, or that it is not. */
  news: z.string(),
  /**
   * `auto` was caused by a change in the calendar, `bulk` by the window, `again` by a person who repeats one; `plan`
   * is a reminder by itself.
   */
  origin: z.enum(["auto", "bulk", "again", "plan"]),
  /** Of a reminder by itself: which one, and when GoSMS is to send it, in milliseconds since the epoch. */
  schedule: z
    .strictObject({ slot: z.string().max(30), sendAt: Millis })
    .nullable()
    .default(null),
  /** Groups the rows of one press of "Odeslat". */
  batch: z.uuid().nullable(),
  calendarId: z.string(),
  appointment: Appointment,
  /** Where the calendar has the appointment, if that changed since the text left; cancelled: `start: null`. */
  changed: z.strictObject({ start: z.string().nullable() }).nullable().default(null),
  /** For a text about a change: the appointment's start before it, `null` where there was none. */
  previousStart: z.string().nullable(),
  kind: MessageKind,
  /** E.164 */
  phone: z.string(),
  country: z.string(),
  /** Final for `bulk` and `again` (it is what a person saw); for `auto` it is rendered anew as it leaves. */
  text: z.string(),
  parts: z.int().nonnegative(),
  state: MessageState,
  reason: Reason.nullable(),
  history: z.array(HistoryEntry),
  createdAt: Millis,
  updatedAt: Millis,
  /** Not before this moment: the settling time, or the pause that GoSMS asked for. */
  notBefore: Millis,
  gatewayId: z.string().nullable(),
  price: z.number().nullable(),
  currency: z.string().nullable(),
  /** Credit before and after an attempt whose outcome is not known, where it could be asked. */
  creditBefore: z.number().nullable(),
  creditAfter: z.number().nullable(),
  delivery: Delivery.nullable(),
  /** When to ask GoSMS for the delivery and for replies again; `null` when there is nothing more to learn. */
  nextReceiptAt: Millis.nullable(),
  receiptTries: z.int().nonnegative(),
  /**
   * Ids of the rows that one text tells of, this one among them; empty for a text about one appointment. The first
   * carries what belongs to the text and not to an appointment: its price, its receipt and the replies to it.
   */
  bundle: z.array(z.uuid()).default([]),
  /** What the patient answered, oldest first. */
  replies: z.array(Reply).default([]),
  /** A person has dealt with it: it no longer counts on the badge. */
  acknowledged: z.boolean(),
});
export type Message = z.infer<typeof Message>;

export function statusOf(message: Pick<Message, "state" | "delivery">): MessageStatus {
  switch (message.state) {
    case "planned":
    case "scheduled":
      return "scheduled";
    case "withdrawing":
      return "withdrawing";
    case "queued":
    case "held":
      return "waiting";
    case "sending":
      return "sending";
    case "unknown":
      return "unknown";
    case "rejected":
    case "skipped":
      return "notSent";
    case "sent":
      return message.delivery === "delivered" || message.delivery === "undelivered"
        ? message.delivery
        : "sent";
  }
}

/** Whether somebody should decide what is to become of the text. */
export const needsDecision = (
  message: Pick<Message, "state" | "delivery" | "acknowledged" | "reason">,
): boolean =>
  !message.acknowledged &&
  (message.state === "unknown" ||
    message.state === "rejected" ||
    message.state === "held" ||
    message.delivery === "undelivered" ||
    isDoubtful(message) ||
    cameTooLate(message));

/** A reminder that GoSMS could not be kept from sending, or of whose appointment the calendar shows nothing. */
export const isDoubtful = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  reason !== null &&
  (reason.code === "notSeen" ||
    reason.code === "wentAnyway" ||
    (state === "withdrawing" && !isWithdrawal(reason)));

/** Why a reminder is taken back, as opposed to why that did not succeed. */
const isWithdrawal = ({ code }: Reason): boolean => withdrawals.has(code);
const withdrawals = new Set<Reason["code"]>([
  "superseded",
  "takenBack",
  "stoppedByUser",
  "optedOut",
  "phoneChanged",
  "calendarDiffers",
  "remindersOff",
]);

/** Whether somebody should look at the row, for its text or for a reply: the number on the toolbar's badge. */
export const needsPerson = (message: Message): boolean => needsDecision(message) || hasUnread(message);

/** Whether it left only on a person's word: nothing is amiss, somebody is to say whether the patient should hear. */
export const isProposal = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "held" && (reason?.code === "proposed" || reason?.code === "series");

/**
 * Whether a held text goes on together with all others. A proposal is decided on by itself, and a kind that is off
 * is switched on in the settings.
 */
export const isReleasedTogether = ({ reason }: Pick<Message, "reason">): boolean =>
  reason?.code !== "proposed" && reason?.code !== "series" && reason?.code !== "kindOff";

/** It was not sent, for its moment or its words had gone: nobody decided that the patient should not hear of it. */
export const cameTooLate = ({ state, reason }: Pick<Message, "state" | "reason">): boolean =>
  state === "skipped" &&
  (reason?.code === "past" || reason?.code === "reminderTooLate" || reason?.code === "bundleChanged");

/** Whether the row stands for its text, which others may share. */
export const isCarrier = ({ id, bundle }: Pick<Message, "id" | "bundle">): boolean =>
  bundle.length === 0 || bundle[0] === id;

export type MessageEvent =
  | { type: "claim" }
  | { type: "accepted"; gatewayId: string | null; price: number | null; currency: string | null }
  | { type: "refused"; reason: Reason }
  | { type: "lost"; reason: Reason }
  /** It did not leave: GoSMS asked for a pause, or (without a reason) there was no place for it. */
  | { type: "putBack"; notBefore: number; reason: Reason | null }
  /** The computer's clock was set back: the same wait, by the new time. */
  | { type: "clockSetBack"; notBefore: number }
  | { type: "hold"; reason: Reason }
  | { type: "release" }
  | { type: "skip"; reason: Reason }
  /** It did not leave, and what it says is no longer so. */
  | { type: "drop"; reason: Reason }
  /** A reminder is to be handed over now. */
  | { type: "promote" }
  | { type: "postpone"; notBefore: number }
  /** GoSMS took it, and sends it later. */
  | { type: "deferred"; gatewayId: string; sendAt: number }
  /** The same of a text which is no longer so: it has to be taken back at once. */
  | { type: "deferredInVain"; gatewayId: string; sendAt: number }
  /** It has to be taken back from GoSMS. */
  | { type: "withdraw"; reason: Reason }
  | { type: "withdrawFailed"; reason: Reason; notBefore: number }
  /** GoSMS has given it up. */
  | { type: "withdrawn"; reason: Reason }
  /** The same of one that is handed over anew when reminders are on again. */
  | { type: "shelved"; reason: Reason; notBefore: number }
  /** It could not be taken back: GoSMS had sent it. */
  | { type: "left"; reason: Reason }
  /** GoSMS knows nothing of it any more. */
  | { type: "vanished"; reason: Reason }
  /** The calendar, read anew, does not show the appointment; or does again. */
  | { type: "missed"; reason: Reason }
  | { type: "seen" }
  | { type: "personSaysGone"; reason: Reason }
  /** A later change of the appointment was reported. */
  | { type: "outdate"; start: string | null }
  | { type: "personSaysSent" }
  | { type: "personGivesUp"; reason: Reason }
  | { type: "acknowledge" }
  | { type: "creditAsked" }
  | {
      type: "receipt";
      delivery: Delivery;
      price: number | null;
      currency: string | null;
      nextReceiptAt: number | null;
      /** Those that came, known ones among them. */
      replies: readonly Reply[];
    }
  | { type: "receiptFailed"; nextReceiptAt: number | null }
  /** A person says what a reply means. */
  | { type: "replyRead"; replyId: string; verdict: ReplyVerdict };

/** The whole of the machine: an event that a state does not name cannot happen to it. */
const transitions: Record<MessageState, Partial<Record<MessageEvent["type"], MessageState>>> = {
  planned: {
    promote: "queued",
    postpone: "planned",
    skip: "skipped",
    missed: "planned",
    seen: "planned",
    acknowledge: "planned",
  },
  queued: { claim: "sending", hold: "held", skip: "skipped", clockSetBack: "queued" },
  held: { release: "queued", skip: "skipped" },
  sending: {
    accepted: "sent",
    refused: "rejected",
    lost: "unknown",
    putBack: "queued",
    hold: "held",
    drop: "skipped",
    outdate: "sending",
    deferred: "scheduled",
    deferredInVain: "withdrawing",
  },
  scheduled: {
    withdraw: "withdrawing",
    receipt: "sent",
    receiptFailed: "scheduled",
    vanished: "rejected",
    missed: "scheduled",
    seen: "scheduled",
    acknowledge: "scheduled",
  },
  withdrawing: {
    outdate: "withdrawing",
    withdrawFailed: "withdrawing",
    withdrawn: "skipped",
    shelved: "planned",
    left: "sent",
    personSaysSent: "sent",
    personSaysGone: "skipped",
  },
  unknown: {
    outdate: "unknown",
    personSaysSent: "sent",
    personGivesUp: "unknown",
    acknowledge: "unknown",
    creditAsked: "unknown",
  },
  sent: { receipt: "sent", receiptFailed: "sent", replyRead: "sent", acknowledge: "sent", outdate: "sent" },
  rejected: { acknowledge: "rejected", outdate: "rejected" },
  skipped: { acknowledge: "skipped" },
};

export const allows = (state: MessageState, event: MessageEvent["type"]): boolean =>
  transitions[state][event] !== undefined;

/** Whether the appointment was moved or cancelled since, so that what the text says is no longer so. */
export const isOutdated = ({ changed, kind, appointment }: Message): boolean =>
  changed !== null && changed.start !== (kind === "cancellation" ? null : appointment.start);

/** What must not wait once more, because a newer text has told better, never leaves. */
function asOutdated(message: Message, event: MessageEvent): MessageEvent {
  if (!isOutdated(message)) return event;
  switch (event.type) {
    case "putBack":
    case "hold":
      return { type: "drop", reason: { code: "superseded" } };
    case "deferred":
      return { ...event, type: "deferredInVain" };
    default:
      return event;
  }
}

/** The row after the event, or `null` where the state does not know it: somebody else was quicker. */
export function transition(message: Message, happened: MessageEvent, at: number): Message | null {
  const event = asOutdated(message, happened);
  const state = transitions[message.state][event.type];
  if (state === undefined) return null;
  const next: Message = { ...message, state, updatedAt: at };
  switch (event.type) {
    case "accepted":
      next.gatewayId = event.gatewayId;
      next.price = event.price;
      next.currency = event.currency;
      next.delivery = "pending";
      next.nextReceiptAt = event.gatewayId === null || !isCarrier(message) ? null : at + receiptDelay(0);
      break;
    case "outdate":
      next.changed = { start: event.start };
      break;
    case "skip":
    case "drop":
      // Nothing was said and nothing is to be: the same news may come again, and then it is new.
      if (isReplaceable(message, event.reason)) next.key = freed(message);
      break;
    case "withdraw":
      if (isReplaceable(message, event.reason)) next.key = freed(message);
      next.notBefore = at;
      next.acknowledged = false;
      break;
    case "deferredInVain":
      next.key = freed(message);
      next.gatewayId = event.gatewayId;
      next.notBefore = at;
      break;
    case "deferred":
      next.gatewayId = event.gatewayId;
      next.notBefore = event.sendAt;
      next.nextReceiptAt = event.sendAt + receiptDelay(3);
      break;
    case "promote":
      next.notBefore = at;
      break;
    case "vanished":
      next.nextReceiptAt = null;
      break;
    case "shelved":
      next.gatewayId = null;
      next.nextReceiptAt = null;
      next.notBefore = event.notBefore;
      break;
    case "withdrawn":
    case "personSaysGone":
      next.nextReceiptAt = null;
      next.acknowledged = true;
      break;
    case "left":
      next.delivery = "pending";
      next.nextReceiptAt = at + receiptDelay(0);
      break;
    case "missed":
      next.acknowledged = false;
      break;
    case "postpone":
    case "withdrawFailed":
    case "putBack":
    case "clockSetBack":
      next.notBefore = event.notBefore;
      break;
    case "release":
      next.notBefore = Math.min(message.notBefore, at);
      break;
    case "receipt":
      next.delivery = event.delivery;
      next.price = event.price ?? message.price;
      next.currency = event.currency ?? message.currency;
      next.nextReceiptAt = event.nextReceiptAt;
      next.receiptTries = message.receiptTries + 1;
      next.replies = withReplies(message.replies, event.replies);
      break;
    case "receiptFailed":
      next.nextReceiptAt = event.nextReceiptAt;
      next.receiptTries = message.receiptTries + 1;
      break;
    case "replyRead":
      next.replies = message.replies.map((reply) =>
        reply.id === event.replyId ? { ...reply, verdict: event.verdict } : reply,
      );
      break;
    case "personSaysSent":
    case "personGivesUp":
    case "acknowledge":
      next.acknowledged = true;
      break;
  }
  // Only to look again is no change.
  if (
    (event.type === "receipt" || event.type === "receiptFailed") &&
    next.delivery === message.delivery &&
    next.replies.length === message.replies.length
  )
    next.updatedAt = message.updatedAt;
  const reason = "reason" in event ? event.reason : null;
  const quiet = quietEvents.has(event.type);
  if (!quiet) next.reason = reason;
  if (!quiet || next.delivery !== message.delivery) {
    next.history = [
      ...message.history,
      {
        at,
        state,
        ...(next.delivery && state === "sent" ? { delivery: next.delivery } : {}),
        ...(reason ? { reason } : {}),
      },
    ];
  }
  return next;
}

/** Whether the same news may come again after a text was given up for this reason. */
const isReplaceable = ({ schedule }: Message, { code }: Reason): boolean =>
  code === "superseded" ||
  code === "takenBack" ||
  code === "bundleChanged" ||
  (schedule !== null && (code === "phoneChanged" || code === "calendarDiffers" || code === "optedOut"));

const freed = ({ key, id }: Message): string => `${key}~${id}`;

/** A key as it was before it was freed. */
export const wholeKey = (key: string): string => key.replace(/~.*$/u, "");

/** Events that change neither the state nor the reason for it. */
const quietEvents = new Set<MessageEvent["type"]>([
  "clockSetBack",
  "postpone",
  "outdate",
  "receipt",
  "receiptFailed",
  "replyRead",
  "acknowledge",
  "creditAsked",
]);

const receiptDelays = [5, 15, 30, 60, 180, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600];

/** Milliseconds until the delivery is asked for the nth time (from 0); grows from seconds to a day. */
export const receiptDelay = (tries: number): number =>
  1000 * (receiptDelays[Math.min(tries, receiptDelays.length - 1)] ?? 24 * 3600);

/** GoSMS keeps trying a switched-off phone for days; after this many answers nothing new is expected. */
export const maxReceiptTries = receiptDelays.length + 2;

/** Whether the patient knows, or may know, what the text says. */
export const mayBeTold = ({ state }: Pick<Message, "state">): boolean =>
  state === "sending" || state === "sent" || state === "unknown";

/** Whether the patient may have read it by a moment: what GoSMS is to send later tells nobody anything until then. */
export const mayBeRead = (message: Message, now: number): boolean =>
  message.state === "sent" || message.schedule === null
    ? mayBeTold(message)
    : message.schedule.sendAt <= now && (mayBeTold(message) || isAtGateway(message));

/** When the patient read it at the earliest; to put in order what they were told. In milliseconds since the epoch. */
export const readAt = ({ schedule, createdAt }: Message): number => schedule?.sendAt ?? createdAt;

export const isWaiting = ({ state }: Pick<Message, "state">): boolean =>
  state === "planned" || state === "queued" || state === "held";

/** Whether GoSMS has it and has not sent it yet, as far as is known. */
export const isAtGateway = ({ state }: Pick<Message, "state">): boolean =>
  state === "scheduled" || state === "withdrawing";

/** Why a reminder is being taken back, whatever has come in between. */
export const whyWithdrawn = ({ history }: Message): Reason =>
  history.findLast(({ state, reason }) => state === "withdrawing" && reason && isWithdrawal(reason))
    ?.reason ?? { code: "superseded" };

/** When it was sent, however often something was learnt of it since; in milliseconds since the epoch. */
export function sentAt({ history, schedule, updatedAt }: Message): number {
  const wasScheduled = history.some(({ state }) => state === "scheduled");
  // GoSMS sent it by itself, and tells so only when it is asked.
  if (schedule && wasScheduled) return schedule.sendAt;
  return history.find(({ state }) => state === "sent")?.at ?? updatedAt;
}

/** Why the same text must not go out a second time just now. */
export function standing(message: Message): Reason | null {
  const { schedule } = message;
  if (schedule && (message.state === "planned" || isAtGateway(message)))
    return { code: "alreadyPlanned", at: schedule.sendAt };
  if (isWaiting(message) || message.state === "sending") return { code: "alreadyWaiting" };
  if (message.state === "sent") return { code: "alreadySent", at: sentAt(message) };
  return message.state === "unknown" && !message.acknowledged ? { code: "outcomeUnknown" } : null;
}
