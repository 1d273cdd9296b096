import type { Patient } from "../../domain/appointment.ts";
import { parsePhone } from "../../domain/phone.ts";
import type { EventOrigins, EventSources } from "../../domain/reading.ts";
import { type Fields, isFields } from "../../plugin-api/shapes.ts";
import { cut, hasWord, words } from "../../plugin-kit/words.ts";
import {
  firstWord,
  fullWord,
  idWord,
  isContainer,
  isOwnName,
  isPerson,
  isPersonObject,
  isText,
  lastWord,
  otherWord,
  ownerOfPhone,
  phoneWord,
} from "./field-words.ts";
import { asText, join, type PhoneField, personPhones, phoneFields } from "./phone-fields.ts";
import { doubtful, doubtIn, type FoundPhone, phoneIn } from "./phone-text.ts";
import { textAt } from "./sources.ts";
import { cancelledBy } from "./states.ts";

export { phoneIn } from "./phone-text.ts";

/**
 * Finds the patient among whatever an app hangs on its events. There is no agreement about names, so fields are
 * recognised by the words they are made of, in English, Czech, Slovak and German. What it finds is a proposal.
 */

interface Told {
  text: string;
  path: string;
}

interface Found {
  id: string | null;
  name: Told | null;
  phones: PhoneField[];
}

const nobody: Found = { id: null, name: null, phones: [] };

function nameOf(fields: Fields, path: string, isFull: (key: string) => boolean): Told | null {
  let first: Told | null = null;
  let last: Told | null = null;
  let full: Told | null = null;
  for (const [key, value] of Object.entries(fields)) {
    const text = asText(value);
    if (!text || typeof value === "number" || hasWord(key, otherWord) || hasWord(key, phoneWord)) continue;
    const told = { text, path: join(path, key) };
    if (hasWord(key, lastWord)) {
      // `jmeno_prijmeni` holds both.
      if (hasWord(key, firstWord)) full ??= told;
      else last ??= told;
    } else if (hasWord(key, firstWord)) first ??= told;
    else if (isFull(key)) full ??= told;
  }
  if (full) return full;
  const parts = [first, last].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return { text: parts.map(({ text }) => text).join(" "), path: parts.map(({ path }) => path).join(" + ") };
}

const idOf = (fields: Fields): string | null => {
  for (const [key, value] of Object.entries(fields)) {
    const all = words(key);
    if (all.length === 1 && idWord.test(all[0] ?? "")) return asText(value);
  }
  return null;
};

/** `{patient: {…}}`, `{customer: "Jana Vzorová"}`, `{klient: 12}`, `{patients: [{…}]}` */
function personObject(value: unknown, path: string): Found {
  if (Array.isArray(value)) return oneOf(value, path);
  if (typeof value === "number") return { ...nobody, id: String(value) };
  if (typeof value === "string") {
    const text = value.trim();
    if (text === "") return nobody;
    const isId = /^[\d-]+$/.test(text) || /^[0-9a-f-]{20,}$/i.test(text);
    return isId ? { ...nobody, id: text } : { ...nobody, name: { text, path } };
  }
  if (!isFields(value)) return nobody;
  return {
    id: idOf(value),
    name: nameOf(value, path, (key) => hasWord(key, fullWord)),
    phones: personPhones(value, path),
  };
}

/** Of several people nobody can say which is meant, so their numbers are for a person to look at. */
function oneOf(list: readonly unknown[], path: string): Found {
  const all = list.slice(0, 20).map((one) => personObject(one, path));
  const [first = nobody, ...others] = all;
  if (others.length === 0) return first;
  const names = all.flatMap(({ name }) => name ?? []);
  const phones = all.flatMap(({ phones }) => phones.map((one) => ({ ...one, owner: "unknown" as const })));
  const text = names.map(({ text }) => text).join(", ");
  return { id: null, name: text === "" ? null : { text, path }, phones };
}

/** `patientName`, `klient_id`, `telefonPacienta`: fields that name the person and the thing in one. */
function flatPerson(fields: Fields, path: string): Found {
  const named = Object.fromEntries(
    Object.entries(fields).filter(([key]) => words(key).length > 1 && words(key).some(isPerson)),
  );
  const ids = Object.entries(named).filter(
    ([key]) => hasWord(key, idWord) && !hasWord(key, otherWord) && !hasWord(key, phoneWord),
  );
  const own = Object.fromEntries(Object.entries(named).filter(([key]) => isOwnName(key)));
  return {
    id: ids.map(([, value]) => asText(value)).find((id) => id !== null) ?? null,
    name: nameOf(own, path, (key) => hasWord(key, /^((full|display)?name|j?meno)$/)),
    phones: phoneFields(named, path),
  };
}

const merge = (a: Found, b: Found): Found => ({
  id: a.id ?? b.id,
  name: a.name ?? b.name,
  phones: [...a.phones, ...b.phones],
});

type Level = [fields: Fields, path: string];

/** Level by level, so that what stands nearest to the event wins. */
function* levels(props: Fields, maxDepth: number, enters: (key: string) => boolean): Generator<Level> {
  let level: Level[] = [[props, ""]];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    yield* level;
    level = level.flatMap(([fields, path]) =>
      Object.entries(fields).flatMap(([key, value]): Level[] =>
        isFields(value) && enters(key) ? [[value, join(path, key)]] : [],
      ),
    );
  }
}

const isStrange = (key: string): boolean => !hasWord(key, otherWord) && !isPersonObject(key);

function findPerson(fields: Fields): Found {
  let found = nobody;
  for (const [level, path] of levels(fields, 3, (key) => isContainer(key) || isStrange(key))) {
    // `attendees: 1` is how many there are.
    for (const [key, value] of Object.entries(level))
      if (
        isPersonObject(key) &&
        (typeof value === "object" || (words(key).length === 1 && !/s$|[tn]i$/i.test(key)))
      )
        found = merge(found, personObject(value, join(path, key)));
    found = merge(found, flatPerson(level, path));
    if (found.name || found.phones.length > 0) break;
  }
  return found;
}

/** Numbers that stand at the event itself, and of those a name beside them: `{firstName, lastName, phone}`. */
function findBeside(fields: Fields): Found {
  for (const [level, path] of levels(fields, 3, isContainer)) {
    const phones = phoneFields(level, path).filter(({ owner }) => owner === "own");
    if (phones.length > 0)
      return {
        id: null,
        name: nameOf(level, path, (key) => /^(name|fullname|full_name|fullName)$/.test(key)),
        phones,
      };
  }
  return nobody;
}

/** Numbers under names that are known neither as the patient's nor as another's. */
const findStrange = (fields: Fields): PhoneField[] =>
  [...levels(fields, 3, isStrange)].flatMap(([level, path]) =>
    phoneFields(level, path).map((one): PhoneField => ({ ...one, owner: "unknown" })),
  );

/** The texts in which a number may be written. */
const textsOf = (title: string, fields: Fields): Told[] => [
  { text: title, path: "title" },
  ...[...levels(fields, 2, (key) => isContainer(key) || isPersonObject(key))].flatMap(([level, path]) =>
    Object.entries(level).flatMap(([key, value]) =>
      typeof value === "string" && isText(key) && ownerOfPhone(key) === null
        ? [{ text: value, path: join(path, key) }]
        : [],
    ),
  ),
];

interface Choice {
  phone: string;
  path: string | null;
}

/** The first number that can be texted, or that a person has to look at; otherwise the first. */
function choose(all: readonly Choice[], countries: readonly string[]): Choice | null {
  const answers = (one: Choice): boolean => {
    const parsed = parsePhone(one.phone, countries);
    return parsed.ok || parsed.reason.code === "phoneUnclear";
  };
  return all.find(answers) ?? all[0] ?? null;
}

/** What in the event could be a number and is not taken for the patient's: a person is to see it. */
function findDoubt(
  fields: Fields,
  texts: readonly Told[],
  phones: readonly PhoneField[],
  countries: readonly string[],
): Choice | null {
  for (const { text, path } of [...phones, ...findStrange(fields)])
    if (parsePhone(text, countries).ok)
      return { phone: doubtful(`${path.replaceAll(".", " ")} ${text} ?`, countries), path: null };
  for (const { text } of texts) {
    const phone = doubtIn(text, countries);
    if (phone !== null) return { phone, path: null };
  }
  return null;
}

export interface PatientReading {
  patient: Patient | null;
  from: Pick<EventOrigins, "name" | "phone">;
}

/**
 * The person an event is about, and where that was read.
 *
 * @param countries that may be texted: of several numbers the first that can be is the patient's
 * @param sources where a person has said that name and number stand; nothing else is read for them
 */
export function readPatient(
  title: string,
  props: unknown,
  countries: readonly string[],
  sources: EventSources = {},
): PatientReading {
  const fields = isFields(props) ? props : {};
  const person = findPerson(fields);
  const beside = person.phones.length > 0 ? nobody : findBeside(fields);
  const texts = textsOf(title, fields);
  const written = (sources.phone === undefined ? texts : []).map((told) => ({
    ...told,
    found: phoneIn(told.text, countries),
  }));
  const phones = [...person.phones, ...beside.phones];
  const choice =
    sources.phone === undefined
      ? (choose(
          [
            ...phones.filter(({ owner }) => owner === "own").map(({ text, path }) => ({ phone: text, path })),
            ...written.flatMap(({ found, path }) => (found ? [{ phone: found.phone, path }] : [])),
          ],
          countries,
        ) ?? findDoubt(fields, texts, phones, countries))
      : phoneAt(sources.phone, title, fields, countries);
  const { id } = person;
  const told =
    sources.name === undefined
      ? (person.name ?? beside.name)
      : { text: nameAt(sources.name, title, fields, countries), path: sources.name };
  if (choice === null && told === null && id === null)
    return { patient: null, from: { name: null, phone: null } };
  const inTitle = (): FoundPhone | null => phoneIn(title, countries);
  const name = told ?? { text: inTitle()?.rest ?? title, path: "title" };
  return {
    patient: {
      id: id === null || id.length > 200 ? null : id,
      name: cut(name.text, 200),
      phone: choice === null ? null : cut(choice.phone, 200),
    },
    from: { name: name.path, phone: choice?.path ?? null },
  };
}

function phoneAt(source: string, title: string, fields: Fields, countries: readonly string[]): Choice | null {
  const text = textAt(source, title, fields);
  const phone =
    phoneIn(text, countries)?.phone ?? doubtIn(text, countries) ?? (/\d{3}/.test(text) ? text : null);
  return phone === null ? null : { phone, path: source };
}

function nameAt(source: string, title: string, fields: Fields, countries: readonly string[]): string {
  const text = textAt(source, title, fields);
  return phoneIn(text, countries)?.rest ?? text;
}

/** The person an event is about, or `null` for lunch. */
export const findPatient = (
  title: string,
  props: unknown,
  countries: readonly string[] = ["CZ", "SK"],
): Patient | null => readPatient(title, props, countries).patient;

/** Whether the app marks the event as cancelled while it still shows it. */
export const isCancelled = (props: unknown): boolean => cancelledBy(props) !== null;
