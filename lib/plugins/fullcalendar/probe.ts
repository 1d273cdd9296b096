import { defineProbe, type Probe, type ProbeContext } from "../../plugin-api/index.ts";
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
import { id } from "./plugin.json";

/**
 * The half that runs in the page: finds FullCalendar's own object, for there is no official way to it, and
 * tells what it holds. Reads only, but for turning the page on the host's request.
 */
interface EventApi {
  id?: string;
  title?: string;
  start?: Date | null;
  end?: Date | null;
  allDay?: boolean;
  display?: string;
  extendedProps?: unknown;
  /** What the public fields are made of; at a thousand events that making is felt. */
  _def?: {
    publicId?: string;
    title?: string;
    allDay?: boolean;
    hasEnd?: boolean;
    recurringDef?: unknown;
    ui?: { display?: string | null };
    extendedProps?: unknown;
  };
  _instance?: { range?: DateRange; forcedStartTzo?: number | null } | null;
}
interface DateRange {
  start: Date;
  end: Date;
}
interface CalendarApi {
  on(name: string, handler: (argument: { event?: EventApi }) => void): void;
  off(name: string, handler: (argument: { event?: EventApi }) => void): void;
  getEvents(): EventApi[];
  getOption(name: string): unknown;
  gotoDate(day: string): void;
  view: { activeStart: Date; activeEnd: Date; currentStart: Date; currentEnd: Date };
  getCurrentData?(): {
    dateProfile?: { activeRange?: DateRange | null; currentRange?: DateRange };
    eventSources?: Record<string, { isFetching?: boolean }>;
  };
}
interface VNode {
  __k?: unknown;
  __c?: { props?: { calendarApi?: unknown }; context?: { calendarApi?: unknown } } | null;
}

const maxEvents = 3000;
/** Events in one task and one message: keeps every task of ours far below a frame. */
const chunk = 100;
const settleFor = 30;
/** A page that changes all the time is looked through this often: eagerly until a calendar is found. */
const lookEvery = { searching: 300, found: 2000 };
/** While a calendar stands there that cannot be opened yet. */
const retryDelays = [100, 250, 500, 1000, 2000, 4000, 8000];

const isApi = (value: unknown): value is CalendarApi =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<CalendarApi>).getEvents === "function" &&
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

/** Every calendar on the page with its root; `candidates` also counts what only looks like one. */
function findCalendars(): { candidates: number; found: Map<Element, CalendarApi> } {
  const found = new Map<Element, CalendarApi>();
  const unopened = new Set<Element>();
  const marks =
    '.fc-view-harness, [class*="fc-"] [role="grid"], [class*="fc-"] > [role="list"], [class*="fc-"] > * > [role="list"]';
  for (const start of document.querySelectorAll(marks)) {
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

/** `2026-11-24T08:00:00` of a marker, whose UTC fields are the wall clock. */
const marker = (date: Date): string => date.toISOString().slice(0, 19);

/** The marker of a public date, for versions that hide their own. */
function publicMarker(date: Date, timeZone: string): string {
  return marker(timeZone === "local" ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000) : date);
}

/** Version 7 names none of its classes: where its toolbar ends, the host is told by an attribute. */
function markToolbar(root: Element): void {
  const toolbar = root.firstElementChild;
  if (root.querySelector(".fc-header-toolbar") || !toolbar || toolbar === root.lastElementChild) return;
  if (!toolbar.querySelector("button") || toolbar.querySelector('[role="grid"], [role="list"]')) return;
  toolbar.lastElementChild?.setAttribute(toolbarAttribute, "");
}

/** What the app hung on an event, as JSON: by the browser's own hand where it can, for that is fast. */
function propsText(props: unknown): string {
  try {
    const text = JSON.stringify(props) ?? "";
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

class Watched {
  readonly root: Element;
  readonly api: CalendarApi;
  readonly name: string;
  readonly #send: (message: FromProbe) => void;
  readonly #stop = new AbortController();
  readonly #dragged = new Set<string>();
  #sent = new Map<string, string>();
  #sentView = "";
  #full = true;
  #reads = 0;
  #failed = false;
  #loading = false;
  /** A read is over and its events have not come: either they are about to, or the read failed. */
  #eventsDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working = false;
  #again = false;

  constructor(root: Element, api: CalendarApi, name: string, send: (message: FromProbe) => void) {
    this.root = root;
    this.api = api;
    this.name = name;
    this.#send = send;
    root.setAttribute(rootAttribute, name);
    this.#on("eventsSet", () => {
      if (this.#eventsDue) {
        this.#eventsDue = false;
        this.#failed = false;
        this.#reads += 1;
      }
      this.refresh();
    });
    this.#on("datesSet", () => this.refresh());
    this.#on("loading", (argument) => {
      this.#loading = (argument as unknown) === true;
      this.#eventsDue = !this.#loading;
      this.refresh();
    });
    for (const gesture of ["eventDrop", "eventResize", "eventReceive"]) {
      this.#on(gesture, ({ event }) => {
        if (event?.id) this.#dragged.add(event.id);
        this.refresh();
      });
    }
    this.refresh(0);
  }

  #on(name: string, listener: (argument: { event?: EventApi }) => void): void {
    const handler = (argument: { event?: EventApi }): void => {
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
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#look();
    }, after);
  }

  resend(): void {
    this.#full = true;
    this.#sent = new Map();
    this.#sentView = "";
    this.refresh(0);
  }

  #busy(): boolean {
    const sources = this.api.getCurrentData?.().eventSources;
    return sources ? Object.values(sources).some((source) => source.isFetching === true) : this.#loading;
  }

  #view(): RawView {
    const { api } = this;
    const option = api.getOption("timeZone");
    const timeZone = typeof option === "string" && option ? option : "local";
    const profile = api.getCurrentData?.().dateProfile;
    const { view } = api;
    const mark = (exact: Date | undefined, shown: Date) =>
      exact ? marker(exact) : publicMarker(shown, timeZone);
    return {
      root: this.name,
      timeZone,
      activeStart: mark(profile?.activeRange?.start, view.activeStart),
      activeEnd: mark(profile?.activeRange?.end, view.activeEnd),
      currentStart: mark(profile?.currentRange?.start, view.currentStart),
      currentEnd: mark(profile?.currentRange?.end, view.currentEnd),
      loading: this.#busy(),
      failed: this.#failed,
      reads: this.#reads,
      dragged: [...this.#dragged],
    };
  }

  #read(
    event: EventApi,
    view: Pick<RawView, "timeZone" | "activeStart" | "activeEnd">,
  ): Omit<RawEvent, "uid"> | null {
    const def = event._def;
    const range = event._instance?.range;
    const display = def?.ui ? def.ui.display : event.display;
    if (display === "background" || display === "inverse-background" || display === "none") return null;
    if (!range && !event.start) return null;
    const start = range ? marker(range.start) : publicMarker(event.start as Date, view.timeZone);
    if (start >= view.activeEnd) return null;
    const hasEnd = def ? def.hasEnd === true : Boolean(event.end);
    const until = range ? marker(range.end) : event.end ? publicMarker(event.end, view.timeZone) : start;
    if (until <= view.activeStart && start < view.activeStart) return null;
    const offset = event._instance?.forcedStartTzo;
    return {
      id: String(def?.publicId ?? event.id ?? "").slice(0, 250),
      title: String(def?.title ?? event.title ?? "").slice(0, 500),
      start,
      end: hasEnd ? until : null,
      ...(typeof offset === "number" && range
        ? { startInstant: new Date(range.start.getTime() - offset * 60_000).toISOString() }
        : {}),
      allDay: (def?.allDay ?? event.allDay) === true,
      recurring: def?.recurringDef !== undefined && def.recurringDef !== null,
      props: propsText(def?.extendedProps ?? event.extendedProps),
    };
  }

  async #look(): Promise<void> {
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
      // A read ends and its events come within one task, so by now these never will.
      this.#eventsDue = false;
      this.#failed = true;
    }
    markToolbar(this.root);
    const view = this.#view();
    const viewText = JSON.stringify({ ...view, dragged: view.dragged.length });
    const say = (add: RawEvent[], drop: string[], last: boolean, full: boolean) => {
      this.#send({ type: "view", view, full, add, drop, last });
      for (const id of view.dragged) this.#dragged.delete(id);
    };
    if (view.loading) {
      // What it holds now belongs partly to another week.
      if (viewText !== this.#sentView && !this.#full) say([], [], true, false);
      this.#sentView = viewText;
      return;
    }
    const next = new Map<string, string>();
    let add: RawEvent[] = [];
    let full = this.#full;
    let done = 0;
    for (const event of this.api.getEvents()) {
      if (next.size >= maxEvents) break;
      const raw = this.#read(event, view);
      if (!raw) continue;
      let uid = `${raw.id}|${raw.start}`;
      for (let twin = 1; next.has(uid); twin++) uid = `${raw.id}|${raw.start}|${twin}`;
      const text = JSON.stringify(raw);
      next.set(uid, text);
      if (full || this.#sent.get(uid) !== text) add.push({ uid, ...raw });
      if (++done % chunk === 0) {
        if (add.length > 0) {
          say(add, [], false, full);
          full = false;
          add = [];
        }
        await new Promise((resolve) => setTimeout(resolve));
        if (this.#stop.signal.aborted) return;
      }
    }
    const drop = this.#full ? [] : [...this.#sent.keys()].filter((uid) => !next.has(uid));
    const changed = add.length > 0 || drop.length > 0 || viewText !== this.#sentView || full;
    if (changed) say(add, drop, true, full);
    this.#sent = next;
    this.#sentView = viewText;
    this.#full = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.root.removeAttribute(rootAttribute);
    this.root.querySelector(`[${toolbarAttribute}]`)?.removeAttribute(toolbarAttribute);
  }
}

const start: Probe = ({ signal, send, onMessage }: ProbeContext) => {
  const watched = new Map<Element, Watched>();
  let names = 0;
  let retry = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSeen = "";
  const tell = (message: FromProbe): void => send(message);

  function lookAround(): void {
    timer = undefined;
    const { candidates, found } = findCalendars();
    for (const [root, calendar] of watched) {
      if (found.get(root) === calendar.api) continue;
      calendar.stop();
      watched.delete(root);
      tell({ type: "gone", root: calendar.name });
    }
    for (const [root, api] of found) {
      const known = watched.get(root);
      if (!known) watched.set(root, new Watched(root, api, String(++names), tell));
      else if (root.getAttribute(rootAttribute) !== known.name) root.setAttribute(rootAttribute, known.name);
    }
    const seen = `${candidates}/${found.size}`;
    if (seen !== lastSeen) tell({ type: "seen", candidates, opened: found.size });
    lastSeen = seen;
    if (candidates > found.size)
      later(retryDelays[Math.min(retry++, retryDelays.length - 1)] ?? lookEvery.found);
    else retry = 0;
  }

  function later(after: number): void {
    timer ??= setTimeout(() => {
      try {
        lookAround();
      } catch {
        timer = undefined;
      }
    }, after);
  }

  // Calendars come and go with the pages of an app.
  const observer = new MutationObserver(() =>
    later(watched.size > 0 ? lookEvery.found : lookEvery.searching),
  );
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const calendar of watched.values()) calendar.stop();
  });

  onMessage((message) => {
    const order = message as ToProbe;
    if (order.type === "resend") {
      lastSeen = "";
      for (const calendar of watched.values()) calendar.resend();
      later(0);
    } else if (order.type === "gotoDate") {
      for (const calendar of watched.values())
        if (calendar.name === order.root) calendar.api.gotoDate(order.day);
    }
  });
  later(0);
};

export default defineProbe(id, start);
