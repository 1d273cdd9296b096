import {
  type Appointment,
  type AppointmentChange,
  type CalendarAdapter,
  CalendarUnreadable,
  Emitter,
  type Missing,
  type NetworkWrite,
  type PluginContext,
  type Reading,
} from "../../plugin-api/index.ts";
import { readEvents } from "../read-events.ts";
import type { SelectedDay } from "../selected-day.ts";
import { loadsWithin, readableWithin } from "../waits.ts";
import { instantText, UnknownTimeZone, wallMs } from "../zone.ts";
import { baseOf, type Entry } from "./entry.ts";
import type { FromProbe, RawView, ToProbe } from "./messages.ts";
import { type DayInRoot, selectDay } from "./selected-day.ts";
import { readMessage, type Snapshot, View } from "./snapshot.ts";

const turnTimeout = 15_000;
/** A calendar that does not show a day this long after it was told to, never will: it hides weekends, say. */
const turnPatience = 4_000;
const dayMs = 86_400_000;

/** All of them are in UTC. */
const byStart = (a: AppointmentChange, b: AppointmentChange): number =>
  a.appointment.start < b.appointment.start ? -1 : 1;

const shows = (view: RawView, day: string): boolean =>
  view.activeStart <= `${day}T00:00:00` && `${day}T00:00:00` < view.activeEnd;

/**
 * Tells which changes are news, from what the page writes and what its calendars show. Every `now` and `dueAt` is
 * in milliseconds since the epoch.
 */
export interface ChangeSource {
  /** How the app's events are to be understood. */
  readonly entry: typeof Entry;
  wrote(write: NetworkWrite, now: number): AppointmentChange[] | Promise<AppointmentChange[]>;
  look(snapshot: Snapshot, now: number): AppointmentChange[];
  /** A calendar has left the page. */
  gone(root: string, now: number): void;
  /** What has become certain by now. */
  tick(now: number): AppointmentChange[];
  /** When to ask again; `null` when nothing waits. */
  dueAt(now: number): number | null;
}

/** What a source tells by itself. */
export interface ChangeListener {
  /** What one act of a person changed, found out later. */
  changed(act: readonly AppointmentChange[]): void;
  /**
   * Something was created on a day that is not shown. It is told as a change when the calendar shows that day.
   * @param start in milliseconds since the epoch
   */
  unseen(start: number): void;
  /** Something was changed, and what it was cannot be told. */
  missed(title: string): void;
}

/** Reads every FullCalendar of the page. A plugin for an app that is built on it brings a source of its own. */
export class FullCalendar<Source extends ChangeSource> implements CalendarAdapter, Disposable {
  readonly #context: PluginContext;
  readonly #own = new DisposableStack();
  readonly #changes = this.#own.use(new Emitter<AppointmentChange>());
  readonly #seriesChanges = this.#own.use(new Emitter<readonly AppointmentChange[]>());
  readonly #readings = this.#own.use(new Emitter<Reading>());
  readonly #arrivals = this.#own.use(new Emitter<void>());
  readonly #unseen = this.#own.use(new Emitter<string>());
  readonly #missed = this.#own.use(new Emitter<string>());
  protected readonly source: Source;
  readonly #views = new Map<string, View>();
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #selected: SelectedDay<DayInRoot>;
  readonly onDidChange = this.#changes.event;
  readonly onDidChangeSeries = this.#seriesChanges.event;
  readonly onDidRead = this.#readings.event;
  readonly onDidCreateUnseen = this.#unseen.event;
  readonly onDidMiss = this.#missed.event;
  #reading: Reading | null = null;
  #tasks: Promise<void> = Promise.resolve();
  #probeSpoke = false;
  #candidates = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(context: PluginContext, source: (listener: ChangeListener) => Source) {
    this.#context = context;
    this.source = source({
      changed: (act) => {
        this.#fire(act);
        this.#await();
      },
      unseen: (start) => this.#unseen.fire(instantText(start)),
      missed: (title) => this.#missed.fire(title),
    });
    this.#selected = selectDay(context.signal);
    context.subscriptions.use(context.probe.onMessage((message) => this.#receive(message)));
    context.subscriptions.use(
      context.onDidWrite((write) => {
        const now = Date.now();
        this.#inOrder(async () => this.#tell(await this.source.wrote(write, now)));
      }),
    );
    this.#ask({ type: "resend" });
    this.#watch();
  }

  get reading(): Reading | null {
    return this.#reading;
  }

  #ask(message: ToProbe): void {
    this.#context.probe.send(message);
  }

  #receive(value: unknown): void {
    const message = readMessage(value);
    if (!message) return;
    this.#probeSpoke = true;
    const now = Date.now();
    switch (message.type) {
      case "seen":
        this.#candidates = message.candidates;
        this.#watch();
        break;
      case "gone":
        this.#inOrder(() => {
          this.#views.delete(message.root);
          this.#snapshots.delete(message.root);
          this.source.gone(message.root, now);
          this.#watch();
        });
        break;
      case "view":
        this.#inOrder(() => this.#take(message, now));
        break;
    }
    this.#arrivals.fire();
  }

  /**
   * One after the other, as they came: what the background has yet to read would otherwise be overtaken by what
   * needs no reading.
   */
  #inOrder(task: () => void | Promise<void>): void {
    this.#tasks = this.#tasks.then(async () => {
      if (this.#context.signal.aborted) return;
      try {
        await task();
      } catch (error) {
        if (this.#context.signal.aborted) return;
        console.error("Pípni:", error);
        this.#fail("plugin");
      }
      this.#arrivals.fire();
    });
  }

  async #take(message: Extract<FromProbe, { type: "view" }>, now: number): Promise<void> {
    const { root } = message.view;
    let view = this.#views.get(root);
    if (!view) {
      view = new View(this.source.entry);
      this.#views.set(root, view);
      // Joined in the middle: only a full one can be built upon.
      if (!message.full) this.#ask({ type: "resend" });
    }
    let snapshot: Snapshot | null;
    try {
      snapshot = view.take(message);
    } catch (error) {
      if (!(error instanceof UnknownTimeZone)) throw error;
      this.#fail("timeZone");
      return;
    }
    if (!snapshot) return;
    await this.#readAll(view);
    this.#snapshots.set(root, snapshot);
    this.#tell(this.source.look(snapshot, now));
    this.#watch();
    if (this.#settled().length > 0) this.#read({ ok: true, appointments: this.#count() });
  }

  /** Asks who the view's new events are about. */
  async #readAll(view: View): Promise<void> {
    const unread = view.unread();
    if (unread.length === 0) return;
    try {
      const readings = await readEvents(
        this.#context,
        unread.map(({ text }) => text),
      );
      unread.forEach((entry, index) => {
        const reading = readings[index];
        if (reading) entry.take(reading);
      });
    } catch (error) {
      // What was not read is asked about again with the next message.
      this.#ask({ type: "resend" });
      throw error;
    }
  }

  #settled(): Snapshot[] {
    return [...this.#snapshots.values()].filter((snapshot) => snapshot.settled);
  }

  #count(): number {
    const ids = new Set<string>();
    for (const snapshot of this.#settled()) {
      for (const [id, entry] of snapshot.entries) if (!entry.cancelled) ids.add(id);
    }
    return ids.size;
  }

  #read(reading: Reading): void {
    this.#reading = reading;
    this.#readings.fire(reading);
  }

  #fail(missing: Missing): void {
    if (this.#reading?.ok === false && this.#reading.missing === missing) return;
    this.#read({ ok: false, missing });
  }

  #missing(): Missing | null {
    if (this.#settled().length > 0) return null;
    if (!this.#probeSpoke) return "probe";
    if (this.#snapshots.size > 0) return "loading";
    return this.#candidates > 0 ? "data" : null;
  }

  /** As long as something is missing, says so once it has been missing for too long. */
  #watch(): void {
    if (this.#missing() === null) {
      clearTimeout(this.#watchdog);
      this.#watchdog = undefined;
      return;
    }
    const after = this.#missing() === "loading" ? loadsWithin : readableWithin;
    this.#watchdog ??= setTimeout(() => {
      this.#watchdog = undefined;
      const missing = this.#missing();
      if (missing === null) return;
      this.#fail(missing);
      // The probe may have come late; it answers when it is there.
      if (missing === "probe") this.#ask({ type: "resend" });
      this.#watch();
    }, after);
  }

  #tell(changes: readonly AppointmentChange[]): void {
    const acts = Map.groupBy(changes, ({ type, appointment }) => `${type} ${baseOf(appointment.id)}`);
    for (const act of acts.values()) this.#fire(act.toSorted(byStart));
    this.#await();
  }

  #fire(act: readonly AppointmentChange[]): void {
    const [only, ...others] = act;
    if (others.length > 0) this.#seriesChanges.fire(act);
    else if (only) this.#changes.fire(only);
  }

  /** Asks once more when there may be something to tell. */
  #await(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const due = this.source.dueAt(now);
    if (due === null || this.#context.signal.aborted) return;
    this.#timer = setTimeout(() => this.#inOrder(() => this.#tell(this.source.tick(Date.now()))), due - now);
  }

  selectedDay(): Temporal.PlainDate | null {
    const { last } = this.#selected;
    const ofLast = last ? this.#snapshots.get(last.root) : undefined;
    for (const snapshot of ofLast ? [ofLast] : this.#snapshots.values()) {
      const { currentStart, currentEnd } = snapshot.view;
      if (wallMs(currentEnd) - wallMs(currentStart) <= dayMs) {
        return Temporal.PlainDate.from(currentStart.slice(0, 10));
      }
    }
    if (!last || !ofLast) return null;
    // The page may have been turned since.
    return shows(ofLast.view, last.day) ? Temporal.PlainDate.from(last.day) : null;
  }

  async appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]> {
    const text = day.toString();
    const started = Date.now();
    const asked = new Map<string, number>();
    for (;;) {
      const all = [...this.#snapshots.values()];
      const ready = all.length > 0 && all.every((one) => one.settled && shows(one.view, text));
      if (ready) return this.#list(all, text);
      for (const { view, settled } of all) {
        if (shows(view, text) || !settled) continue;
        const askedAt = asked.get(view.root);
        if (askedAt !== undefined) {
          if (Date.now() - askedAt > turnPatience) throw new CalendarUnreadable("day");
          continue;
        }
        asked.set(view.root, Date.now());
        this.#ask({ type: "gotoDate", root: view.root, day: text });
      }
      const left = started + turnTimeout - Date.now();
      if (left <= 0) throw new CalendarUnreadable(this.#whyNot(all, text));
      await this.#arrival(left);
      if (this.#context.signal.aborted) throw new CalendarUnreadable("calendar");
    }
  }

  #whyNot(all: readonly Snapshot[], day: string): Missing {
    if (all.length === 0) return this.#missing() ?? "calendar";
    if (this.#reading?.ok === false) return this.#reading.missing;
    if (all.some((one) => !one.settled)) return "loading";
    return all.some((one) => !shows(one.view, day)) ? "day" : "loading";
  }

  /** Until the probe says something, but no longer than that. */
  async #arrival(atMost: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _arrived = this.#arrivals.event(resolve);
    const timer = setTimeout(resolve, Math.min(atMost, 1000));
    await promise;
    clearTimeout(timer);
  }

  #list(snapshots: readonly Snapshot[], day: string): Appointment[] {
    const found = new Map<string, { start: number; appointment: Appointment }>();
    for (const { entries } of snapshots) {
      for (const [id, entry] of entries) {
        if (entry.cancelled || entry.raw.start.slice(0, 10) !== day) continue;
        const appointment = entry.appointment(id);
        found.set(appointment.id, { start: entry.start, appointment });
      }
    }
    return [...found.values()].sort((a, b) => a.start - b.start).map(({ appointment }) => appointment);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    this.#own.dispose();
  }
}
