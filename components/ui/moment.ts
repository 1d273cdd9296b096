import { formatTime } from "../../lib/domain/text/when.ts";

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

export const instantOf = (millis: number): string =>
  Temporal.Instant.fromEpochMilliseconds(millis).toString();
