import { type Moment, parseMoment } from "../declarative/dates.ts";

/** The ways of writing days and hours that are tried on a page, and where in a text they stand. */

export interface DateFormat {
  format: string;
  /** Candidate of the expression for what of a text is looked at. */
  regex: string;
}

const spaced = "\\s{0,2}";
const word = "[\\p{L}\\p{M}]{2,12}\\.?";

/** Days in words and numbers. Where more than one fits, a person may choose. */
const dateFormats: readonly DateFormat[] = [
  { format: "iso", regex: "\\d{4}-\\d{2}-\\d{2}" },
  { format: "d. M. yyyy", regex: `\\d{1,2}\\.${spaced}\\d{1,2}\\.${spaced}\\d{4}` },
  { format: "d. MMMM yyyy", regex: `\\d{1,2}\\.${spaced}${word}${spaced}\\d{4}` },
  { format: "d MMMM yyyy", regex: `\\d{1,2}\\s${word}\\s\\d{4}` },
  { format: "MMMM d, yyyy", regex: `${word}\\s\\d{1,2},${spaced}\\d{4}` },
  { format: "d/M/yyyy", regex: "\\d{1,2}/\\d{1,2}/\\d{4}" },
  { format: "M/d/yyyy", regex: "\\d{1,2}/\\d{1,2}/\\d{4}" },
  { format: "yyyy/M/d", regex: "\\d{4}/\\d{1,2}/\\d{1,2}" },
  { format: "d. MMMM", regex: `\\d{1,2}\\.${spaced}${word}` },
  { format: "d MMMM", regex: `\\d{1,2}\\s${word}` },
  { format: "MMMM d", regex: `${word}\\s\\d{1,2}` },
  { format: "d. M.", regex: `\\d{1,2}\\.${spaced}\\d{1,2}\\.(?!${spaced}\\d{4})` },
  { format: "d/M", regex: "\\d{1,2}/\\d{1,2}" },
  { format: "M/d", regex: "\\d{1,2}/\\d{1,2}" },
];

/** Hours. A full stop between them must not be that of a date. */
const timeFormats: readonly DateFormat[] = [
  { format: "h:mm a", regex: "\\d{1,2}:\\d{2}\\s?[AaPp]\\.?\\s?[Mm]" },
  { format: "H:mm", regex: "\\d{1,2}:\\d{2}" },
  { format: "H.mm", regex: "(?<![\\d.])\\d{1,2}\\.\\d{2}(?!\\.?\\d|\\.)" },
];

/** Both at once, in any order. */
const languages = ["cs", "en"];

const numbers: Readonly<Record<string, RegExp>> = {
  "epoch-ms": /^1[0-9]{12}$/,
  "epoch-s": /^1[0-9]{9}$/,
};
const maxAttribute = 60;

const parse = (text: string, format: string, reference: string): Moment | null =>
  parseMoment(text, [format], reference);

/** In text up to so far a day is looked for: what stands behind may be somebody's birthday. */
const beginning = "^[^\\d]{0,40}?";

/** Of ways that read the same day the one that looks at most of the text. */
const firstOf = <T extends { date: string }>(told: readonly T[]): T[] =>
  told.filter(({ date }, index) => told.findIndex((other) => other.date === date) === index);

/** Ways in which a text tells a day. The expressions have one group, and are tied to the text's beginning. */
export function findDays(text: string, reference: string): (DateFormat & { date: string })[] {
  const told = dateFormats.flatMap(({ format, regex }) => {
    const anchored = `${beginning}(${regex})(?![\\d/])`;
    const [, found] = new RegExp(anchored, "u").exec(text) ?? [];
    const date = found === undefined ? null : parse(found, format, reference)?.date;
    return date ? [{ format, regex: anchored, date }] : [];
  });
  return firstOf(told);
}

/** Ways in which a whole attribute is a day. */
export function dayFormatsOf(name: string, value: string, reference: string): DateFormat["format"][] {
  if (value.length > maxAttribute) return [];
  if (/datekey/.test(name) && parse(value, "google-day", reference)?.date) return ["google-day"];
  const number = Object.keys(numbers).find((format) => numbers[format]?.test(value));
  if (number) return [number];
  if (!/^\d{4}-?\d{2}-?\d{2}(?!\d)|^\d{1,2}[./]/.test(value)) return [];
  const told = dateFormats.flatMap(({ format }) => {
    const date = parse(value, format, reference)?.date;
    return date ? [{ format, date }] : [];
  });
  return firstOf(told).map(({ format }) => format);
}

export interface Start {
  format: string | string[];
  regex?: string;
  dated: boolean;
}

/** Ways in which a text or an attribute tells an appointment's hour, the surest first. */
export function findStarts(text: string, isAttribute: boolean, reference: string): Start[] {
  const iso = parse(text, "iso", reference);
  if (iso?.date && iso.time) return [{ format: "iso", dated: true }];
  if (isAttribute) {
    const number = Object.keys(numbers).find((format) => numbers[format]?.test(text));
    if (number) return [{ format: number, dated: true }];
  }
  const times = timeFormats.flatMap(({ format, regex }): Start[] => {
    const [found] = new RegExp(regex, "u").exec(text.slice(0, 300)) ?? [];
    if (found === undefined || !parse(found, format, reference)?.time) return [];
    return format === "H.mm" ? [{ format, regex, dated: false }] : [{ format, dated: false }];
  });
  if (times.length === 0) return [];
  const both = languages.filter((language) => {
    const moment = parse(text, language, reference);
    return moment?.date && moment.time;
  });
  const slashed = ["d/M/yyyy H:mm", "M/d/yyyy H:mm"].filter((format) => parse(text, format, reference)?.date);
  return [...[...both, ...slashed].map((format) => ({ format, dated: true })), ...times];
}

export const tellsTime = (text: string, reference: string): boolean =>
  findStarts(text, false, reference).length > 0;
