import { dayOf, formatTime } from "../../lib/domain/text/when.ts";

/** `22. 11. 9:42`, and the year where it is not this one. For the eyes only: messages say their own dates. */
export function formatMoment(instant: string, timeZone: string, locale: string): string {
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const thisYear = moment.year === Temporal.Now.plainDateISO(timeZone).year;
  const day = moment.toPlainDate().toLocaleString(locale, {
    day: "numeric",
    month: "numeric",
    ...(thisYear ? {} : { year: "numeric" }),
  });
  return `${day} ${formatTime(instant, timeZone, locale)}`;
}

/** `9:12` today, `zítra 17:00`, and the date where it is further away; given in milliseconds since the epoch. */
export function formatNear(millis: number, timeZone: string, locale: string): string {
  const instant = instantOf(millis);
  const { days } = Temporal.Now.plainDateISO(timeZone).until(dayOf(instant, timeZone), {
    largestUnit: "day",
  });
  const time = formatTime(instant, timeZone, locale);
  if (days === 0) return time;
  if (Math.abs(days) > 1) return formatMoment(instant, timeZone, locale);
  return `${new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day")} ${time}`;
}

export const instantOf = (millis: number): string =>
  Temporal.Instant.fromEpochMilliseconds(millis).toString();

/** `9:40` today, or else with the day: as it stands behind "stav z". */
export function formatAsOf(millis: number, timeZone: string, locale: string): string {
  const instant = instantOf(millis);
  const isToday = Temporal.Now.plainDateISO(timeZone).equals(dayOf(instant, timeZone));
  return isToday ? formatTime(instant, timeZone, locale) : formatMoment(instant, timeZone, locale);
}
