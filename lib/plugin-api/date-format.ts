/** How declarative plugins say what a date or a time looks like. */

/** Whole ways of writing that need no pattern. */
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

const name = String.raw`[\p{L}\p{M}]+\.?`;
const one = String.raw`\d{1,2}`;
const two = String.raw`\d{2}`;

const tokens: Readonly<Record<string, Token>> = {
  yyyy: { part: "year", text: String.raw`\d{4}` },
  yy: { part: "year", text: two },
  MMMM: { part: "monthName", text: name },
  MMM: { part: "monthName", text: name },
  MM: { part: "month", text: two },
  M: { part: "month", text: one },
  dd: { part: "day", text: two },
  d: { part: "day", text: one },
  EEEE: { part: "weekday", text: name },
  EEE: { part: "weekday", text: name },
  HH: { part: "hour", text: two },
  H: { part: "hour", text: one },
  hh: { part: "hour", text: two },
  h: { part: "hour", text: one },
  mm: { part: "minute", text: two },
  ss: { part: "second", text: String.raw`\d{2}(?:[.,]\d{1,9})?` },
  a: { part: "half", text: String.raw`[\p{L}]{1,5}\.?(?:\s?[mM]\.)?` },
  XXX: { part: "offset", text: String.raw`Z|[+-]\d{2}:?\d{2}` },
};

const splitter = /'([^']*)'|(\p{L})\2*|\s+|[^\p{L}\s']+/gu;

export type FormatPiece = Token | string;

/** A pattern in pieces: tokens, and text between them. White space stands for any amount of it, or none. */
export function splitFormat(format: string): FormatPiece[] {
  return [...format.matchAll(splitter)].map(([piece, quoted]) => quoted ?? tokens[piece] ?? piece);
}

/** Why a plugin may not use the format; `null` when it may. */
export function dateFormatProblem(format: string): string | null {
  if (namedFormats.some((named) => named === format)) return null;
  if ((format.match(/'/g)?.length ?? 0) % 2 === 1) return "has a quotation mark without its pair";
  const seen = new Set<DatePart>();
  for (const [piece, quoted, letter] of format.matchAll(splitter)) {
    const token = tokens[piece];
    if (token) {
      if (seen.has(token.part)) return `says the ${token.part} twice`;
      seen.add(token.part);
    } else if (quoted === undefined && letter !== undefined) {
      return `does not know \`${piece}\`: put words into quotation marks, as in \`H:mm 'hodin'\`; known are ${namedFormats.join(", ")}, and ${Object.keys(tokens).join(", ")}`;
    }
  }
  return seen.size > 0 ? null : "has neither a date nor a time in it";
}
