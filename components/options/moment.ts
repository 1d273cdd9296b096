import { formatDate, formatTime } from "../../lib/domain/when.ts";

/** `22. 11. 2026 9:42` */
export const formatMoment = (instant: string, timeZone: string, locale: string): string =>
  `${formatDate(instant, timeZone, locale)} ${formatTime(instant, timeZone, locale)}`;

export const instantOf = (millis: number): string =>
  Temporal.Instant.fromEpochMilliseconds(millis).toString();
