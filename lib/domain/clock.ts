/** Whether this computer's clock is right, by the time that a server tells. */

/** An answer takes its time, and the header tells whole seconds. */
const tolerableMs = 2 * 60_000;
const minuteMs = 60_000;

/**
 * How far the clock is ahead, in milliseconds, in whole minutes; below zero where it is behind, 0 where it is right.
 * @param date an answer's `Date` header, in the form of RFC 9110
 * @param now this computer's time at the answer, in milliseconds since the epoch
 * @returns `null` where the header does not tell
 */
export function clockOff(date: string | null, now: number): number | null {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return null;
  const off = now - told;
  return Math.abs(off) < tolerableMs ? 0 : Math.round(off / minuteMs) * minuteMs;
}

const units = [
  ["day", 24 * 60],
  ["hour", 60],
  ["minute", 1],
] as const;

/** `58 minut`: in the largest unit of which there are at least two. */
export function formatOff(ms: number, locale: string): string {
  const minutes = Math.abs(ms) / minuteMs;
  const [unit, size] = units.find(([, size]) => minutes >= 2 * size) ?? units[2];
  const count = Math.round(minutes / size);
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
