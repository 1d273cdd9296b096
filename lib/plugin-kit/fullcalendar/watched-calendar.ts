import type { ProbeContext } from "../../plugin-api/index.ts";
import type { CalendarApi, CalendarData, EventDef, EventInstance } from "./calendar-api.ts";
import { markToolbar } from "./find-calendars.ts";
import { type FromProbe, type RawEvent, type RawView, rootAttribute, toolbarAttribute } from "./messages.ts";
import { requestOfRead } from "./read-request.ts";
import { isSame, marker, propsText, rawOf, type Seen } from "./seen-event.ts";

/** Ways to display an event that is not an appointment. */
const unseen = new Set<unknown>(["background", "inverse-background", "none"]);
const maxEvents = 3000;
const maxSources = 100;
const maxId = 250;
/** Events in one message, and milliseconds in one task. Keeps every task far shorter than a frame. */
const chunk = 100;
const slice = 4;
/** Changes within this many milliseconds are looked at together. */
const coalesceFor = 10;

/** How an app's calendar differs from others. */
export interface Habits {
  /** The stable part of an event's id, for apps that give events new ids with every read. */
  idOf(id: string): string;
  /**
   * How many milliseconds a change that no read brought may wait, for apps that read from the server again right
   * after each change.
   */
  rereadsWithin: number;
}

export const usual: Habits = { idOf: (id) => id, rereadsWithin: coalesceFor };

/** One calendar of the page, which tells what it holds and what changes in it. */
export interface WatchedCalendar {
  readonly api: CalendarApi;
  readonly name: string;
  /** Sends everything again. */
  resend(): void;
  stop(): void;
}

export function watchCalendar(
  root: Element,
  api: CalendarApi,
  name: string,
  habits: Habits,
  { send, reads: pageReads }: ProbeContext,
): WatchedCalendar {
  const data = (): CalendarData => api.getCurrentData();
  const aborter = new AbortController();
  const dragged = new Set<string>();
  let sent = new Map<string, Seen>();
  /** What was sent, in the calendar's order, and the position up to which it was found again. */
  let order: readonly Seen[] = [];
  let place = 0;
  let sentView = "";
  let isFull = true;
  let reads = 0;
  let hasFailed = false;
  /** A read has ended, but its events have not come: either they are about to, or the read failed. */
  let eventsDue = false;
  /** The store when the calendar last reported its events. */
  let toldStore: object = data().eventStore;
  /** The count of the page's reads when the calendar's last one began. */
  let begun = Number.POSITIVE_INFINITY;
  /** The request of the last read, or 0, and the store after it. Another store has further changes. */
  let readBy = 0;
  let readStore: object | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let isWorking = false;
  let isOutdated = false;

  function listen(event: string, listener: (argument: { event?: { id?: string } }) => void): void {
    const handler = (argument: { event?: { id?: string } }): void => {
      try {
        listener(argument);
      } catch {
        // An error in here must not reach the calendar's own code.
      }
    };
    api.on(event, handler);
    aborter.signal.addEventListener("abort", () => api.off(event, handler));
  }

  function refresh(after = coalesceFor): void {
    if (isWorking) {
      isOutdated = true;
      return;
    }
    const at = performance.now() + after;
    if (at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => void look(), after);
  }

  function isBusy(): boolean {
    const { eventSources: sources, eventStore } = data();
    // With a framework, the events of a read are reported one or more tasks after its end.
    if (eventsDue && eventStore !== toldStore) return true;
    return Object.values(sources).some((source) => source.isFetching === true);
  }

  function viewNow(): RawView {
    const option = api.getOption("timeZone");
    const timeZone = typeof option === "string" && option ? option : "local";
    const { dateProfile, eventStore, eventSources } = data();
    const { activeRange, currentRange } = dateProfile;
    const sources = Object.values(eventSources).map(({ publicId }) => String(publicId ?? ""));
    const areKnown = sources.length <= maxSources && sources.every((id) => id !== "" && id.length <= maxId);
    return {
      root: name,
      timeZone,
      activeStart: marker(activeRange.start.getTime()),
      activeEnd: marker(activeRange.end.getTime()),
      currentStart: marker(currentRange.start.getTime()),
      currentEnd: marker(currentRange.end.getTime()),
      loading: isBusy(),
      failed: hasFailed,
      reads,
      readBy: eventStore === readStore ? readBy : 0,
      sources: areKnown ? sources : [],
      unread: 0,
      dragged: [...dragged],
    };
  }

  /** The next sent event, if it has this start. Most events keep their order, and looking them up by name is slow. */
  function nextAt(start: number): Seen | undefined {
    const at = order[place]?.start === start ? place : place + 1;
    const next = order[at];
    if (next?.start !== start) return undefined;
    place = at + 1;
    return next;
  }

  /** @param from first shown marker; `to` is the first one after the shown time */
  function read(def: EventDef, instance: EventInstance, from: number, to: number): Seen | null {
    if (unseen.has(def.ui?.display)) return null;
    const { range, forcedStartTzo: offset = null } = instance;
    const start = range.start.getTime();
    const end = range.end.getTime();
    if (Number.isNaN(start)) throw new RangeError("an event without a start");
    if (start >= to || (end <= from && start < from)) return null;
    const next = nextAt(start);
    if (next?.def === def && next.instance === instance) return next;
    const id = habits.idOf(String(def.publicId ?? "").slice(0, maxId));
    const key = next?.id === id ? next.name : `${id}|${start}`;
    const last = next?.id === id ? next : sent.get(key);
    const { extendedProps: source } = def;
    return {
      name: key,
      def,
      instance,
      id,
      title: String(def.title ?? "").slice(0, 500),
      start,
      end: def.hasEnd && !Number.isNaN(end) ? end : null,
      offset,
      allDay: def.allDay === true,
      recurring: Boolean(def.recurringDef),
      source,
      props: propsText(source, last),
    };
  }

  async function look(): Promise<void> {
    due = Number.POSITIVE_INFINITY;
    isWorking = true;
    try {
      await compare();
    } catch {
      // Without a message, the host says that the calendar cannot be read.
    }
    isWorking = false;
    if (isOutdated) {
      isOutdated = false;
      refresh();
    }
  }

  async function compare(): Promise<void> {
    if (eventsDue && !isBusy()) {
      // The store is unchanged, so the read brought nothing.
      eventsDue = false;
      hasFailed = true;
    }
    markToolbar(root);
    const view = viewNow();
    const viewText = () => JSON.stringify({ ...view, dragged: view.dragged.length });
    const say = (add: RawEvent[], drop: string[], last: boolean, full: boolean) => {
      send({ type: "view", view, full, add, drop, last } satisfies FromProbe);
      for (const id of view.dragged) dragged.delete(id);
    };
    if (view.loading) {
      // Some of the events belong to another week.
      const text = viewText();
      if (text !== sentView && !isFull) say([], [], true, false);
      sentView = text;
      return;
    }
    const before = sent;
    order = [...before.values()];
    place = 0;
    const next = new Map<string, Seen>();
    const from = Date.parse(`${view.activeStart}Z`);
    const to = Date.parse(`${view.activeEnd}Z`);
    let add: RawEvent[] = [];
    let full = isFull;
    let gone = before.size;
    let pauseAt = performance.now() + slice;
    const { defs, instances } = data().eventStore;
    for (const instance of Object.values(instances)) {
      const def = defs[instance.defId];
      if (next.size >= maxEvents) break;
      if (!def) continue;
      // The app itself added this event.
      if (!def.sourceId) view.readBy = 0;
      let seen: Seen | null = null;
      try {
        seen = read(def, instance, from, to);
      } catch {
        // One odd event must not take the others with it.
        view.unread++;
      }
      if (!seen) continue;
      let uid = seen.name;
      for (let twin = 1; next.has(uid); twin++) uid = `${seen.name}|${twin}`;
      next.set(uid, seen);
      const last = before.get(uid);
      if (last) gone--;
      if (full || !isSame(seen, last)) add.push(rawOf(seen, uid));
      if (add.length < chunk && (next.size % 16 > 0 || performance.now() < pauseAt)) continue;
      if (add.length > 0) {
        say(add, [], false, full);
        full = false;
        add = [];
      }
      await new Promise((resolve) => setTimeout(resolve));
      if (aborter.signal.aborted) return;
      pauseAt = performance.now() + slice;
    }
    const drop = isFull || gone === 0 ? [] : [...before.keys()].filter((uid) => !next.has(uid));
    const text = viewText();
    const changed = add.length > 0 || drop.length > 0 || text !== sentView || full;
    if (changed) say(add, drop, true, full);
    // `resend` was called meanwhile.
    if (sent !== before) return;
    sent = next;
    sentView = text;
    isFull = false;
  }

  root.setAttribute(rootAttribute, name);
  listen("eventsSet", () => {
    toldStore = data().eventStore;
    if (!eventsDue) return refresh(habits.rereadsWithin);
    eventsDue = false;
    hasFailed = false;
    reads += 1;
    readStore = toldStore;
    readBy = requestOfRead(api, pageReads, begun);
    refresh();
  });
  listen("datesSet", () => refresh());
  listen("loading", (argument) => {
    const isLoading = (argument as unknown) === true;
    // The sources were asked within the current call.
    if (isLoading) begun = pageReads.mark;
    eventsDue = !isLoading;
    refresh();
  });
  for (const gesture of ["eventDrop", "eventResize", "eventReceive"]) {
    listen(gesture, ({ event }) => {
      if (event?.id) dragged.add(habits.idOf(event.id));
      refresh(habits.rereadsWithin);
    });
  }
  refresh(0);

  return {
    api,
    name,

    resend() {
      isFull = true;
      sent = new Map();
      sentView = "";
      refresh(0);
    },

    stop() {
      clearTimeout(timer);
      aborter.abort();
      root.removeAttribute(rootAttribute);
      root.querySelector(`[${toolbarAttribute}]`)?.removeAttribute(toolbarAttribute);
    },
  };
}
