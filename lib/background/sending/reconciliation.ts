import type { Appointment } from "../../domain/appointment.ts";
import { type Comparison, compare, withOneDoctor } from "../../domain/comparison.ts";
import { isFeedId } from "../../domain/feeds/feed.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { type Settings, templateOf, timeZoneOf } from "../../domain/settings.ts";
import { isOtherDoctors } from "../../domain/text/doctor-text.ts";
import { dayOf, formatTime } from "../../domain/text/when.ts";
import { givingUp } from "../../domain/thread/reminder-decision.ts";
import { messagesInState } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { gateOf } from "../../storage/site-readings.ts";
import { asReadIn } from "./as-read.ts";
import { type CalendarPlace, listDay } from "./day-listing.ts";
import { isRemindedElsewhere } from "./elsewhere.ts";
import { asKnown } from "./known-as.ts";
import { refit } from "./refit.ts";

/**
 * A look at an open calendar, on behalf of reminders: what was changed elsewhere, or while nobody was looking, is
 * mended or shown before a wrong text leaves.
 */

/** So many days from today on. */
const daysAhead = 10;
/** What a page shows for a moment only, while its server has not accepted it, is not believed. */
const secondLookMs = 5_000;
/** Looks at one calendar are this far apart at least. */
const pauseMs = 10_000;
/** And this far at most, while it is open. */
export const patrolMs = 10 * 60_000;

const lastLooks = new Map<string, number>();

/**
 * @param frames where the calendar is open; what any of them shows counts as shown
 * @param placeholders names of those that plugins contribute
 * @returns when to look again, in milliseconds from now; `null` where there is nothing to look for
 */
export async function reconcileCalendar(
  calendarId: string,
  frames: readonly CalendarPlace[],
  placeholders: readonly string[] = [],
): Promise<number | null> {
  const settings = await loadSettings();
  if (!settings.reminders.enabled || frames.length === 0) return null;
  // What nobody has confirmed, or what is no longer so, takes nothing back and plans nothing.
  if (await gateOf(calendarId)) return patrolMs;
  const last = lastLooks.get(calendarId);
  const left = last === undefined ? 0 : last + pauseMs - performance.now();
  if (left > 0) return left;
  lastLooks.set(calendarId, performance.now());
  const timeZone = timeZoneOf(settings);
  const today = dayOf(new Date().toISOString(), timeZone);
  const coming = Array.from({ length: daysAhead }, (_, days) => today.add({ days }).toString());
  const rows = await remindersOf(calendarId, settings, coming);
  const days = settings.reminders.seen
    ? coming
    : coming.filter((day) =>
        rows.some(({ appointment }) => dayOf(appointment.start, timeZone).toString() === day),
      );
  const asRead = await asReadIn(calendarId, placeholders);
  const read = (listed: readonly Appointment[]) => asKnown(calendarId, listed.map(asRead));
  const listings = await listDays(frames, days, read);
  const isOtherwise = ({ appointment: { doctor } }: Message, now: Appointment): boolean =>
    isOtherDoctors(templateOf(settings, "reminder"), doctor, now.doctor);
  const first = compare(rows, listings, timeZone, isOtherwise);
  await Promise.all(first.same.filter(isDoubted).map(({ id }) => happen(id, { type: "seen" })));
  if (first.different.length + first.missing.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, secondLookMs));
    const again = await listDays(frames, days, read);
    // Some of them may have left, or been taken back, in the meantime.
    await apply(
      bothIn(first, compare(await remindersOf(calendarId, settings, coming), again, timeZone, isOtherwise)),
      settings,
    );
  }
  if (isFeedId(calendarId)) await giveWay(await remindersOf(calendarId, settings, coming), settings);
  if (settings.reminders.seen) await planSeen(calendarId, [...listings.values()].flat(), settings);
  return patrolMs;
}

async function remindersOf(
  calendarId: string,
  settings: Settings,
  days: readonly string[],
): Promise<Message[]> {
  const rows = [...(await messagesInState("planned")), ...(await messagesInState("scheduled"))];
  const timeZone = timeZoneOf(settings);
  return rows.filter(
    (row) =>
      row.calendarId === calendarId && days.includes(dayOf(row.appointment.start, timeZone).toString()),
  );
}

async function listDays(
  frames: readonly CalendarPlace[],
  days: readonly string[],
  read: (listed: readonly Appointment[]) => Promise<Appointment[]>,
): Promise<Map<string, readonly Appointment[]>> {
  const listings = new Map<string, Appointment[]>();
  // One after the other: a page is not to feel that it is looked at.
  for (const day of days) {
    for (const frame of frames) {
      const listing = await listDay(frame, day);
      if (!listing?.ok) continue;
      const shown = await read(listing.appointments);
      listings.set(day, [...(listings.get(day) ?? []), ...shown]);
    }
  }
  return withOneDoctor(listings);
}

/** What two looks agree on. */
function bothIn(first: Comparison, second: Comparison): Pick<Comparison, "different" | "missing"> {
  return {
    different: second.different.filter(({ message, appointment }) =>
      first.different.some(
        (one) => one.message.id === message.id && one.appointment.start === appointment.start,
      ),
    ),
    missing: second.missing.filter(({ id }) => first.missing.some((one) => one.id === id)),
  };
}

/** Plans anew what differs, and leaves what is missing to a person. */
async function apply(
  { different, missing }: Pick<Comparison, "different" | "missing">,
  settings: Settings,
): Promise<void> {
  const timeZone = timeZoneOf(settings);
  for (const { message, appointment } of different) {
    const reason: Reason = {
      code: "calendarDiffers",
      detail: formatTime(message.appointment.start, timeZone),
      at: Temporal.Instant.from(appointment.start).epochMilliseconds,
    };
    await refit(
      message.calendarId,
      appointment.id,
      // What was changed here since the page was read is right already.
      (standing) => (standing.some(({ id }) => id === message.id) ? appointment : null),
      appointment.start === message.appointment.start ? {} : { why: reason },
    );
  }
  for (const message of missing)
    if (!isDoubted(message)) await happen(message.id, { type: "missed", reason: { code: "notSeen" } });
}

/** A calendar that is open as a page as well reminds of what is done there by itself. */
async function giveWay(rows: readonly Message[], settings: Settings): Promise<void> {
  for (const row of rows)
    if (await isRemindedElsewhere(row.calendarId, row.appointment, settings))
      await happen(row.id, givingUp(row, { code: "alreadyPlanned" }).event);
}

/** Appointments that were made elsewhere get their reminders, too, unless they have had one. */
async function planSeen(
  calendarId: string,
  appointments: readonly Appointment[],
  settings: Settings,
): Promise<void> {
  for (const appointment of appointments)
    if (
      appointment.patient &&
      !appointment.allDay &&
      !(await isRemindedElsewhere(calendarId, appointment, settings))
    )
      await refit(calendarId, appointment.id, () => appointment, { isSeen: true });
}

const isDoubted = ({ reason }: Message): boolean => reason?.code === "notSeen";

const happen = (id: string, event: Parameters<typeof updateMessage>[1]): Promise<Message | null> =>
  updateMessage(id, event, Date.now());
