import type { Fields } from "../../plugin-api/index.ts";
import { plainData } from "../plain-data.ts";
import { maxProps, type RawEvent } from "./messages.ts";

/** `2026-11-24T08:00:00` of a marker, whose UTC fields are the wall clock. */
export const marker = (wall: number): string => new Date(wall).toISOString().slice(0, 19);

/**
 * Whether both are plain data with the same content. False if they share an object, because that may have been changed
 * inside.
 */
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
 * Whether data would be longer than so many letters as JSON, or lead back to themselves. Counts too little rather than
 * too much.
 */
function isLonger(value: unknown, than: number): boolean {
  let left = than;
  const count = (item: unknown): void => {
    if (typeof item === "string") left -= item.length;
    if (typeof item !== "object" || item === null) return;
    // It says by itself what becomes of it.
    if (typeof (item as { toJSON?: unknown }).toJSON === "function") return;
    for (const key of Object.keys(item)) {
      if (left < 0) return;
      left -= Array.isArray(item) ? 1 : key.length + 1;
      count((item as Fields)[key]);
    }
  };
  count(value);
  return left < 0;
}

/**
 * The data that the app attached to an event, as JSON. The native `JSON.stringify` is tried first, because it is fast.
 * @param last the event before: an app may recreate all events without changing any
 */
export function propsText(props: Fields | undefined, last: Seen | undefined): string {
  try {
    if (last?.source && isAlike(last.source, props)) return last.props;
    // Written in vain, a text of megabytes beside a cycle keeps the page busy for seconds at each look.
    if (!isLonger(props, maxProps)) {
      // Without the space, Chromium 156 takes a fast path in which a cycle beside a long text crashes the tab.
      const text = JSON.stringify(props, null, 1) ?? "";
      if (text.length <= maxProps) return text;
    }
  } catch {
    // It is cyclic, or a getter throws.
  }
  try {
    return JSON.stringify(plainData(props)) ?? "";
  } catch {
    return "";
  }
}

/** An event as it is now. Times are markers in milliseconds. Only changed ones become messages, which cost most. */
export interface Seen extends Pick<RawEvent, "id" | "title" | "allDay" | "recurring" | "props"> {
  /** Its id and start. */
  name: string;
  start: number;
  end: number | null;
  /** The start's offset from UTC in minutes, if the event has one. */
  offset: number | null;
  /** The object that `props` was made of. */
  source: Fields | undefined;
  /** The objects that it was read from, of a library that replaces them when anything changes. */
  made?: readonly [unknown, unknown];
}

/** Whether two events with the same name are equal. */
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
