import type { Field, FieldKey, FieldObject, Fields } from "../plugin-api/declared-calendar.ts";
import { cut, plain } from "../plugin-kit/words.ts";
import { type Moment, parseMoment } from "./dates.ts";
import { matchValue, search } from "./patterns.ts";

/** Where the fields of one appointment stand: an element, an item of a list, or a request and its answer. */
export interface Place {
  /** What a field given as mere text means here. */
  short(text: string): FieldObject;
  /** The text that a field points at; `null` where there is none. */
  text(field: FieldObject): string | null;
}

export interface Found {
  text: string;
  /** Of the field's regular expression. */
  groups: Readonly<Record<string, string | undefined>>;
  /** Only for fields that are moments. */
  moment: Moment | null;
}

const maxText = 2_000;
const moments = new Set<FieldKey>(["start", "end", "date"]);

export const collapsed = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** The fields of one appointment. Each is looked up once, and may refer to others. */
export interface FieldReader {
  get(name: FieldKey): Found | null;
  text(name: FieldKey): string | null;
  /** Values of contributed placeholders, as far as there are any. */
  placeholders(): Record<string, string> | undefined;
}

/** @param reference the day near which a date without a year lies */
export function readFields(fields: Fields, place: Place, reference: string): FieldReader {
  const known = new Map<FieldKey, Found | null>();

  function get(name: FieldKey): Found | null {
    const before = known.get(name);
    if (before !== undefined) return before;
    // A field that refers to itself finds nothing.
    known.set(name, null);
    const field = fields[name];
    const found = field === undefined ? null : read(field, moments.has(name));
    known.set(name, found);
    return found;
  }

  const text = (name: FieldKey): string | null => get(name)?.text ?? null;

  function read(given: Field, isMoment: boolean, depth = 0): Found | null {
    const field = typeof given === "string" ? place.short(given) : given;
    const found = readOne(field, isMoment, depth);
    if (found || depth > 5) return found;
    for (const other of field.or ?? []) {
      const instead = read(other, isMoment, depth + 1);
      if (instead) return instead;
    }
    return null;
  }

  function source({ join, from, ...field }: FieldObject, depth: number): string | null {
    if (!join) return from === undefined ? place.text(field) : text(from);
    const parts = join.map((part) => read(part, false, depth + 1)?.text);
    return parts.some((part) => part !== undefined) ? parts.filter(Boolean).join(" ") : null;
  }

  function readOne(field: FieldObject, isMoment: boolean, depth: number): Found | null {
    const { regex, map, format = "iso" } = field;
    let found = source(field, depth)?.slice(0, maxText) ?? "";
    let groups: Found["groups"] = {};
    if (regex !== undefined) {
      const match = search(regex, found);
      if (!match) return null;
      found = matchValue(match);
      groups = match.groups ?? {};
    }
    if (map) {
      // Of an element's classes any one counts.
      const values = [found, ...found.split(/\s+/)].map(plain);
      const entry = Object.entries(map).find(([key]) => values.includes(plain(key)));
      if (!entry) return null;
      found = entry[1];
    }
    found = collapsed(found);
    if (found === "") return null;
    const moment = isMoment ? parseMoment(found, [format].flat(), reference) : null;
    return isMoment && !moment ? null : { text: found, groups, moment };
  }

  return {
    get,
    text,

    placeholders() {
      const names = Object.keys(fields).filter((name) => name[0] === "#") as FieldKey[];
      const found = names.flatMap((name) => {
        const value = text(name);
        return value === null ? [] : [[name.slice(1, -1), cut(value, 200)]];
      });
      return found[0] && (Object.fromEntries(found) as Record<string, string>);
    },
  };
}
