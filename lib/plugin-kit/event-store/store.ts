import type { RawView } from "./messages.ts";
import type { Seen } from "./seen-event.ts";

/** What was sent of a calendar before, to compare with. */
export interface Sent {
  /** The next event in the calendar's order, if it has this start. Most events keep their order. */
  nextAt(start: number): Seen | undefined;
  byName(name: string): Seen | undefined;
}

/** Markers: the first moment, and the first one after it. */
export interface Span {
  start: Date;
  end: Date;
}

/** By whom a store is heard. */
export interface Hearer {
  /** @param after milliseconds that a look may wait for more */
  changed(after?: number): void;
  dragged(id: string): void;
}

/**
 * One calendar of the page, as its library's own objects tell of it. They belong to the page: nothing in here
 * changes them.
 */
export interface EventStore<Item = unknown> {
  /** How the calendar stands now. Asked once, right before its events. */
  view(): Omit<RawView, "root" | "unread" | "dragged">;
  /**
   * What is drawn, and what of that the view is about: a month begins with days of the one before. May be asked at any
   * time, and changes nothing.
   * @throws while nothing is drawn
   */
  drawn(): { activeRange: Span; currentRange: Span };
  /** Whatever it holds, shown or not. */
  items(): Iterable<Item>;
  /**
   * @param from the first moment shown, as a marker in milliseconds; `to` is the first one after it
   * @returns `null` for what is no appointment, or is not shown
   * @throws if it cannot be read
   */
  read(item: Item, from: number, to: number, sent: Sent): Seen | null;
  /** From now on tells of whatever may have changed, until the signal. */
  listen(hearer: Hearer, signal: AbortSignal): void;
  /** Shows a day. Left out where the app around the calendar would not learn of it, and so not read that day. */
  turnTo?(day: string): void;
}
