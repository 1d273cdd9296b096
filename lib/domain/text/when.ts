/**
 * Days and times as a patient reads them, a Czech one unless told otherwise. Everything is an instant until it is shown; the zone is the
 * practice's. No-break spaces, which Intl likes, would turn a plain SMS into UCS-2, so they become spaces.
 */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ");

const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formats.set(key, made);
  }
  return made;
}

const ms = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

/** `24. 11. 2026`; in English `24 Nov 2026`, as half its readers take the first of two numbers for the month. */
export const formatDate = (instant: string, timeZone: string, locale = "cs"): string =>
  plainSpaces(
    format(locale, timeZone, {
      day: "numeric",
      month: locale.startsWith("en") ? "short" : "numeric",
      year: "numeric",
    }).format(ms(instant)),
  );

/** `úterý` */
export const formatWeekday = (instant: string, timeZone: string, locale = "cs"): string =>
  format(locale, timeZone, { weekday: "long" }).format(ms(instant));

/** `9:30`, on the 24-hour clock whatever the language. */
export const formatTime = (instant: string, timeZone: string, locale = "cs"): string =>
  plainSpaces(
    format(locale, timeZone, { hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(ms(instant)),
  );

/** The calendar day on which an instant falls in a zone. */
export const dayOf = (instant: string, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();

/** The day after today in a zone, as `2026-11-25`. */
export const tomorrowIn = (timeZone: string): string =>
  Temporal.Now.plainDateISO(timeZone).add({ days: 1 }).toString();

/** From the first instant of a day to the first of the next, in milliseconds since the epoch. A day may have 23 or 25 hours. */
export function dayBounds(day: Temporal.PlainDate, timeZone: string): { from: number; to: number } {
  return {
    from: day.toZonedDateTime(timeZone).epochMilliseconds,
    to: day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}
