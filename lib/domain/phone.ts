import { validatePhoneNumberLength } from "libphonenumber-js/core";
import type { Reason } from "./outbox/reason.ts";
import { isPhoneCountry, metadata, type PhoneCountry } from "./phone-countries.ts";
import { numbersIn, tidied } from "./phone-numbers.ts";
import { castsDoubt } from "./phone-words.ts";

export { callingCodeOf, isPhoneCountry, type PhoneCountry, phoneCountries } from "./phone-countries.ts";

export type ParsedPhone =
  | {
      ok: true;
      e164: string;
      country: string;
      /** Numbers that were found, whether they can be texted or not. */
      found: number;
    }
  | { ok: false; reason: Reason };

/** Characters of a field that are looked at: it comes from a page. */
const maxField = 200;

/** Why a field holds no number, told by what in it has most digits. */
function whyNone(text: string, prepared: string, home: PhoneCountry): Reason {
  const digits = (run: string): number => run.replace(/\D/gu, "").length;
  const longest = (prepared.match(/\+?\d[\d\s()./-]*/gu) ?? []).reduce(
    (best, run) => (digits(run) > digits(best) ? run.trim() : best),
    "",
  );
  if (digits(longest) >= 3) {
    const detail = longest.slice(0, 40);
    // `+42` is no country's: of `+420` or `+421` a digit is missing.
    if (/^\+\s?42(?![013])/u.test(longest)) return { code: "phoneShort", detail };
    const length = validatePhoneNumberLength(longest, home, metadata);
    if (length === "TOO_SHORT") return { code: "phoneShort", detail };
    if (length === "INVALID_COUNTRY") return { code: "phoneCountry", detail };
  }
  return { code: "phoneInvalid", detail: text.trim().slice(0, 40) };
}

/**
 * The number to text, out of what somebody typed into a calendar: with text around it, or several numbers, of
 * which the first mobile one wins. Where the text says that it is something else, or that it may be wrong, a person
 * has to look.
 *
 * @param allowed ISO 3166 codes of countries that may be texted; a number without a prefix is of the first
 */
export function parsePhone(raw: string, allowed: readonly string[]): ParsedPhone {
  const written = raw.slice(0, maxField);
  const text = tidied(written);
  if (text.trim() === "") return { ok: false, reason: { code: "noPhone" } };
  const { found, prepared } = numbersIn(written, allowed);
  const textable = found.filter(({ problem }) => problem === null);
  const usable = textable.find(({ isOther }) => !isOther);
  // What is cut off may be the rest of a number, or speak against it.
  const isCut = raw.length > maxField;
  if (textable.length > 0 && (!usable || isCut || castsDoubt(text)))
    return { ok: false, reason: { code: "phoneUnclear", detail: text.trim().slice(0, 80) } };
  if (usable) return { ok: true, e164: usable.e164, country: usable.country, found: found.length };
  const problem = found.find(({ problem }) => problem !== null)?.problem;
  const home = allowed.find(isPhoneCountry) ?? "CZ";
  return { ok: false, reason: problem ?? whyNone(text, prepared, home) };
}

/** `+420 777 123 456`, for people to read. */
export const formatPhone = (e164: string): string => {
  const match = /^(\+42[01])(\d{3})(\d{3})(\d{3})$/u.exec(e164);
  return match ? match.slice(1).join(" ") : e164;
};
