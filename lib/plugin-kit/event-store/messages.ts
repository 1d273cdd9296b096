/**
 * What the two halves of the plugin tell each other. Types alone, so that the half in the page stays small;
 * `snapshot.ts` checks what arrives.
 *
 * Times are wall-clock markers of the calendar, `2026-11-24T08:00:00`: what its user sees.
 */
export interface RawEvent {
  /** Of this event in this snapshot. */
  uid: string;
  /** The app's own id, empty where it gave none. */
  id: string;
  title: string;
  start: string;
  end: string | null;
  /** The moment itself as ISO 8601, where the calendar knows it better than the wall clock tells. */
  startInstant?: string;
  allDay: boolean;
  recurring: boolean;
  /** What the app hung on it, as JSON; empty where that is impossible. */
  props: string;
}

/** Of `props`; what is longer is cut down field by field. */
export const maxProps = 8 * 1024;

/** One calendar of the page. Its element carries the attribute `data-pipni-calendar` with the value of `root`. */
export interface RawView {
  root: string;
  timeZone: string;
  activeStart: string;
  activeEnd: string;
  loading: boolean;
  /** The last read of the calendar's server failed: what is shown may be old or of another week. */
  failed: boolean;
  /** How many reads of the calendar's own server it has finished. */
  reads: number;
  /**
   * The id, as of `NetworkWrite`, of the request by which the calendar read from its server all that is shown;
   * 0 when that is not known, or not all of it came so.
   */
  readBy: number;
  /** The app's ids of the sources from which all that is shown comes; none where they are not known. */
  sources: string[];
  /** How many more events there are that cannot be read. */
  unread: number;
  /** Ids of the events that a person has dragged since the last message. */
  dragged: string[];
  /** Nobody but the page's people can make it show another day. */
  isFixed?: boolean;
}

export type FromProbe =
  /** How many calendars there seem to be, opened or not. */
  | { type: "seen"; candidates: number }
  /**
   * What changed since the last message about this calendar; a long one comes in parts. The first one after
   * `resend` is `full` and starts from nothing.
   */
  | { type: "view"; view: RawView; full: boolean; add: RawEvent[]; drop: string[]; last: boolean }
  | { type: "gone"; root: string }
  /** What was asked by `where`, within the same call. Nothing is said where no day is selected. */
  | { type: "day"; day: string };

export type ToProbe =
  | { type: "resend" }
  | { type: "gotoDate"; root: string; day: string }
  /** Which day is selected in what the page shows at this moment. */
  | { type: "where" };

export const rootAttribute = "data-pipni-calendar";
export const toolbarAttribute = "data-pipni-toolbar";
