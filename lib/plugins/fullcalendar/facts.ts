import type { NetworkWrite, WriteReading } from "../../plugin-api/index.ts";
import { digits, folded } from "../../plugin-kit/words.ts";

/** What ties an accepted write to an event. */
export class Facts {
  readonly write: Pick<NetworkWrite, "method" | "answerId" | "startedAt" | "endedAt">;
  /** What it has been the proof of. */
  readonly used = new Set<string>();
  readonly #reading: WriteReading;

  constructor(write: Facts["write"], reading: WriteReading) {
    this.write = write;
    this.#reading = reading;
  }

  /** Whether the request says that something is cancelled or deleted. */
  get cancels(): boolean {
    return this.#reading.cancels;
  }

  /** Whether the request names the event by its id, in its address or in a field for it. */
  namesId(id: string, isKnown: (other: string) => boolean): boolean {
    if (id === "") return false;
    if (this.#reading.ids.includes(id)) return true;
    // Of several ids in a path the last one is the thing's own: `/clinics/5/appointments/7`.
    const known = this.#reading.segments.filter((part) => part === id || isKnown(part));
    return known.at(-1) === id;
  }

  namesStart(epochMs: number, wall: string, allDay: boolean, fakeUtc: boolean): boolean {
    const { exact, walls, dates, clocks } = this.#reading;
    const minute = Math.floor(epochMs / 60_000);
    if (exact.includes(minute) || walls.includes(wall.slice(0, 16))) return true;
    if (fakeUtc && exact.includes(Math.floor(Date.parse(`${wall}Z`) / 60_000))) return true;
    const date = wall.slice(0, 10);
    if (allDay) return dates.includes(date);
    return dates.includes(date) && clocks.includes(wall.slice(11, 16));
  }

  namesDay(wall: string): boolean {
    const date = wall.slice(0, 10);
    const { walls, dates } = this.#reading;
    return dates.includes(date) || walls.some((other) => other.startsWith(date));
  }

  /** Whether the request names a moment at all, or at least a day. */
  get namesSomeStart(): boolean {
    const { exact, walls, dates } = this.#reading;
    return exact.length + walls.length + dates.length > 0;
  }

  /** Speaks of moving without saying where to, as SOGo's `{"days":2}`. */
  get shifts(): boolean {
    return !this.namesSomeStart && this.#reading.shifts;
  }

  /** The one start that the request names, if it is one. */
  soleStart(toEpochMs: (wall: string) => number): number | null {
    const { exact, walls, dates, clocks } = this.#reading;
    const all = new Set(exact.map((minute) => minute * 60_000));
    for (const one of walls) all.add(toEpochMs(`${one}:00`));
    if (dates.length === 1 && clocks.length === 1) all.add(toEpochMs(`${dates[0]}T${clocks[0]}:00`));
    return all.size === 1 ? ([...all][0] ?? null) : null;
  }

  /** Whether the request is about some person, whoever that is. */
  get namesSomePerson(): boolean {
    return this.#reading.people.length > 0;
  }

  namesPerson(person: { id: string | null; name: string; phone: string | null }): boolean {
    if (person.id !== null && this.#reading.people.includes(person.id)) return true;
    if (person.phone !== null) {
      const number = digits(person.phone).slice(-9);
      if (number.length >= 6 && this.#reading.numbers.some((other) => other.endsWith(number))) return true;
    }
    return this.namesText(person.name);
  }

  /** The text as a value, or its first and last word as values of their own. */
  namesText(text: string): boolean {
    const wanted = folded(text);
    if (wanted.length < 3) return false;
    const { texts } = this.#reading;
    if (texts.some((value) => value === wanted || (wanted.length >= 5 && value.includes(wanted))))
      return true;
    const parts = wanted.split(" ");
    return parts.length > 1 && parts.every((part) => texts.includes(part));
  }

  /** Whether the answer gives the id, as the answer to a creation does and a list of everything does not. */
  answersId(id: string, isKnown: (other: string) => boolean): boolean {
    if (id === "") return false;
    const { answerIds } = this.#reading;
    return answerIds.includes(id) && !answerIds.some((other) => other !== id && isKnown(other));
  }

  /** Whether the answer gives an id that is neither this one nor known. */
  answersOther(id: string, isKnown: (other: string) => boolean): boolean {
    const { answerIds } = this.#reading;
    return answerIds.length > 0 && !answerIds.includes(id) && !answerIds.every(isKnown);
  }
}
