import { parseMoment } from "../../lib/declarative/dates.ts";
import { scalar, valuesAt } from "../../lib/declarative/json-path.ts";
import type { DeclaredCalendar, Field, Fields, NetworkRule } from "../../lib/plugin-api/declared-calendar.ts";
import type { Candidate } from "../../lib/teaching/candidates.ts";
import { idChoices, patientChoices, phoneChoices, startChoices } from "../../lib/teaching/fields.ts";
import { isWrite, type Recorded, type Recording, textOf } from "../replay/recording.ts";

/** Lists of appointments in what a page's server answered, by the same signs by which teaching knows them on a page. */

export interface ListProposal {
  readonly calendar: DeclaredCalendar;
  readonly read: number;
  readonly phones: number;
  /** What a person has to look at. */
  readonly notes: readonly string[];
}

const maxDepth = 6;
const maxItems = 60;

interface Found {
  path: string;
  items: object[];
}

const step = (name: string): string =>
  /^[\w$]+$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "")}']`;

/** Every list of objects in an answer. */
function listsIn(data: unknown, path = "$", depth = 0): Found[] {
  if (typeof data !== "object" || data === null || depth > maxDepth) return [];
  if (Array.isArray(data)) {
    const items = data.filter(
      (one) => typeof one === "object" && one !== null && !Array.isArray(one),
    ) as object[];
    return items.length > 0 && items.length === data.length ? [{ path, items }] : [];
  }
  return Object.entries(data).flatMap(([name, value]) => listsIn(value, path + step(name), depth + 1));
}

/** Paths to all that is text or a number in an item. */
function pathsIn(item: object, before = "", depth = 0): string[] {
  if (depth > 3) return [];
  return Object.entries(item).flatMap(([name, value]: [string, unknown]) => {
    const path = before === "" ? (/^[\w$]+$/.test(name) ? name : `['${name}']`) : before + step(name);
    if (typeof value === "object" && value !== null)
      return Array.isArray(value) ? [] : pathsIn(value, path, depth + 1);
    return scalar(value) === null ? [] : [path];
  });
}

/** What teaching chose as an attribute is a path in an item. */
function inItem(field: Field): Field {
  if (typeof field === "string") return field;
  const { attr, or, ...rest } = field;
  const path = attr === undefined ? {} : { path: attr };
  const whole = { ...path, ...rest, ...(or ? { or: or.map(inItem) } : {}) };
  return Object.keys(whole).length === 1 && whole.path !== undefined ? whole.path : whole;
}

/** Which parameters of the address say for which days the list was asked. */
function rangeOf(url: URL, days: readonly string[], today: string): NetworkRule["range"] {
  const told = [...url.searchParams].flatMap(([name, value]) => {
    const date = parseMoment(value, ["iso"], today)?.date;
    return date ? [{ name, date }] : [];
  });
  const [first, second] = told.toSorted((a, b) => a.date.localeCompare(b.date));
  if (!first) return undefined;
  if (!second) return { from: `url:${first.name}`, to: `url:${first.name}`, inclusive: true };
  // Only what was seen proves that the last day is one of them.
  return { from: `url:${first.name}`, to: `url:${second.name}`, inclusive: days.includes(second.date) };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function proposalOf(
  recorded: Recorded,
  { path, items }: Found,
  timeZone: string,
  today: string,
): ListProposal | null {
  const sample = items.slice(0, maxItems);
  const names = [...new Set(sample.flatMap((item) => pathsIn(item)))];
  const sources = names.map(
    (name): Candidate => ({
      place: { attr: name },
      values: sample.map((item) => scalar(valuesAt(item, name)[0])),
      name,
    }),
  );
  const start = startChoices(sources, today).find(({ dated }) => dated);
  const id = idChoices(sources)[0];
  const patient = patientChoices(sources)[0];
  const phone = phoneChoices(sources)[0];
  if (!start || !(patient || phone)) return null;
  const end = sources.find(({ name, values }) => {
    const isEnd = /end|until|konec|\bdo\b|_to$/i.test(name);
    return (
      isEnd &&
      values.every(
        (value) => value !== null && parseMoment(value, [start.value.format ?? "iso"].flat(), today),
      )
    );
  });
  const fields: Fields = {
    ...(id && { id: inItem(id.value) }),
    start: inItem(start.value),
    ...(end && { end: inItem({ ...start.value, attr: end.name }) }),
    ...(patient && { patient: inItem(patient.value) }),
    ...(phone && { phone: inItem(phone.value) }),
  };
  const days = sample.flatMap((item) => {
    const value = scalar(valuesAt(item, start.value.attr ?? "")[0]);
    return (value && parseMoment(value, ["iso"], today)?.date) || [];
  });
  const url = new URL(recorded.url);
  const range = rangeOf(url, days, today);
  const [steady = url.pathname] = url.pathname.split(/\/(?=[^/]*\d)/);
  const notes = range
    ? [
        `network[0].range.inclusive is ${range.inclusive}: see which days ${recorded.url} was asked for. A day that counts as covered and was not asked for would be taken for an empty one.`,
      ]
    : [
        "network[0].range is missing: say which days the list covers, so that a day without appointments is known to be empty.",
      ];
  return {
    calendar: {
      timeZone,
      events: {
        source: "network",
        ...(!id && { syntheticId: patient ? ["start", "patient"] : ["start", "phone"] }),
      },
      network: [
        {
          kind: "list",
          method: recorded.method,
          url: `${escaped(steady)}${url.search && steady === url.pathname ? "\\?" : ""}`,
          ...(path !== "$" && { items: path }),
          ...(range && { range }),
          fields,
        },
      ],
    },
    read: items.length,
    phones:
      sources.find(({ name }) => name === (phone?.value as { attr?: string })?.attr)?.values.filter(Boolean)
        .length ?? 0,
    notes,
  };
}

/** The list that tells most of patients; `null` where no answer has one. */
export function proposeList({ exchanges }: Recording, timeZone: string, today: string): ListProposal | null {
  const all = exchanges.flatMap((recorded) => {
    if (!/json/i.test(recorded.type) || isWrite(recorded)) return [];
    let data: unknown;
    try {
      data = JSON.parse(textOf(recorded));
    } catch {
      return [];
    }
    return listsIn(data).flatMap((found) => proposalOf(recorded, found, timeZone, today) ?? []);
  });
  return all.toSorted((a, b) => b.read + b.phones - (a.read + a.phones))[0] ?? null;
}
