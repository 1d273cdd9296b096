import type { FieldName, FieldObject, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { byId, type Entry, type EntryRules, entryOf } from "./entry.ts";
import type { Exchange } from "./exchange.ts";
import { FieldReader, type Place } from "./fields.ts";
import { scalar, valuesAt } from "./json-path.ts";
import { addDays, type WallClock } from "./wall-clock.ts";

const maxItems = 5_000;
const maxDays = 400;

/** One item of a list that a calendar's server answered. */
export class ItemPlace implements Place {
  readonly #item: unknown;

  constructor(item: unknown) {
    this.#item = item;
  }

  short(text: string): FieldObject {
    return { path: text };
  }

  text({ path }: FieldObject): string | null {
    return path === undefined ? null : scalar(valuesAt(this.#item, path)[0]);
  }
}

export type ListReading =
  | { ok: false; field: FieldName | null }
  /** `days` is `null` where neither request nor rule says which ones the list covers. */
  | { ok: true; entries: ReadonlyMap<string, Entry>; days: string[] | null };

const oneOrAll = (values: unknown[]): unknown[] =>
  values.length === 1 && Array.isArray(values[0]) ? values[0] : values;

/** `[["id", "title"], …]` and rows of values become objects. */
export function itemsOf(rule: NetworkRule, exchange: Exchange): unknown[] | null {
  const found = exchange.responseValues(rule.items ?? "$");
  if (found.length === 0) return null;
  const items = oneOrAll(found).slice(0, maxItems);
  if (rule.columns === undefined) return items;
  const names = oneOrAll(exchange.responseValues(rule.columns));
  return items.map((row) =>
    Array.isArray(row)
      ? Object.fromEntries(names.map((name, index) => [String(name), row[index] as unknown]))
      : row,
  );
}

function daysOf(
  { range }: NetworkRule,
  exchange: Exchange,
  clock: WallClock,
  reference: string,
): string[] | null {
  if (!range) return null;
  const fields = new FieldReader({ start: range.from, end: range.to }, exchange, reference);
  const [from, to] = (["start", "end"] as const).map((name) => {
    const moment = fields.get(name)?.moment;
    return moment && (moment.epochMs === null ? moment.date : clock.dateOf(moment.epochMs));
  });
  if (!from || !to) return null;
  const days: string[] = [];
  for (let day = from; days.length < maxDays && (range.inclusive ? day <= to : day < to); ) {
    days.push(day);
    day = addDays(day, 1);
  }
  return days;
}

/** What a list of the calendar's server says, if it is one that can be read. */
export function readList(
  rule: NetworkRule,
  exchange: Exchange,
  rules: EntryRules,
  reference: string,
): ListReading {
  const items = exchange.accepted ? itemsOf(rule, exchange) : null;
  if (!items) return { ok: false, field: null };
  const entries: Entry[] = [];
  let lacking: FieldName | null = null;
  for (const item of items) {
    const fields = new FieldReader(rule.fields ?? {}, new ItemPlace(item), reference);
    const entry = entryOf(fields, rules, () => null);
    if (typeof entry === "string") lacking ??= entry;
    else entries.push(entry);
  }
  if (lacking && entries.length === 0) return { ok: false, field: lacking };
  return { ok: true, entries: byId(entries), days: daysOf(rule, exchange, rules.clock, reference) };
}
