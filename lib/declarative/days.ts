import type { DeclaredDays } from "../plugin-api/declared-calendar.ts";
import { parseMoment } from "./dates.ts";
import { textOf } from "./page-place.ts";
import { matchValue, search } from "./patterns.ts";
import { addDays } from "./wall-clock.ts";

type OnPage = NonNullable<DeclaredDays["columns"]>;

const formatsOf = (formats: string | string[] | undefined): string[] =>
  typeof formats === "string" ? [formats] : (formats ?? ["iso"]);

/** Where a page's days stand, and which ones they are. */
export class Days {
  readonly #days: DeclaredDays;
  readonly #document: Document;
  readonly #href: string;
  readonly #reference: string;
  /** Each header's day with its sides, once measured. */
  #headers: { date: string; left: number; right: number; bottom: number }[] | null = null;
  #shown: string[] | null = null;

  /** @param reference the day near which a date without a year lies */
  constructor(days: DeclaredDays, document: Document, href: string, reference: string) {
    this.#days = days;
    this.#document = document;
    this.#href = href;
    this.#reference = reference;
  }

  #dateOf(text: string | null, regex: string | undefined, formats: string | string[] | undefined) {
    if (text === null) return null;
    let searched = text;
    if (regex !== undefined) {
      const match = search(regex, text);
      if (!match) return null;
      searched = matchValue(match);
    }
    return parseMoment(searched, formatsOf(formats), this.#reference)?.date ?? null;
  }

  #of(element: Element, { attr, regex, format }: OnPage): string | null {
    return this.#dateOf(textOf(element, attr), regex, format);
  }

  #all(place: OnPage | undefined): { element: Element; date: string }[] {
    if (!place) return [];
    return [...this.#document.querySelectorAll(place.sel)].flatMap((element) => {
      const date = this.#of(element, place);
      return date === null ? [] : [{ element, date }];
    });
  }

  #single(): string | null {
    const { label, url } = this.#days;
    const [labelled] = this.#all(label);
    if (labelled) return labelled.date;
    return url ? this.#dateOf(this.#href, url.regex, url.format) : null;
  }

  /** The days that the page shows, in order; none where it does not say. */
  shown(): string[] {
    this.#shown ??= this.#findShown();
    return this.#shown;
  }

  #findShown(): string[] {
    const { columns, headers, label, url } = this.#days;
    const dates = new Set([...this.#all(columns), ...this.#all(headers)].map(({ date }) => date));
    if (dates.size === 0) {
      const single = this.#single();
      const span = label ? 1 : (url?.span ?? 1);
      if (single !== null) for (let day = 0; day < span; day++) dates.add(addDays(single, day));
    }
    return [...dates].sort();
  }

  /** The day of the column that holds an element. */
  around(element: Element): string | null {
    const { columns } = this.#days;
    const column = columns && element.closest(columns.sel);
    return column ? this.#of(column, columns) : null;
  }

  /** The day whose header stands above a point. */
  above(x: number, y: number): string | null {
    this.#headers ??= this.#all(this.#days.headers).map(({ element, date }) => {
      const { left, right, bottom } = element.getBoundingClientRect();
      return { date, left, right, bottom };
    });
    return (
      this.#headers.find(({ left, right, bottom }) => left <= x && x < right && bottom <= y)?.date ?? null
    );
  }

  /** The only day that is shown. */
  only(): string | null {
    const shown = this.shown();
    return shown.length === 1 ? (shown[0] ?? null) : null;
  }

  /** Of an appointment's element. */
  of(element: Element): string | null {
    const own = this.around(element);
    if (own !== null) return own;
    if (this.#days.headers) {
      // A page that was only fetched has no shape.
      const { left, width, top, height } = element.getBoundingClientRect();
      const above = width > 0 ? this.above(left + width / 2, top + height) : null;
      if (above !== null) return above;
    }
    return this.only();
  }
}
