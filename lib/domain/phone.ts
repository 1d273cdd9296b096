import { findPhoneNumbersInText, type MetadataJson, type PhoneNumber } from "libphonenumber-js/core";
import metadata from "./phone-metadata.json" with { type: "json" };
import type { Reason } from "./reason.ts";

/** Countries whose numbers Pípni understands; which of them may be texted is a setting. */
export const phoneCountries = ["CZ", "SK", "AT", "DE", "HU", "PL", "UA"] as const;

export type ParsedPhone = { ok: true; e164: string; country: string } | { ok: false; reason: Reason };

const home = "CZ";

function problemOf(number: PhoneNumber, allowed: readonly string[]): Reason | null {
  if (!number.isValid()) return { code: "phoneInvalid", detail: number.number };
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

/**
 * The number to text, out of what somebody typed into a calendar: with text around it, or several numbers, of
 * which the first mobile one wins.
 */
export function parsePhone(raw: string, allowed: readonly string[]): ParsedPhone {
  // Bounded: the text comes from a page. The library reads "00" as an ordinary prefix of a national number.
  const text = raw.slice(0, 200).replace(/(^|[^\d\s])(\s*)00(?=[1-9])/gu, "$1$2+");
  if (text.trim() === "") return { ok: false, reason: { code: "noPhone" } };
  // The library takes what follows a comma for an extension.
  const found = text
    .split(/[,;|\n]/u)
    .flatMap((piece) => findPhoneNumbersInText(piece, home, metadata as unknown as MetadataJson))
    .map(({ number }) => number);
  const problems = found.map((number) => problemOf(number, allowed));
  const usable = found[problems.indexOf(null)];
  if (usable?.country) return { ok: true, e164: usable.number, country: usable.country };
  const problem = problems.find((reason) => reason !== null);
  if (problem) return { ok: false, reason: problem };
  const foreign = /\+(?!420|421|43|49|36|48|380)\d/u.test(text);
  return {
    ok: false,
    reason: foreign ? { code: "phoneCountry" } : { code: "phoneInvalid", detail: raw.trim().slice(0, 40) },
  };
}

/** `+420 777 123 456`, for people to read. */
export const formatPhone = (e164: string): string => {
  const match = /^(\+42[01])(\d{3})(\d{3})(\d{3})$/u.exec(e164);
  return match ? match.slice(1).join(" ") : e164;
};
