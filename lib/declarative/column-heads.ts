import { fold } from "../plugin-kit/words.ts";
import { datesIn } from "./dates.ts";

/** What stands above columns that are side by side: days of a week, or doctors and rooms of one day. */

interface Span {
  left: number;
  right: number;
}

interface Head {
  column: number;
  top: number;
  text: string;
  element: Element;
}

const maxElements = 6_000;
const maxHead = 60;
/** So far apart are still one row. */
const row = 4;
const noHeads =
  "button, select, option, nav, footer, script, style, [role=navigation], [role=toolbar], [role=tablist]";
const views = /^(?:dnes|dnesok|den|tyden|tyzden|mesic|mesiac|today|day|week|month|tag|woche|monat)$/;

const languages = ["cs", "sk", "en", "de", "pl", "hu", "uk", "ru", "fr", "es", "it"];
let weekdays: Set<string> | undefined;

/** In languages that a practice's calendar may speak, long and short. */
function isWeekday(word: string): boolean {
  weekdays ??= new Set(
    languages.flatMap((language) =>
      (["long", "short"] as const).flatMap((weekday) => {
        const format = new Intl.DateTimeFormat(language, { weekday, timeZone: "UTC" });
        return Array.from({ length: 7 }, (_, day) =>
          fold(format.format(day * 86_400_000)).replace(/\W+$/, ""),
        );
      }),
    ),
  );
  return weekdays.has(word);
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{M}]+/gu) ?? [];

function tellsDay({ text, element }: Head, reference: string): boolean {
  if (/^\d{1,2}\.?$/.test(text) || datesIn(text, reference).size > 0) return true;
  const attributes = [...element.attributes].map(({ value }) => value);
  return wordsOf(text).some(isWeekday) || attributes.some((value) => /(?<!\d)\d{4}-\d\d-\d\d/.test(value));
}

const namesSomething = ({ text }: Head): boolean =>
  /\p{L}{3}/u.test(text) && !/\d[:.]\d\d/.test(text) && !wordsOf(text).every((word) => views.test(word));

/** Where the elements stand, from the left: those above each other are one column. */
function columnsOf(boxes: readonly DOMRect[]): Span[] {
  const columns: Span[] = [];
  for (const { left, right } of boxes.toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && (left + right) / 2 < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function headsOf(document: Document, columns: readonly Span[], appointments: ReadonlySet<Element>): Head[] {
  const isOne = (element: Element): boolean =>
    [...appointments].some((one) => one.contains(element) || element.contains(one));
  return [...document.querySelectorAll("body *")].slice(0, maxElements).flatMap((element): Head[] => {
    const text = element.textContent?.slice(0, 500).replace(/\s+/gu, " ").trim() ?? "";
    if (text === "" || text.length > maxHead || element.closest(noHeads)) return [];
    const { left, right, top, width } = element.getBoundingClientRect();
    if (width === 0) return [];
    const column = columns.findIndex((one) => {
      const spare = (one.right - one.left) / 2;
      const middle = (left + right) / 2;
      return middle > one.left && middle < one.right && left > one.left - spare && right < one.right + spare;
    });
    return column === -1 || isOne(element) ? [] : [{ column, top, text, element }];
  });
}

/**
 * Whether what stands side by side is of one day: above each column stands another name, and none of them is a day's.
 * Where nothing is there to tell, it is not.
 */
export function areOfOneDay(elements: readonly Element[], reference: string): boolean {
  const [first] = elements;
  const boxes = elements.map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 0);
  const columns = columnsOf(boxes);
  if (!first || columns.length < 2) return false;
  const lowest = Math.max(...boxes.map(({ top }) => top));
  const heads = headsOf(first.ownerDocument, columns, new Set(elements)).filter(({ top }) => top <= lowest);
  const rows = heads
    .filter(({ column }) => column === 0)
    .map(({ top }) =>
      columns.map((_, at) => heads.filter((one) => one.column === at && Math.abs(one.top - top) < row)),
    )
    .filter((cells) => cells.every((cell) => cell.length > 0));
  if (rows.some((cells) => cells.flat().some((head) => tellsDay(head, reference)))) return false;
  return rows.some((cells) => {
    const names = cells.map(([head]) => (head && namesSomething(head) ? fold(head.text) : null));
    return !names.includes(null) && new Set(names).size === names.length;
  });
}
