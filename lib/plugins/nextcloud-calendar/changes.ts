import type { CalendarObject, Occurrence } from "./icalendar.ts";

/** What became of an occurrence. */
export type OccurrenceChange =
  | { type: "created"; before: null; after: Occurrence }
  | { type: "moved"; before: Occurrence; after: Occurrence }
  | { type: "cancelled"; before: Occurrence; after: null };

const dayMs = 86_400_000;
/** So far ahead an occurrence of a series is news. */
const horizon = 366 * dayMs;
/** Beyond it, so that what moves across the horizon is found on the other side. */
const margin = 31 * dayMs;
/** Nobody means to write to a patient this often about one click. */
const most = 100;

export interface Pair {
  before: Occurrence | null;
  after: Occurrence | null;
}

/** Of a series, as far ahead as it is compared; of a single event the only one. */
export const occurrencesFrom = (object: CalendarObject | null, now: number, ahead = 0): Occurrence[] =>
  object?.occurrences({ from: now - margin, to: now + horizon + margin + Math.max(0, ahead) }) ?? [];

/**
 * Which occurrence is which: the same by the original start; of the rest, those that lie as far apart as the whole
 * was shifted.
 * @param shift in milliseconds on the wall clock
 */
export function paired(before: readonly Occurrence[], after: readonly Occurrence[], shift: number): Pair[] {
  const newByStart = new Map(after.map((occurrence) => [occurrence.original, occurrence]));
  const pairs: Pair[] = [];
  const rest: Occurrence[] = [];
  for (const was of before) {
    const is = newByStart.get(was.original);
    if (is) {
      pairs.push({ before: was, after: is });
      newByStart.delete(was.original);
    } else rest.push(was);
  }
  const newByWall = new Map([...newByStart.values()].map((occurrence) => [occurrence.wall, occurrence]));
  for (const was of rest) {
    const is = newByWall.get(was.wall + shift) ?? null;
    if (is) newByWall.delete(is.wall);
    pairs.push({ before: was, after: is });
  }
  for (const is of newByWall.values()) pairs.push({ before: null, after: is });
  return pairs;
}

/**
 * The occurrences of an address before and after it was changed.
 * @param before `null` where there was nothing
 * @param after `null` where there is nothing any more
 * @param now in milliseconds since the epoch
 * @throws UnreadableCalendarObject
 */
export function pairsBetween(
  before: CalendarObject | null,
  after: CalendarObject | null,
  now: number,
): Pair[] {
  const shift = before && after ? after.wall - before.wall : 0;
  return paired(occurrencesFrom(before, now, -shift), occurrencesFrom(after, now, shift), shift);
}

function changeOf({ before, after }: Pair): OccurrenceChange | null {
  const was = before && !before.cancelled ? before : null;
  const is = after && !after.cancelled ? after : null;
  if (was && is) return was.start === is.start ? null : { type: "moved", before: was, after: is };
  if (was) return { type: "cancelled", before: was, after: null };
  return is && { type: "created", before: null, after: is };
}

/**
 * What of it is within the horizon, the next first. Of a series only what is still to come: a change of its rule
 * also rewrites its past. Whether a single appointment is over is for others to judge.
 */
export function newsIn(pairs: readonly Pair[], now: number): OccurrenceChange[] {
  const isNear = (occurrence: Occurrence | null): boolean =>
    occurrence !== null &&
    (!occurrence.inSeries || Math.min(occurrence.original, occurrence.start) <= now + horizon);
  const isToCome = (occurrence: Occurrence | null): boolean =>
    occurrence !== null && (!occurrence.inSeries || occurrence.start > now);
  const whenOf = ({ before, after }: OccurrenceChange): number => (before ?? after)?.start ?? 0;
  return pairs
    .filter(({ before, after }) => isNear(before) || isNear(after))
    .map(changeOf)
    .filter((change) => change !== null)
    .filter(({ before, after }) => isToCome(before) || isToCome(after))
    .sort((a, b) => whenOf(a) - whenOf(b))
    .slice(0, most);
}
