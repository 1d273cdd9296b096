export type Clock = () => number;

/** GoSMS writes local Czech time with its offset: 2026-12-24T21:23:00+01:00 */
export function pragueTime(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(epochMs))
    .toZonedDateTimeISO("Europe/Prague")
    .toString({ timeZoneName: "never", smallestUnit: "second" });
}

export function utcTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
