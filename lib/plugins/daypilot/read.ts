import type { Fields } from "../../plugin-api/index.ts";
import type { Library } from "../../plugin-kit/event-store/library.ts";
import { marker } from "../../plugin-kit/event-store/seen-event.ts";
import { reactFibers } from "../../plugin-kit/event-store/trees.ts";
import type { Found } from "../../plugin-kit/event-store/watch.ts";

/** The library's own objects, as far as they are read. There is no official way from an element to them. */

/** Its own kind of date: what a clock shows, of no zone at all. */
interface WallDate {
  getTime(): number;
}
interface WallDates {
  new (value: unknown): WallDate;
}

interface Event extends Fields {
  id?: unknown;
  text?: unknown;
  html?: unknown;
  start: unknown;
  end: unknown;
}

interface Control {
  nav: { top: Element | null };
  events: { list?: readonly Event[] | null };
  visibleStart(): WallDate & { constructor: unknown };
  visibleEnd(): WallDate;
  /** `Date` where an end is the last day, not the moment after. */
  eventEndSpec?: string;
  /** A month's, by column and row. */
  cells?: unknown;
}

const dayMs = 86_400_000;
/** Themes have names of their own: only how the classes end is the same. */
const main = '[class*="_main"]:has([class*="_cell_inner"])';

const isControl = (value: unknown): value is Control => {
  const { nav, events, visibleStart, visibleEnd } = (value ?? {}) as Partial<Control>;
  return (
    Boolean(nav?.top && events) && typeof visibleStart === "function" && typeof visibleEnd === "function"
  );
};

/** A month without events leads nowhere, so that what was found once is kept. */
const known = new WeakMap<Element, Control>();

function* heldNear(root: Element): Generator<unknown> {
  yield known.get(root);
  // As jQuery's plugin has it.
  yield (root as Element & { daypilot?: unknown }).daypilot;
  for (const cell of root.querySelectorAll('td:has(> [class*="_cell"])'))
    yield (cell as Element & { root?: unknown }).root;
  for (const one of root.querySelectorAll('[class*="_event"]'))
    yield (one as Element & { event?: { calendar?: unknown } | null }).event?.calendar;
  for (const matrix of root.querySelectorAll('[class*="_matrix"]'))
    yield (matrix as Element & { calendar?: unknown }).calendar;
  for (const { stateNode } of reactFibers(root)) yield (stateNode as { control?: unknown } | null)?.control;
}

function controlAt(root: Element): Control | null {
  for (const held of heldNear(root)) {
    if (!isControl(held) || held.nav.top !== root) continue;
    known.set(root, held);
    return held;
  }
  return null;
}

function find(): Found<Control> {
  const found = new Map<Element, Control>();
  const drawn = document.querySelectorAll(main);
  for (const root of drawn) {
    const control = controlAt(root);
    if (control) found.set(root, control);
  }
  // What only looks like one has such classes, too.
  const unopened = [...drawn].filter(
    (one) => !found.has(one) && /(?:^|\s)(?:calendar|month|scheduler)_\S*_main(?:\s|$)/.test(one.className),
  );
  return { candidates: found.size + unopened.length, found };
}

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

const isMidnight = (wall: number): boolean => wall % dayMs === 0;

/** The markers of a time, whatever the app gave. */
const wallOf = (value: unknown, control: Control): number =>
  new (control.visibleStart().constructor as WallDates)(value).getTime();

const dayText = (wall: number): string => marker(wall).slice(0, 10);

/** A cell of a week says when it begins; one of a month is known by its place. */
function dayOfCell(one: Element, { cells, visibleStart }: Control, root: Element): string | null {
  for (let at: Element | null = one; at && at !== root; at = at.parentElement) {
    const { start, data } = at as Element & {
      start?: Partial<WallDate>;
      data?: { start?: Partial<WallDate> };
    };
    // Events hang on elements of theirs as `data`; those begin at methods.
    const held = at.tagName === "TD" ? (start ?? data?.start) : undefined;
    const wall = typeof held?.getTime === "function" ? held.getTime() : null;
    if (wall !== null) return dayText(wall);
  }
  if (!Array.isArray(cells)) return null;
  for (const [x, column] of cells.entries())
    for (const [y, cell] of (column as Element[]).entries())
      if (cell instanceof Element && cell.contains(one))
        return dayText(visibleStart().getTime() + (7 * y + x) * dayMs);
  return null;
}

export const dayPilot: Library<Control, Event> = {
  find,

  shown(control) {
    const [first, end] = [control.visibleStart().getTime(), control.visibleEnd().getTime()];
    // What its clock shows is what people read: nobody says of which zone, and so it is taken for the browser's.
    return {
      timeZone: "local",
      first: Math.floor(first / dayMs) * dayMs,
      last: Math.ceil(end / dayMs - 1) * dayMs,
    };
  },

  items: ({ events }) => events.list ?? [],

  event(event, control) {
    const { id, text: title, html, start: from, end: to, ...data } = event;
    const start = wallOf(from, control);
    const named = wallOf(to, control);
    const end = control.eventEndSpec === "Date" && isMidnight(named) ? named + dayMs : named;
    return {
      id: text(id),
      title: text(title ?? html),
      allDay: isMidnight(start) && isMidnight(end) && end > start,
      start: { wall: start, offset: null },
      end: { wall: end, offset: null },
      data,
    };
  },

  dayAt({ element, under }, control, root) {
    for (const one of [element, ...under()]) {
      const day = root.contains(one) ? dayOfCell(one, control, root) : null;
      if (day !== null) return day;
    }
    return null;
  },
};
