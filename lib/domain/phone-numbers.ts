import { type CountryCode, findPhoneNumbersInText, type PhoneNumber } from "libphonenumber-js/core";
import type { Reason } from "./outbox/reason.ts";
import { callingCodeOf, isPhoneCountry, metadata, type PhoneCountry } from "./phone-countries.ts";
import { isOtherBefore, labelOf } from "./phone-words.ts";

/**
 * Finds telephone numbers in what people have written, in fields and in running text alike. Every preparation of the
 * text keeps its length, so that a number's place in it is its place in what was written.
 */

export interface FoundNumber {
  /** Where it stands in the prepared text. */
  from: number;
  to: number;
  e164: string;
  country: string;
  /** Why it cannot be texted. */
  problem: Reason | null;
  /** Whether the words beside it say that it is something else: a PIN, an invoice. */
  isOther: boolean;
}

const blank = (found: string): string => " ".repeat(found.length);
const cutAt = (found: string): string => ";".repeat(found.length);

/** With plain digits, spaces and dashes; signs that nobody sees are spaces. */
export const tidied = (text: string): string =>
  text
    .replace(/[\uFF10-\uFF19\uFF0B]/gu, (sign) => sign.normalize("NFKC"))
    .replace(/[\p{Zs}\p{Cf}\t\r\u115F\u1160\u3164]/gu, (sign) => " ".repeat(sign.length))
    .replace(/(?<=\d)\s?[·•∙⋅‧]\s?(?=\d)/gu, (sign) => " ".repeat(sign.length))
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu, "-");

/** Addresses of the web and of mail, accounts, and IBANs: whatever digits are in them are no telephone's. */
const nothingToDial = [
  /(?<![\p{L}\d])(?:https?|ftps?|webcal|sips?|file):\/\/\S+|(?<![\p{L}\d])www\.\S+/giu,
  /\S{1,64}@\S{1,200}/gu,
  /(?<!\S)(?:[\p{L}\d-]{1,63}\.){1,5}\p{L}{2,24}(?::\d{1,5})?\/\S*/gu,
  /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:\s?\d{4}){3,7}(?:\s?\d{1,3})?(?!\d)/gu,
  /(?<![\d+])(?:\d{2,6}-)?\d{2,10}\s?\/\s?\d{4}(?![\d\s]*\d)/gu,
];

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.`;
/** `7. 7. 2026`, `9:30`: beside other digits they would make a number that nobody has typed. */
const dateOrTime = new RegExp(
  String.raw`(?<![\d.])${day}(?:\s?(?:19|20)\d{2})?(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)` +
    // `10.30 777 123 456`
    String.raw`|(?<![\d+]|\d[\s.])(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s+(?:\+?42[01]\s?)?\d{3}\s?\d{3}\s?\d{3}(?!\s?\d))`,
  "gu",
);
/** `1. 777 123 456 2. 601 000 001` */
const listMark =
  /(?<!\d|\d\s{0,2}[-/.(]\s{0,2})[1-9][.)](?=\s+[(+]?\d{3})|(?<=\d{2})\s[1-9][.)](?=\s+[(+]?\d{3})/gu;
/** `mobil777123456` */
const label = /(?<!\p{L})(?:tel(?:efon)?|mob(?:il)?|gsm|phone|m|t)[.:]?(?=[+\d])/giu;
/** `Nováková777123456`; `RR777123456` is no name. */
const nameBefore = /(?<=\p{Ll}{2})\p{Ll}(?=\d{9}(?![\p{L}\d]))/gu;
/** `777123456Nováková` */
const nameAfter = /(?<=(?<![\p{L}\d.-])\d{9})\p{L}(?=\p{Ll}{2,}(?![\p{Ll}]*\d))/gu;
/** `+420 (0) 777 123 456` */
const trunkZero = /(?:\+|(?<!\d)00)\s?(\d{2,3})([\s)]*\(0\)\s*)/gu;
/** The library reads "00" as an ordinary prefix of a national number. Within a number, as in `601/005/006`, it is none. */
const doubleZero = /(?<!\d[\s/.()-]*)00\s?(?=[1-9])|(?<!\d)00(?=42[01]\s?\d{3}\s?\d{3}\s?\d{3}(?!\s?\d))/gu;
/** `777 - 123 - 456`, `777,123,456`: the library takes these for several. */
const threes =
  /(?<![\d,_*;|\\+]\s?)(\d{3})(?:(\s*[-/.]\s*)(\d{3})(\s*[-/.]\s*)|([,_*;|\\])(\d{3})([,_*;|\\]))(\d{3})(?!\s?[,_*;|\\]?\d)/gu;
const nineDigits = String.raw`(?:\+?42[01]\s?)?\d{3}\s?\d{3}\s?\d{3}`;
/** Nothing but a space between two Czech or Slovak numbers, which the library takes for one that is too long. */
const sideBySide = new RegExp(String.raw`(?<!\d\s?)(${nineDigits})\s(\s*)(?=${nineDigits}(?!\s?\d))`, "gu");
/** `Pacient 9 601000109`: as one they would be a service of the Czech network, which no patient is. */
const counterBefore = /(?<=\p{L}\S?\s)(9\d{0,2})\s(?=\d{3}\s?\d{3}\s?\d{3}(?!\s?\d))/gu;

/**
 * `+84 ` before `777123456`, `(0040)/`: with that code it is another country's, and without it a stranger's here. Where
 * the library knows no number that begins so, it takes what stands behind the code. No code of one digit goes with it.
 */
const codeBefore = /(?:\+|(?<!\d)00)\s?([2-9]\d{1,2})[\s()[\]/.:,;|_*-]{0,5}$/u;

/** The same text, of the same length, in the spellings that the library reads. */
const prepared = (text: string): string =>
  nothingToDial
    .reduce((rest, pattern) => rest.replace(pattern, cutAt), text)
    .replace(dateOrTime, cutAt)
    .replace(listMark, cutAt)
    .replace(label, (found) => (/[.:]$/u.test(found) ? `${found.slice(0, -1)} ` : `${blank(found)}`))
    .replace(nameBefore, ";")
    .replace(nameAfter, ";")
    .replace(trunkZero, (found, code: string) => `+${code}`.padStart(found.length))
    .replace(doubleZero, (found) => "+".padStart(found.length))
    .replace(threes, (found) => found.replace(/\D/gu, " "))
    .replace(counterBefore, "$1;")
    .replace(sideBySide, "$1;$2");

/** Why a number cannot be texted. */
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

interface Found {
  from: number;
  to: number;
  number: PhoneNumber;
}

const find = (piece: string, country: CountryCode): Found[] =>
  findPhoneNumbersInText(piece, country, metadata).map(({ startsAt, endsAt, number }) => ({
    from: startsAt,
    to: endsAt,
    number,
  }));

/**
 * Numbers of the practice's other countries that say so themselves: `0905 123 456`, as no Czech number begins, and
 * `421905123456`, from which a spreadsheet took the plus. One that two countries could have is nobody's.
 */
function findAbroad(piece: string, home: PhoneCountry, allowed: readonly string[]): Found[] {
  if (!/\d{3}/u.test(piece)) return [];
  const abroad = allowed.filter(
    (country): country is PhoneCountry => isPhoneCountry(country) && country !== home,
  );
  const found = abroad.flatMap((country) =>
    find(piece, country).filter(({ from, to, number }) => {
      const digits = piece.slice(from, to).replace(/\D/gu, "");
      return (
        number.country === country &&
        (digits === `0${number.nationalNumber}` ||
          digits === `${callingCodeOf(country)}${number.nationalNumber}`)
      );
    }),
  );
  return found.filter((one) =>
    found.every((other) => other === one || other.from >= one.to || other.to <= one.from),
  );
}

const maxText = 4_000;

/** What is left of a text when its dates, addresses and numbers are taken out. */
export interface Numbers {
  found: FoundNumber[];
  /** What was looked at, as long as the text was. */
  prepared: string;
}

/**
 * Every number in a text that may be called, in the order in which they stand.
 *
 * @param allowed ISO 3166 codes of countries that may be texted; a number without a prefix is of the first
 */
export function numbersIn(written: string, allowed: readonly string[]): Numbers {
  const text = tidied(written.slice(0, maxText));
  const home = allowed.find(isPhoneCountry) ?? "CZ";
  const looked = prepared(text);
  const found: FoundNumber[] = [];
  /** With what the preparation took away right before it: `00420` is `  +420` there. */
  const beginningOf = (from: number): number => {
    let first = from;
    for (let at = from - 1; looked[at] === " "; at--) if (text[at] !== " ") first = at;
    return first;
  };
  // The library takes what follows a comma for an extension.
  for (const { 0: piece, index } of looked.matchAll(/[^,;|\n]+/gu)) {
    const isWhole = ({ from, to, number }: Found): boolean => {
      if (/^[([]?\+/u.test(piece.slice(from, to))) return true;
      const code = codeBefore.exec(looked.slice(0, index + from))?.[1];
      return code === undefined || code === number.countryCallingCode;
    };
    const own = find(piece, home).filter(isWhole);
    const all = own.length > 0 ? own : findAbroad(piece, home, allowed).filter(isWhole);
    for (const { from, to, number } of all) {
      // `(+420 777 123 456)`: the bracket that only opens is not the number's.
      const opens = /^[([][^)\]]*$/u.test(piece.slice(from, to)) ? 1 : 0;
      const [start, end] = [beginningOf(index + from + opens), index + to];
      found.push({
        from: start,
        to: end,
        e164: number.number,
        country: number.country ?? "",
        problem: problemOf(number, allowed),
        isOther: labelOf(text.slice(0, start)) === "other" || isOtherBefore(text.slice(end)),
      });
    }
  }
  return { found, prepared: looked };
}
