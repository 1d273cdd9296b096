import { callingCodeOf, isPhoneCountry } from "../../domain/phone-countries.ts";
import { type Fields, isFields } from "../../plugin-api/shapes.ts";
import { hasWord, words } from "../../plugin-kit/words.ts";
import { elsewhereWord, isOwnPart, mobileWord, type Owner, ownerOfPhone } from "./field-words.ts";

/** Something that may be meant as a number. Whether it is a good one, others decide and say. */
export interface PhoneField {
  /** Names from the outside in, joined by dots. */
  path: string;
  text: string;
  owner: Exclude<Owner, "other">;
  /** A mobile first, a workplace last. */
  rank: number;
}

export const asText = (value: unknown): string | null => {
  if (typeof value === "string") return value.trim() || null;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return null;
};

export const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

const rankOf = (name: string): number => {
  if (hasWord(name, elsewhereWord)) return hasWord(name, mobileWord) ? 1 : 2;
  return hasWord(name, mobileWord) ? 0 : 1;
};

const prefixName =
  /^(code|prefix|predvolba|predcisli|dial\w*|calling\w*|vorwahl|countrycode|phonecode|dialcode)$/;
const aboutPrefix =
  /^(code|prefix|predvolba|predcisli|dial\w*|calling\w*|vorwahl|country\w*|iso|phone\w*|tel\w*|mobil\w*|number|kod|zeme|staty?|land|kontakt|contact|alpha|c)$/;

/** `+421` of a field beside the number: `phone_code`, `countryCode: "SK"`. */
function prefixIn(fields: Fields, isPhone: boolean): string {
  for (const [key, value] of Object.entries(fields)) {
    const named = words(key);
    const isPrefix =
      named.some((word) => prefixName.test(word)) ||
      (isPhone && named.join() === "country") ||
      /^phone,?country$/.test(named.join());
    if (!isPrefix || !named.every((word) => aboutPrefix.test(word))) continue;
    const text = asText(value) ?? "";
    const [, digits] = /^\s*(?:\+|00)?\s?([1-9]\d{0,3})\s*$/.exec(text) ?? [];
    if (digits) return `+${digits}`;
    const country = text.trim().toUpperCase();
    if (isPhoneCountry(country)) return `+${callingCodeOf(country)}`;
  }
  return "";
}

const withPrefix = (text: string, prefix: string): string =>
  prefix === "" ||
  /^\s*\(?(?:\+|00)/.test(text) ||
  !/\d{3}/.test(text) ||
  text.replace(/\D/g, "").startsWith(prefix.slice(1))
    ? text
    : `${prefix} ${text.replace(/^\s*0/, "")}`;

const kindName = /^(type|use|label|kind|system|typ|druh|rel|category|name)$/;
const valueName =
  /^(number|value|phone(number)?|cislo|tel(efon)?|formatted|e164|international|full|raw|text)$/;

/** `{type: "mobile", value: "777…"}`, as lists of contacts have them; FHIR's `telecom` among them. */
function contactPoint(fields: Fields, path: string, name: string, prefix: string): PhoneField[] {
  const kinds = Object.entries(fields)
    .filter(([key, value]) => hasWord(key, kindName) && typeof value === "string")
    .map(([, value]) => String(value));
  if (kinds.some((kind) => /e?-?mail|fax|url|pager|web|\bold\b|star[ey]/i.test(kind))) return [];
  const own = prefixIn(fields, true) || prefix;
  const named = Object.entries(fields).find(
    ([key, value]) =>
      words(key).length > 0 && words(key).every((word) => valueName.test(word)) && asText(value) !== null,
  );
  if (named) return valueFields(named[1], join(path, named[0]), `${name} ${kinds.join(" ")}`, own);
  // `{home: "234…", mobile: "777…"}`
  return Object.entries(fields).flatMap(([key, value]) =>
    ownerOfPhone(`phone ${key}`) === "own" && typeof value !== "object"
      ? valueFields(value, join(path, key), `${name} ${key}`, own)
      : [],
  );
}

function valueFields(value: unknown, path: string, name: string, prefix: string): PhoneField[] {
  if (Array.isArray(value)) return value.slice(0, 10).flatMap((one) => valueFields(one, path, name, prefix));
  if (isFields(value)) return contactPoint(value, path, name, prefix);
  const text = asText(value);
  if (!text || text.replace(/\D/g, "").length < 3 || text.length > 200) return [];
  return [{ path, text: withPrefix(text, prefix), owner: "own", rank: rankOf(name) }];
}

/** Whatever the fields of one object say of numbers, as long as it is not said to be another person's. */
export function phoneFields(fields: Fields, path: string): PhoneField[] {
  const prefix = prefixIn(fields, false);
  const found = Object.entries(fields).flatMap(([key, value]): PhoneField[] => {
    const owner = ownerOfPhone(key);
    if (owner === null || owner === "other") return [];
    return valueFields(value, join(path, key), key, prefix).map((one) => ({ ...one, owner }));
  });
  return found.sort((a, b) => a.rank - b.rank);
}

/** `kontakt: "777 123 456"` of a person may as well be an address. */
const contactText = /^(contact|kontakt\w*)$/;
const contactList = /^(contacts?|contactpoints?|kontakty|communications?)$/;

/** The same of a person, with what only holds their fields together: `patient.contact.mobile`. */
export function personPhones(fields: Fields, path: string, depth = 0): PhoneField[] {
  const own = [
    ...phoneFields(fields, path),
    ...Object.entries(fields).flatMap(([key, value]) =>
      contactText.test(words(key).join(" ")) && /(?:\d[\s/.()-]{0,3}){9}/.test(asText(value) ?? "")
        ? valueFields(value, join(path, key), key, "")
        : [],
    ),
  ];
  if (depth >= 3) return own;
  const inner = Object.entries(fields).flatMap(([key, value]): PhoneField[] => {
    if (ownerOfPhone(key) !== null || !isOwnPart(key)) return [];
    if (isFields(value)) return personPhones(value, join(path, key), depth + 1);
    if (!Array.isArray(value) || !contactList.test(words(key).join(""))) return [];
    return value
      .slice(0, 10)
      .filter(isFields)
      .flatMap((one) => contactPoint(one, join(path, key), "", ""));
  });
  return [...own, ...inner].sort((a, b) => a.rank - b.rank);
}
