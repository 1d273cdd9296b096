import type { AppointmentChange } from "../domain/appointment.ts";
import type { Entry } from "./entry.ts";
import type { WallClock } from "./wall-clock.ts";

/** Lists that belong together come within this time of each other: one for each doctor, say. */
const together = 3_000;
const maxLists = 20;

export interface List {
  /** The list rule, by its place among the rules. */
  rule: number;
  /** What was asked: the same question takes the place of its earlier answer. */
  question: string;
  entries: Map<string, Entry>;
  /** `null` where neither the rule nor the request says which days it covers. */
  days: readonly string[] | null;
  at: number;
}

const overlap = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  a === null || b === null || a.some((day) => b.includes(day));

/** What the calendar's server has listed, and what this page has done to it since. */
export class Lists {
  readonly #clock: WallClock;
  /** Oldest first. */
  #lists: List[] = [];

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#lists.length === 0;
  }

  add(list: List): void {
    const isSame = ({ rule, question }: List): boolean => rule === list.rule && question === list.question;
    this.#lists = [...this.#lists.filter((other) => !isSame(other)), list].slice(-maxLists);
  }

  /** Of each rule the newest list, with those that came with it. */
  #current(): List[] {
    return this.#lists.filter(({ rule, at, days }) => {
      const newest = this.#lists.findLast((other) => other.rule === rule);
      return newest !== undefined && newest.at - at <= together && overlap(newest.days, days);
    });
  }

  /** The days that the page has last asked for; none where no list says. */
  days(): string[] {
    return [...new Set(this.#current().flatMap(({ days }) => days ?? []))].sort();
  }

  entries(): Map<string, Entry> {
    return new Map(this.#current().flatMap(({ entries }) => [...entries]));
  }

  /** Whatever any list has told of an appointment: who it is about does not change with the days that are shown. */
  about(id: string): Entry | null {
    return this.#lists.findLast(({ entries }) => entries.has(id))?.entries.get(id) ?? null;
  }

  /** A page need not ask again for what it has done itself. */
  apply({ type, appointment }: AppointmentChange): void {
    const { id, end, ...rest } = appointment;
    const before = this.about(id);
    for (const { entries } of this.#lists) entries.delete(id);
    if (type === "cancelled") return;
    const start = Date.parse(appointment.start);
    const date = this.#clock.dateOf(start);
    const entry: Entry = {
      base: id,
      key: null,
      cancelled: false,
      synthetic: false,
      ...before,
      ...rest,
      id,
      start,
      end: end === null ? null : Date.parse(end),
      date,
    };
    this.#lists.findLast(({ days }) => days?.includes(date) ?? true)?.entries.set(id, entry);
  }
}
