import type { Ailment, Measure, SiteReading } from "./site-reading.ts";

/** Whether a calendar is still read as it was when a person confirmed it. */

/** Fewer say nothing: a quiet week is no unreadable one. */
const least = 5;
/** So much of what there was is left, at the most, where something has gone. */
const collapsed = 1 / 3;
/** What less than that had at the beginning was never to be relied on. */
const usual = 0.3;

/** Appointments that the look should have found a person in. */
export function expectedIn(
  measure: Measure,
  { excluded, measured }: Pick<SiteReading, "excluded" | "measured">,
): number {
  const impersonal = new Set([...excluded, ...measured.others]);
  return measure.people + measure.others.filter((title) => !impersonal.has(title)).length;
}

/** Whether a look shows enough to tell how the calendar is read. */
export const tellsEnough = (now: Measure, reading: Pick<SiteReading, "excluded" | "measured">): boolean =>
  expectedIn(now, reading) >= least;

/** What has gone wrong since; `null` where nothing has, or too little is shown to tell. */
export function ailmentOf(now: Measure, reading: Pick<SiteReading, "excluded" | "measured">): Ailment | null {
  if (now.hasNewIds) return "ids";
  const { measured: before } = reading;
  const expected = expectedIn(now, reading);
  if (expected < least || before.people === 0) return null;
  const share = (count: number, all: number): number => (all === 0 ? 0 : count / all);
  for (const part of ["names", "phones", "ids"] as const) {
    const was = share(before[part], before.people);
    if (was >= usual && share(now[part], expected) <= was * collapsed) return part;
  }
  // A week's heading taken for one day: everybody of the week would be told that day's date.
  return before.days > 1 && now.days === 1 && expected >= before.people && expected >= 2 * least
    ? "days"
    : null;
}
