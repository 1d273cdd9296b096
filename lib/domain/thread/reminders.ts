import { z } from "zod";
import { isPublicHoliday } from "../public-holidays.ts";
import { dayOf } from "../text/when.ts";

/** When reminders leave by themselves. Everything here is pure: an appointment's start in, moments out. */

/** On the practice's clock: `08:00`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

export const ReminderUnit = z.enum(["hours", "days", "workingDays"]);
export type ReminderUnit = z.infer<typeof ReminderUnit>;

/** How long before the appointment. */
export const ReminderOffset = z.strictObject({ count: z.int().min(1).max(99), unit: ReminderUnit });
export type ReminderOffset = z.infer<typeof ReminderOffset>;

export const maxReminders = 3;

const ReminderFields = z.strictObject({
  enabled: z.boolean(),
  offsets: z.array(ReminderOffset).min(1).max(maxReminders),
  /** When those leave that are counted in days. */
  at: TimeOfDay,
  /** None leaves before `from` or from `to` on. */
  from: TimeOfDay,
  to: TimeOfDay,
  /** Whether they also leave on weekends and public holidays. */
  restDays: z.boolean(),
  holidays: z.enum(["CZ", "SK"]),
  /** Also for appointments that were not made on this computer. Two computers that do so would both send. */
  seen: z.boolean(),
  /** Whether a patient who answered that they come gets no more of them. */
  untilConfirmed: z.boolean().default(false),
});
export const ReminderSettings = ReminderFields.refine(({ from, to }) => from < to, { path: ["to"] });
export type ReminderSettings = z.infer<typeof ReminderSettings>;

export const defaultReminders: ReminderSettings = {
  enabled: false,
  offsets: [{ count: 1, unit: "workingDays" }],
  at: "10:00",
  from: "08:00",
  to: "20:00",
  restDays: false,
  holidays: "CZ",
  seen: false,
  untilConfirmed: false,
};

export interface ReminderTime {
  /** Which of the reminders it is: one appointment gets each of them once. */
  slot: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** A year of rest days in a row there is not; a loop that ran on would be a mistake in here. */
const patience = 400;

const isWorkingDay = (day: Temporal.PlainDate, { holidays }: ReminderSettings): boolean =>
  day.dayOfWeek <= 5 && !isPublicHoliday(day, holidays);

const isOpen = (day: Temporal.PlainDate, settings: ReminderSettings): boolean =>
  settings.restDays || isWorkingDay(day, settings);

const slotOf = ({ count, unit }: ReminderOffset): string => `${count} ${unit}`;

/**
 * When each reminder of an appointment leaves, the earliest first. What would fall into a quiet hour or a day of rest
 * leaves before it and never after, so that it comes no later than was asked for. Of two at one moment one is left.
 *
 * @param start the appointment's, an ISO instant
 */
export function reminderTimes(start: string, settings: ReminderSettings, timeZone: string): ReminderTime[] {
  const times = settings.offsets.map((offset) => ({
    slot: slotOf(offset),
    at: latestOpen(wantedTime(start, offset, settings, timeZone), settings).epochMilliseconds,
  }));
  const begins = Temporal.Instant.from(start).epochMilliseconds;
  return times
    .filter(({ at }, index) => at < begins && times.findIndex((other) => other.at === at) === index)
    .sort((a, b) => a.at - b.at);
}

function wantedTime(
  start: string,
  { count, unit }: ReminderOffset,
  settings: ReminderSettings,
  timeZone: string,
): Temporal.ZonedDateTime {
  if (unit === "hours")
    return Temporal.Instant.from(start).subtract({ hours: count }).toZonedDateTimeISO(timeZone);
  let day = dayOf(start, timeZone);
  for (let left = count, tries = 0; left > 0 && tries < patience; tries++) {
    day = day.subtract({ days: 1 });
    if (unit === "days" || isWorkingDay(day, settings)) left--;
  }
  return day.toZonedDateTime({ timeZone, plainTime: settings.at });
}

/** The latest moment up to this one at which a reminder may leave. */
function latestOpen(wanted: Temporal.ZonedDateTime, settings: ReminderSettings): Temporal.ZonedDateTime {
  const time = wanted.toPlainTime();
  const day = wanted.toPlainDate();
  if (isOpen(day, settings) && Temporal.PlainTime.compare(time, settings.from) >= 0)
    return isBefore(time, settings.to) ? wanted : closing(day, wanted.timeZoneId, settings);
  for (let tries = 1; tries < patience; tries++) {
    const earlier = day.subtract({ days: tries });
    if (isOpen(earlier, settings)) return closing(earlier, wanted.timeZoneId, settings);
  }
  return wanted;
}

const isBefore = (time: Temporal.PlainTime, limit: string): boolean =>
  Temporal.PlainTime.compare(time, limit) < 0;

/** The last minute in which one may leave on a day. */
const closing = (
  day: Temporal.PlainDate,
  timeZone: string,
  { to }: ReminderSettings,
): Temporal.ZonedDateTime => day.toZonedDateTime({ timeZone, plainTime: to }).subtract({ minutes: 1 });

/**
 * The first moment from `now` on at which a belated reminder may leave; both in milliseconds since the epoch.
 */
export function nextOpen(now: number, settings: ReminderSettings, timeZone: string): number {
  const moment = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const today = moment.toPlainDate();
  for (let tries = 0; tries < patience; tries++) {
    const day = today.add({ days: tries });
    if (!isOpen(day, settings)) continue;
    const opens = day.toZonedDateTime({ timeZone, plainTime: settings.from }).epochMilliseconds;
    if (now <= opens) return opens;
    if (tries === 0 && isBefore(moment.toPlainTime(), settings.to)) return now;
  }
  return now;
}

/** Handed to GoSMS so long before, that a computer which is off meanwhile changes nothing; in milliseconds. */
export const handOverMs = 14 * 24 * 3600_000;
/** A moment this near is now: GoSMS takes only one that lies ahead of it. */
export const nearMs = 2 * 60_000;
/** A reminder that comes so shortly before helps nobody. */
export const lateMs = 30 * 60_000;
/** A text that is being taken back is asked for again after this, at the earliest. */
export const withdrawalPauseMs = 5_000;
