import type { PageReads, ProbeContext } from "../../plugin-api/index.ts";
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
const settleFor = 10;

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

export const usual: Habits = { idOf: (id) => id, rereadsWithin: settleFor };

/** One calendar of the page: tells what it holds and what changes in it. */
export class WatchedCalendar {
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
      this.#readBy = requestOfRead(this.api, this.#pageReads, this.#begun);
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
