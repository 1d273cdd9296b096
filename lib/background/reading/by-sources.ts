import type { Patient } from "../../domain/appointment.ts";
import { isCalledOffTitle } from "../../domain/called-off.ts";
import type { EventReading, EventText } from "../../domain/reading.ts";
import { type ReadFields, type Source, titlePath } from "../../domain/site-reading/site-reading.ts";
import { isFields } from "../../plugin-api/shapes.ts";
import { cut, digits, fold } from "../../plugin-kit/words.ts";
import { isTitleName } from "./field-words.ts";
import { findPatient } from "./patient.ts";
import { doubtful, doubtIn, phoneIn } from "./phone-text.ts";

/** Reads an event where a person has confirmed that all stands, and nowhere else. */

const maxDepth = 5;
const maxValues = 300;

/** Every single value under its names from the outside in, `patient.phone`, and the title. Of a list the first one. */
export function valuesOf({ title, fields }: EventText): Map<string, string> {
  const values = new Map<string, string>([[titlePath, title.trim()]]);
  const collect = (value: unknown, path: string, depth: number): void => {
    if (values.size > maxValues || depth > maxDepth) return;
    if (Array.isArray(value)) collect(value[0], path, depth + 1);
    else if (isFields(value))
      for (const [key, inner] of Object.entries(value))
        collect(inner, path === "" ? key : `${path}.${key}`, depth + 1);
    else if (
      path !== "" &&
      (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    ) {
      const text = String(value).trim();
      if (text !== "") values.set(path, text);
    }
  };
  collect(parsed(fields), "", 0);
  return values;
}

function parsed(fields: string): unknown {
  try {
    return JSON.parse(fields);
  } catch {
    // The title is all there is.
    return null;
  }
}

type Values = ReadonlyMap<string, string>;

/** The first of the sources that says something. */
function firstOf(
  sources: readonly Source[],
  values: Values,
  take: (text: string) => string | null,
): string | null {
  for (const source of sources) {
    const text = source
      .map((path) => values.get(path) ?? "")
      .join(" ")
      .trim();
    const taken = text === "" ? null : take(text);
    if (taken !== null) return taken;
  }
  return null;
}

/** Whether an app only hangs the calendar's title on the event once more: that of lunch, too. */
export const repeatsTitle = (path: string, values: Values): boolean =>
  isTitleName(path) && fold(values.get(path) ?? "") === fold(values.get(titlePath) ?? "");

const whole = (text: string): string => text;

type Countries = readonly string[] | undefined;

/** What stands in a field for numbers; in text, the number in it, or the words that a person has to look at. */
const numberIn =
  (countries: Countries) =>
  (text: string): string | null =>
    phoneIn(text, countries)?.phone ??
    doubtIn(text, countries) ??
    (/\p{L}/u.test(text) || digits(text).length < 3 ? null : text);

/** A title that also holds a number is no name with it. */
const nameIn =
  (countries: Countries) =>
  (text: string): string =>
    phoneIn(text, countries)?.rest ?? text;

const isTitle = (source: Source, values: Values): boolean =>
  source.every((path) => path === titlePath || repeatsTitle(path, values));

/** Nobody where a person has said, but digits elsewhere that could be a number: shown to a person, and never texted. */
function doubtElsewhere({ title, fields }: EventText, countries: Countries): Patient | null {
  const phone = findPatient(title, parsed(fields), countries)?.phone ?? null;
  return phone === null ? null : { id: null, name: "", phone: doubtful(phone, countries ?? ["CZ", "SK"]) };
}

function patientIn(text: EventText, values: Values, read: ReadFields, countries: Countries): Patient | null {
  const phone = firstOf(read.phone, values, numberIn(countries));
  const id = firstOf(read.patientId, values, whole);
  const fields = read.name.filter((source) => !isTitle(source, values));
  const own = firstOf(fields, values, nameIn(countries));
  const titles = read.name.filter((source) => isTitle(source, values));
  // Lunch has a title, too: it names a person only beside something else that does.
  if (own === null && phone === null && id === null) return doubtElsewhere(text, countries);
  const name = own ?? firstOf(titles, values, nameIn(countries)) ?? "";
  return {
    id: id === null || id.length > 200 ? null : id,
    name: cut(name, 200),
    phone: phone === null ? null : cut(phone, 200),
  };
}

/** A value as it is compared with those that mean that nobody is to come. */
export const stateValue = (text: string): string =>
  isMoment.test(text) ? "datum" : fold(text).slice(0, 100);

/** When it was cancelled: any other moment says the same. */
const isMoment = /^(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ].*)?$/u;

export function readBySources(text: EventText, read: ReadFields, countries: Countries): EventReading {
  const values = valuesOf(text);
  const states = read.state.flatMap((source) => firstOf([source], values, stateValue) ?? []);
  const doctor = firstOf(read.doctor, values, whole);
  return {
    patient: patientIn(text, values, read, countries),
    // Where somebody has said what tells the state, nothing else does.
    cancelled:
      read.state.length > 0
        ? states.some((state) => read.cancelled.includes(state))
        : isCalledOffTitle(text.title),
    ...(doctor !== null && { doctor: cut(doctor, 200) }),
  };
}

/** What the event's state says, as it stands there. */
export function statesIn(text: EventText, read: ReadFields): string[] {
  const values = valuesOf(text);
  return read.state.flatMap((source) => firstOf([source], values, whole) ?? []);
}
