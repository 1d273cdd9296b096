import { type DatePart, splitFormat } from "../plugin-api/date-format.ts";
import { plain } from "../plugin-kit/words.ts";

/** The date and time that a text contains. A missing part is `null`. */
export interface Moment {
  /** `2026-11-24` */
  date: string | null;
  /** `09:30:00` */
  time: string | null;
  /** Set if the text is an exact moment or has an offset. */
  epochMs: number | null;
}

const maxText = 300;

const dayFirst = ["d. M. yyyy", "d. MMMM yyyy", "d. MMMM", "d. M."];
const english = ["MMMM d, yyyy", "d MMMM yyyy", "MMMM d", "d MMMM", "M/d/yyyy"];
const times = ["H:mm:ss", "H:mm"];
/** Formats of dates and times, which may come in any order. The first that matches counts. */
const languages: Readonly<Record<string, { dates: readonly string[]; times: readonly string[] }>> = {
  cs: { dates: dayFirst, times: [...times, "H.mm"] },
  de: { dates: dayFirst, times: [...times, "H.mm", "H 'Uhr'"] },
  en: {
    dates: english,
    times: ["h:mm a", "h a", ...times],
  },
};

const isoDate =
  /(?<!\d)(?:(\d{4})-?(\d\d)-?(\d\d)|(\d{4})([-/])(\d{1,2})\5(\d{1,2}))(?:(?:T|\s*,\s*|\s+)(?:(?:v|at|um|o)\s+)?(?:(\d\d)(\d\d)(\d\d)?|(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?)(?:[.,]\d+)?\s?\(?(Z|UTC|GMT|[+-][01]\d(?::?[0-5]\d)?(?!\d))?(?:\s?([ap])\.?\s?m\.?(?!\p{L}))?)?(?!\d)/iu;
const isoTime = /^\s*(\d{1,2}):(\d\d)(?::(\d\d))?/;
/** An hour, in whatever words. */
const someHour = /\d:\d|\d\s?(?:hod|h(?!\p{L})|uhr|[ap]\.?m\b)/iu;
/** What is left beside a day says that it is not the whole of it. */
const someTime = new RegExp(`${someHour.source}|\\d\\s?[:.]\\s?\\d\\d(?!\\d)|T\\d`, "iu");

/** Beside an hour alone it says that the hour is not today's: a day that is not understood, or that does not exist. */
const someDay =
  /(?<!\d)\d{1,2}([./-])\s?\d{1,2}\1\s?(?:\d{4}|\d\d)(?!\d)|(?<![\d.])\d{1,2}\.\s?\d{1,2}\.(?!\d)|(?<!\d)\d{1,2}\.?\s\p{L}{3,12}\.?,?\s20\d\d(?!\d)/iu;
/** The second half of the day, behind an hour of a clock with twelve. */
const otherHalf = /^\s?(?:odpol|večer(?!\p{L})|nachm|abends)/iu;
/** A day told by how far it is away, before the first number. */
const awayDay =
  /^\D*\b(?:zitra|pozitri|(?:po)?zajtra|vcera|tomorrow|yesterday|\w*morgen|gestern|pristi|next)\b\D{0,12}\d|^\D*\b(?:za|in) \d+ [dt]/;
/** A zone behind a moment: whose clock that is, is not followed here. */
const zoneBehind = /^\s?[([]?(?:[A-Z]{2,4}T(?!\p{L})|[A-Z]\w+\/)/u;

let months: ReadonlyMap<string, number> | null = null;

/** Long and short names of months in all languages that are read, alone and next to a day. */
function monthNames(): ReadonlyMap<string, number> {
  if (months) return months;
  const names = new Map<string, number>();
  for (const language of ["cs", "sk", "en", "de"])
    for (const month of ["long", "short"] as const)
      for (const day of [undefined, "numeric"] as const)
        for (let index = 0; index < 12; index++) {
          const written = new Date(2026, index, 5).toLocaleDateString(language, { month, day });
          names.set(monthKey(written.replace(/[\d.\s]+/g, "")), index + 1);
        }
  months = names;
  return names;
}
const monthKey = (name: string): string => plain(name).replace(/\.$/, "");

interface Compiled {
  regex: RegExp;
  parts: readonly DatePart[];
}
const compiled = new Map<string, Compiled>();

function compile(format: string): Compiled {
  let found = compiled.get(format);
  if (!found) {
    const pieces = splitFormat(format);
    const source = pieces.map((piece) => {
      if (typeof piece !== "string") return `(${piece.text})`;
      return piece.trim() === "" ? "\\s*" : RegExp.escape(piece);
    });
    found = {
      regex: new RegExp(`(?<!\\d)${source.join("")}(?!\\d)`, "giu"),
      parts: pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.part])),
    };
    compiled.set(format, found);
  }
  return found;
}

export const two = (value: number): string => String(value).padStart(2, "0");

/** Whatever looks like a day, wherever it stands: what tells its year first. */
const anyDate = ["yyyy-MM-dd", ...dayFirst, ...english, "d/M/yyyy"].sort(
  (a, b) => Number(b.includes("y")) - Number(a.includes("y")),
);

/** All days that a text tells. */
export function datesIn(text: string, reference: string): Set<string> {
  const dates = new Set<string>();
  let rest = text.slice(0, maxText).replace(/\s+/gu, " ");
  for (const format of anyDate)
    for (
      let one = byPattern(rest, format, reference);
      one?.found.date;
      one = byPattern(rest, format, reference)
    ) {
      dates.add(one.found.date);
      ({ rest } = one);
    }
  return dates;
}

/** The date; `null` if there is no such day. */
function dateText(year: number, month: number, day: number): string | null {
  const time = new Date(Date.UTC(year, month - 1, day));
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return exists && year >= 1900 && year <= 2200 ? time.toISOString().slice(0, 10) : null;
}

const timeText = (hour: number, minute: number, second: number): string | null =>
  hour < 24 && minute < 60 && second < 60 ? `${two(hour)}:${two(minute)}:${two(second)}` : null;

/** Finds the year of a date without one: the date nearest to the day that the user looks at. */
function nearest(month: number, day: number, reference: string): string | null {
  const year = Number(reference.slice(0, 4));
  const dates = [year - 1, year, year + 1].map((candidate) => dateText(candidate, month, day));
  const distance = (date: string): number => Math.abs(Date.parse(date) - Date.parse(reference));
  return dates.filter((date) => date !== null).sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function moment(date: string | null, time: string | null, offset?: string): Moment {
  const exact = date && time && offset && `${date}T${time}${offset.replace(/^[ug].*/i, "Z")}`;
  return { date, time, epochMs: exact ? Temporal.Instant.from(exact).epochMilliseconds : null };
}

/** Of a clock with twelve hours; beyond them there is none. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return hour > 12 ? Number.NaN : (hour % 12) + (/^[pon]/i.test(half) ? 12 : 0);
}

/** The first match in the text that is a real date or time, and the text without it. */
function byPattern(text: string, format: string, reference: string): { found: Moment; rest: string } | null {
  const { regex, parts } = compile(format);
  for (const match of text.matchAll(regex)) {
    const has = (part: DatePart): boolean => parts.includes(part);
    const value = (part: DatePart): string | undefined =>
      has(part) ? match[parts.indexOf(part) + 1] : undefined;
    let date: string | null = null;
    if (has("day")) {
      const name = value("monthName");
      const month = name === undefined ? Number(value("month")) : monthNames().get(monthKey(name));
      if (!month) continue;
      const year = Number(value("year")) + (value("year")?.length === 2 ? 2000 : 0);
      const day = Number(value("day"));
      date = has("year") ? dateText(year, month, day) : nearest(month, day, reference);
      if (date === null) continue;
    }
    let time: string | null = null;
    if (has("hour")) {
      const half = value("half");
      // Without it in the format the hour would be twelve too early.
      if (half === undefined && otherHalf.test(text.slice(match.index + match[0].length))) return null;
      time = timeText(
        hourOf(Number(value("hour")), half),
        Number(value("minute") ?? 0),
        Math.floor(Number(value("second")?.replace(",", ".") ?? 0)),
      );
      // What follows one that does not exist is another one: when it ends, say.
      if (time === null) return null;
    }
    if (date === null && time === null) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { found: moment(date, time, value("offset")), rest };
  }
  return null;
}

const first = <T>(formats: readonly string[], take: (format: string) => T | null): T | null => {
  for (const format of formats) {
    const found = take(format);
    if (found !== null) return found;
  }
  return null;
};

function byLanguage(text: string, language: string, reference: string): Moment | null {
  const ways = languages[language];
  if (!ways) return null;
  const date = first(ways.dates, (format) => byPattern(text, format, reference));
  const time = first(ways.times, (format) => byPattern(date?.rest ?? text, format, reference));
  if (!date && !time) return null;
  if (!date && someDay.test(time?.rest ?? "")) return null;
  return { date: date?.found.date ?? null, time: time?.found.time ?? null, epochMs: null };
}

function byIso(text: string): Moment | null {
  const match = isoDate.exec(text);
  if (match) {
    const [whole, y1, m1, d1, y2, , m2, d2, h1, min1, s1, h2, min2, s2, offset, half] = match;
    const date = dateText(Number(y1 ?? y2), Number(m1 ?? m2), Number(d1 ?? d2));
    if (date === null) return null;
    const hour = h1 ?? h2;
    // A time that is not understood makes no day without one.
    if (hour === undefined) return someTime.test(text.replace(whole, " ")) ? null : moment(date, null);
    const time = timeText(hourOf(Number(hour), half), Number(min1 ?? min2), Number(s1 ?? s2 ?? 0));
    const isElsewhere = !offset && zoneBehind.test(text.slice(match.index + whole.length));
    return time === null || isElsewhere ? null : moment(date, time, offset);
  }
  const clock = isoTime.exec(text);
  const time = clock && timeText(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0));
  return time ? moment(null, time) : null;
}

/** Of some minutes since midnight. */
function ofDay(minutes: number): Moment | null {
  if (!Number.isInteger(minutes) || minutes < 0) return null;
  const time = timeText(Math.floor(minutes / 60), minutes % 60, 0);
  return time ? moment(null, time) : null;
}

/** Numbers, as Google writes a day and others an hour. */
const numbers: Readonly<Record<string, (value: number) => Moment | null>> = {
  "epoch-ms": (epochMs) => ({ date: null, time: null, epochMs }),
  "epoch-s": (value) => ({ date: null, time: null, epochMs: value * 1000 }),
  minutes: ofDay,
  quarters: (value) => ofDay(value * 15),
  "google-day": (value) => {
    const date = dateText((value >> 9) + 1970, (value & 511) >> 5, value & 31);
    return date ? moment(date, null) : null;
  },
};

/**
 * Reads the date and time in a text.
 *
 * @param formats the first that matches counts
 * @param reference `2026-11-24`; a date without a year is the one nearest to this
 */
export function parseMoment(text: string, formats: readonly string[], reference: string): Moment | null {
  // Calendars use many kinds of no-break spaces.
  const searched = text.slice(0, maxText).replace(/\s/gu, " ");
  return first(formats, (format) => {
    if (format === "iso") return byIso(searched);
    const inNumbers = numbers[format];
    if (inNumbers) return /^-?\d{1,15}(\.\d+)?$/.test(searched.trim()) ? inNumbers(Number(searched)) : null;
    if (languages[format]) return byLanguage(searched, format, reference);
    return byPattern(searched, format, reference)?.found ?? null;
  });
}

/** Whether a text says more of when it is than was understood: an hour in other words, or a day that is not told. */
export const saysMore = (text: string, { date, time, epochMs }: Moment): boolean =>
  epochMs === null && (date ? !time && someHour.test(text) : awayDay.test(plain(text)));
