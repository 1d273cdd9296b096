import type { Fields } from "../../plugin-api/index.ts";
import { findDrawn } from "../../plugin-kit/event-store/find-drawn.ts";
import type { Library } from "../../plugin-kit/event-store/library.ts";
import { marker } from "../../plugin-kit/event-store/seen-event.ts";
import { reactFibers } from "../../plugin-kit/event-store/trees.ts";
import { dayOfDate, wallOfDate } from "../../plugin-kit/event-store/wall-clock.ts";

/** The library's own component, as far as it is read. There is no official way to it. */

type Accessor = (event: Fields) => unknown;

interface Range {
  start: Date;
  end: Date;
}

interface Calendar {
  props: {
    date?: Date;
    getNow(): Date;
    events?: readonly Fields[];
    localizer: { startOf(date: Date, unit: "day"): Date };
    startAccessor?: unknown;
    endAccessor?: unknown;
  };
  state: {
    context: {
      accessors: Record<"start" | "end" | "allDay" | "title", Accessor> & { eventId?: Accessor };
    };
  };
  getView(): { range(date: Date, props: unknown): readonly Date[] | Range };
  handleNavigate(action: "DATE", day: Date): void;
}

const dayMs = 86_400_000;
/** A day's column of a week, or its cell in a month. */
const cells = ".rbc-day-slot, .rbc-day-bg, .rbc-date-cell";
/** So near is the component that knows a cell's day; further out others have days of their own. */
const near = 6;

const isCalendar = (value: unknown): value is Calendar => {
  const { getView, handleNavigate, state } = (value ?? {}) as Partial<Calendar>;
  return typeof getView === "function" && typeof handleNavigate === "function" && Boolean(state?.context);
};

const calendarAt = (root: Element): Calendar | undefined =>
  reactFibers(root)
    .map(({ stateNode }) => stateNode)
    .find(isCalendar);

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

/** Apps may give what the browser's own dates are made of. */
const dateOf = (value: unknown): Date =>
  value instanceof Date ? value : new Date(value as string | number | Date);

const isMidnight = (date: Date): boolean => wallOfDate(date) % dayMs === 0;

/** Without the times, which are read by themselves. */
function dataOf(event: Fields, { startAccessor, endAccessor }: Calendar["props"]): Fields {
  return Object.fromEntries(
    Object.entries(event).filter(([key]) => key !== startAccessor && key !== endAccessor && key !== "title"),
  );
}

export const bigCalendar: Library<Calendar, Fields> = {
  find: () => findDrawn(".rbc-calendar", calendarAt),

  shown(calendar) {
    const { date, getNow, localizer } = calendar.props;
    const range = calendar.getView().range(date ?? getNow(), calendar.props);
    const days = "start" in range ? [range.start, range.end] : range;
    const [first, last] = [days[0], days.at(-1)];
    if (!first || !last) throw new Error("it shows no days");
    // Whose clock a localizer goes by it does not say: only the browser's own can be told.
    const isLocal = isMidnight(localizer.startOf(first, "day")) && isMidnight(localizer.startOf(last, "day"));
    return { timeZone: isLocal ? "local" : "of a localizer", first: dayOfDate(first), last: dayOfDate(last) };
  },

  items: ({ props }) => props.events ?? [],

  event(event, { props, state }, clock) {
    const { accessors } = state.context;
    const [start, end] = [dateOf(accessors.start(event)), dateOf(accessors.end(event))];
    // As it is drawn: from midnight to midnight is a day without hours.
    const allDay = Boolean(accessors.allDay(event)) || (isMidnight(start) && isMidnight(end) && end > start);
    const common = {
      id: text(accessors.eventId ? accessors.eventId(event) : event.id),
      title: text(accessors.title(event)),
      allDay,
      data: dataOf(event, props),
    };
    if (!allDay) return { ...common, start: clock.at(start.getTime()), end: clock.at(end.getTime()) };
    const last = dayOfDate(end) + (isMidnight(end) && end > start ? 0 : dayMs);
    return {
      ...common,
      start: { wall: dayOfDate(start), offset: null },
      end: { wall: last, offset: null },
    };
  },

  dayAt({ element, under }, _calendar, root) {
    for (const one of [element, ...under()]) {
      const cell = root.contains(one) ? one.closest(cells) : null;
      if (!cell) continue;
      for (const { memoizedProps } of reactFibers(cell, near)) {
        const day = memoizedProps?.date ?? memoizedProps?.value;
        if (day instanceof Date) return marker(dayOfDate(day)).slice(0, 10);
      }
    }
    return null;
  },

  turnTo(day, calendar) {
    calendar.handleNavigate("DATE", new Date(`${day}T00:00:00`));
  },
};
