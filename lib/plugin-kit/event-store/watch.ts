import type { ProbeContext } from "../../plugin-api/index.ts";
import { followSelected, type Pointed } from "../selected-day.ts";
import { rootAttribute, type ToProbe } from "./messages.ts";
import { type DayInRoot, selectedIn } from "./selected-in.ts";
import type { EventStore } from "./store.ts";
import { type WatchedStore, watchStore } from "./watched-store.ts";

/** How often a changing page is searched, in milliseconds: more often until a calendar is found. */
const lookEvery = { searching: 300, found: 2000 };
/** The pause while a calendar cannot be opened yet. It doubles each time. */
const retryAfter = { first: 100, last: 8000 };

/** Calendars on the page. */
export interface Found<Owner> {
  /** How many there are, with those that only look like one. */
  candidates: number;
  /** By its root: the object of the library that the calendar is read from. Another one is another calendar. */
  found: ReadonlyMap<Element, Owner>;
}

/**
 * Watches every calendar of a library on the page.
 *
 * @param dayAt the day that an element within a calendar stands for
 */
export function watchStores<Owner>(
  context: ProbeContext,
  find: () => Found<Owner>,
  open: (root: Element, owner: Owner) => EventStore,
  dayAt: (pointed: Pointed, root: Element) => string | null,
): void {
  const { signal, onMessage, send } = context;
  const watched = new Map<Element, { owner: Owner; calendar: WatchedStore }>();
  let names = 0;
  let retry = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSeen = -1;

  const selected = followSelected<DayInRoot>(signal, (pointed) => {
    const root = pointed.element.closest(`[${rootAttribute}]`);
    const day = root && dayAt(pointed, root);
    return root && day ? { root, day } : null;
  });

  function lookAround(): void {
    timer = undefined;
    observer.observe(document, { childList: true, subtree: true });
    const { candidates, found } = find();
    for (const [root, { owner, calendar }] of watched) {
      if (found.get(root) === owner) continue;
      calendar.stop();
      watched.delete(root);
      send({ type: "gone", root: calendar.name });
    }
    for (const [root, owner] of found) {
      const known = watched.get(root)?.calendar;
      if (!known)
        watched.set(root, { owner, calendar: watchStore(root, open(root, owner), String(++names), context) });
      else if (root.getAttribute(rootAttribute) !== known.name) root.setAttribute(rootAttribute, known.name);
    }
    if (candidates !== lastSeen) send({ type: "seen", candidates });
    lastSeen = candidates;
    if (candidates > found.size) later(Math.min(retryAfter.first * 2 ** retry++, retryAfter.last));
    else retry = 0;
  }

  function later(after: number): void {
    timer ??= setTimeout(() => {
      try {
        lookAround();
      } catch {
        // The page is searched again when it changes.
      }
    }, after);
  }

  // Calendars come and go with the pages of an app.
  const observer = new MutationObserver(() => {
    // Otherwise a page that redraws itself would collect records that nobody reads.
    observer.disconnect();
    later(watched.size > 0 ? lookEvery.found : lookEvery.searching);
  });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const { calendar } of watched.values()) calendar.stop();
  });

  onMessage((message) => {
    const order = message as ToProbe;
    if (order.type === "resend") {
      lastSeen = -1;
      for (const { calendar } of watched.values()) calendar.resend();
      later(0);
    } else if (order.type === "gotoDate") {
      for (const { calendar } of watched.values())
        if (calendar.name === order.root) calendar.store.turnTo?.(order.day);
    } else if (order.type === "where") {
      const day = selectedIn(watched, selected.last);
      if (day) send({ type: "day", day });
    }
  });
  later(0);
}
