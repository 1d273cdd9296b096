import type { Library } from "../../plugin-kit/event-store/library.ts";
import { marker } from "../../plugin-kit/event-store/seen-event.ts";
import { preactNodes } from "../../plugin-kit/event-store/trees.ts";
import { dayOfDate } from "../../plugin-kit/event-store/wall-clock.ts";
import type { Found } from "../../plugin-kit/event-store/watch.ts";

/** TOAST UI's own objects, as far as they are read. There is no official way to them. */

/** Its own kind of date, around the browser's. */
interface TZDate {
  toDate(): Date;
}

interface EventModel {
  id?: unknown;
  calendarId?: unknown;
  title?: unknown;
  body?: unknown;
  location?: unknown;
  attendees?: unknown;
  state?: unknown;
  recurrenceRule?: unknown;
  raw?: unknown;
  start: TZDate;
  end: TZDate;
  isAllday?: boolean;
  category?: string;
}

interface State {
  calendar: { events: { toArray(): EventModel[] } };
  options: {
    timezone?: { zones?: readonly { timezoneName?: string }[] };
    eventFilter?: (event: EventModel) => boolean;
  };
}

interface Store {
  getState(): State;
}

/** What it has drawn says which days it shows. */
interface Drawn {
  timeGridData?: { columns?: readonly { date: TZDate }[] };
  dateMatrix?: readonly (readonly TZDate[])[];
  weekDates?: readonly TZDate[];
}

const dayMs = 86_400_000;
const layout = ".toastui-calendar-layout";
/** A day's column of a week, or its cell in a month: in the order of the days. */
const cells = ".toastui-calendar-column, .toastui-calendar-daygrid-cell";

function isStore(value: unknown): value is Store {
  if (typeof (value as Partial<Store> | null)?.getState !== "function") return false;
  const state = (value as Store).getState() as Partial<State> | null;
  return typeof state?.calendar?.events === "object";
}

function storeIn(root: Element): Store | null {
  for (const { props } of preactNodes((root as Element & { __k?: unknown }).__k))
    if (isStore(props?.store)) return props.store;
  return null;
}

/** The element that the app gave to the library holds what Preact has drawn in it. */
function find(): Found<Store> {
  const found = new Map<Element, Store>();
  let candidates = 0;
  for (const drawn of document.querySelectorAll(layout)) {
    candidates += 1;
    let root = drawn.parentElement;
    while (root && !("__k" in root)) root = root.parentElement;
    const store = root && storeIn(root);
    if (root && store) found.set(root, store);
  }
  return { candidates, found };
}

/** Days as rows of a grid. */
function daysIn(root: Element): number[][] {
  for (const { props } of preactNodes((root as Element & { __k?: unknown }).__k)) {
    const { timeGridData, dateMatrix, weekDates } = (props ?? {}) as Drawn;
    const rows = timeGridData?.columns
      ? [timeGridData.columns.map(({ date }) => date)]
      : (dateMatrix ?? (weekDates && [weekDates]));
    if (!rows?.[0]?.[0]) continue;
    return rows.map((row) => row.map((date) => dayOfDate(date.toDate())));
  }
  return [];
}

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

export const toastUi: Library<Store, EventModel> = {
  find,

  shown(store, root) {
    const days = daysIn(root).flat();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) throw new Error("no days are drawn");
    const name = store.getState().options.timezone?.zones?.[0]?.timezoneName;
    return { timeZone: !name || name === "Local" ? "local" : name, first, last };
  },

  items: (store) => store.getState().calendar.events.toArray(),

  event(model, store, clock) {
    const { category, isAllday, calendarId, body, location, attendees, state, recurrenceRule, raw } = model;
    if (category === "milestone" || category === "task") return null;
    const { eventFilter } = store.getState().options;
    // A filter may hide what was cancelled.
    if (eventFilter && !eventFilter(model)) return null;
    const [start, end] = [model.start.toDate(), model.end.toDate()];
    const data = { calendarId, body, location, attendees, state, recurrenceRule, raw };
    const common = { id: text(model.id), title: text(model.title), allDay: isAllday === true, data };
    if (!isAllday) return { ...common, start: clock.at(start.getTime()), end: clock.at(end.getTime()) };
    // Whole days are those of the browser's clock, and end with their last second.
    return {
      ...common,
      start: { wall: dayOfDate(start), offset: null },
      end: { wall: dayOfDate(end) + dayMs, offset: null },
    };
  },

  dayAt({ point }, _store, root) {
    if (!point) return null;
    const at = [...root.querySelectorAll(cells)].findIndex((cell) => {
      const { left, right, top, bottom } = cell.getBoundingClientRect();
      return point.x >= left && point.x < right && point.y >= top && point.y < bottom;
    });
    const day = daysIn(root).flat()[at];
    return day === undefined ? null : marker(day).slice(0, 10);
  },
};
