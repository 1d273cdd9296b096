import type { Fields } from "../../plugin-api/index.ts";

/**
 * FullCalendar's own objects, as far as the probe reads them. There is no official way to them, and versions 5, 6
 * and 7 agree on these fields.
 */
export interface DateRange {
  start: Date;
  end: Date;
}
/** An event of the app's, once for all of its occurrences. */
export interface EventDef {
  publicId?: string;
  /** Empty for one that the app has put there by itself. */
  sourceId?: string;
  title?: string;
  allDay?: boolean;
  hasEnd?: boolean;
  recurringDef?: unknown;
  ui?: { display?: string | null };
  extendedProps?: Fields;
}
export interface EventInstance {
  defId: string;
  /** Markers, as all dates in here: their UTC fields are the wall clock. */
  range: DateRange;
  /** Of its start from UTC in minutes, where the event knows it. */
  forcedStartTzo?: number | null;
}
export interface EventSource {
  /** The app's own id of it. */
  publicId?: string;
  isFetching?: boolean;
  /** Its events themselves, or the app's function that gets them, or an address to ask. */
  meta?: { url?: unknown };
}
/** What the calendar is made of just now. Its public events are made of that for whoever asks, which is felt. */
export interface CalendarData {
  dateProfile: { activeRange: DateRange; currentRange: DateRange };
  eventSources: Record<string, EventSource>;
  /** Never changed: whenever anything in it is to be another, it is replaced. */
  eventStore: { defs: Record<string, EventDef>; instances: Record<string, EventInstance> };
}
export interface CalendarApi {
  on(name: string, handler: (argument: { event?: { id?: string } }) => void): void;
  off(name: string, handler: (argument: { event?: { id?: string } }) => void): void;
  getOption(name: string): unknown;
  gotoDate(day: string): void;
  view: { activeStart: Date };
  getCurrentData(): CalendarData;
}
