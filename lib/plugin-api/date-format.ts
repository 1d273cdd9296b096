import type { Fault } from "../domain/plugin-problem.ts";

/** How declarative plugins say what a date or a time looks like. */

/** Formats that have a name and need no pattern. */
export const namedFormats = [
  "iso",
  "cs",
  "en",
  "de",
  "epoch-s",
  "epoch-ms",
  "minutes",
  "quarters",
  "google-day",
] as const;
export type NamedFormat = (typeof namedFormats)[number];

export type DatePart =
  | "year"
  | "month"
  | "monthName"
  | "day"
  | "weekday"
  | "hour"
  | "minute"
  | "second"
  | "half"
  | "offset";

interface Token {
  part: DatePart;
  /** Source of the regular expression for its text. */
  text: string;
}

/** Tokens, their meaning, and the source of the regular expression for its text. */
const table = String.raw`yyyy year \d{4}
yy year \d{2}
MMMM|MMM monthName [\p{L}\p{M}]+\.?
MM month \d{2}
M month \d{1,2}
dd day \d{2}
d day \d{1,2}
EEEE|EEE weekday [\p{L}\p{M}]+\.?
HH|hh hour \d{2}
H|h hour \d{1,2}
mm minute \d{2}
ss second \d{2}(?:[.,]\d{1,9})?
a half (?:[ap](?:\.?\s?m\.?|(?!\.))|(?:dop|odp|vorm|nachm)\p{L}*\.?)(?!\p{L})
XXX offset Z|[+-][01]\d:?[0-5]\d`;
const tokens = new Map(
  table.split("\n").flatMap((line) => {
    const [names = "", part, text = ""] = line.split(" ");
    return names.split("|").map((name) => [name, { part: part as DatePart, text }] as const);
  }),
);

const splitter = /'([^']*)'|(\p{L})\2*|\s+|[^\p{L}\s']+/gu;

export type FormatPiece = Token | string;

/** Splits a pattern into tokens and the text between them. White space in it fits any amount of white space, or none. */
export function splitFormat(format: string): FormatPiece[] {
  return [...format.matchAll(splitter)].map(([piece, quoted]) => quoted ?? tokens.get(piece) ?? piece);
}

/** Why a plugin may not use the format; `null` when it may. */
export function dateFormatProblem(format: string): Fault | null {
  if (namedFormats.some((named) => named === format)) return null;
  if ((format.match(/'/g)?.length ?? 0) % 2 === 1) return { code: "formatQuote" };
  const seen = new Set<DatePart>();
  for (const [piece, quoted, letter] of format.matchAll(splitter)) {
    const token = tokens.get(piece);
    if (token) {
      if (seen.has(token.part)) return { code: "formatTwice", values: { part: token.part } };
      seen.add(token.part);
    } else if (quoted === undefined && letter !== undefined) {
      const known = [...namedFormats, ...tokens.keys()].join(", ");
      return { code: "formatUnknown", values: { piece, known } };
    }
  }
  // Minutes never stand beside a day without hours; months do.
  if (seen.has("minute") && !seen.has("hour") && (seen.has("day") || seen.has("year")) && !seen.has("month"))
    return { code: "formatMinutes" };
  return seen.size > 0 ? null : { code: "formatEmpty" };
}
