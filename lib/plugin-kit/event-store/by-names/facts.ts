import type { NetworkWrite, Patient, WriteReading } from "../../../plugin-api/index.ts";
import { digits, fold } from "../../words.ts";

type Person = Pick<Patient, "id" | "name" | "phone">;
type IsKnown = (other: string) => boolean;

/** What ties an accepted write to an event. */
export interface Facts {
  readonly write: Pick<NetworkWrite, "method" | "answerId" | "startedAt" | "endedAt">;
  readonly reading: WriteReading;
  /** What it has been the proof of. */
  readonly used: Set<string>;
}

export const factsOf = (write: Facts["write"], reading: WriteReading): Facts => ({
  write,
  reading,
  used: new Set(),
});

/** Whether the request names the event by its id, in its address or in a field for it. */
export function namesId({ reading: { ids, segments } }: Facts, id: string, isKnown: IsKnown): boolean {
  if (id === "") return false;
  if (ids.includes(id)) return true;
  // Of several ids in a path the last one is the thing's own: `/clinics/5/appointments/7`.
  return segments.findLast((part) => part === id || isKnown(part)) === id;
}

/** @param wall the start as the calendar's own clock shows it */
export function namesMoment(
  { reading: { exact, walls, dates, clocks } }: Facts,
  epochMs: number,
  wall: string,
  allDay: boolean,
  fakeUtc: boolean,
): boolean {
  const names = (ms: number): boolean => exact.includes(Math.floor(ms / 60_000));
  if (names(epochMs) || walls.includes(wall.slice(0, 16))) return true;
  if (fakeUtc && names(Date.parse(`${wall}Z`))) return true;
  return dates.includes(wall.slice(0, 10)) && (allDay || clocks.includes(wall.slice(11, 16)));
}

export function namesDay({ reading: { walls, dates } }: Facts, wall: string): boolean {
  const date = wall.slice(0, 10);
  return dates.includes(date) || walls.some((other) => other.startsWith(date));
}

/** Whether the request names a moment at all, or at least a day. */
export const namesSomeStart = ({ reading: { exact, walls, dates } }: Facts): boolean =>
  exact.length + walls.length + dates.length > 0;

/** The one start that the request names, if it is one. */
export function soleStart(
  { reading: { exact, walls, dates, clocks, namesStart } }: Facts,
  toEpochMs: (wall: string) => number,
): number | null {
  if (!namesStart) return null;
  const all = new Set(exact.map((minute) => minute * 60_000));
  for (const one of walls) all.add(toEpochMs(`${one}:00`));
  if (dates.length === 1 && clocks.length === 1) all.add(toEpochMs(`${dates[0]}T${clocks[0]}:00`));
  return all.size === 1 ? ([...all][0] ?? null) : null;
}

export function namesPerson(facts: Facts, { id, name, phone }: Person): boolean {
  const { people, numbers } = facts.reading;
  if (id !== null && people.includes(id)) return true;
  if (phone !== null) {
    const number = digits(phone).slice(-9);
    if (number.length >= 6 && numbers.some((other) => other.endsWith(number))) return true;
  }
  return namesText(facts, name);
}

/** The text as a value, or its first and last word as values of their own. */
export function namesText({ reading: { texts } }: Facts, text: string): boolean {
  const wanted = fold(text);
  if (wanted.length < 3) return false;
  if (texts.some((value) => value === wanted || (wanted.length >= 5 && value.includes(wanted)))) return true;
  const parts = wanted.split(" ");
  return parts.length > 1 && parts.every((part) => texts.includes(part));
}

/** Whether the answer gives the id, as the answer to a creation does and a list of everything does not. */
export function answersId({ reading: { answerIds } }: Facts, id: string, isKnown: IsKnown): boolean {
  if (id === "") return false;
  return answerIds.includes(id) && !answerIds.some((other) => other !== id && isKnown(other));
}
