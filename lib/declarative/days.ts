import type { DeclaredDays } from "../plugin-api/declared-calendar.ts";
import { addDays } from "../plugin-kit/zone.ts";
import { parseMoment } from "./dates.ts";
import { textOf } from "./page-place.ts";
import { matchValue, search } from "./patterns.ts";
import { standSideBySide, tellsSeveralDays } from "./several-days.ts";

type OnPage = NonNullable<DeclaredDays["columns"]>;

/** From one day to another, in an address. */
const tellsTwo = (href: string): boolean => new Set(href.match(/(?<!\d)\d{4}-\d\d-\d\d(?!\d)/gu)).size > 1;

/** The days that a page shows, and where on the page they are. */
export interface Days {
  /** The days that the page shows, in order. Empty if it does not say. */
  shown(): string[];
  /** The day of the column that an element is in. */
  around(element: Element): string | null;
  /** The day whose header is above a point. */
  above(x: number, y: number): string | null;
  /** The day of an appointment's element. */
  of(element: Element): string | null;
}

/**
 * @param reference a date without a year is the one nearest to this day
 * @param appointments their selector: side by side they are of several days, whatever stands above them
 */
export function daysOn(
  { columns, headers, label, url }: DeclaredDays,
  document: Document,
  href: string,
  reference: string,
  appointments?: string,
): Days {
  /** The headers' days and positions, once measured. */
  let measured: { date: string; box: DOMRect }[] | undefined;
  let known: string[] | undefined;
  let isSpread: boolean | undefined;

  /** One day's name would be given to many days. */
  function areSpread(): boolean {
    isSpread ??= appointments !== undefined && standSideBySide([...document.querySelectorAll(appointments)]);
    return isSpread;
  }

  function read(text: string | null, { regex, format }: Omit<OnPage, "sel">): string | null {
    if (text === null) return null;
    const match = regex === undefined ? null : search(regex, text);
    if (regex !== undefined && !match) return null;
    return parseMoment(match ? matchValue(match) : text, [format ?? "iso"].flat(), reference)?.date ?? null;
  }

  function dateOf(element: Element, place: OnPage): string | null {
    const text = textOf(element, place.attr);
    // A column's text goes on with its appointments.
    const told = place === columns ? text?.slice(0, 40) : text;
    return told && tellsSeveralDays(told, reference) ? null : read(text, place);
  }

  /** A single one that tells its day in its text may be the whole calendar. */
  const isWhole = (place: OnPage): boolean =>
    place.attr === undefined && document.querySelectorAll(place.sel).length === 1;

  const all = (place: OnPage | undefined): { element: Element; date: string }[] =>
    [...(place ? document.querySelectorAll(place.sel) : [])].flatMap((element) => {
      const date = place ? dateOf(element, place) : null;
      return date === null ? [] : [{ element, date }];
    });

  function findShown(): string[] {
    const dates = new Set([...all(columns), ...all(headers)].map(({ date }) => date));
    if (dates.size === 0) {
      const span = label ? 1 : (url?.span ?? 1);
      const first = all(label)[0]?.date ?? (url && (span > 1 || !tellsTwo(href)) ? read(href, url) : null);
      if (first !== null && (span > 1 || !areSpread()))
        for (let day = 0; day < span; day++) dates.add(addDays(first, day));
    }
    return [...dates].sort();
  }

  function shown(): string[] {
    known ??= findShown();
    return known;
  }

  function around(element: Element): string | null {
    const column = columns && element.closest(columns.sel);
    return column && !(isWhole(columns) && areSpread()) ? dateOf(column, columns) : null;
  }

  /** The headers in whose width something is, from the top of the page down. */
  function headersAt(x: number): NonNullable<typeof measured> {
    measured ??= all(headers)
      .map(({ element, date }) => ({ date, box: element.getBoundingClientRect() }))
      .sort((a, b) => a.box.bottom - b.box.bottom);
    return measured.filter(({ box }) => box.left <= x && x < box.right);
  }

  /** The nearest one counts: in a list of days each has its own above its appointments. */
  const above = (x: number, y: number): string | null =>
    headersAt(x).findLast(({ box }) => box.bottom <= y)?.date ?? null;

  return {
    shown,
    around,
    above,

    of(element) {
      const own = around(element);
      if (own !== null) return own;
      if (headers) {
        // A page that was only fetched has no layout.
        const { left, width, top, height } = element.getBoundingClientRect();
        if (width > 0) {
          const x = left + width / 2;
          const [first, ...others] = headersAt(x);
          // A column's only day stays in sight when its appointments are scrolled past its header.
          const day = others.every(({ date }) => date === first?.date) ? first?.date : above(x, top + height);
          if (day) return day;
        }
      }
      // If only one day is shown, it is that one.
      const [only, ...others] = shown();
      return others.length === 0 ? (only ?? null) : null;
    },
  };
}
