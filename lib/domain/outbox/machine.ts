import { type Reply, type ReplyVerdict, withReplies } from "../thread/reply.ts";
import type { Delivery, Message, MessageState } from "./message.ts";
import { isCarrier, isOutdated } from "./predicates.ts";
import type { Reason } from "./reason.ts";

/** How a row goes from one state to the next: the one place that changes it. */

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
  // What failed as it did before is no news either.
  const isRepeated = event.type === "withdrawFailed" && event.reason.code === message.reason?.code;
  const quiet = quietEvents.has(event.type) || isRepeated;
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
