import type { CalendarObject, CalendarQuery, Occurrence } from "../../plugin-api/index.ts";

/** What became of an occurrence. */
export type OccurrenceChange =
  | { type: "created"; before: null; after: Occurrence }
  | { type: "moved"; before: Occurrence; after: Occurrence }
  /** It takes place as before, with another text: perhaps about another patient. */
  | { type: "reworded"; before: Occurrence; after: Occurrence }
  | { type: "cancelled"; before: Occurrence; after: null };

const dayMs = 86_400_000;
/** So far ahead an occurrence of a series is news. */
const horizon = 366 * dayMs;
/** Beyond it, so that what moves across the horizon is found on the other side. */
const margin = 31 * dayMs;
/** Half a year of every day. Nobody means to write to a patient more often about one click. */
const most = 200;

export interface Pair {
  before: Occurrence | null;
  after: Occurrence | null;
}

/**
 * What a text says within bounds; `null` where it holds no event but a task, say.
 * Rejects when that cannot be told.
 */
export type ReadText = (
  text: string,
  bounds: Pick<CalendarQuery, "from" | "to">,
) => Promise<CalendarObject | null>;

/** What an address held before and after it was changed; `null` where it held nothing. */
export interface States {
  was: CalendarObject | null;
  is: CalendarObject | null;
  /** How far the whole was moved, in milliseconds on the wall clock. */
  shift: number;
}

/** What of a series that was moved by so much is compared. */
export const boundsOf = (now: number, shift: number): Pick<CalendarQuery, "from" | "to"> => ({
  from: now - margin,
  to: now + horizon + margin + Math.max(0, shift),
});

/**
 * Reads both, as far ahead as they are compared, and then as far as it takes to find in one whatever is in the other.
 * @param now in milliseconds since the epoch
 */
export async function readStates(
  before: string | null,
  after: string | null,
  now: number,
  read: ReadText,
): Promise<States> {
  const both = (shift: number) =>
    Promise.all([
      before === null ? null : read(before, boundsOf(now, -shift)),
      after === null ? null : read(after, boundsOf(now, shift)),
    ]);
  const near = await both(0);
  const shift = near[0] && near[1] ? near[1].wall - near[0].wall : 0;
  const [was, is] = Math.abs(shift) <= margin ? near : await both(shift);
  return { was, is, shift };
}

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

/** The occurrences of an address before and after it was changed. */
export const pairsBetween = ({ was, is, shift }: States): Pair[] =>
  paired(was?.occurrences ?? [], is?.occurrences ?? [], shift);

const saysTheSame = (was: Occurrence, is: Occurrence): boolean =>
  was.title === is.title && was.description === is.description && was.location === is.location;

function changeOf({ before, after }: Pair): OccurrenceChange | null {
  const was = before && !before.cancelled ? before : null;
  const is = after && !after.cancelled ? after : null;
  if (was && is) {
    if (was.start !== is.start) return { type: "moved", before: was, after: is };
    return saysTheSame(was, is) ? null : { type: "reworded", before: was, after: is };
  }
  if (was) return { type: "cancelled", before: was, after: null };
  return is && { type: "created", before: null, after: is };
}

const whenOf = ({ before, after }: OccurrenceChange): number => (before ?? after)?.start ?? 0;

function* changesIn(pairs: readonly Pair[], now: number): Generator<OccurrenceChange> {
  const isNear = (occurrence: Occurrence | null): boolean =>
    occurrence !== null &&
    (!occurrence.inSeries || Math.min(occurrence.original, occurrence.start) <= now + horizon);
  const isToCome = (occurrence: Occurrence | null): boolean =>
    occurrence !== null && (!occurrence.inSeries || occurrence.start > now);
  for (const pair of pairs) {
    const change = isNear(pair.before) || isNear(pair.after) ? changeOf(pair) : null;
    if (change && (isToCome(change.before) || isToCome(change.after))) yield change;
  }
}

/**
 * What of it is within the horizon, the next first. Of a series only what is still to come: a change of its rule
 * also rewrites its past. Whether a single appointment is over is for others to judge.
 */
export const newsIn = (pairs: readonly Pair[], now: number): OccurrenceChange[] =>
  [...changesIn(pairs, now)]
    .filter(({ type }) => type !== "reworded")
    .sort((a, b) => whenOf(a) - whenOf(b))
    .slice(0, most);

/** What says something else than before and takes place when it did; as `newsIn` otherwise. */
export const rewordedIn = (pairs: readonly Pair[], now: number): OccurrenceChange[] =>
  [...changesIn(pairs, now)]
    .filter(({ type }) => type === "reworded")
    .sort((a, b) => whenOf(a) - whenOf(b))
    .slice(0, most);

/** Of what was shown alone, a single event can be compared with a single event, and nothing else. */
export function comparable(shown: readonly Occurrence[], after: CalendarObject | null): Pair[] {
  const [before, ...others] = shown;
  const [is = null, ...more] = after?.occurrences ?? [];
  if (!before || before.inSeries || others.length > 0 || more.length > 0 || is?.inSeries) return [];
  return [{ before, after: is }];
}
