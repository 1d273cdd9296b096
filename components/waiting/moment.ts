import { formatTime } from "../../lib/domain/text/when.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";

/** `22. 11.` */
export const formatDay = (millis: number, timeZone: string, locale: string): string =>
  Temporal.Instant.fromEpochMilliseconds(millis)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toLocaleString(locale, { day: "numeric", month: "numeric" });

/** `9:42` */
export const formatClock = (millis: number, timeZone: string, locale: string): string =>
  formatTime(instantOf(millis), timeZone, locale);

/** `9:42:10`, for what happens within seconds. */
export const formatSeconds = (millis: number, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(millis);

/** `út 1. 12. 17:00`, for a time that somebody is to come at. */
export function formatSlot(instant: string, timeZone: string, locale: string): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  return `${day.toLocaleString(locale, { weekday: "short" })} ${formatMoment(instant, timeZone, locale)}`;
}
