import type { Appointment } from "../../domain/appointment.ts";
import { draftWith, named } from "../../domain/directory/knowledge.ts";
import type { Happening, MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isOutdated, remindsByItself, whyWithdrawn } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { type Settings, templateOf, timeZoneOf } from "../../domain/settings.ts";
import { isOtherDoctors } from "../../domain/text/doctor-text.ts";
import type { Drafted } from "../../domain/text/draft.ts";
import { decideHandOver, decideReminders } from "../../domain/thread/reminder-decision.ts";
import { handOverMs, nearMs, reminderTimes, withdrawalPauseMs } from "../../domain/thread/reminders.ts";
import {
  messagesInState,
  messagesOfAppointment,
  messagesOfSubject,
  nextDue,
} from "../../storage/outbox-queries.ts";
import { stepMessage, updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import type { Withdrawal } from "../gateway/gateway.ts";
import { singleFlight } from "../single-flight.ts";
import { overCap } from "./caps.ts";
import { knowledge } from "./directory.ts";
import { remindersElsewhere } from "./elsewhere.ts";
import { gateway, isOfAccountBefore } from "./gosms-account.ts";
import { hold, newMessage, unremarkable } from "./new-message.ts";
import { currentId } from "./others.ts";
import { subjectAbout } from "./threads.ts";

/**
 * Reminders by themselves: planned with a change in the calendar, handed to GoSMS some days ahead, and taken back from
 * it when they are no longer so.
 */

export interface Planned {
  messages: Message[];
  happenings: Happening[];
  /** Why there is none, where the user would wonder. */
  reason: Reason | null;
}

export const nothingPlanned: Planned = { messages: [], happenings: [], reason: null };

/** Whether reminders leave by themselves. */
export const areOn = ({ reminders, templates }: Settings): boolean =>
  reminders.enabled && templates.reminder.enabled;

/** Otherwise they keep for later, and GoSMS is to have none: it would send them all the same. */
const mayLeave = (settings: Settings): boolean => areOn(settings) && !settings.sending.paused;

interface Circumstances {
  settings: Settings;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface Occasion {
  calendarId: string;
  /** As the calendar has it by now. */
  appointment: Appointment;
  /** Whether it was just made or moved. */
  isNews: boolean;
  /** Whether the calendar has just said so, also where it only corrects a name or a number. */
  isReported?: boolean;
  /** Whether it was made elsewhere, and is only seen here. */
  isSeen?: boolean;
  /** A text that is to be written down together with them. */
  beside?: Message | null;
  /** What is decided about its rows already. */
  changed?: readonly Happening[];
  /** Whether it is known to have had some, though no row may tell that any more. */
  hadSome?: boolean;
  /** Why those give way that are wanted no more. */
  why?: Reason;
}

const whyNot = (drafted: Drafted): Reason =>
  !drafted.ok && (drafted.reason.code === "optedOut" || drafted.reason.code === "wrongNumber")
    ? drafted.reason
    : { code: "superseded" };

/**
 * What is to be written down so that an appointment has just the reminders that it is to have by now. While they are
 * off none comes into being, and those that wait for better times are kept in line all the same.
 */
export async function planReminders(
  {
    calendarId,
    appointment,
    isNews,
    isReported = isNews,
    isSeen = false,
    beside = null,
    changed = [],
    hadSome = false,
    why,
  }: Occasion,
  circumstances: Circumstances,
): Promise<Planned> {
  const { now } = circumstances;
  const all = await messagesOfAppointment(calendarId, appointment.id);
  const settings = asIfOn(circumstances.settings);
  const { reminders, sending } = settings;
  const known = await knowledge(calendarId, appointment, settings);
  const drafted = draftWith(known, appointment, "reminder", settings, now);
  const subject = drafted.ok ? await subjectAbout(calendarId, appointment, drafted.draft.phone) : null;
  // Also what is left of rows that were lost.
  const left =
    subject === null ? [] : (await messagesOfSubject(subject)).filter((row) => row.calendarId === "");
  const isTheFirst = !hadSome && ![...all, ...left].some(remindsByItself);
  if (isTheFirst && !areOn(circumstances.settings)) return nothingPlanned;
  // What was told stays told, though it is no longer so.
  const handled = new Set(changed.flatMap(({ id, event }) => (event.type === "outdate" ? [] : id)));
  const rows = [...all, ...left].filter(({ id }) => !handled.has(id));
  const times = drafted.ok ? reminderTimes(appointment.start, reminders, timeZoneOf(settings)) : [];
  const { happenings, plan } = decideReminders(
    rows,
    {
      start: appointment.start,
      subject,
      patient: named(appointment, known).patient,
      times,
      isNews,
      isReported,
      isSeen,
      endsWithConfirmation: reminders.untilConfirmed,
      isOtherwise: (row) =>
        isOtherDoctors(templateOf(settings, "reminder"), row.appointment.doctor, appointment.doctor),
      why: why ?? whyNot(drafted),
    },
    now,
  );
  if (!drafted.ok) {
    const { reason } = drafted;
    return { messages: [], happenings, reason: unremarkable.has(reason.code) ? null : reason };
  }
  const messages: Message[] = [];
  const givenUp = new Set([...handled, ...happenings.map(({ id }) => id)]);
  for (const { slot, at } of plan) {
    const message = await newMessage({
      calendarId,
      appointment: named(appointment, known),
      kind: "reminder",
      previousStart: null,
      origin: "plan",
      draft: drafted.draft,
      batch: null,
      // Not within the grace period of the change: it may be taken back.
      notBefore: Math.max(at - handOverMs, now + sending.settleSeconds * 1000),
      schedule: { slot, sendAt: at },
      now,
    });
    const over = await overCap(message, settings, now, [...(beside ? [beside] : []), ...messages], givenUp);
    messages.push(
      over
        ? hold(message, over, now)
        : { ...message, state: "planned", history: [{ at: now, state: "planned" }] },
    );
  }
  const isLate = times.every(({ at }) => at <= now + nearMs);
  const reason = messages.find(({ state }) => state === "held")?.reason ?? null;
  return { messages, happenings, reason: isLate ? { code: "reminderTooLate" } : reason };
}

/** As they will be once they are on again. */
const asIfOn = (settings: Settings): Settings => ({
  ...settings,
  templates: { ...settings.templates, reminder: { ...settings.templates.reminder, enabled: true } },
});

/** Makes those due that are to be handed over by now, unless reminders are off. */
export async function promoteReminders(): Promise<void> {
  const settings = await loadSettings();
  if (!mayLeave(settings)) return;
  for (const message of await messagesInState("planned", Date.now())) {
    const [rows, elsewhere] = await Promise.all([
      messagesOfSubject(message.subject),
      remindersElsewhere(message),
    ]);
    const now = Date.now();
    const event = decideHandOver(message, rows, elsewhere, {
      reminders: settings.reminders,
      timeZone: timeZoneOf(settings),
      now,
    });
    await updateMessage(message.id, event, now);
  }
}

/** Takes back from GoSMS what is due to be. */
export const withdrawReminders = singleFlight(withdrawDue, { trailing: true });

async function withdrawDue(): Promise<void> {
  if (!mayLeave(await loadSettings())) await recallAll({ code: "remindersOff" });
  for (const message of await messagesInState("withdrawing", Date.now())) {
    const outcome = await askToGiveUp(message);
    const now = Date.now();
    // By the row as it is by then: something else may have given it up meanwhile, after which it does not come back.
    await stepMessage(message.id, (row) => ({ event: eventOf(outcome, row, now) }), now);
    // Every other one would fail the same way.
    if (outcome.type === "failed" && isUnreachable(outcome.reason)) return;
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

/** Whichever account it was handed to. */
type TakenBack = Exclude<Withdrawal, { type: "unheardOf" }>;

async function askToGiveUp(message: Message): Promise<TakenBack> {
  const gatewayId = await currentId(message);
  if (gatewayId === null || message.schedule === null)
    return { type: "failed", reason: { code: "idUnknown" } };
  const outcome = await gateway.withdraw(gatewayId);
  if (outcome.type !== "unheardOf") return outcome;
  // The account before may still have it, and sends it at its time.
  return (await isOfAccountBefore(message))
    ? { type: "failed", reason: { code: "otherAccount" } }
    : { type: "gone" };
}

function eventOf(outcome: TakenBack, row: Message, now: number): MessageEvent {
  switch (outcome.type) {
    case "failed": {
      const { reason } = outcome;
      return { type: "withdrawFailed", reason, notBefore: now + pauseAfter(reason, row, now) };
    }
    case "left":
      return { type: "left", reason: { code: "wentAnyway" } };
    case "gone": {
      const reason = whyWithdrawn(row);
      return reason.code === "remindersOff" && row.schedule !== null && !isOutdated(row)
        ? { type: "shelved", reason, notBefore: Math.max(row.schedule.sendAt - handOverMs, now) }
        : { type: "withdrawn", reason };
    }
  }
}

/** Everything that GoSMS is to send later is to be given up. */
async function recallAll(reason: Reason): Promise<void> {
  // What another computer handed over is that one's, whose reminders may be on.
  for (const { id, reason: why } of await messagesInState("scheduled"))
    if (why?.code !== "scheduledElsewhere") await updateMessage(id, { type: "withdraw", reason }, Date.now());
}

/** When something is next to be done of what is due after a moment; both in milliseconds since the epoch. */
export async function nextReminder(after: number): Promise<number | null> {
  const planned = mayLeave(await loadSettings()) ? nextDue("planned", after) : null;
  const times = await Promise.all([planned, nextDue("withdrawing", after)]);
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
