import type { Fields } from "../../plugin-api/index.ts";
import { plainData } from "../plain-data.ts";
import type { EventDef, EventInstance } from "./calendar-api.ts";
import { maxProps, type RawEvent } from "./messages.ts";

/** `2026-11-24T08:00:00` of a marker, whose UTC fields are the wall clock. */
export const marker = (wall: number): string => new Date(wall).toISOString().slice(0, 19);

/** Whether both are plain data that says the same. What both share may have been changed within: then nobody knows. */
function isAlike(a: unknown, b: unknown, depth = 4): boolean {
  if (Object(a) !== a || Object(b) !== b) return a === b;
  const prototype = Object.getPrototypeOf(a);
  if (a === b || depth === 0 || prototype !== Object.getPrototypeOf(b)) return false;
  if (prototype !== Object.prototype && prototype !== Array.prototype) return false;
  let keys = 0;
  for (const _ in b as Fields) keys++;
  for (const key in a as Fields) {
    if (!isAlike((a as Fields)[key], (b as Fields)[key], depth - 1)) return false;
    keys--;
  }
  return keys === 0;
}

/**
 * What the app hung on an event, as JSON: by the browser's own hand where it can, for that is fast.
 * @param last what the event was before: an app may make all of them anew, and change none
 */
export function propsText(props: Fields | undefined, last: Seen | undefined): string {
  try {
    if (last?.source && isAlike(last.source, props)) return last.props;
    // Without the space Chromium 156 takes a shorter way, on which a cycle beside a long text ends the whole tab.
    const text = JSON.stringify(props, null, 1) ?? "";
    if (text.length <= maxProps) return text;
  } catch {
    // Cyclic, or it has a getter that throws.
  }
  try {
    return JSON.stringify(plainData(props)) ?? "";
  } catch {
    return "";
  }
}

/** An event as it is now; times are markers in milliseconds. Only what is news becomes a message: that costs most. */
export interface Seen extends Pick<RawEvent, "id" | "title" | "allDay" | "recurring" | "props"> {
  /** Its id and start. */
  name: string;
  start: number;
  end: number | null;
  /** Of its start from UTC in minutes, where the event knows it. */
  offset: number | null;
  /** Of which `props` are the text. */
  source: Fields | undefined;
  /** Of what it was read; the calendar replaces them when anything is to be another. */
  def: EventDef;
  instance: EventInstance;
}

/** Whether it is as it was; both have one name. */
export const isSame = (a: Seen, b: Seen | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.props === b.props &&
    a.title === b.title &&
    a.end === b.end &&
    a.offset === b.offset &&
    a.allDay === b.allDay &&
    a.recurring === b.recurring);

export const rawOf = (
  { id, title, start, end, offset, allDay, recurring, props }: Seen,
  uid: string,
): RawEvent => ({
  uid,
  id,
  title,
  start: marker(start),
  end: end === null ? null : marker(end),
  ...(offset === null ? {} : { startInstant: new Date(start - offset * 60_000).toISOString() }),
  allDay,
  recurring,
  props,
});
