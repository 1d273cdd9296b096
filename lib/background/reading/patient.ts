import type { Patient } from "../../domain/appointment.ts";
import { parsePhone } from "../../domain/phone.ts";
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
import { doubtful, doubtIn, phoneIn } from "./phone-text.ts";

export { doubtIn, phoneIn } from "./phone-text.ts";
export { isCancelled } from "./states.ts";

/**
 * Finds the patient among whatever an app hangs on its events. There is no agreement about names, so fields are
 * recognised by the words they are made of, in English, Czech, Slovak and German. What it finds is a proposal.
 */

interface Found {
  id: string | null;
  name: string | null;
  phones: PhoneField[];
}

const nobody: Found = { id: null, name: null, phones: [] };

function nameOf(fields: Fields, isFull: (key: string) => boolean): string | null {
  let first: string | null = null;
  let last: string | null = null;
  let full: string | null = null;
  for (const [key, value] of Object.entries(fields)) {
    const text = asText(value);
    if (!text || typeof value === "number" || hasWord(key, otherWord) || hasWord(key, phoneWord)) continue;
    if (hasWord(key, lastWord)) {
      // `jmeno_prijmeni` holds both.
      if (hasWord(key, firstWord)) full ??= text;
      else last ??= text;
    } else if (hasWord(key, firstWord)) first ??= text;
    else if (isFull(key)) full ??= text;
  }
  if (full) return full;
  return [first, last].filter((part) => part !== null).join(" ") || null;
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
    return isId ? { ...nobody, id: text } : { ...nobody, name: text };
  }
  if (!isFields(value)) return nobody;
  return {
    id: idOf(value),
    name: nameOf(value, (key) => hasWord(key, fullWord)),
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
  return { id: null, name: names.join(", ") || null, phones };
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
    name: nameOf(own, (key) => hasWord(key, /^((full|display)?name|j?meno)$/)),
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

/**
 * Numbers that stand at the event itself, and of those a name beside them: `{firstName, lastName, phone}`.
 * @param isKnown whether the patient has a name: what is called otherwise within, as a `resource` is, may be the doctor
 */
function findBeside(fields: Fields, isKnown: boolean): Found {
  for (const [level, path] of levels(fields, 3, isContainer)) {
    const phones = phoneFields(level, path).filter(({ owner }) => owner === "own");
    if (phones.length === 0) continue;
    const name = nameOf(level, (key) => /^(name|fullname|full_name|fullName)$/.test(key));
    const isDoubted = isKnown && path !== "" && name !== null;
    return {
      id: null,
      name,
      phones: isDoubted ? phones.map((one) => ({ ...one, owner: "unknown" })) : phones,
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
const textsOf = (title: string, fields: Fields): string[] => [
  title,
  ...[...levels(fields, 2, (key) => isContainer(key) || isPersonObject(key))].flatMap(([level]) =>
    Object.entries(level).flatMap(([key, value]) =>
      typeof value === "string" && isText(key) && ownerOfPhone(key) === null ? [value] : [],
    ),
  ),
];

/** The first number that can be texted, or that a person has to look at; otherwise the first. */
function choose(phones: readonly string[], countries: readonly string[]): string | null {
  const answers = (phone: string): boolean => {
    const parsed = parsePhone(phone, countries);
    return parsed.ok || parsed.reason.code === "phoneUnclear";
  };
  return phones.find(answers) ?? phones[0] ?? null;
}

/** What in the event could be a number and is not taken for the patient's: a person is to see it. */
function findDoubt(
  fields: Fields,
  texts: readonly string[],
  phones: readonly PhoneField[],
  countries: readonly string[],
): string | null {
  const strange = [...phones, ...findStrange(fields)].find(({ text }) => parsePhone(text, countries).ok);
  if (strange) return doubtful(`${strange.path.replaceAll(".", " ")} ${strange.text} ?`, countries);
  return texts.map((text) => doubtIn(text, countries)).find((doubt) => doubt !== null) ?? null;
}

/**
 * The person an event is about, or `null` for lunch. Where digits could be a number and nobody can say, the phone
 * holds them with their words, which no reading of a number takes: so the row says it.
 *
 * @param countries that may be texted: of several numbers the first that can be is the patient's
 */
export function findPatient(
  title: string,
  props: unknown,
  countries: readonly string[] = ["CZ", "SK"],
): Patient | null {
  const fields = isFields(props) ? props : {};
  const person = findPerson(fields);
  const beside = person.phones.length > 0 ? nobody : findBeside(fields, person.name !== null);
  const texts = textsOf(title, fields);
  const phones = [...person.phones, ...beside.phones];
  const written = texts.map((text) => phoneIn(text, countries));
  const own = [
    ...phones.filter(({ owner }) => owner === "own").map(({ text }) => text),
    ...written.flatMap((found) => found?.phone ?? []),
  ];
  const phone = choose(own, countries) ?? findDoubt(fields, texts, phones, countries);
  const { id } = person;
  const name = person.name ?? beside.name;
  if (phone === null && name === null && id === null) return null;
  return {
    id: id === null || id.length > 200 ? null : id,
    name: cut(name ?? written[0]?.rest ?? title, 200),
    phone: phone === null ? null : cut(phone, 200),
  };
}
