import { handOverMs } from "../thread/reminders.ts";
import { withReplies } from "../thread/reply.ts";
import type { MessageEvent } from "./event.ts";
import type { Message, MessageState } from "./message.ts";
import { canBeGivenUp, isCarrier, isNotToLeave, isOutdated, isWaiting } from "./predicates.ts";
import type { Reason } from "./reason.ts";
import { receiptDelay } from "./receipt-times.ts";
import { quietEvents, transitions } from "./transitions.ts";

/** How a row goes from one state to the next: the one place that changes it. */

export const allows = (state: MessageState, event: MessageEvent["type"]): boolean =>
  transitions[state][event] !== undefined;

/** What must not wait once more, because a newer text has told better or the number is not theirs, never leaves. */
function asOutdated(message: Message, event: MessageEvent): MessageEvent {
  if (!isNotToLeave(message)) return event;
  switch (event.type) {
    case "putBack":
    case "hold":
      return { type: "drop", reason: { code: isOutdated(message) ? "superseded" : "phoneChanged" } };
    case "deferred":
      return { ...event, type: "deferredInVain" };
    case "stands":
      // Without its id a person alone can take it back.
      return { type: "standsInVain", reason: { code: "idUnknown" } };
    default:
      return event;
  }
}

/**
 * Let go on, a reminder goes back to where reminders come from: it may be far ahead, or too late by now. Said to have
 * been sent before its moment, it stands at GoSMS.
 */
function asReminder({ state, schedule }: Message, event: MessageEvent, at: number): MessageEvent {
  if (!schedule) return event;
  if (event.type === "release" && state === "held")
    return { type: "replan", notBefore: Math.max(schedule.sendAt - handOverMs, at) };
  if (event.type === "personSaysSent" && schedule.sendAt > at)
    return { type: "stands", sendAt: schedule.sendAt };
  return event;
}

/** The row after the event, or `null` where the state does not know it: somebody else was quicker. */
export function transition(message: Message, happened: MessageEvent, at: number): Message | null {
  const event = asOutdated(message, asReminder(message, happened, at));
  const state = transitions[message.state][event.type];
  if (state === undefined || isInVain(message, event)) return null;
  const next: Message = { ...message, state, updatedAt: at };
  switch (event.type) {
    case "accepted":
      next.gatewayId = event.gatewayId;
      next.price = event.price;
      next.currency = event.currency;
      next.delivery = "pending";
      next.nextReceiptAt = event.gatewayId === null || !isCarrier(message) ? null : at + receiptDelay(0);
      break;
    case "refused":
      // Should the calendar say the same later, that is another try.
      if (message.origin === "bulk") next.key = freed(message);
      break;
    case "outdate":
      next.changed = { start: event.start, ...(event.hasOtherNumber ? { hasOtherNumber: true } : {}) };
      // A person kept it from being told. Should the calendar come to say it again, that is another matter.
      if (isStoppedByUser(message) && isOutdated(next) && !isFreed(message)) next.key = freed(message);
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
      if (message.gatewayId === null) next.nextReceiptAt = null;
      break;
    case "deferredInVain":
      next.key = freed(message);
      next.gatewayId = event.gatewayId;
      next.notBefore = at;
      break;
    case "standsInVain":
      next.key = freed(message);
      next.notBefore = at;
      next.acknowledged = false;
      break;
    case "deferred":
      next.gatewayId = event.gatewayId;
      next.notBefore = event.sendAt;
      next.nextReceiptAt = event.sendAt + receiptDelay(3);
      break;
    case "scheduledElsewhere":
      next.gatewayId = event.gatewayId;
      next.notBefore = event.sendAt;
      next.nextReceiptAt = event.sendAt + receiptDelay(3);
      next.acknowledged = false;
      break;
    case "sentElsewhere":
      next.gatewayId = event.gatewayId ?? message.gatewayId;
      next.delivery = "pending";
      // Whoever sent it asks first what became of it.
      next.nextReceiptAt = next.gatewayId === null || !isCarrier(message) ? null : at + receiptDelay(3);
      break;
    case "withdrawnElsewhere":
      next.key = freed(message);
      next.nextReceiptAt = null;
      break;
    case "promote":
      next.notBefore = at;
      // That it is to stay, a person has said of the plan. What comes of handing it over nobody has seen.
      next.acknowledged = false;
      break;
    case "vanished":
    case "lost":
      next.nextReceiptAt = null;
      next.acknowledged = false;
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
    case "stranded":
      next.acknowledged = false;
      break;
    case "postpone":
    case "replan":
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
      // What a person has dealt with is over now that it has left. That it does not arrive is another matter.
      if (message.state === "scheduled" && message.acknowledged) {
        next.acknowledged = false;
        next.reason = null;
      }
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
    case "answered":
      next.replies = [...message.replies.filter(({ id }) => id !== event.reply.id), event.reply];
      break;
    case "counted":
      next.reason = event.reason;
      break;
    case "stands":
      next.notBefore = event.sendAt;
      next.nextReceiptAt = event.sendAt + receiptDelay(0);
      next.acknowledged = true;
      break;
    case "personSaysSent":
      next.nextReceiptAt = null;
      next.acknowledged = true;
      break;
    case "personGivesUp":
    case "acknowledge":
      next.acknowledged = true;
      // What comes after it is counted anew.
      if (message.reason?.code === "flood") next.key = freed(message);
      break;
    case "gaveBack":
      delete next.owes;
      break;
  }
  if (endsUnheard(message, event, state)) next.owes = true;
  else if (state === "sent") delete next.owes;
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

/** What waits gives way; only a cancellation learns that the calendar says the same. What is given up stays so. */
const isInVain = (message: Message, event: MessageEvent): boolean =>
  event.type === "outdate"
    ? isWaiting(message) && !(message.kind === "cancellation" && event.start === null)
    : event.type === "withdraw" && !canBeGivenUp(message);

const isStoppedByUser = ({ state, reason }: Message): boolean =>
  state === "skipped" && reason?.code === "stoppedByUser";

/**
 * Whether nobody is told any more that an appointment is cancelled, by whatever door that came to be. Of what may have
 * gone out somebody has said that it is not to come again.
 */
const endsUnheard = (
  { kind, state: before }: Message,
  { type }: MessageEvent,
  state: MessageState,
): boolean =>
  kind === "cancellation" &&
  ((before !== state && (state === "skipped" || state === "rejected")) ||
    (type === "personGivesUp" && state === "unknown"));

/** Whether the same news may come again after a text was given up for this reason. */
const isReplaceable = ({ schedule, origin }: Message, { code }: Reason): boolean =>
  // Who stops a text of their own has said nothing of what the calendar may tell later.
  (code === "stoppedByUser" && origin === "bulk") ||
  code === "superseded" ||
  code === "takenBack" ||
  code === "bundleChanged" ||
  code === "toldCancelled" ||
  code === "otherPatient" ||
  (schedule !== null &&
    (code === "phoneChanged" ||
      code === "calendarDiffers" ||
      code === "optedOut" ||
      code === "wrongNumber" ||
      code === "declined" ||
      code === "confirmed" ||
      code === "optedOutElsewhere" ||
      code === "wrongNumberElsewhere" ||
      code === "answeredElsewhere"));

/** Whether the same news may come again, as this row was given up. */
export const isFreed = ({ key }: Pick<Message, "key">): boolean => key.includes("~");

const freed = ({ key, id }: Message): string => `${key}~${id}`;

/** A key as it was before it was freed. */
export const wholeKey = (key: string): string => key.replace(/~.*$/u, "");
