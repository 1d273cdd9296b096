import { fold } from "../domain/fold.ts";
import type { Field, FieldKey, FieldObject, Fields } from "../plugin-api/declared-calendar.ts";
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

/** At most `max` characters, never half of one. */
export const cut = (text: string, max: number): string => text.trim().slice(0, max).toWellFormed();

export const collapsed = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Reads the fields of one appointment. Each is looked up once, and may refer to others. */
export class FieldReader {
  readonly #fields: Fields;
  readonly #place: Place;
  readonly #reference: string;
  readonly #found = new Map<FieldKey, Found | null>();

  /** @param reference the day near which a date without a year lies */
  constructor(fields: Fields, place: Place, reference: string) {
    this.#fields = fields;
    this.#place = place;
    this.#reference = reference;
  }

  get(name: FieldKey): Found | null {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    // A field that refers to itself finds nothing.
    this.#found.set(name, null);
    const field = this.#fields[name];
    const found = field === undefined ? null : this.#read(field, moments.has(name));
    this.#found.set(name, found);
    return found;
  }

  text(name: FieldKey): string | null {
    return this.get(name)?.text ?? null;
  }

  /** Values of contributed placeholders, as far as there are any. */
  placeholders(): Record<string, string> | undefined {
    const names = Object.keys(this.#fields).filter((name) => name[0] === "#") as FieldKey[];
    const found = names.flatMap((name) => {
      const text = this.text(name);
      return text === null ? [] : [[name.slice(1, -1), cut(text, 200)]];
    });
    return found[0] && (Object.fromEntries(found) as Record<string, string>);
  }

  #read(given: Field, isMoment: boolean, depth = 0): Found | null {
    const field = typeof given === "string" ? this.#place.short(given) : given;
    const found = this.#readOne(field, isMoment, depth);
    if (found || depth > 5) return found;
    for (const other of field.or ?? []) {
      const instead = this.#read(other, isMoment, depth + 1);
      if (instead) return instead;
    }
    return null;
  }

  #source(field: FieldObject, depth: number): string | null {
    if (field.join) {
      const parts = field.join.map((part) => this.#read(part, false, depth + 1)?.text);
      return parts.some((part) => part !== undefined) ? parts.filter(Boolean).join(" ") : null;
    }
    return field.from === undefined ? this.#place.text(field) : this.text(field.from);
  }

  #readOne(field: FieldObject, isMoment: boolean, depth: number): Found | null {
    let text = this.#source(field, depth)?.slice(0, maxText) ?? "";
    let groups: Found["groups"] = {};
    if (field.regex !== undefined) {
      const match = search(field.regex, text);
      if (!match) return null;
      text = matchValue(match);
      groups = match.groups ?? {};
    }
    if (field.map) {
      // Of an element's classes any one counts.
      const values = [text, ...text.split(/\s+/)].map(fold);
      const entry = Object.entries(field.map).find(([key]) => values.includes(fold(key)));
      if (!entry) return null;
      text = entry[1];
    }
    text = collapsed(text);
    if (text === "") return null;
    if (!isMoment) return { text, groups, moment: null };
    const formats = field.format ?? "iso";
    const moment = parseMoment(text, typeof formats === "string" ? [formats] : formats, this.#reference);
    return moment && { text, groups, moment };
  }
}
