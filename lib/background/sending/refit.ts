import type { Appointment } from "../../domain/appointment.ts";
import type { Message, MessageState } from "../../domain/outbox/message.ts";
import { remindsByItself } from "../../domain/outbox/predicates.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { asConfirmed } from "../../domain/site-reading/excluded.ts";
import { decideHandedOver } from "../../domain/thread/reminder-decision.ts";
import { endHandOver, endLeftHandOver, leftHandOvers } from "../../storage/hand-overs.ts";
import {
  messageById,
  messagesInState,
  messagesOfAppointment,
  messagesOfSubject,
} from "../../storage/outbox-queries.ts";
import { changeRows, updateMessage } from "../../storage/outbox-store.ts";
import { beginRefit, endRefit, loadRefitted } from "../../storage/refitted.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { attempt } from "../attempt.ts";
import { singleFlight } from "../single-flight.ts";
import { oneAtATime, untilDecided } from "./new-message.ts";
import { makeWhole } from "./recovery.ts";
import { areOn, type Occasion, planReminders } from "./reminders.ts";

/** Reminders that stand are brought in line with what has changed since they were planned. */

/**
 * Brings reminders in line with new settings, or with what is known of patients: what would leave at another time, or
 * to another number, or not at all, gives way to what would.
 */
export const refitReminders = singleFlight(refitAll, { trailing: true });

/**
 * The same where it is due: something has changed, or the worker that followed it died on the way.
 * @param meanwhile what need not wait until hundreds of reminders have followed
 */
export async function refitIfDue(meanwhile: () => Promise<unknown>): Promise<void> {
  const [followed, settings] = await Promise.all([loadRefitted(), loadSettings()]);
  const wanted = followedOf(settings);
  if (followed === wanted) return;
  // Whoever asked for it once more each time would keep it from ever coming to its end.
  const refitted =
    underWay?.settings === wanted && underWay.mark === followed ? underWay.end : refitReminders();
  attempt(meanwhile);
  await refitted;
}

interface UnderWay {
  settings: string;
  /** Stands on disk for as long as nothing else is to be followed. */
  mark: string;
  /** Never rejects. */
  end: Promise<void>;
}

let underWay: UnderWay | null = null;
let refitting = false;
let begun = 0;
/** None of them leaves meanwhile: it may be one that is to give way. */
export const isRefitting = (): boolean => refitting;
/** How many times this worker began to bring them in line. */
export const refitsBegun = (): number => begun;

/**
 * A reminder was just handed over, and nobody could take it back on its way: what was changed or said meanwhile counts.
 * @param isRefit whether reminders were brought in line since it was taken in hand
 */
export async function followHandedOver(id: string, { isRefit }: { isRefit: boolean }): Promise<void> {
  await lookOnceMore(id, isRefit);
  await endHandOver(id);
}

/** The same of those after which the worker died: nobody knows what it saw meanwhile. */
export const followLeft = singleFlight(async () => {
  for (const id of await leftHandOvers()) {
    await lookOnceMore(id, true);
    await endLeftHandOver(id);
  }
});

async function lookOnceMore(id: string, isRefit: boolean): Promise<void> {
  const row = await messageById(id);
  if (row?.state !== "scheduled") return;
  const now = Date.now();
  const { reminders } = await loadSettings();
  const reason = decideHandedOver(row, await messagesOfSubject(row.subject), { reminders, now });
  if (reason) await updateMessage(id, { type: "withdraw", reason }, now);
  else if (isRefit)
    await refit(row.calendarId, row.appointment.id, ([newest]) => newest?.appointment ?? null);
}

/** What of the settings decides on reminders. They wait while they follow, so nothing else may ask for it. */
function followedOf(settings: Settings): string {
  const { practice, templates, reminders, sending } = settings;
  const { seriesDays, plain, language, countries, holdNewNumbers } = sending;
  return JSON.stringify([
    { ...practice, timeZone: timeZoneOf(settings) },
    templates.reminder,
    reminders,
    { seriesDays, plain, language, countries, holdNewNumbers },
  ]);
}

async function refitAll(): Promise<void> {
  refitting = true;
  begun++;
  const end = Promise.withResolvers<void>();
  try {
    // In a database that was made anew there are none yet, and they would be taken for followed.
    await makeWhole();
    // First: what changes from here on is to be followed once more.
    const mark = await beginRefit();
    const settings = await loadSettings();
    const followed = followedOf(settings);
    underWay = { settings: followed, mark, end: end.promise };
    if (areOn(settings)) await refitPlanned();
    await endRefit(mark, followed);
  } finally {
    refitting = false;
    underWay = null;
    end.resolve();
  }
}

async function refitPlanned(): Promise<void> {
  for (const [newest] of await standingReminders())
    if (newest) await refit(newest.calendarId, newest.appointment.id, ([one]) => one?.appointment ?? null);
}

/** Reminders that wait or stand at GoSMS, those of each appointment together, the newest first. */
export async function standingReminders(): Promise<Message[][]> {
  const rows = (await Promise.all([...standingStates].map((state) => messagesInState(state)))).flat();
  const about = Map.groupBy(rows.filter(isStanding), ({ calendarId, appointment }) =>
    JSON.stringify([calendarId, appointment.id]),
  );
  return [...about.values()].map((group) => group.toSorted((a, b) => b.createdAt - a.createdAt));
}

const standingStates: ReadonlySet<MessageState> = new Set(["planned", "queued", "held", "scheduled"]);

const isStanding = (row: Message): boolean => remindsByItself(row) && standingStates.has(row.state);

/**
 * The reminders of one appointment, as they are to be by now.
 * @param asItIs the appointment, which may be at another time than its standing reminders say, the newest first; `null`
 * leaves them as they are. Asked once nothing can change any more: the appointment may have been moved just now.
 */
export function refit(
  calendarId: string,
  appointmentId: string,
  asItIs: (standing: readonly Message[]) => Appointment | null,
  occasion: Pick<Occasion, "isSeen" | "why"> = {},
): Promise<void> {
  return oneAtATime(async () => {
    await untilDecided(async () => {
      const settings = await loadSettings();
      const now = Date.now();
      // Those that are off wait as they are.
      if (!areOn(settings)) return [];
      const standing = (await messagesOfAppointment(calendarId, appointmentId)).filter(isStanding);
      const found = asItIs(standing);
      if (!found) return [];
      // Somebody may have said since that it is no appointment.
      const appointment = asConfirmed(found, (await loadReading(calendarId)).reading);
      const planned = await planReminders(
        { ...occasion, calendarId, appointment, isNews: false },
        { settings, now },
      );
      return changeRows(planned.happenings, planned.messages, now);
    });
  });
}
