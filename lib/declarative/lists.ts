import type { AppointmentChange } from "../domain/appointment.ts";
import { dayIn, type Zone } from "../plugin-kit/zone.ts";
import type { Snapshot } from "./changes.ts";
import { complete, type Entry } from "./entry.ts";

/** Lists that belong together, such as one for each doctor, arrive within this time. */
const together = 3_000;
const maxLists = 20;

export interface List {
  /** The index of the list's rule. */
  rule: number;
  /** What was asked. A new answer to the same question replaces the old one. */
  question: string;
  entries: Map<string, Entry>;
  /** `null` if neither the rule nor the request says which days it covers. */
  days: readonly string[] | null;
  /** How many of its items could not be read. */
  unread: number;
  at: number;
}

const overlap = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  a === null || b === null || a.some((day) => b.includes(day));

/** What the calendar's server has listed, with the changes that this page has made since. */
export interface Lists {
  isEmpty(): boolean;
  add(list: List): void;
  /** What a rule has listed does not count any more. */
  forget(rule: number): void;
  /** The days that the page last asked for. Empty if no list says. */
  days(): string[];
  entries(): Map<string, Entry>;
  /** All of that, on the days that the page shows as well. */
  shown(days: readonly string[]): Snapshot;
  /** A list may say more about the person than the page does. */
  completing(entries: Snapshot["entries"]): Snapshot["entries"];
  /** How many more they hold that could not be read. */
  unread(): number;
  /** What was asked for them. */
  questions(): string[];
  /** What any list has said about an appointment. Its patient does not depend on the days shown. */
  about(id: string): Entry | null;
  /** Applies a change of this page, because the page may not ask for the list again. */
  apply(change: AppointmentChange): void;
}

export function keepLists(clock: Zone): Lists {
  /** Oldest first. */
  let lists: List[] = [];

  /** Of each rule the newest list, with those that came with it. */
  const current = (): List[] =>
    lists.filter(({ rule, at, days }) => {
      const newest = lists.findLast((other) => other.rule === rule);
      return newest !== undefined && newest.at - at <= together && overlap(newest.days, days);
    });

  const about = (id: string): Entry | null =>
    lists.findLast(({ entries }) => entries.has(id))?.entries.get(id) ?? null;

  const days = (): string[] => [...new Set(current().flatMap(({ days }) => days ?? []))].sort();
  const entries = (): Map<string, Entry> => new Map(current().flatMap(({ entries }) => [...entries]));

  /**
   * Of a list that does not say its days, those between its first and its last appointment. Beyond them it may be the
   * list of the page that was shown before: what it does not hold is no empty day.
   */
  function between(drawn: readonly string[]): string[] {
    const told = [...entries().values()].map(({ date }) => date).sort();
    const [first = "", last = ""] = [told[0], told.at(-1)];
    return drawn.filter((day) => day >= first && day <= last);
  }

  return {
    isEmpty: () => lists.length === 0,

    add(list) {
      const isSame = ({ rule, question }: List): boolean => rule === list.rule && question === list.question;
      lists = [...lists.filter((other) => !isSame(other)), list].slice(-maxLists);
    },

    forget(rule) {
      lists = lists.filter((list) => list.rule !== rule);
    },

    days,
    entries,

    shown(drawn) {
      const listed = days();
      if (listed.length === 0) return { days: between(drawn), entries: entries() };
      const shown = drawn.filter((day) => listed.includes(day));
      return { days: shown.length > 0 ? shown : listed, entries: entries() };
    },

    completing: (drawn) =>
      new Map(
        [...drawn].map(([id, entry]) => {
          const listed = about(id);
          return [id, listed ? complete(entry, listed) : entry];
        }),
      ),

    questions: () => current().map(({ question }) => question.slice(0, 2_000)),
    unread: () => current().reduce((sum, { unread }) => sum + unread, 0),
    about,

    apply({ type, appointment }) {
      const { id, end, ...rest } = appointment;
      const before = about(id);
      for (const { entries } of lists) entries.delete(id);
      if (type === "cancelled") return;
      const start = Date.parse(appointment.start);
      const date = dayIn(clock, start);
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
      lists.findLast(({ days }) => days?.includes(date) ?? true)?.entries.set(id, entry);
    },
  };
}
