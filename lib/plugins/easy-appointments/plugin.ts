import {
  type Appointment,
  type AppointmentChange,
  type CalendarAdapter,
  CalendarUnreadable,
  definePlugin,
  type Emitter,
  type Event,
  type Fields,
  isFields,
  type Missing,
  type NetworkWrite,
  type PluginContext,
  type Reading,
  type ShownDays,
  type UnseenCreation,
} from "../../plugin-api/index.ts";
import type { SelectedDay } from "../../plugin-kit/selected-day.ts";
import { readableWithin } from "../../plugin-kit/waits.ts";
import { Changes, type Order } from "./changes.ts";
import type { ToProbe } from "./messages.ts";
import { id } from "./plugin.json";
import { isUnread, type Row, rowOf } from "./read.ts";
import { filterOf, type Request, requestOf } from "./request.ts";
import { dayAmongShown, selectDay } from "./selected-day.ts";

/** A page that was there before us has read its calendar; it is asked to do so once more. */
const reloadAfter = 1_500;
const turnTimeout = 12_000;

type List = Extract<Request, { type: "list" }>;

/** A list whose answer was too long to be handed over: the page's own calendars have it, too. */
interface Reread {
  readonly ask: number;
  readonly list: List;
  readonly order: Order;
  readonly filter: string | null;
  readonly rows: Row[];
  unread: number;
}

class EasyAppointments implements CalendarAdapter, Disposable {
  readonly #context: PluginContext;
  readonly #changes: Emitter<AppointmentChange>;
  readonly #readings: Emitter<Reading>;
  readonly #unseen: Emitter<UnseenCreation>;
  readonly #arrivals: Emitter<void>;
  readonly #detector = new Changes((creation) => this.#unseen.fire(creation));
  readonly #selected: SelectedDay;
  readonly #timers: ReturnType<typeof setTimeout>[];
  readonly onDidChange: Event<AppointmentChange>;
  readonly onDidRead: Event<Reading>;
  readonly onDidCreateUnseen: Event<UnseenCreation>;
  #reading: Reading | null = null;
  #probeSpoke = false;
  #listed = false;
  /** By which the page has shortened the last list. */
  #filter: string | null = null;
  #reread: Reread | null = null;
  #asks = 0;
  /** Whether the page took the last order to show another day. */
  #turned: boolean | null = null;

  constructor(context: PluginContext) {
    this.#changes = context.createEmitter();
    this.#readings = context.createEmitter();
    this.#unseen = context.createEmitter();
    this.#arrivals = context.createEmitter();
    this.onDidChange = this.#changes.event;
    this.onDidRead = this.#readings.event;
    this.onDidCreateUnseen = this.#unseen.event;
    this.#context = context;
    this.#selected = selectDay(context.signal);
    context.subscriptions.use(context.probe.onMessage((message) => this.#receive(message)));
    context.subscriptions.use(context.onDidWrite((write) => this.#hear(write)));
    this.#ask({ type: "hello" });
    this.#timers = [
      setTimeout(() => {
        if (!this.#listed) document.querySelector<HTMLElement>("#reload-appointments")?.click();
      }, reloadAfter),
      setTimeout(() => {
        if (this.#reading === null) this.#read({ ok: false, missing: this.#missing() });
      }, readableWithin),
    ];
  }

  get reading(): Reading | null {
    return this.#reading;
  }

  #ask(message: ToProbe): void {
    this.#context.probe.send(message);
  }

  #read(reading: Reading): void {
    this.#reading = reading;
    this.#readings.fire(reading);
  }

  #missing(): Missing {
    if (this.#listed) return "data";
    return this.#probeSpoke ? "loading" : "probe";
  }

  #hear(write: NetworkWrite): void {
    const request = requestOf(write);
    if (!request) return;
    const order: Order = { begun: write.id, answered: write.answerId };
    switch (request.type) {
      case "list":
        this.#listed = true;
        if (request.rows) this.#take(request, request.rows, order, filterOf(write), request.unread);
        else {
          this.#reread = {
            ask: ++this.#asks,
            list: request,
            order,
            filter: filterOf(write),
            rows: [],
            unread: 0,
          };
          this.#ask({ type: "read", ask: this.#asks });
        }
        break;
      case "save":
        this.#tell(this.#detector.saved(request, order, Date.now()));
        break;
      case "delete":
        this.#tell(this.#detector.deleted(request.id, order));
        break;
    }
  }

  #receive(message: unknown): void {
    this.#probeSpoke = true;
    if (!isFields(message)) return;
    if (message.type === "turned") this.#turned = message.ok === true;
    else if (message.type === "records" || message.type === "unreadable") this.#receiveRecords(message);
    this.#arrivals.fire();
  }

  #receiveRecords({ type, ask, records, last }: Fields): void {
    const reread = this.#reread;
    // A later list has taken its place.
    if (!reread || reread.ask !== ask) return;
    if (type === "unreadable" || !Array.isArray(records)) {
      this.#reread = null;
      this.#read({ ok: false, missing: "data" });
      return;
    }
    for (const record of records.slice(0, 1_000)) {
      const row = rowOf(record);
      if (row) reread.rows.push(row);
      else if (isUnread(record)) reread.unread++;
    }
    if (last !== true) return;
    this.#reread = null;
    this.#take(reread.list, reread.rows, reread.order, reread.filter, reread.unread);
  }

  #take(list: List, rows: readonly Row[], order: Order, filter: string | null, unread = 0): void {
    this.#filter = filter;
    this.#tell(this.#detector.listed({ from: list.from, until: list.until, rows }, order, Date.now()));
    this.#read({ ok: true, appointments: this.#detector.count ?? 0, unread });
    this.#arrivals.fire();
  }

  #tell(changes: readonly AppointmentChange[]): void {
    for (const change of changes) this.#changes.fire(change);
  }

  /** A provider or a service is chosen: the page has asked for nothing else. */
  get isPartial(): boolean {
    return this.#filter !== null;
  }

  /** Each provider may have a clock of its own. */
  zoneOf(appointmentId: string): string | null {
    return this.#detector.zoneOf(appointmentId);
  }

  async shown(): Promise<ShownDays | null> {
    const days = this.#detector.shown();
    return days && { days, questions: [this.#filter ?? ""] };
  }

  selectedDay(): Temporal.PlainDate | null {
    const day = dayAmongShown(this.#selected);
    return day === null ? null : Temporal.PlainDate.from(day);
  }

  async appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]> {
    const text = day.toString();
    const until = Date.now() + turnTimeout;
    let asked = false;
    for (;;) {
      const found = this.#detector.on(text);
      if (found) return found;
      if (this.#reading?.ok === false) throw new CalendarUnreadable(this.#reading.missing);
      if (asked && this.#turned === false) throw new CalendarUnreadable("day");
      if (!asked && this.#reading?.ok) {
        asked = true;
        this.#turned = null;
        this.#ask({ type: "turn", day: text });
        // The answer to that may be there already.
        continue;
      }
      const left = until - Date.now();
      if (left <= 0) throw new CalendarUnreadable(asked ? "day" : this.#missing());
      await this.#arrival(left);
      if (this.#context.signal.aborted) throw new CalendarUnreadable("calendar");
    }
  }

  /** Until the page says something, but no longer than that. */
  async #arrival(atMost: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _arrived = this.#arrivals.event(resolve);
    const timer = setTimeout(resolve, Math.min(atMost, 1_000));
    await promise;
    clearTimeout(timer);
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#arrivals.fire();
    for (const emitter of [this.#changes, this.#readings, this.#unseen, this.#arrivals])
      emitter[Symbol.dispose]();
  }
}

export default definePlugin(id, {
  activate(context) {
    context.registerCalendar(context.subscriptions.use(new EasyAppointments(context)));
  },
});
