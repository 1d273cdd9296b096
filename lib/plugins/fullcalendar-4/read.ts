import type { Fields } from "../../plugin-api/index.ts";
import { findDrawn } from "../../plugin-kit/event-store/find-drawn.ts";
import type { Library } from "../../plugin-kit/event-store/library.ts";
import { reactFibers } from "../../plugin-kit/event-store/trees.ts";
import { isDayText } from "../../plugin-kit/selected-day.ts";

/** The library's own objects, as far as they are read. There is no official way to them. */

interface DateRange {
  start: Date;
  end: Date;
}

interface EventDef {
  publicId?: unknown;
  title?: unknown;
  allDay?: boolean;
  hasEnd?: boolean;
  recurringDef?: unknown;
  rendering?: string;
  extendedProps?: Fields;
}

interface Instance {
  defId: string;
  /** Markers, as all dates in here: their UTC fields are the wall clock. */
  range: DateRange;
  /** Of its start from UTC in minutes, where the event knows it. */
  forcedStartTzo?: number | null;
}

interface Calendar {
  el: Element;
  state: {
    dateProfile: { activeRange: DateRange } | null;
    eventStore: { defs: Record<string, EventDef>; instances: Record<string, Instance> };
  };
  dateEnv: { timeZone: string };
  gotoDate(day: string): void;
}

const dayMs = 86_400_000;
const dayOf = (marker: Date): number => Math.floor(marker.getTime() / dayMs) * dayMs;

const isCalendar = (value: unknown): value is Calendar => {
  const { state, gotoDate, dateEnv } = (value ?? {}) as Partial<Calendar>;
  return Boolean(state?.eventStore && dateEnv) && typeof gotoDate === "function";
};

/** A calendar without events leads nowhere, so that what was found once is kept. */
const known = new WeakMap<Element, Calendar>();

/** What the library keeps at an event's node leads to the calendar; its wrapper for React has a way of its own. */
function* heldNear(root: Element): Generator<unknown> {
  yield known.get(root);
  for (const node of root.querySelectorAll(".fc-event, .fc-bgevent"))
    yield (node as Element & { fcSeg?: { component?: { context?: { calendar?: unknown } } } }).fcSeg
      ?.component?.context?.calendar;
  for (const { stateNode } of reactFibers(root)) {
    const { getApi } = (stateNode ?? {}) as { getApi?: () => unknown };
    if (typeof getApi === "function") yield getApi.call(stateNode);
  }
}

function calendarAt(root: Element): Calendar | null {
  for (const held of heldNear(root)) {
    if (!isCalendar(held) || held.el !== root) continue;
    known.set(root, held);
    return held;
  }
  return null;
}

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

export const fourthCalendar: Library<Calendar, Instance> = {
  find: () => findDrawn(".fc:has(> .fc-view-container)", calendarAt),

  shown({ state, dateEnv }) {
    if (!state.dateProfile) throw new Error("it shows no days");
    const { start, end } = state.dateProfile.activeRange;
    return { timeZone: dateEnv.timeZone || "local", first: dayOf(start), last: dayOf(end) - dayMs };
  },

  items: ({ state }) => Object.values(state.eventStore.instances),

  event({ defId, range, forcedStartTzo = null }, { state }) {
    const def = state.eventStore.defs[defId];
    if (!def || def.rendering === "background" || def.rendering === "inverse-background") return null;
    return {
      id: text(def.publicId),
      title: text(def.title),
      allDay: def.allDay === true,
      recurring: Boolean(def.recurringDef),
      start: { wall: range.start.getTime(), offset: forcedStartTzo },
      end: def.hasEnd ? { wall: range.end.getTime(), offset: null } : null,
      data: def.extendedProps ?? {},
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
