import type { Appointment } from "../../domain/appointment.ts";
import { draftWith, named } from "../../domain/directory/knowledge.ts";
import { allows, type MessageEvent } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isOutdated, whyWithdrawn } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { hasBegun } from "../../domain/text/draft.ts";
import { handOverMs, lateMs, nearMs, nextOpen, reminderTimes } from "../../domain/thread/reminders.ts";
import {
  messagesInState,
  messagesOfAppointment,
  messagesOfSubject,
  nextDue,
} from "../../storage/outbox-queries.ts";
import { changeTogether, type Happening, updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { singleFlight } from "../single-flight.ts";
import { knowledge } from "./directory.ts";
import { gateway } from "./gosms-account.ts";
import { newMessage, oneAtATime, unremarkable, untilDecided } from "./new-message.ts";

/**
 * Reminders by themselves: planned with a change in the calendar, handed to GoSMS some days ahead, and taken back from
 * it when they are no longer so.
 */

export interface Planned {
  messages: Message[];
  /** Why there is none, where the user would wonder. */
  reason: Reason | null;
}

export const nothingPlanned: Planned = { messages: [], reason: null };

/** Whether reminders leave by themselves. */
const areOn = ({ reminders, templates }: Settings): boolean =>
  reminders.enabled && templates.reminder.enabled;

/** Otherwise they keep for later, and GoSMS is to have none: it would send them all the same. */
const mayLeave = (settings: Settings): boolean => areOn(settings) && !settings.sending.paused;

interface Circumstances {
  settings: Settings;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The rows of an appointment's reminders, each for its time. Those that exist already have the same keys. */
export async function plannedFor(
  calendarId: string,
  appointment: Appointment,
  { settings, now }: Circumstances,
): Promise<Planned> {
  const { reminders, sending } = settings;
  if (!areOn(settings)) return nothingPlanned;
  const known = await knowledge(calendarId, appointment, settings);
  const drafted = draftWith(known, appointment, "reminder", settings, now);
  if (!drafted.ok) {
    const { reason } = drafted;
    return unremarkable.has(reason.code) ? nothingPlanned : { messages: [], reason };
  }
  const times = reminderTimes(appointment.start, reminders, timeZoneOf(settings));
  const messages = await Promise.all(
    times
      .filter(({ at }) => at > now + nearMs)
      .map(async ({ slot, at }): Promise<Message> => {
        const message = await newMessage({
          calendarId,
          appointment: named(appointment, known),
          kind: "reminder",
          previousStart: null,
          origin: "plan",
          draft: drafted.draft,
          batch: null,
          // Not before the change has settled: it may be taken back.
          notBefore: Math.max(at - handOverMs, now + sending.settleSeconds * 1000),
          schedule: { slot, sendAt: at },
          now,
        });
        return { ...message, state: "planned", history: [{ at: now, state: "planned" }] };
      }),
  );
  return { messages, reason: messages.length === 0 ? { code: "reminderTooLate" } : null };
}

/** Makes those due that are to be handed over by now, unless reminders are off. */
export async function promoteReminders(): Promise<void> {
  const settings = await loadSettings();
  if (!mayLeave(settings)) return;
  for (const message of await messagesInState("planned", Date.now())) {
    const others = (await messagesOfSubject(message.subject)).filter(({ id }) => id !== message.id);
    await updateMessage(message.id, promotion(message, others, { settings, now: Date.now() }), Date.now());
  }
}

/** A text that is being taken back is asked for again after this. */
const withdrawalPauseMs = 5_000;

/** @param others what else its number was told, or is to be told, of the appointment */
function promotion(
  { appointment, schedule }: Message,
  others: readonly Message[],
  { settings, now }: Circumstances,
): MessageEvent {
  if (!schedule || hasBegun(appointment.start, now)) return { type: "skip", reason: { code: "past" } };
  // Until it is known whether the one before left after all.
  if (others.some(({ state }) => state === "withdrawing"))
    return { type: "postpone", notBefore: now + withdrawalPauseMs };
  const alike = others.filter(
    (other) => other.schedule?.slot === schedule.slot && other.appointment.start === appointment.start,
  );
  // Perhaps GoSMS has it already. A person is asked, and can send it again.
  if (alike.some(({ state }) => state === "unknown"))
    return { type: "skip", reason: { code: "outcomeUnknown" } };
  const same = alike.find(({ state }) => state === "sent");
  if (same) return { type: "skip", reason: { code: "alreadySent", at: same.updatedAt } };
  if (schedule.sendAt > now + nearMs) return { type: "promote" };
  // The computer was off, or reminders were: late is better than not at all, within limits.
  const open = nextOpen(now, settings.reminders, timeZoneOf(settings));
  const begins = Temporal.Instant.from(appointment.start).epochMilliseconds;
  if (open > begins - lateMs) return { type: "skip", reason: { code: "reminderTooLate" } };
  return open > now ? { type: "postpone", notBefore: open } : { type: "promote" };
}

/** Takes back from GoSMS what is due to be. */
export const withdrawReminders = singleFlight(withdrawDue, { trailing: true });

async function withdrawDue(): Promise<void> {
  if (!mayLeave(await loadSettings())) await recallAll({ code: "remindersOff" });
  for (const message of await messagesInState("withdrawing", Date.now())) {
    const event = await withdrawal(message);
    await updateMessage(message.id, event, Date.now());
    // Every other one would fail the same way.
    if (event.type === "withdrawFailed" && isUnreachable(event.reason)) return;
  }
}

const isUnreachable = ({ code }: Reason): boolean =>
  code === "network" || code === "timeout" || code === "credentials" || code === "credentialsMissing";

/** What keeps a question from GoSMS may end from one moment to the next, and the reminder leaves in the meantime. */
const longestPauseMs = (reason: Reason): number =>
  isUnreachable(reason) && reason.code !== "credentials" ? 60_000 : 10 * 60_000;

/** How long to wait after a withdrawal that failed: longer each time, and less the nearer the reminder is to leaving. */
function pauseAfter(reason: Reason, { notBefore, updatedAt, schedule }: Message, now: number): number {
  const doubled = 2 * (notBefore - updatedAt);
  const left = (schedule?.sendAt ?? 0) - now;
  const longest = Math.min(longestPauseMs(reason), left > 0 ? left / 2 : Number.POSITIVE_INFINITY);
  return Math.max(withdrawalPauseMs, Math.min(doubled, longest));
}

async function withdrawal(message: Message): Promise<MessageEvent> {
  const { gatewayId, schedule } = message;
  const failed = (reason: Reason): MessageEvent => {
    const now = Date.now();
    return { type: "withdrawFailed", reason, notBefore: now + pauseAfter(reason, message, now) };
  };
  if (gatewayId === null || schedule === null) return failed({ code: "notVerified" });
  const outcome = await gateway.withdraw(gatewayId);
  switch (outcome.type) {
    case "failed":
      return failed(outcome.reason);
    case "left":
      return { type: "left", reason: { code: "wentAnyway" } };
    case "gone": {
      const reason = whyWithdrawn(message);
      return reason.code === "remindersOff" && !isOutdated(message)
        ? { type: "shelved", reason, notBefore: Math.max(schedule.sendAt - handOverMs, Date.now()) }
        : { type: "withdrawn", reason };
    }
  }
}

/** Everything that GoSMS is to send later is to be given up. */
async function recallAll(reason: Reason): Promise<void> {
  for (const { id } of await messagesInState("scheduled"))
    await updateMessage(id, { type: "withdraw", reason }, Date.now());
}

/**
 * Brings reminders in line with new settings, or with what is known of patients: what would leave at another time, or
 * to another number, or not at all, gives way to what would.
 */
export async function refitReminders(): Promise<void> {
  if (!areOn(await loadSettings())) return;
  const rows = [...(await messagesInState("planned")), ...(await messagesInState("scheduled"))];
  const about = new Map(
    rows.map(({ calendarId, appointment }) => [
      JSON.stringify([calendarId, appointment.id]),
      { calendarId, appointment },
    ]),
  );
  for (const { calendarId, appointment } of about.values())
    await refit(calendarId, appointment.id, ([newest]) => newest?.appointment ?? null);
}

/**
 * The reminders of one appointment, as they are to be by now.
 * @param asItIs the appointment, which may be at another time than its standing reminders say, the newest first; `null`
 * leaves them as they are. Asked once nothing can change any more: the appointment may have been moved just now.
 */
export function refit(
  calendarId: string,
  appointmentId: string,
  asItIs: (standing: readonly Message[]) => Appointment | null,
  why?: Reason,
): Promise<void> {
  return oneAtATime(async () => {
    await untilDecided(async () => {
      const settings = await loadSettings();
      const now = Date.now();
      // Those that are off wait as they are.
      if (!areOn(settings)) return [];
      const standing = (await messagesOfAppointment(calendarId, appointmentId)).filter(
        ({ origin, state }) => origin === "plan" && (state === "planned" || state === "scheduled"),
      );
      const appointment = asItIs(standing);
      if (!appointment) return [];
      const { messages, reason } = await plannedFor(calendarId, appointment, { settings, now });
      const times = reminderTimes(appointment.start, settings.reminders, timeZoneOf(settings));
      const isWanted = (row: Message) =>
        row.appointment.start === appointment.start &&
        times.some(({ slot, at }) => slot === row.schedule?.slot && at === row.schedule.sendAt) &&
        (messages.length === 0 ? reason?.code === "reminderTooLate" : messages[0]?.phone === row.phone);
      const unwanted = standing.filter((row) => !isWanted(row));
      return changeTogether(
        unwanted.map((row) => givingUp(row, why ?? reasonFor(reason))),
        messages,
        now,
      );
    });
  });
}

const reasonFor = (reason: Reason | null): Reason =>
  reason?.code === "optedOut" ? reason : { code: "superseded" };

const givingUp = ({ id, state }: Message, reason: Reason): Happening => ({
  id,
  event: allows(state, "withdraw") ? { type: "withdraw", reason } : { type: "skip", reason },
});

/** When something is next to be done of what is due after a moment; both in milliseconds since the epoch. */
export async function nextReminder(after: number): Promise<number | null> {
  const planned = mayLeave(await loadSettings()) ? nextDue("planned", after) : null;
  const times = await Promise.all([planned, nextDue("withdrawing", after)]);
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
