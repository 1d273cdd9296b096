import type { ProbeContext } from "../../plugin-api/index.ts";
import type { CalendarApi, CalendarData, EventDef, EventInstance } from "./calendar-api.ts";
import { markToolbar } from "./find-calendars.ts";
import { type FromProbe, type RawEvent, type RawView, rootAttribute, toolbarAttribute } from "./messages.ts";
import { requestOfRead } from "./read-request.ts";
import { isSame, marker, propsText, rawOf, type Seen } from "./seen-event.ts";

/** Ways to show an event that is none. */
const unseen = new Set<unknown>(["background", "inverse-background", "none"]);
const maxEvents = 3000;
/** Events in one message, and milliseconds in one task: keeps every task of ours far below a frame. */
const chunk = 100;
const slice = 4;
/** Changes that follow each other within so many milliseconds are looked at once. */
const coalesceFor = 10;

/** What an app does with its calendar that others do not. */
export interface Habits {
  /** What of an id names the event, where the app gives it another with every read. */
  idOf(id: string): string;
  /**
   * For so many milliseconds a change that no read has brought may wait to be looked at: shortly after each the app
   * reads once more what its server has.
   */
  rereadsWithin: number;
}

export const usual: Habits = { idOf: (id) => id, rereadsWithin: coalesceFor };

/** One calendar of the page, which tells what it holds and what changes in it. */
export interface WatchedCalendar {
  readonly api: CalendarApi;
  readonly name: string;
  /** Tells everything once more. */
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
  const aborter = new AbortController();
  const dragged = new Set<string>();
  let sent = new Map<string, Seen>();
  /** What was sent, as the calendar had it one after the other, and how far it was found once more. */
  let order: readonly Seen[] = [];
  let place = 0;
  let sentView = "";
  let isFull = true;
  let reads = 0;
  let hasFailed = false;
  /** A read is over and its events have not been told: either they are about to be, or the read failed. */
  let eventsDue = false;
  /** What it held when it last told its events. */
  let toldStore: object = data().eventStore;
  /** Where the page's own reads stood when the calendar's last one began. */
  let begun = Number.POSITIVE_INFINITY;
  /** The request that brought it, or 0, and what it left: anything else is not by it alone. */
  let readBy = 0;
  let readStore: object | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let isWorking = false;
  let isOutdated = false;

  function data(): CalendarData {
    return api.getCurrentData();
  }

  function listen(event: string, listener: (argument: { event?: { id?: string } }) => void): void {
    const handler = (argument: { event?: { id?: string } }): void => {
      try {
        listener(argument);
      } catch {
        // An error in here would surface in the middle of the calendar's own work.
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
    // Where a framework draws it, what a read has brought is told a task or more after its end.
    if (eventsDue && eventStore !== toldStore) return true;
    return Object.values(sources).some((source) => source.isFetching === true);
  }

  function viewNow(): RawView {
    const option = api.getOption("timeZone");
    const timeZone = typeof option === "string" && option ? option : "local";
    const { dateProfile, eventStore } = data();
    const { activeRange, currentRange } = dateProfile;
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
      dragged: [...dragged],
    };
  }

  /** What begins then and comes next of what was sent: most come in their old order, and a search by name is felt. */
  function nextAt(start: number): Seen | undefined {
    const at = order[place]?.start === start ? place : place + 1;
    const next = order[at];
    if (next?.start !== start) return undefined;
    place = at + 1;
    return next;
  }

  /** @param from and `to`: the markers of what is shown. */
  function read(def: EventDef, instance: EventInstance, from: number, to: number): Seen | null {
    if (unseen.has(def.ui?.display)) return null;
    const { range, forcedStartTzo: offset = null } = instance;
    const start = range.start.getTime();
    const end = range.end.getTime();
    if (start >= to || (end <= from && start < from)) return null;
    const next = nextAt(start);
    if (next?.def === def && next.instance === instance) return next;
    const id = habits.idOf(String(def.publicId ?? "").slice(0, 250));
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
      end: def.hasEnd ? end : null,
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
      // The host hears nothing and says that the calendar cannot be read.
    }
    isWorking = false;
    if (isOutdated) {
      isOutdated = false;
      refresh();
    }
  }

  async function compare(): Promise<void> {
    if (eventsDue && !isBusy()) {
      // What it holds is what it told before: the read brought nothing.
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
      // What it holds now belongs partly to another week.
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
      // The app has put it there by itself.
      if (!def.sourceId) view.readBy = 0;
      const seen = read(def, instance, from, to);
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
    // All is wanted once more.
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
    // Its sources have been asked just now, within the call that is running.
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
