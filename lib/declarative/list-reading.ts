import type { FieldName, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { addDays, dayIn, type Zone } from "../plugin-kit/zone.ts";
import { byId, type Entry, type EntryRules, entryOf } from "./entry.ts";
import { type Exchange, passes } from "./exchange.ts";
import { type Place, readFields } from "./fields.ts";
import { scalar, valuesAt } from "./json-path.ts";

const maxItems = 5_000;
const maxDays = 400;

/** One item of a list from the calendar's server. */
export const itemPlace = (item: unknown): Place => ({
  short: (path) => ({ path }),
  text: ({ path }) => (path === undefined ? null : scalar(valuesAt(item, path)[0])),
});

export type FoundList =
  | { ok: false; field: FieldName | null }
  /** `days` is `null` if neither the request nor the rule says which days the list covers. */
  | {
      ok: true;
      entries: ReadonlyMap<string, Entry>;
      days: string[] | null;
      /** How many more items there are that could not be read. */
      unread: number;
    };

const oneOrAll = (values: unknown[]): unknown[] =>
  values.length === 1 && Array.isArray(values[0]) ? values[0] : values;

/** The items of a list. Rows of values, with their names in `columns`, become objects. */
export function itemsOf(rule: NetworkRule, exchange: Exchange): unknown[] | null {
  const found = exchange.responseValues(rule.items ?? "$");
  if (found.length === 0) return null;
  const items = oneOrAll(found).filter((item) => item !== null);
  if (rule.columns === undefined) return items;
  const names = oneOrAll(exchange.responseValues(rule.columns));
  return items.map((row) =>
    Array.isArray(row)
      ? Object.fromEntries(names.map((name, index) => [String(name), row[index] as unknown]))
      : row,
  );
}

function daysOf({ range }: NetworkRule, exchange: Exchange, clock: Zone, reference: string): string[] | null {
  if (!range) return null;
  const fields = readFields({ start: range.from, end: range.to }, exchange, reference);
  const [from, to] = (["start", "end"] as const).map((name) => {
    const moment = fields.get(name)?.moment;
    return moment && (moment.epochMs === null ? moment.date : dayIn(clock, moment.epochMs));
  });
  if (!from || !to) return null;
  const days: string[] = [];
  for (let day = from; days.length < maxDays && (range.inclusive ? day <= to : day < to); ) {
    days.push(day);
    day = addDays(day, 1);
  }
  return days;
}

const isExcluded = (item: unknown, { exclude = [] }: NetworkRule): boolean =>
  exclude.some(({ path, ...test }) => passes(itemPlace(item).text({ path }), test));

/** Reads a list from the calendar's server. */
export function readList(
  rule: NetworkRule,
  exchange: Exchange,
  rules: EntryRules,
  reference: string,
): FoundList {
  const listed = exchange.accepted ? itemsOf(rule, exchange) : null;
  if (!listed) return { ok: false, field: null };
  const items = listed.filter((item) => !isExcluded(item, rule));
  const entries: Entry[] = [];
  let lacking: FieldName | null = null;
  for (const item of items.slice(0, maxItems)) {
    const fields = readFields(rule.fields ?? {}, itemPlace(item), reference);
    const entry = entryOf(fields, rules, () => null);
    if (typeof entry === "string") lacking ??= entry;
    else entries.push(entry);
  }
  if (lacking && entries.length === 0) return { ok: false, field: lacking };
  // What is too much to read counts as unread.
  const unread = items.length - entries.length;
  return { ok: true, entries: byId(entries), days: daysOf(rule, exchange, rules.clock, reference), unread };
}
