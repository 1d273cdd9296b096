import { type Days, daysOn } from "../declarative/days.ts";
import { tellsSeveralDays } from "../declarative/several-days.ts";
import type { DeclaredDays, FieldObject } from "../plugin-api/declared-calendar.ts";
import { type Appointments, textOf } from "./appointments.ts";
import type { Candidate } from "./candidates.ts";
import { type DateFormat, dayFormatsOf, findDays } from "./date-formats.ts";
import type { Choice } from "./fields.ts";
import {
  ancestorsOf,
  repeatingSelectors,
  stableSelectorsOf,
  tagOf,
  uniqueSelectorsOf,
} from "./stable-selectors.ts";

/** How a page tells the days of its appointments: for many at once, or each its own. */
export type DayChoice = Choice<{ day: DeclaredDays } | { date: FieldObject }>;

type ForMany = Choice<DeclaredDays>;

interface OnPage {
  document: Document;
  href: string;
  /** Today. */
  reference: string;
}

type Place = NonNullable<DeclaredDays["columns"]>;

const maxElements = 20_000;
const maxHeader = 60;

const dataAttributes = (element: Element): Attr[] =>
  [...element.attributes].filter(
    ({ name }) => name.startsWith("data-") || name === "datetime" || name === "id",
  );

/** All that tells a day in an element's own markup, or at the beginning of its text. */
function tellings(element: Element, reference: string): (Omit<Place, "sel"> & { example: string })[] {
  const attributes = dataAttributes(element).flatMap(({ name, value }) =>
    dayFormatsOf(name, value, reference).map((format) => ({ attr: name, format, example: value })),
  );
  const text = textOf(element).slice(0, 300);
  // Somebody's birthday may stand further on.
  if (tellsSeveralDays(text.slice(0, 40), reference)) return attributes;
  const texts = findDays(text, reference).map(({ format, regex }: DateFormat) => ({
    regex,
    format,
    example: text.slice(0, maxHeader),
  }));
  return [...attributes, ...texts];
}

const read = (value: DeclaredDays, { document, href, reference }: OnPage, appointments?: string): Days =>
  daysOn(value, document, href, reference, appointments);

/** The share of the appointments whose day can be told by it. */
function reach(value: DeclaredDays, { elements, selector }: Appointments, page: OnPage): number {
  const days = read(value, page, selector);
  const some = elements.slice(0, 100);
  return some.filter((element) => days.of(element) !== null).length / some.length;
}

/** Elements that hold a day's appointments. */
function columns(appointments: Appointments, page: OnPage): ForMany[] {
  return ancestorsOf(appointments.pointed).flatMap((column, level) =>
    tellings(column, page.reference).flatMap(({ example, ...telling }) => {
      const stable = stableSelectorsOf(column);
      const selectors = [
        ...(telling.attr !== undefined && telling.attr !== "id" ? [`[${telling.attr}]`] : []),
        ...stable,
        ...repeatingSelectors(column),
      ];
      const fit = selectors.find(
        (sel) => column.matches(sel) && isOfDays({ columns: { sel, ...telling } }, column, page),
      );
      if (fit === undefined) return [];
      // One alone that tells its day in its text may be the whole calendar, and tell the day of its first line.
      const isAlone = telling.attr === undefined && page.document.querySelectorAll(fit).length === 1;
      const score = (isAlone ? 65 : 110) - level + (telling.attr === undefined ? 0 : 10);
      return [{ value: { columns: { sel: fit, ...telling } }, example, score }];
    }),
  );
}

/** Whether what the selector finds are days, and none of them within another. */
function isOfDays(value: DeclaredDays, column: Element, page: OnPage): boolean {
  const { sel } = value.columns ?? { sel: "" };
  const all = [...page.document.querySelectorAll(sel)];
  const days = read(value, page);
  const dates = all.map((element) => days.around(element));
  const told = dates.filter((date) => date !== null);
  const holds = all.some((one) => one !== column && one.contains(column));
  return !holds && told.length >= all.length * 0.7;
}

/** Elements that tell a day and hold no appointment: what stands above the columns, or a heading of the page. */
function outside(appointments: Appointments, page: OnPage): ForMany[] {
  const { elements } = appointments;
  const isFree = (element: Element): boolean =>
    !elements.some((one) => one === element || one.contains(element) || element.contains(one));
  const told = [...page.document.querySelectorAll("body *")]
    .slice(0, maxElements)
    .filter(
      (element) =>
        !/^(?:script|style|option|select|input)$/.test(tagOf(element)) &&
        !element.closest("[data-pipni]") &&
        textOf(element).length <= maxHeader &&
        tellings(element, page.reference).length > 0 &&
        isFree(element),
    );
  // Of a header within a header the inner one tells the same; the outer one has the column's width.
  const outer = told.filter(
    (element) => !ancestorsOf(element).some((one) => told.includes(one) && textOf(one) === textOf(element)),
  );
  return outer
    .slice(0, 60)
    .flatMap((element) =>
      tellings(element, page.reference).flatMap(({ example, ...telling }) => [
        ...headers(element, telling, example, page),
        ...label(element, telling, example),
      ]),
    );
}

function headers(element: Element, telling: Omit<Place, "sel">, example: string, page: OnPage): ForMany[] {
  const { top } = element.getBoundingClientRect();
  for (const sel of repeatingSelectors(element)) {
    const all = [...page.document.querySelectorAll(sel)];
    const shown = read({ headers: { sel, ...telling } }, page).shown();
    const isRow = all.every((one) => Math.abs(one.getBoundingClientRect().top - top) < 4);
    if (all.length > 1 && isRow && shown.length === all.length)
      return [{ value: { headers: { sel, ...telling } }, example, score: 100 + (telling.attr ? 5 : 0) }];
  }
  return [];
}

function label(element: Element, telling: Omit<Place, "sel">, example: string): ForMany[] {
  const [selector] = uniqueSelectorsOf(element);
  const heading = /^h[1-3]$|^caption$/.test(tagOf(element)) ? tagOf(element) : undefined;
  const alone = heading && element.ownerDocument.querySelectorAll(heading).length === 1 ? heading : undefined;
  const sel = selector ?? alone;
  if (sel === undefined) return [];
  return [{ value: { label: { sel, ...telling } }, example, score: 60 + (heading ? 10 : 0) }];
}

/** A day in the page's own address. */
function address({ href }: OnPage): ForMany[] {
  const [, before, day] = /([?&#/][\w-]{0,30}[=/]?)(\d{4}-\d{2}-\d{2})(?!\d)/.exec(href) ?? [];
  if (before === undefined || day === undefined) return [];
  const regex = `${before.replace(/[?&]/, "[?&]")}(\\d{4}-\\d{2}-\\d{2})`;
  return [{ value: { url: { regex } }, example: `${before}${day}`, score: 40 }];
}

/** A day that stands in each appointment. */
function own(candidates: readonly Candidate[], { reference }: OnPage): DayChoice[] {
  return candidates.flatMap(({ place, values }) => {
    const { attr } = place;
    const readings = (value: string): DateFormat[] =>
      attr === undefined
        ? tellsSeveralDays(value, reference)
          ? []
          : findDays(value, reference)
        : dayFormatsOf(attr, value, reference).map((format) => ({ format, regex: "" }));
    const [first] = values;
    return readings(first ?? "").flatMap(({ format, regex }): DayChoice[] => {
      const fits = (value: string | null) => readings(value ?? "").some((other) => other.format === format);
      if (values.filter(fits).length < values.length * 0.8) return [];
      const date = { ...place, ...(regex !== "" && { regex }), format };
      return [{ value: { date }, example: first ?? "", score: 95 - (place.sel === undefined ? 20 : 0) }];
    });
  });
}

/** All ways to tell the appointments' days, the likeliest first. */
export function dayChoices(
  appointments: Appointments,
  candidates: readonly Candidate[],
  page: OnPage,
): DayChoice[] {
  const forMany = [...columns(appointments, page), ...outside(appointments, page), ...address(page)].map(
    ({ value, example, score }): DayChoice => ({
      value: { day: value },
      example,
      score: score * reach(value, appointments, page),
    }),
  );
  const scored = [...forMany, ...own(candidates, page)]
    .filter(({ score }) => score > 30)
    .sort((a, b) => b.score - a.score);
  const texts = scored.map(({ value }) => JSON.stringify(value));
  return scored.filter((_, index) => texts.indexOf(texts[index] ?? "") === index).slice(0, 12);
}
