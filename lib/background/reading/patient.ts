import type { Patient } from "../../domain/appointment.ts";
import { type Fields, isFields } from "../../plugin-api/shapes.ts";
import { cut, hasWord, words } from "../../plugin-kit/words.ts";

/**
 * Finds the patient among whatever an app hangs on its events. There is no agreement about names, so fields are
 * recognised by the words they are made of, in English, Czech, Slovak and German.
 */
const personWord =
  /^(patient(in|en)?|pacient(ka)?|client|klient(ka|in)?|customer|zakazni(k|cka|ci)|kunde|kundin|guest|attendee|visitor|person|osoba|contact|kontakt(person)?|navstevnik|objednany)$/;
const phoneWord = /^(phone\w*|tele(ph|f)on\w*|tel|telno|mobil\w*|cell\w*|gsm|handy\w*|rufnummer|msisdn)$/;
const mobileWord = /^(mobil\w*|cell\w*|gsm|handy\w*|msisdn)$/;
/** People and places whose number is not the patient's. */
const otherWord =
  /^(do[ck]tor|dr|lekar(ka)?|arzt(in)?|physician|provider|practitioner|staff|employee|zamestnanec|mitarbeiter|users?|uzivatel|owner|organizer|author|creat(or|ed)|updated|clinic|klinika|practice|praxis|ordinace|ambulance|office|location|misto|room|emergency|insurance|pojistovna|company|firma|referrer|nurse|sestra|assistant|fax)$/;
const idWord = /^(u?u?ids?|guid|pk)$/;
const firstWord = /^((first|given)(name)?|forename|j?meno|krestni|vorname)$/;
const lastWord = /^((last|family)(name)?|surname|prijmeni|priezvisko|nachname|familienname)$/;
const fullWord = /^((full|display)(name)?|name|label|jmenoprijmeni|cele(j?meno)?|text)$/;
const textWord =
  /^(desc(ription)?|popis|notes?|poznamk[ay]|location|misto|comment|komentar|beschreibung|notiz|bemerkung|details|info|body)$/;

const asText = (value: unknown): string | null => {
  if (typeof value === "string") return value.trim() || null;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return null;
};

/** A number in running text: international, or nine digits as in Czechia and Slovakia. */
const phoneInText =
  /(?<![\d/+.,])(?:(?:\+|00)\d{1,3}[\s\u00a0().-]*(?:\d[\s\u00a0().-]?){5,12}\d|[2-9]\d{2}[\s\u00a0.-]?\d{3}[\s\u00a0.-]?\d{3})(?![\d/])/u;
const phoneLabel = /(?:^|[\s,;(\u2013-])(?:tel|telefon|mobil|mob|phone|gsm|handy|t|m|č|c)\s*[.:]*\s*$/iu;

export interface FoundPhone {
  phone: string;
  /** The text without the number and its label. */
  rest: string;
}

export function phoneIn(text: string): FoundPhone | null {
  const match = phoneInText.exec(text);
  if (!match) return null;
  const before = text.slice(0, match.index).replace(phoneLabel, " ");
  const after = text.slice(match.index + match[0].length);
  const rest = `${before} ${after}`
    .replace(/\(\s*\)|\[\s*\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:|/()\u2013-]+|[\s,;:|/(\u2013-]+$/gu, "")
    .trim();
  return { phone: match[0].trim(), rest };
}

/** A value that may be meant as a number. Whether it is a good one, others decide and say. */
function phoneValue(value: unknown): string | null {
  const text = asText(
    Array.isArray(value) ? value[0] : isFields(value) ? (value.number ?? value.value) : value,
  );
  if (!text || text.replace(/\D/g, "").length < 3 || text.length > 100) return null;
  return text;
}

/** The best number among an object's own fields: a mobile one first. */
function phoneOf(fields: Fields): string | null {
  let best: string | null = null;
  for (const [key, value] of Object.entries(fields)) {
    if (!hasWord(key, phoneWord) || hasWord(key, otherWord)) continue;
    const phone = phoneValue(value);
    if (!phone) continue;
    if (hasWord(key, mobileWord)) return phone;
    best ??= phone;
  }
  return best;
}

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

interface Found {
  id: string | null;
  name: string | null;
  phone: string | null;
}

/** `{patient: {…}}`, `{customer: "Jana Vzorová"}`, `{klient: 12}` */
function personObject(value: unknown): Found | null {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === "number") return { id: String(one), name: null, phone: null };
  if (typeof one === "string") {
    const text = one.trim();
    if (text === "") return null;
    return /^[\d-]+$/.test(text) || /^[0-9a-f-]{20,}$/i.test(text)
      ? { id: text, name: null, phone: null }
      : { id: null, name: text, phone: null };
  }
  if (!isFields(one)) return null;
  let phone = phoneOf(one);
  if (!phone) {
    // `patient.contact.mobile`
    for (const [key, inner] of Object.entries(one)) {
      if (isFields(inner) && !hasWord(key, otherWord)) phone ??= phoneOf(inner);
    }
  }
  const found = { id: idOf(one), name: nameOf(one, (key) => hasWord(key, fullWord)), phone };
  return found.id === null && found.name === null && found.phone === null ? null : found;
}

/** `patientName`, `klient_id`, `telefonPacienta`: fields that name the person and the thing in one. */
function flatPerson(fields: Fields): Found | null {
  const named: Fields = {};
  for (const [key, value] of Object.entries(fields)) {
    // Czech and German put the person into another case: `jmenoPacienta`, `telefonKlienta`.
    const all = words(key);
    if (all.length < 2) continue;
    if (all.some((word) => personWord.test(word) || /^(pacient|klient|zakazni)\w{1,4}$/.test(word)))
      named[key] = value;
  }
  let id: string | null = null;
  for (const [key, value] of Object.entries(named)) if (hasWord(key, idWord)) id ??= asText(value);
  const name = nameOf(named, (key) => hasWord(key, /^((full|display)?name|j?meno)$/));
  const phone = phoneOf(named);
  return id === null && name === null && phone === null ? null : { id, name, phone };
}

const merge = (a: Found | null, b: Found | null): Found | null =>
  a && b ? { id: a.id ?? b.id, name: a.name ?? b.name, phone: a.phone ?? b.phone } : (a ?? b);

/** Level by level, so that what stands nearest to the event wins. */
function* levels(props: Fields, maxDepth: number): Generator<Fields> {
  let level: Fields[] = [props];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    yield* level;
    const next: Fields[] = [];
    for (const fields of level) {
      for (const [key, value] of Object.entries(fields)) {
        if (isFields(value) && !hasWord(key, otherWord) && !hasWord(key, personWord)) next.push(value);
      }
    }
    level = next;
  }
}

/** The person an event is about, or `null` for lunch. */
export function findPatient(title: string, props: unknown): Patient | null {
  const fields = isFields(props) ? props : {};
  let found: Found | null = null;
  for (const level of levels(fields, 3)) {
    for (const [key, value] of Object.entries(level)) {
      const all = words(key);
      if (all.length === 1 && personWord.test(all[0] ?? "")) found = merge(found, personObject(value));
    }
    found = merge(found, flatPerson(level));
    if (found?.name || found?.phone) break;
  }
  let { id = null, name = null, phone = null } = found ?? {};
  if (!phone) {
    for (const level of levels(fields, 3)) {
      phone = phoneOf(level);
      // A number beside a name of its own: `{firstName, lastName, phone}`.
      if (phone) name ??= nameOf(level, (key) => /^(name|fullname|full_name|fullName)$/.test(key));
      if (phone) break;
    }
  }
  const inTitle = phoneIn(title);
  if (!phone) phone = inTitle?.phone ?? null;
  if (!phone) {
    for (const level of levels(fields, 2)) {
      for (const [key, value] of Object.entries(level)) {
        if (typeof value === "string" && hasWord(key, textWord)) phone ??= phoneIn(value)?.phone ?? null;
      }
    }
  }
  if (!phone && !name && id === null) return null;
  return {
    id: id === null || id.length > 200 ? null : id,
    name: cut(name ?? inTitle?.rest ?? title, 200),
    phone: phone === null ? null : cut(phone, 200),
  };
}

const statusWord = /^(status|state|stav|zustand)$/;
const cancelledValue =
  /^(cancel(l?(ed|ation))?|zrusen[aoey]?|storno\w*|storniert|abgesagt|deleted|smazan[aoey]?|odwolan\w*|no\s?longer)\b/;
const cancelledFlag = /^((is)?(cancell?ed|deleted)|zrusen[oa]?|storno(vano)?)$/;

/** Whether the app marks the event as cancelled while it still shows it. */
export function isCancelled(props: unknown): boolean {
  if (!isFields(props)) return false;
  for (const level of levels(props, 2)) {
    for (const [key, value] of Object.entries(level)) {
      const all = words(key);
      if (typeof value === "string" && all.some((word) => statusWord.test(word))) {
        if (cancelledValue.test(words(value).join(" "))) return true;
      } else if (value === true && cancelledFlag.test(all.join(""))) return true;
    }
  }
  return false;
}
