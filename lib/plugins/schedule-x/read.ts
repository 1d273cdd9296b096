import type { Fields } from "../../plugin-api/index.ts";
import type { Library } from "../../plugin-kit/event-store/library.ts";
import { preactNodes } from "../../plugin-kit/event-store/trees.ts";
import type { Found } from "../../plugin-kit/event-store/watch.ts";
import { isDayText } from "../../plugin-kit/selected-day.ts";

/** The library's own objects, as far as they are read. There is no official way to them. */

interface Signal<T> {
  value: T;
}

/** By whatever stands in for Temporal on the page: only what they look like counts. */
interface ZonedMoment {
  epochMilliseconds: number;
  toPlainDate(): { toString(): string };
}
interface PlainDay {
  toString(): string;
  constructor: { from(day: string): PlainDay };
}

interface CalendarEvent {
  id?: unknown;
  title?: unknown;
  people?: unknown;
  location?: unknown;
  description?: unknown;
  calendarId?: unknown;
  resourceId?: unknown;
  start: ZonedMoment | PlainDay;
  end: ZonedMoment | PlainDay;
  /** Whatever else the app hung on it. */
  _getForeignProperties?(): Fields;
}

interface App {
  config: { timezone: Signal<string>; isHybridDay?: boolean };
  calendarState: { range: Signal<{ start: ZonedMoment; end: ZonedMoment } | null> };
  calendarEvents: {
    list: Signal<readonly CalendarEvent[]>;
    filterPredicate?: Signal<((event: CalendarEvent) => boolean) | undefined>;
  };
  datePickerState: { selectedDate: Signal<PlainDay> };
}

const dayMs = 86_400_000;
/** Every element that stands for a day says so. */
const dayAttributes = ["data-time-grid-date", "data-date-grid-date", "data-date"];
const days = dayAttributes.map((name) => `[${name}]`).join(",");

const isApp = (value: unknown): value is App =>
  Boolean(
    (value as Partial<App> | null)?.calendarEvents?.list && (value as Partial<App>).calendarState?.range,
  );

function appIn(root: Element): App | null {
  for (const { props } of preactNodes((root as Element & { __k?: unknown }).__k))
    if (isApp(props?.$app)) return props.$app;
  return null;
}

/** The element that the app gave to the library holds what Preact has drawn in it. */
function find(): Found<App> {
  const found = new Map<Element, App>();
  const drawn = document.querySelectorAll(".sx__calendar");
  for (const calendar of drawn) {
    let root = calendar.parentElement;
    // Each view is a tree of its own, further in.
    while (root && !("__k" in root && appIn(root))) root = root.parentElement;
    const app = root && appIn(root);
    if (root && app) found.set(root, app);
  }
  return { candidates: drawn.length, found };
}

const isMoment = (value: ZonedMoment | PlainDay): value is ZonedMoment => "epochMilliseconds" in value;
const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
/** A day's marker. */
const wallOfDay = (day: { toString(): string }): number =>
  Date.parse(`${day.toString().slice(0, 10)}T00:00:00Z`);

export const scheduleX: Library<App, CalendarEvent> = {
  find,

  shown({ config, calendarState }) {
    const range = calendarState.range.value;
    if (!range) throw new Error("it shows no days");
    const last = wallOfDay(range.end.toPlainDate());
    return {
      timeZone: config.timezone.value,
      first: wallOfDay(range.start.toPlainDate()),
      // A day that goes on after midnight ends on the next one.
      last: config.isHybridDay ? last - dayMs : last,
    };
  },

  items: ({ calendarEvents }) => calendarEvents.list.value,

  event(event, { calendarEvents }, clock) {
    const isShown = calendarEvents.filterPredicate?.value;
    // A filter may hide what was cancelled.
    if (isShown && !isShown(event)) return null;
    const { start, end, people, location, description, calendarId, resourceId } = event;
    const foreign = event._getForeignProperties?.() ?? {};
    const common = {
      id: text(event.id),
      title: text(event.title),
      data: { people, location, description, calendarId, resourceId, ...foreign },
    };
    if (isMoment(start) && isMoment(end))
      return {
        ...common,
        allDay: false,
        start: clock.at(start.epochMilliseconds),
        end: clock.at(end.epochMilliseconds),
      };
    const day = (one: ZonedMoment | PlainDay): number => wallOfDay(isMoment(one) ? one.toPlainDate() : one);
    return {
      ...common,
      allDay: true,
      start: { wall: day(start), offset: null },
      // The last day is named, not the first one after it.
      end: { wall: day(end) + dayMs, offset: null },
    };
  },

  dayAt({ element, under }, _app, root) {
    for (const one of [element, ...under()]) {
      const day = root.contains(one) ? one.closest(days) : null;
      for (const name of dayAttributes) {
        const value = day?.getAttribute(name);
        if (isDayText(value)) return value;
      }
    }
    return null;
  },

  turnTo(day, { datePickerState: { selectedDate } }) {
    selectedDate.value = selectedDate.value.constructor.from(day);
  },
};
