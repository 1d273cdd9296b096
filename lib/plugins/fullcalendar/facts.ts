import type { NetworkWrite } from "../../plugin-api/index.ts";
import { digits, folded, hasWord, words } from "../../plugin-kit/words.ts";
import { actionName, cancelVerb, namesEvent, notStart, personName, shiftName } from "./field-names.ts";
import { Moments } from "./moments.ts";
import { answerIds, bare, bodyLeaves, decoded, formLeaves, type Leaf } from "./request.ts";

/** What ties a request to an event. Made once for each accepted write. */
export class Facts {
  readonly write: NetworkWrite;
  /** What it has been the proof of. */
  readonly used = new Set<string>();
  readonly #leaves: Leaf[];
  readonly #segments: string[];
  readonly #times = new Moments();
  /** Values of fields that name the event itself. */
  readonly #ids = new Set<string>();
  readonly #people = new Set<string>();
  readonly #texts: string[] = [];
  readonly #numbers: string[] = [];
  /** Whether the request says that something is cancelled or deleted. */
  readonly cancels: boolean;
  readonly #shifts: boolean;
  #answerIds: Set<string> | undefined;

  constructor(write: NetworkWrite) {
    this.write = write;
    const url = new URL(write.url, "https://page.invalid");
    this.#segments = url.pathname
      .split("/")
      .filter((part) => part !== "")
      .map((part) => bare(decoded(part)));
    this.#leaves = [...bodyLeaves(write.body), ...formLeaves(url.search.slice(1))];
    for (const { path, value } of this.#leaves) {
      const names = path.flatMap((name) => [...words(name)]);
      if (!names.some((name) => notStart.test(name))) this.#times.add(value);
      if (value.length <= 250 && namesEvent(path)) this.#ids.add(value);
      if (names.some((name) => personName.test(name))) this.#people.add(value);
      if (value.length <= 1000) {
        this.#texts.push(folded(value));
        const number = digits(value);
        if (number.length >= 6 && number.length <= 16) this.#numbers.push(number);
      }
    }
    // A path may name the day, too.
    for (const segment of this.#segments) if (segment.length >= 8) this.#times.add(segment);
    this.cancels = this.#sayCancel(url);
    this.#shifts =
      this.#segments.some((part) => hasWord(part, shiftName)) ||
      this.#leaves.some(({ path }) => path.some((name) => hasWord(name, shiftName)));
  }

  #sayCancel(url: URL): boolean {
    if (this.write.method === "DELETE") return true;
    if (/^(delete)$/i.test(url.searchParams.get("_method") ?? "")) return true;
    // The last parts of the path are the verb; names in front of them are places.
    if (this.#segments.slice(-2).some((part) => part.length <= 60 && hasWord(part, cancelVerb))) return true;
    return this.#leaves.some(({ path, value }) => {
      const name = path.at(-1) ?? "";
      if (hasWord(name, actionName) && hasWord(value.slice(0, 200), cancelVerb)) return true;
      const flag = words(name);
      return (
        flag.length <= 2 && flag.some((word) => cancelVerb.test(word)) && /^(true|1|yes|on)$/i.test(value)
      );
    });
  }

  /** Whether the request names the event by its id, in its address or in a field for it. */
  namesId(id: string, isKnown: (other: string) => boolean): boolean {
    if (id === "") return false;
    if (this.#ids.has(id)) return true;
    // Of several ids in a path the last one is the thing's own: `/clinics/5/appointments/7`.
    const known = this.#segments.filter((part) => part === id || isKnown(part));
    return known.at(-1) === id;
  }

  namesStart(epochMs: number, wall: string, allDay: boolean, fakeUtc: boolean): boolean {
    const times = this.#times;
    const minute = Math.floor(epochMs / 60_000);
    if (times.exact.has(minute) || times.wall.has(wall.slice(0, 16))) return true;
    if (fakeUtc && times.exact.has(Math.floor(Date.parse(`${wall}Z`) / 60_000))) return true;
    const date = wall.slice(0, 10);
    if (allDay) return times.dates.has(date);
    return times.dates.has(date) && times.clocks.has(wall.slice(11, 16));
  }

  namesDay(wall: string): boolean {
    const date = wall.slice(0, 10);
    if (this.#times.dates.has(date)) return true;
    return [...this.#times.wall].some((other) => other.startsWith(date));
  }

  /** Whether the request names a moment at all, or at least a day. */
  get namesSomeStart(): boolean {
    const { exact, wall, dates } = this.#times;
    return exact.size + wall.size + dates.size > 0;
  }

  /** Speaks of moving without saying where to, as SOGo's `{"days":2}`. */
  get shifts(): boolean {
    return !this.namesSomeStart && this.#shifts;
  }

  /** The one start that the request names, if it is one. */
  soleStart(toEpochMs: (wall: string) => number): number | null {
    const { exact, wall, dates, clocks } = this.#times;
    const all = new Set<number>([...exact].map((minute) => minute * 60_000));
    for (const one of wall) all.add(toEpochMs(`${one}:00`));
    if (dates.size === 1 && clocks.size === 1) all.add(toEpochMs(`${[...dates][0]}T${[...clocks][0]}:00`));
    return all.size === 1 ? ([...all][0] ?? null) : null;
  }

  /** Whether the request is about some person, whoever that is. */
  get namesSomePerson(): boolean {
    return this.#people.size > 0;
  }

  namesPerson(person: { id: string | null; name: string; phone: string | null }): boolean {
    if (person.id !== null && this.#people.has(person.id)) return true;
    if (person.phone !== null) {
      const number = digits(person.phone).slice(-9);
      if (number.length >= 6 && this.#numbers.some((other) => other.endsWith(number))) return true;
    }
    return this.namesText(person.name);
  }

  /** The text as a value, or its first and last word as values of their own. */
  namesText(text: string): boolean {
    const wanted = folded(text);
    if (wanted.length < 3) return false;
    if (this.#texts.some((value) => value === wanted || (wanted.length >= 5 && value.includes(wanted))))
      return true;
    const parts = wanted.split(" ");
    return parts.length > 1 && parts.every((part) => this.#texts.includes(part));
  }

  /** Whether the answer gives the id, as the answer to a creation does and a list of everything does not. */
  answersId(id: string, isKnown: (other: string) => boolean): boolean {
    if (id === "") return false;
    this.#answerIds ??= answerIds(this.write);
    if (!this.#answerIds.has(id)) return false;
    for (const other of this.#answerIds) if (other !== id && isKnown(other)) return false;
    return true;
  }

  /** Whether the answer gives an id that is neither this one nor known. */
  answersOther(id: string, isKnown: (other: string) => boolean): boolean {
    this.#answerIds ??= answerIds(this.write);
    return this.#answerIds.size > 0 && !this.#answerIds.has(id) && ![...this.#answerIds].every(isKnown);
  }
}
