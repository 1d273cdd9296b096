import type { Patient } from "../appointment.ts";
import type { Happening, MessageEvent } from "../outbox/event.ts";
import { allows, isFreed } from "../outbox/machine.ts";
import type { Message } from "../outbox/message.ts";
import { canBeGivenUp, mayBeTold, remindsByItself } from "../outbox/predicates.ts";
import type { Reason } from "../outbox/reason.ts";
import { hasBegun } from "../text/draft.ts";
import {
  lateMs,
  nearMs,
  nextOpen,
  type ReminderSettings,
  type ReminderTime,
  withdrawalPauseMs,
} from "./reminders.ts";
import { toPatient } from "./same-patient.ts";
import { answerAt, isCancelledAt, type Thread, threadOf } from "./thread.ts";

/** Which reminders by themselves an appointment is to have. */
export interface ReminderWish {
  /** The calendar's last word. */
  start: string;
  /** The subject of the number that can be texted; `null` where none may be. */
  subject: string | null;
  /** As the text may name them. */
  patient: Patient | null;
  /** When each of them is to leave, those of the past among them. */
  times: readonly ReminderTime[];
  /** Whether the appointment was just made or moved. Then what the patient believed or answered before is over. */
  isNews: boolean;
  /** Whether the calendar has just said so, and has the patient's name right. */
  isReported: boolean;
  /** Whether the appointment was made elsewhere, and is only seen: then a reminder that a person sent will do. */
  isSeen: boolean;
  /** Whether a row says something else than is right by now, as the appointment is with another doctor. */
  isOtherwise?: (row: Message) => boolean;
  /** Whether a patient who said that they come needs no more of them. */
  endsWithConfirmation: boolean;
  /** Why those give way that are wanted no more. */
  why: Reason;
}

export interface ReminderDecision {
  happenings: Happening[];
  /** Those that are to be planned. */
  plan: ReminderTime[];
}

/**
 * Brings an appointment's reminders in line: of each slot and start one at most stands, waits, left or may have left.
 *
 * @param rows everything about the appointment, to whatever number
 * @param now milliseconds since the epoch
 */
export function decideReminders(rows: readonly Message[], wish: ReminderWish, now: number): ReminderDecision {
  const about = rows.filter(({ subject }) => subject === wish.subject);
  const objection = wish.isNews ? null : objectionIn(rows, about, wish, now);
  const isWanted = (row: Message): boolean =>
    objection === null &&
    row.subject === wish.subject &&
    row.appointment.start === wish.start &&
    !wish.isOtherwise?.(row) &&
    // Only a change says it as the one before did: a list may write the name in another order.
    (!wish.isReported || row.appointment.patient?.name === wish.patient?.name) &&
    wish.times.some(({ slot, at }) => slot === row.schedule?.slot && at === row.schedule.sendAt);
  const unwanted = rows.filter((row) => remindsByItself(row) && canBeGivenUp(row) && !isWanted(row));
  const happenings = unwanted.map((row) => givingUp(row, objection ?? wish.why));
  const left = about.filter((row) => !unwanted.includes(row));
  const isReminded =
    wish.isSeen &&
    about.some((row) => row.kind === "reminder" && row.appointment.start === wish.start && mayBeTold(row));
  const plan =
    objection || isReminded || wish.subject === null
      ? []
      : wish.times.filter(
          (time) => time.at > now + nearMs && !left.some((row) => isThe(row, time, wish.start)),
        );
  return { happenings, plan };
}

export interface HandOver {
  reminders: ReminderSettings;
  /** The practice's. */
  timeZone: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * What becomes of a planned reminder that is due to be handed over.
 *
 * @param rows everything of its subject
 * @param elsewhere reminders of the same visit in another calendar, or under another id, from where this one came
 */
export function decideHandOver(
  reminder: Message,
  rows: readonly Message[],
  elsewhere: readonly Message[],
  { reminders, timeZone, now }: HandOver,
): MessageEvent {
  const { id, appointment, schedule } = reminder;
  const skip = (reason: Reason): MessageEvent => ({ type: "skip", reason });
  if (!schedule || hasBegun(appointment.start, now)) return skip({ code: "past" });
  const others = rows.filter((row) => row.id !== id);
  const before = [...others, ...elsewhere];
  // Until it is known whether the one before left after all.
  if (
    before.some(({ state }) => state === "withdrawing") ||
    elsewhere.some(({ state }) => state === "sending")
  )
    return { type: "postpone", notBefore: now + withdrawalPauseMs };
  const about = { start: appointment.start, endsWithConfirmation: reminders.untilConfirmed };
  const objection = objectionTo(threadOf(rows, now), about);
  if (objection) return skip(objection);
  const alike = before.filter(
    (other) => other.schedule?.slot === schedule.slot && other.appointment.start === appointment.start,
  );
  // Perhaps GoSMS has it already. A person is asked, and can send it again.
  if (alike.some(({ state }) => state === "unknown")) return skip({ code: "outcomeUnknown" });
  const same = alike.find(({ state }) => state === "sent");
  if (same) return skip({ code: "alreadySent", at: same.updatedAt });
  const late = decideLate(reminder, { reminders, timeZone, now });
  if (late?.type === "waits") return { type: "postpone", notBefore: late.until };
  return late ? skip({ code: "reminderTooLate" }) : { type: "promote" };
}

/**
 * What becomes of a reminder whose moment has come while it was kept from leaving (the computer was off, reminders were,
 * GoSMS did not answer): late is better than not at all, within limits.
 *
 * @returns `null` where it may leave; `until` in milliseconds since the epoch
 */
export function decideLate(
  { appointment, schedule }: Message,
  { reminders, timeZone, now }: HandOver,
): { type: "waits"; until: number } | { type: "tooLate" } | null {
  if (!schedule || schedule.sendAt > now + nearMs) return null;
  const open = nextOpen(now, reminders, timeZone);
  const begins = Temporal.Instant.from(appointment.start).epochMilliseconds;
  if (open > begins - lateMs) return { type: "tooLate" };
  return open > now ? { type: "waits", until: open } : null;
}

/**
 * Why a reminder that was just handed over is to be taken back: what a person said meanwhile counts as well.
 *
 * @param rows everything of its subject
 */
export const decideHandedOver = (
  { appointment }: Message,
  rows: readonly Message[],
  { reminders, now }: Pick<HandOver, "reminders" | "now">,
): Reason | null =>
  objectionTo(threadOf(rows, now), {
    start: appointment.start,
    endsWithConfirmation: reminders.untilConfirmed,
  });

/** A cancellation holds for the patient, whichever number it went to. */
function objectionIn(
  rows: readonly Message[],
  about: readonly Message[],
  wish: ReminderWish,
  now: number,
): Reason | null {
  const isTold = isCancelledAt(threadOf(toPatient(rows, wish.patient), now), wish.start);
  return isTold ? { code: "toldCancelled" } : objectionTo(threadOf(about, now), wish);
}

/** Why nothing may remind of the appointment. */
function objectionTo(
  thread: Thread,
  { start, endsWithConfirmation }: Pick<ReminderWish, "start" | "endsWithConfirmation">,
): Reason | null {
  if (isCancelledAt(thread, start)) return { code: "toldCancelled" };
  const answer = answerAt(thread, start);
  if (answer?.verdict === "declines") return { code: "declined" };
  return answer?.verdict === "confirms" && endsWithConfirmation ? { code: "confirmed" } : null;
}

/** Takes a text back: from GoSMS, where that has it, or before it gets there. */
export const givingUp = ({ id, state }: Message, reason: Reason): Happening => ({
  id,
  event: { type: allows(state, "withdraw") ? "withdraw" : "skip", reason },
});

/** Whether the row is that very reminder, and nothing says that it may come again. */
function isThe(row: Message, { slot }: ReminderTime, start: string): boolean {
  if (!remindsByItself(row) || row.appointment.start !== start) return false;
  // Of a lost row the slot may not be known: then it may have been any of them.
  if (row.schedule !== null && row.schedule.slot !== slot) return false;
  return mayBeTold(row) || !isFreed(row);
}
