import {
  type CountryCode,
  findPhoneNumbersInText,
  getCountryCallingCode,
  type MetadataJson,
  type PhoneNumber,
  validatePhoneNumberLength,
} from "libphonenumber-js/core";
import type { Reason } from "./outbox/reason.ts";
import phoneMetadata from "./phone-metadata.json" with { type: "json" };

/** Countries whose numbers Pípni understands; which of them may be texted is a setting. */
export const phoneCountries = ["CZ", "SK", "AT", "DE", "HU", "PL", "UA"] as const;
export type PhoneCountry = (typeof phoneCountries)[number];

export const isPhoneCountry = (code: string): code is PhoneCountry =>
  phoneCountries.some((country) => country === code);

export type ParsedPhone =
  | {
      ok: true;
      e164: string;
      country: string;
      /** Numbers that were found, whether they can be texted or not. */
      found: number;
    }
  | { ok: false; reason: Reason };

const metadata = phoneMetadata as unknown as MetadataJson;

/** `420` */
export const callingCodeOf = (country: PhoneCountry): string => getCountryCallingCode(country, metadata);

function problemOf(number: PhoneNumber, allowed: readonly string[]): Reason | null {
  if (!allowed.includes(number.country ?? "")) return { code: "phoneCountry", detail: number.country ?? "" };
  switch (number.getType()) {
    case "MOBILE":
    case "FIXED_LINE_OR_MOBILE":
      return null;
    case "FIXED_LINE":
      return { code: "phoneLandline" };
    case "PREMIUM_RATE":
      return { code: "phonePremium" };
    default:
      return { code: "phoneNotMobile" };
  }
}

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.`;
/** `7. 7. 2026`, `9:30`: beside other digits they would make a number that nobody has typed. */
const dateOrTime = new RegExp(
  String.raw`(?<![\d.])${day}(?:\s?(?:19|20)\d{2})?(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)`,
  "gu",
);
/** `mobil777123456` */
const label = /(?<!\p{L})(?:tel(?:efon)?|mob(?:il)?|gsm|phone|m|t)[.:]?(?=[+\d])/giu;
/** The library reads "00" as an ordinary prefix of a national number. Within a number, as in `601/005/006`, it is none. */
const doubleZero = /(?<!\d[\s/.()\-–]*)00\s?(?=[1-9])|(?<!\d)00(?=42[01]\s?\d{3}\s?\d{3}\s?\d{3}(?!\s?\d))/gu;
const nineDigits = String.raw`(?:\+?42[01]\s?)?\d{3}\s?\d{3}\s?\d{3}`;
/** Nothing but a space between two Czech or Slovak numbers, which the library takes for one that is too long. */
const sideBySide = new RegExp(String.raw`(?<!\d\s?)(${nineDigits})\s+(?=${nineDigits}(?!\s?\d))`, "gu");

/** The pieces of a field that may each hold a number. */
function piecesOf(raw: string): string[] {
  return (
    raw
      // Bounded: the text comes from a page.
      .slice(0, 200)
      .replace(dateOrTime, ";")
      .replace(label, "$& ")
      .replace(doubleZero, "+")
      .replace(sideBySide, "$1;")
      // The library takes what follows a comma for an extension.
      .split(/[,;|\n]/u)
  );
}

/** Why none of the pieces holds a number, told by the one with most digits. */
function whyNone(raw: string, pieces: readonly string[], home: CountryCode): Reason {
  const digits = (text: string): number => text.replace(/\D/gu, "").length;
  const longest = pieces
    .flatMap((piece) => piece.match(/\+?\d[\d\s()./\-–]*/gu) ?? [])
    .reduce((best, run) => (digits(run) > digits(best) ? run.trim() : best), "");
  if (digits(longest) >= 3) {
    const detail = longest.slice(0, 40);
    const length = validatePhoneNumberLength(longest, home, metadata);
    if (length === "TOO_SHORT") return { code: "phoneShort", detail };
    if (length === "INVALID_COUNTRY") return { code: "phoneCountry", detail };
  }
  return { code: "phoneInvalid", detail: raw.trim().slice(0, 40) };
}

/**
 * The number to text, out of what somebody typed into a calendar: with text around it, or several numbers, of
 * which the first mobile one wins.
 *
 * @param allowed ISO 3166 codes of countries that may be texted; a number without a prefix is of the first
 */
export function parsePhone(raw: string, allowed: readonly string[]): ParsedPhone {
  if (raw.trim() === "") return { ok: false, reason: { code: "noPhone" } };
  const home = allowed.find(isPhoneCountry) ?? "CZ";
  const pieces = piecesOf(raw);
  const found = pieces
    .flatMap((piece) => findPhoneNumbersInText(piece, home, metadata))
    .map(({ number }) => number);
  const problems = found.map((number) => problemOf(number, allowed));
  const usable = found[problems.indexOf(null)];
  if (usable?.country) return { ok: true, e164: usable.number, country: usable.country, found: found.length };
  const problem = problems.find((reason) => reason !== null);
  return { ok: false, reason: problem ?? whyNone(raw, pieces, home) };
}

/** `+420 777 123 456`, for people to read. */
export const formatPhone = (e164: string): string => {
  const match = /^(\+42[01])(\d{3})(\d{3})(\d{3})$/u.exec(e164);
  return match ? match.slice(1).join(" ") : e164;
};
