import { type Moment, parseMoment } from "../../declarative/dates.ts";
import type { Field, NetworkRule } from "../../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../../plugin-api/network.ts";
import { dayIn, type Zone } from "../../plugin-kit/zone.ts";
import { bodyOf, paramsOf } from "../request-shape.ts";

/** Which days a list was asked for, and how another day could be asked for. */

/** A day in the request. */
export interface AskedDay {
  /** Where it stands: in the address, or in the body. */
  url?: string;
  request?: string;
  text: string;
  format: string;
  /** By the calendar's clock. */
  date: string;
  /** `00:00:00` where only the day stands there. */
  time: string;
}

export interface Asked {
  from: AskedDay;
  to: AskedDay;
  inclusive: boolean;
}

const numbers: readonly [format: string, RegExp][] = [
  ["epoch-ms", /^\d{13}$/],
  ["epoch-s", /^\d{10}$/],
];
const formats = ["iso", "d. M. yyyy", "d/M/yyyy", "M/d/yyyy"];
/** What keeps answers from being kept, and what says when something was asked. */
const notOfDays =
  /^(?:_|t|ts|v|now|nocache|cache\w*|timestamp|rnd|random|since|updated\w*|modified\w*|today|dnes)$/i;

function readDay(text: string, clock: Zone, reference: string): Omit<AskedDay, "text"> | null {
  if (text.length > 40) return null;
  const number = numbers.find(([, shape]) => shape.test(text))?.[0];
  if (number === undefined && !/\d{1,4}[-./]\s?\d{1,2}[-./]\s?\d{1,4}|^\d{8}(?:$|T)/.test(text)) return null;
  for (const format of number ? [number] : formats) {
    const moment: Moment | null = parseMoment(text, [format], reference);
    if (moment?.epochMs != null) {
      const wall = clock.marker(moment.epochMs);
      return { format, date: wall.slice(0, 10), time: wall.slice(11, 19) };
    }
    if (moment?.date) return { format, date: moment.date, time: moment.time ?? "00:00:00" };
  }
  return null;
}

/** All days that a request names, by themselves and not within other words. */
export function daysAsked(write: NetworkWrite, clock: Zone, reference: string): AskedDay[] {
  const places = [
    ...paramsOf(write).map(([url, text]) => ({ url, text, name: url })),
    ...bodyOf(write).leaves.map(({ path, text, name }) => ({ request: path, text, name })),
  ];
  return places.flatMap(({ name, ...place }) => {
    const found = notOfDays.test(name) ? null : readDay(place.text, clock, reference);
    return found ? [{ ...place, ...found }] : [];
  });
}

const beginning = /from|start|\bod\b|begin|min|first|zacat|^od|lower/i;
const ending = /to$|end|\bdo\b|until|max|last|konec|^do|upper/i;
const nameOf = ({ url, request }: AskedDay): string =>
  (url ?? request ?? "")
    .split(/[.[\]]/)
    .filter(Boolean)
    .at(-1) ?? "";

/**
 * From which day to which it was asked for; `null` where the request does not say.
 * @param listed days on which its items are
 * @param shown days that the page shows; empty where it does not say
 */
export function rangeAsked(
  asked: readonly AskedDay[],
  listed: ReadonlySet<string>,
  shown: readonly string[],
): Asked | null {
  const sorted = [...asked].sort((a, b) => `${a.date}${a.time}`.localeCompare(`${b.date}${b.time}`));
  const from = sorted.find((day) => beginning.test(nameOf(day))) ?? sorted[0];
  const to = sorted.findLast((day) => day !== from && ending.test(nameOf(day))) ?? sorted.at(-1);
  if (!from || !to || to.date < from.date) return null;
  if (from === to) {
    const isOne = shown.length === 1 || (shown.length === 0 && listed.size === 1);
    return isOne && [...listed, ...shown].every((day) => day === from.date)
      ? { from, to, inclusive: true }
      : null;
  }
  // With a wrong `true` a day that nobody asked for would be taken for an empty one.
  const inclusive =
    to.time >= "12:00:00" || listed.has(to.date) || shown.at(-1) === to.date || from.date === to.date;
  const covers = (day: string): boolean => day >= from.date && (inclusive ? day <= to.date : day < to.date);
  return [...listed].every(covers) ? { from, to, inclusive } : null;
}

const fieldOf = ({ url, request, format }: AskedDay): Field => {
  const where = url === undefined ? { request: request ?? "" } : { url };
  if (format !== "iso") return { ...where, format };
  return url === undefined ? `request:${request}` : `url:${url}`;
};

export const rangeRule = ({ from, to, inclusive }: Asked): NonNullable<NetworkRule["range"]> => ({
  from: fieldOf(from),
  to: fieldOf(to),
  inclusive,
});

const shifted = (token: string, days: number): string =>
  days === 0 ? `{${token}}` : `{${token}${days > 0 ? "+" : ""}${days}}`;

/** A day in a text, with tokens in its place; `null` for a way of writing that has none. */
export function tokensFor({ text, format, date, time }: AskedDay, days: number): string | null {
  if (format === "epoch-ms" || format === "epoch-s") {
    // The last moment of a day, or the first of one.
    return shifted(format, time >= "12:00:00" ? days + 1 : days);
  }
  const iso = /^(\d{4})([-/]?)(\d{2})\2(\d{2})(.*)$/s.exec(text);
  if (format === "iso" && iso) {
    const [, year, part = "", month, day, rest = ""] = iso;
    // Midnight here may be the evening before in the time that is written.
    const off = Temporal.PlainDate.from(date).until(`${year}-${month}-${day}`).days;
    return `${shifted(`yyyy${part}MM${part}dd`, days + off)}${encodeURIComponent(rest)}`;
  }
  const parts = /^(\d{1,2})([./])(\s?)(\d{1,2})\2\3(\d{4})$/.exec(text);
  if (!parts) return null;
  const [, first = "", mark = "", space = "", second = ""] = parts;
  const isPadded = first.startsWith("0") || second.startsWith("0");
  const [d, m] = isPadded ? ["dd", "MM"] : ["d", "M"];
  const between = encodeURIComponent(mark + space);
  const order = format === "M/d/yyyy" ? [m, d] : [d, m];
  return [...order, "yyyy"].map((token) => shifted(token, days)).join(between);
}

/** The address at which one other day of the list can be asked for; `null` where a mere GET cannot. */
export function fetchAddress(
  { method, url }: NetworkWrite,
  { from, to, inclusive }: Asked,
  origin: string,
): string | null {
  const address = new URL(url);
  if (method !== "GET" || address.origin !== origin) return null;
  const last = from === to ? null : tokensFor(to, inclusive ? 0 : 1);
  const first = tokensFor(from, 0);
  if (first === null || (from !== to && last === null)) return null;
  const params = [...address.searchParams]
    .filter(([name]) => name !== "_")
    .map(([name, value]) => {
      const told =
        name === from.url ? first : name === to.url && last !== null ? last : encodeURIComponent(value);
      return `${encodeURIComponent(name)}=${told}`;
    });
  const template = `${address.pathname}?${params.join("&")}`;
  return template.length <= 300 && !/[{}]/.test(address.pathname) ? template : null;
}

/** Days of moments. */
export const daysOf = (starts: readonly (number | null)[], clock: Zone): Set<string> =>
  new Set(starts.flatMap((start) => (start === null ? [] : [dayIn(clock, start)])));
