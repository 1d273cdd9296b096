import type { Fields } from "../../plugin-api/index.ts";
import { findDrawn } from "../../plugin-kit/event-store/find-drawn.ts";
import type { Library } from "../../plugin-kit/event-store/library.ts";
import type { Wall } from "../../plugin-kit/event-store/wall-clock.ts";
import { isDayText } from "../../plugin-kit/selected-day.ts";

/** The library's own objects, as far as they are read: what `$(…).fullCalendar("getCalendar")` gives. */

/** Of Moment, with what the library adds to it. */
interface Moment {
  valueOf(): number;
  utcOffset(): number;
  /** Whether it knows more than what the clock shows. */
  hasZone?(): boolean;
}

interface Event extends Fields {
  id?: unknown;
  title?: unknown;
  start: Moment;
  end?: Moment | null;
  allDay?: boolean;
  rendering?: string;
}

interface Calendar {
  clientEvents(): Event[];
  getView(): { start: Moment; end: Moment };
  option(name: "timezone"): unknown;
  gotoDate(day: string): void;
}

const dayMs = 86_400_000;
/** Of an event: what the library made of it, and what is read by itself. */
const own =
  /^(?:_.*|id|title|start|end|allDay|source|className|(?:background|border|text)?color|rendering)$/i;

const isCalendar = (value: unknown): value is Calendar => {
  const { clientEvents, getView } = (value ?? {}) as Partial<Calendar>;
  return typeof clientEvents === "function" && typeof getView === "function";
};

/** jQuery keeps an element's data at the element itself, or, before its version 3, where only it knows. */
function calendarAt(element: Element): Calendar | null {
  for (const key of Object.keys(element)) {
    if (!key.startsWith("jQuery")) continue;
    const { fullCalendar } = ((element as unknown as Fields)[key] ?? {}) as Fields;
    if (isCalendar(fullCalendar)) return fullCalendar;
  }
  const { jQuery } = globalThis as { jQuery?: (element: Element) => { data?(name: string): unknown } };
  const found = jQuery?.(element).data?.("fullCalendar");
  return isCalendar(found) ? found : null;
}

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

/** What the calendar shows of a moment, whatever zone that is in. */
const wallOf = (moment: Moment): Wall => {
  const offset = moment.utcOffset();
  const wall = moment.valueOf() + offset * 60_000;
  return { wall, offset: moment.hasZone?.() ? offset : null };
};
const dayOf = (moment: Moment): number => Math.floor(wallOf(moment).wall / dayMs) * dayMs;

export const jqueryCalendar: Library<Calendar, Event> = {
  find: () => findDrawn(".fc:has(> .fc-view-container)", calendarAt),

  shown(calendar) {
    const { start, end } = calendar.getView();
    const timeZone = calendar.option("timezone");
    return {
      timeZone: typeof timeZone === "string" && timeZone !== "" ? timeZone : "local",
      first: dayOf(start),
      // The first day after those that are shown.
      last: dayOf(end) - dayMs,
    };
  },

  items: (calendar) => calendar.clientEvents(),

  event(event) {
    const { id, title, start, end, allDay, rendering } = event;
    if (rendering === "background" || rendering === "inverse-background") return null;
    return {
      id: text(id),
      title: text(title),
      allDay: allDay === true,
      start: wallOf(start),
      end: end ? wallOf(end) : null,
      data: Object.fromEntries(
        Object.entries(event).filter(([key, value]) => !own.test(key) && typeof value !== "function"),
      ),
    };
  },

  dayAt({ element, under }, _calendar, root) {
    for (const one of [element, ...under()]) {
      const day = root.contains(one) ? one.closest("[data-date]")?.getAttribute("data-date") : null;
      if (isDayText(day)) return day;
    }
    return null;
  },

  turnTo: (day, calendar) => calendar.gotoDate(day),
};
