import ICAL from "ical.js";
import { type ICALTime, markerOf, UnreadableCalendar, utc, wallMs } from "./clocks.ts";
import { dayMs, type Moment } from "./version.ts";

/** Follows recurrence rules with the library, within bounds: it must not keep the background from its other work. */

/** More than fifty years of days: who looks further is not going to find anything. */
const maxSteps = 20_000;
const maxInterval = 1_000;
/** Of one text: it must not keep the background from its other work. */
const maxWork = 100_000;

/** What is left of it; texts are read one at a time. */
let work = 0;

export function startWork(): void {
  work = maxWork;
}

// Of a rule that no day fits, such as the 31st of February, the library would look for the next one for ever.
const { next, check_contracting_rules: isFit } = ICAL.RecurIterator.prototype;
const steps = new WeakMap<ICAL.RecurIterator, number>();
ICAL.RecurIterator.prototype.next = function (again) {
  steps.set(this, 0);
  return next.call(this, again);
};
ICAL.RecurIterator.prototype.check_contracting_rules = function () {
  const count = (steps.get(this) ?? 0) + 1;
  if (count > maxSteps) throw new UnreadableCalendar("a rule that nothing fits");
  if (--work < 0) throw new UnreadableCalendar("rules that take too long");
  steps.set(this, count);
  return isFit.call(this);
};

export type Bounds = { from: number; to: number };

/** On the wall clock, which is how rules are meant. */
export function follow(
  rule: InstanceType<typeof ICAL.Recur>,
  start: Moment,
  { from, to }: Bounds,
  set: Map<number, string>,
): void {
  const { until } = rule;
  if (rule.interval > maxInterval) throw new UnreadableCalendar("a rule of too long steps");
  // The library would take none for endless.
  if (rule.count !== null && rule.count < 1) throw new UnreadableCalendar("a rule that counts to nothing");
  const endless = rule.clone();
  endless.until = null;
  const { isDate } = start.time;
  const wall = isDate
    ? ICAL.Time.fromDateString(start.marker.slice(0, 10))
    : ICAL.Time.fromDateTimeString(start.marker);
  const isPast = (marker: string, at: number): boolean => {
    if (!until) return false;
    const limit = markerOf(until);
    if (until.isDate || isDate) return marker.slice(0, 10) > limit.slice(0, 10);
    return String(until).endsWith("Z") ? at > utc(limit) : marker > limit;
  };
  const iterator = endless.iterator(wall);
  for (let count = 0; ; count++) {
    const time: ICALTime | null = iterator.next();
    if (!time) return;
    if (count >= maxSteps) throw new UnreadableCalendar("too many occurrences");
    const marker = markerOf(time);
    // Long gone, whatever the clock: not worth finding out when exactly.
    if (wallMs(marker) < from - 2 * dayMs) continue;
    const at = start.clock(marker);
    if (at > to || isPast(marker, at)) return;
    set.set(at, marker);
  }
}
