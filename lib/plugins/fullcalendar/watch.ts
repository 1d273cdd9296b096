import type { Fields, PageReads, ProbeContext } from "../../plugin-api/index.ts";
import {
  type FromProbe,
  maxProps,
  type RawEvent,
  type RawView,
  rootAttribute,
  type ToProbe,
  toolbarAttribute,
} from "./messages.ts";
import { plainData } from "./plain-data.ts";

/**
 * The half that runs in the page: finds FullCalendar's own object, for there is no official way to it, and
 * tells what it holds. Reads only, but for turning the page on the host's request.
 */
interface DateRange {
  start: Date;
  end: Date;
}
/** An event of the app's, once for all of its occurrences. */
interface EventDef {
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
interface EventInstance {
  defId: string;
  /** Markers, as all dates in here: their UTC fields are the wall clock. */
  range: DateRange;
  /** Of its start from UTC in minutes, where the event knows it. */
  forcedStartTzo?: number | null;
}
interface EventSource {
  isFetching?: boolean;
  /** Its events themselves, or the app's function that gets them, or an address to ask. */
  meta?: { url?: unknown };
}
/** What the calendar is made of just now. Its public events are made of that for whoever asks, which is felt. */
interface CalendarData {
  dateProfile: { activeRange: DateRange; currentRange: DateRange };
  eventSources: Record<string, EventSource>;
  /** Never changed: whenever anything in it is to be another, it is replaced. */
  eventStore: { defs: Record<string, EventDef>; instances: Record<string, EventInstance> };
}
interface CalendarApi {
  on(name: string, handler: (argument: { event?: { id?: string } }) => void): void;
  off(name: string, handler: (argument: { event?: { id?: string } }) => void): void;
  getOption(name: string): unknown;
  gotoDate(day: string): void;
  view: { activeStart: Date };
  getCurrentData(): CalendarData;
}
interface VNode {
  __k?: unknown;
  __c?: { props?: { calendarApi?: unknown }; context?: { calendarApi?: unknown } } | null;
}

/** Ways to show an event that is none. */
const unseen = new Set<unknown>(["background", "inverse-background", "none"]);
const maxEvents = 3000;
/** Events in one message, and milliseconds in one task: keeps every task of ours far below a frame. */
const chunk = 100;
const slice = 4;
const settleFor = 10;
/** A page that changes all the time is looked through this often: eagerly until a calendar is found. */
const lookEvery = { searching: 300, found: 2000 };
/** While a calendar stands there that cannot be opened yet: twice as long each time. */
const retryAfter = { first: 100, last: 8000 };

const isApi = (value: unknown): value is CalendarApi =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<CalendarApi>).getCurrentData === "function" &&
  typeof (value as Partial<CalendarApi>).on === "function";

/** The calendar's object hangs on a component in the Preact tree that the root element keeps under `__k`. */
function apiIn(tree: unknown): CalendarApi | null {
  const stack: unknown[] = [tree];
  for (let budget = 2000; stack.length > 0 && budget > 0; budget--) {
    const node = stack.pop() as VNode | null | undefined;
    if (typeof node !== "object" || node === null) continue;
    const found = node.__c?.props?.calendarApi ?? node.__c?.context?.calendarApi;
    if (isApi(found)) return found;
    if (Array.isArray(node.__k)) stack.push(...node.__k.toReversed());
  }
  return null;
}

/** Builds that render with React itself keep it among the element's ancestors in React's tree. */
function apiInReact(element: Element): CalendarApi | null {
  const key = Object.keys(element).find((name) => /^__react(Fiber|InternalInstance)\$/.test(name));
  if (!key) return null;
  interface Fiber {
    memoizedProps?: { calendarApi?: unknown; value?: { calendarApi?: unknown } } | null;
    return?: Fiber | null;
  }
  let fiber = (element as unknown as Record<string, Fiber | null | undefined>)[key];
  for (let up = 0; fiber && up < 40; up++, fiber = fiber.return) {
    const found = fiber.memoizedProps?.calendarApi ?? fiber.memoizedProps?.value?.calendarApi;
    if (isApi(found)) return found;
  }
  return null;
}

/** There the outermost element of the calendar's own. */
function rootInReact(start: Element): Element {
  const old = start.closest(".fc");
  if (old) return old;
  let root = start;
  while (root.parentElement && /(^|\s)fc-/.test(root.parentElement.className)) root = root.parentElement;
  return root;
}

/** Asked for one by one, which browsers do faster than a list of them. */
const marks = [".fc-view-harness", '[class*="fc-"] [role="grid"]', '[class*="fc-"] [role="list"]'];

/** Every calendar on the page with its root; `candidates` also counts what only looks like one. */
function findCalendars(): { candidates: number; found: Map<Element, CalendarApi> } {
  const found = new Map<Element, CalendarApi>();
  const unopened = new Set<Element>();
  for (const start of marks.flatMap((mark) => [...document.querySelectorAll(mark)])) {
    let opened = false;
    for (let element: Element | null = start; element && !opened; element = element.parentElement) {
      if (found.has(element)) opened = true;
      else if ("__k" in element) {
        const api = apiIn(element.__k);
        if (!api) continue;
        found.set(element, api);
        opened = true;
      }
    }
    if (opened) continue;
    const api = apiInReact(start);
    if (api) found.set(rootInReact(start), api);
    else if (start.classList.contains("fc-view-harness") || start.querySelector("[data-date]"))
      unopened.add(start);
  }
  return { candidates: found.size + unopened.size, found };
}

const dayMs = 86_400_000;

/** `2026-11-24T08:00:00` of a marker, whose UTC fields are the wall clock. */
const marker = (wall: number): string => new Date(wall).toISOString().slice(0, 19);

/** Version 7 names none of its classes: where its toolbar ends, the host is told by an attribute. */
function markToolbar(root: Element): void {
  const toolbar = root.firstElementChild;
  if (root.classList.contains("fc") || !toolbar || toolbar === root.lastElementChild) return;
  if (root.querySelector(".fc-header-toolbar")) return;
  if (!toolbar.querySelector("button") || toolbar.querySelector('[role="grid"], [role="list"]')) return;
  toolbar.lastElementChild?.setAttribute(toolbarAttribute, "");
}

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
function propsText(props: Fields | undefined, last: Seen | undefined): string {
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
interface Seen extends Pick<RawEvent, "id" | "title" | "allDay" | "recurring" | "props"> {
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
const isSame = (a: Seen, b: Seen | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.props === b.props &&
    a.title === b.title &&
    a.end === b.end &&
    a.offset === b.offset &&
    a.allDay === b.allDay &&
    a.recurring === b.recurring);

const rawOf = ({ id, title, start, end, offset, allDay, recurring, props }: Seen, uid: string): RawEvent => ({
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

const usual: Habits = { idOf: (id) => id, rereadsWithin: settleFor };

class Watched {
  readonly root: Element;
  readonly api: CalendarApi;
  readonly name: string;
  readonly #habits: Habits;
  readonly #send: (message: FromProbe) => void;
  readonly #pageReads: PageReads;
  readonly #stop = new AbortController();
  readonly #dragged = new Set<string>();
  #sent = new Map<string, Seen>();
  /** What was sent, as the calendar had it one after the other, and how far it was found once more. */
  #order: readonly Seen[] = [];
  #place = 0;
  #sentView = "";
  #full = true;
  #reads = 0;
  #failed = false;
  /** A read is over and its events have not been told: either they are about to be, or the read failed. */
  #eventsDue = false;
  /** What it held when it last told its events. */
  #toldStore: object;
  /** Where the page's own reads stood when the calendar's last one began. */
  #begun = Number.POSITIVE_INFINITY;
  /** The request that brought it, or 0, and what it left: anything else is not by it alone. */
  #readBy = 0;
  #readStore: object | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Number.POSITIVE_INFINITY;
  #working = false;
  #again = false;

  constructor(root: Element, api: CalendarApi, name: string, habits: Habits, { send, reads }: ProbeContext) {
    this.root = root;
    this.api = api;
    this.name = name;
    this.#habits = habits;
    this.#send = send;
    this.#pageReads = reads;
    root.setAttribute(rootAttribute, name);
    this.#toldStore = this.#data.eventStore;
    this.#on("eventsSet", () => {
      this.#toldStore = this.#data.eventStore;
      if (!this.#eventsDue) return this.refresh(habits.rereadsWithin);
      this.#eventsDue = false;
      this.#failed = false;
      this.#reads += 1;
      this.#readStore = this.#toldStore;
      this.#readBy = this.#requestOfRead();
      this.refresh();
    });
    this.#on("datesSet", () => this.refresh());
    this.#on("loading", (argument) => {
      const isLoading = (argument as unknown) === true;
      // Its sources have been asked just now, within the call that is running.
      if (isLoading) this.#begun = reads.mark;
      this.#eventsDue = !isLoading;
      this.refresh();
    });
    for (const gesture of ["eventDrop", "eventResize", "eventReceive"]) {
      this.#on(gesture, ({ event }) => {
        if (event?.id) this.#dragged.add(habits.idOf(event.id));
        this.refresh(habits.rereadsWithin);
      });
    }
    this.refresh(0);
  }

  #on(name: string, listener: (argument: { event?: { id?: string } }) => void): void {
    const handler = (argument: { event?: { id?: string } }): void => {
      try {
        listener(argument);
      } catch {
        // An error in here would surface in the middle of the calendar's own work.
      }
    };
    this.api.on(name, handler);
    this.#stop.signal.addEventListener("abort", () => this.api.off(name, handler));
  }

  refresh(after = settleFor): void {
    if (this.#working) {
      this.#again = true;
      return;
    }
    const due = performance.now() + after;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.#look(), after);
  }

  resend(): void {
    this.#full = true;
    this.#sent = new Map();
    this.#sentView = "";
    this.refresh(0);
  }

  get #data(): CalendarData {
    return this.api.getCurrentData();
  }

  #busy(): boolean {
    const { eventSources: sources, eventStore } = this.#data;
    // Where a framework draws it, what a read has brought is told a task or more after its end.
    if (this.#eventsDue && eventStore !== this.#toldStore) return true;
    return Object.values(sources).some((source) => source.isFetching === true);
  }

  /**
   * The request by which the calendar has read from its server all that its source gives, or 0. An app may hand over what
   * it holds itself, so each source must have asked, while the calendar was loading, for the days that are shown.
   */
  #requestOfRead(): number {
    const { eventSources, dateProfile } = this.#data;
    const sources = Object.values(eventSources);
    const own = ({ meta }: EventSource) =>
      !meta?.url && !(sources.length === 1 && typeof meta === "function");
    const day = dateProfile.activeRange.start.getTime();
    if (sources.some(own)) return 0;
    // The first day; in UTC it may begin on the one before it; or its first second.
    const starts = [day, day - dayMs].map((wall) => marker(wall).slice(0, 10).replaceAll("-", ""));
    starts.push(String(this.api.view.activeStart.getTime() / 1000));
    const asked = this.#pageReads.since(this.#begun).filter(({ url }) => {
      const text = url.replaceAll("-", "");
      return starts.some((start) => text.includes(start));
    });
    const [first] = asked;
    const all = asked.length >= sources.length && asked.every(({ status }) => status >= 200 && status < 300);
    return first && all ? first.id : 0;
  }

  #view(): RawView {
    const { api } = this;
    const option = api.getOption("timeZone");
    const timeZone = typeof option === "string" && option ? option : "local";
    const { dateProfile, eventStore } = this.#data;
    const { activeRange, currentRange } = dateProfile;
    return {
      root: this.name,
      timeZone,
      activeStart: marker(activeRange.start.getTime()),
      activeEnd: marker(activeRange.end.getTime()),
      currentStart: marker(currentRange.start.getTime()),
      currentEnd: marker(currentRange.end.getTime()),
      loading: this.#busy(),
      failed: this.#failed,
      reads: this.#reads,
      readBy: eventStore === this.#readStore ? this.#readBy : 0,
      dragged: [...this.#dragged],
    };
  }

  /** What begins then and comes next of what was sent: most come in their old order, and a search by name is felt. */
  #next(start: number): Seen | undefined {
    const place = this.#order[this.#place]?.start === start ? this.#place : this.#place + 1;
    const next = this.#order[place];
    if (next?.start !== start) return undefined;
    this.#place = place + 1;
    return next;
  }

  /** @param from and `to`: the markers of what is shown. */
  #read(def: EventDef, instance: EventInstance, from: number, to: number): Seen | null {
    if (unseen.has(def.ui?.display)) return null;
    const { range, forcedStartTzo: offset = null } = instance;
    const start = range.start.getTime();
    const end = range.end.getTime();
    if (start >= to || (end <= from && start < from)) return null;
    const next = this.#next(start);
    if (next?.def === def && next.instance === instance) return next;
    const id = this.#habits.idOf(String(def.publicId ?? "").slice(0, 250));
    const name = next?.id === id ? next.name : `${id}|${start}`;
    const last = next?.id === id ? next : this.#sent.get(name);
    const { extendedProps: source } = def;
    return {
      name,
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

  async #look(): Promise<void> {
    this.#due = Number.POSITIVE_INFINITY;
    this.#working = true;
    try {
      await this.#compare();
    } catch {
      // The host hears nothing and says that the calendar cannot be read.
    }
    this.#working = false;
    if (this.#again) {
      this.#again = false;
      this.refresh();
    }
  }

  async #compare(): Promise<void> {
    if (this.#eventsDue && !this.#busy()) {
      // What it holds is what it told before: the read brought nothing.
      this.#eventsDue = false;
      this.#failed = true;
    }
    markToolbar(this.root);
    const view = this.#view();
    const viewText = () => JSON.stringify({ ...view, dragged: view.dragged.length });
    const say = (add: RawEvent[], drop: string[], last: boolean, full: boolean) => {
      this.#send({ type: "view", view, full, add, drop, last });
      for (const id of view.dragged) this.#dragged.delete(id);
    };
    if (view.loading) {
      // What it holds now belongs partly to another week.
      const text = viewText();
      if (text !== this.#sentView && !this.#full) say([], [], true, false);
      this.#sentView = text;
      return;
    }
    const sent = this.#sent;
    this.#order = [...sent.values()];
    this.#place = 0;
    const next = new Map<string, Seen>();
    const from = Date.parse(`${view.activeStart}Z`);
    const to = Date.parse(`${view.activeEnd}Z`);
    let add: RawEvent[] = [];
    let full = this.#full;
    let gone = sent.size;
    let pauseAt = performance.now() + slice;
    const { defs, instances } = this.#data.eventStore;
    for (const instance of Object.values(instances)) {
      const def = defs[instance.defId];
      if (next.size >= maxEvents) break;
      if (!def) continue;
      // The app has put it there by itself.
      if (!def.sourceId) view.readBy = 0;
      const seen = this.#read(def, instance, from, to);
      if (!seen) continue;
      let uid = seen.name;
      for (let twin = 1; next.has(uid); twin++) uid = `${seen.name}|${twin}`;
      next.set(uid, seen);
      const before = sent.get(uid);
      if (before) gone--;
      if (full || !isSame(seen, before)) add.push(rawOf(seen, uid));
      if (add.length < chunk && (next.size % 16 > 0 || performance.now() < pauseAt)) continue;
      if (add.length > 0) {
        say(add, [], false, full);
        full = false;
        add = [];
      }
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#stop.signal.aborted) return;
      pauseAt = performance.now() + slice;
    }
    const drop = this.#full || gone === 0 ? [] : [...sent.keys()].filter((uid) => !next.has(uid));
    const text = viewText();
    const changed = add.length > 0 || drop.length > 0 || text !== this.#sentView || full;
    if (changed) say(add, drop, true, full);
    // All is wanted once more.
    if (this.#sent !== sent) return;
    this.#sent = next;
    this.#sentView = text;
    this.#full = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.root.removeAttribute(rootAttribute);
    this.root.querySelector(`[${toolbarAttribute}]`)?.removeAttribute(toolbarAttribute);
  }
}

/** Watches every FullCalendar of the page. A plugin for an app that is built on it may share this. */
export const watchCalendars = (context: ProbeContext, habits = usual): void => {
  const { signal, onMessage, send } = context;
  const watched = new Map<Element, Watched>();
  let names = 0;
  let retry = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSeen = -1;

  function lookAround(): void {
    timer = undefined;
    observer.observe(document, { childList: true, subtree: true });
    const { candidates, found } = findCalendars();
    for (const [root, calendar] of watched) {
      if (found.get(root) === calendar.api) continue;
      calendar.stop();
      watched.delete(root);
      send({ type: "gone", root: calendar.name });
    }
    for (const [root, api] of found) {
      const known = watched.get(root);
      if (!known) watched.set(root, new Watched(root, api, String(++names), habits, context));
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
        // What the page has made of itself is looked at again when it changes.
      }
    }, after);
  }

  // Calendars come and go with the pages of an app.
  const observer = new MutationObserver(() => {
    // A page that draws itself anew would go on to fill books with it that nobody reads.
    observer.disconnect();
    later(watched.size > 0 ? lookEvery.found : lookEvery.searching);
  });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const calendar of watched.values()) calendar.stop();
  });

  onMessage((message) => {
    const order = message as ToProbe;
    if (order.type === "resend") {
      lastSeen = -1;
      for (const calendar of watched.values()) calendar.resend();
      later(0);
    } else if (order.type === "gotoDate") {
      for (const calendar of watched.values())
        if (calendar.name === order.root) calendar.api.gotoDate(order.day);
    }
  });
  later(0);
};
