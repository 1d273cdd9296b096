import type { Field, FieldKey, FieldObject, Fields } from "../plugin-api/declared-calendar.ts";
import { cut, plain } from "../plugin-kit/words.ts";
import { type Moment, parseMoment } from "./dates.ts";
import { matchValue, search } from "./patterns.ts";

/** Where one appointment's fields are read: an element, an item of a list, or a request and its answer. */
export interface Place {
  /** What a field that is a short text means here. */
  short(text: string): FieldObject;
  /** The text of a field; `null` if there is none. */
  text(field: FieldObject): string | null;
}

export interface Found {
  text: string;
  /** What it was found in. */
  whole: string;
  /** Named groups of the field's regular expression. */
  groups: Readonly<Record<string, string | undefined>>;
  /** Only for dates and times. */
  moment: Moment | null;
}

const maxText = 2_000;
const moments = new Set<FieldKey>(["start", "end", "date"]);

export const collapse = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** The fields of one appointment. Each is read once and may refer to others. */
export interface FieldReader {
  get(name: FieldKey): Found | null;
  text(name: FieldKey): string | null;
  /** Values of contributed placeholders; `undefined` if there are none. */
  placeholders(): Record<string, string> | undefined;
}

/** @param reference a date without a year is the one nearest to this day */
export function readFields(fields: Fields, place: Place, reference: string): FieldReader {
  const known = new Map<FieldKey, Found | null>();

  function get(name: FieldKey): Found | null {
    const before = known.get(name);
    if (before !== undefined) return before;
    // Ends a field that refers to itself.
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
    const whole = source(field, depth)?.slice(0, maxText) ?? "";
    let found = whole;
    let groups: Found["groups"] = {};
    if (regex !== undefined) {
      const match = search(regex, found);
      if (!match) return null;
      found = matchValue(match);
      groups = match.groups ?? {};
    }
    if (map) {
      // Any one of an element's classes may match.
      const values = [found, ...found.split(/\s+/)].map(plain);
      const entry = Object.entries(map).find(([key]) => values.includes(plain(key)));
      if (!entry) return null;
      found = entry[1];
    }
    found = collapse(found);
    if (found === "") return null;
    const moment = isMoment ? parseMoment(found, [format].flat(), reference) : null;
    return isMoment && !moment ? null : { text: found, whole, groups, moment };
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
