import {
  type Appointment,
  type AppointmentChange,
  type CalendarAdapter,
  CalendarUnreadable,
  definePlugin,
  type Emitter,
  type Event,
  type Missing,
  type PluginContext,
  type Reading,
  type ShownDays,
  type UnseenCreation,
} from "../../plugin-api/index.ts";
import { namedQuestions } from "../../plugin-kit/named-questions.ts";
import type { SelectedDay } from "../../plugin-kit/selected-day.ts";
import { readableWithin } from "../../plugin-kit/waits.ts";
import { Changes, daysToRead, outcomeOf } from "./changes.ts";
import { type Days, onPageRead } from "./page-reads.ts";
import { id } from "./plugin.json";
import { appointmentsByDay, keyOf, type OwnedRow } from "./read.ts";
import { type Deed, deedOf } from "./request.ts";
import { type Found, Server } from "./server.ts";
import { dayAmongShown, selectDay, shownDays } from "./shown-days.ts";

/** The calendar and the list beside it are read at once: one look for both. */
const gatherFor = 50;
/** More days at once than this are read by themselves. */
const widest = 62;
const lookEvery = 2_000;
/** Together less than `readableWithin`, after which the user is to know. */
const retries = [500, 2_000, 5_000];
/** A change whose outcome cannot be read for this long stays untold; that it cannot be read is told at once. */
const tellWithin = 10 * 60_000;
const retryEvery = 15_000;

const compare = Temporal.PlainDate.compare;
const missingOf = (error: unknown): Missing =>
  error instanceof CalendarUnreadable ? error.missing : "plugin";

const unticked = '.sg-calendar-list-item [role="checkbox"][aria-checked="false"]';

class SogoCalendar implements CalendarAdapter, Disposable {
  readonly #signal: AbortSignal;
  readonly #server: Server;
  readonly #selected: SelectedDay;
  readonly #changes: Emitter<AppointmentChange>;
  readonly #readings: Emitter<Reading>;
  readonly #unseen: Emitter<UnseenCreation>;
  readonly #detector = new Changes();
  readonly #missed: Emitter<string>;
  readonly onDidChange: Event<AppointmentChange>;
  readonly onDidMiss: Event<string>;
  readonly onDidRead: Event<Reading>;
  /** Never: what is created on a day that is not shown is read all the same. */
  readonly onDidCreateUnseen: Event<UnseenCreation>;
  #reading: Reading | null = null;
  #shown: Days | null = null;
  #asked: Days[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One after the other, as they happened. */
  #telling: Promise<void> = Promise.resolve();

  constructor(context: PluginContext) {
    this.#changes = context.createEmitter();
    this.#readings = context.createEmitter();
    this.#unseen = context.createEmitter();
    this.#missed = context.createEmitter();
    this.onDidChange = this.#changes.event;
    this.onDidMiss = this.#missed.event;
    this.onDidRead = this.#readings.event;
    this.onDidCreateUnseen = this.#unseen.event;
    const { signal, subscriptions, onDidWrite } = context;
    this.#signal = signal;
    this.#server = new Server(location.href, context);
    this.#selected = selectDay(signal);
    subscriptions.use(
      onDidWrite((write) => {
        const deed = deedOf(write, this.#server.folder);
        if (!deed) return;
        this.#detector.wrote(deed);
        this.#telling = this.#telling.then(() => this.#tell(deed));
      }),
    );
    onPageRead(this.#server.folder, (days) => this.#gather(days), signal);
    void this.#startAnyway();
  }

  get reading(): Reading | null {
    return this.#reading;
  }

  #read(reading: Reading): void {
    this.#reading = reading;
    this.#readings.fire(reading);
  }

  /** Where the browser has forgotten what the page read, the page itself says which days it shows. */
  async #startAnyway(): Promise<void> {
    for (let waited = 0; !this.#shown && !this.#signal.aborted; waited += lookEvery) {
      const days = waited > 0 ? shownDays() : [];
      const [from, to] = [days[0], days.at(-1)];
      if (from && to) {
        return this.#gather({
          from: Temporal.PlainDate.from(from),
          to: Temporal.PlainDate.from(to),
          shown: true,
        });
      }
      if (waited === readableWithin) this.#read({ ok: false, missing: "loading" });
      await this.#sleep(lookEvery);
    }
  }

  /** Until then, or until the plugin is deactivated. */
  #sleep(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    this.#signal.addEventListener("abort", stop, { once: true });
    return promise.finally(() => this.#signal.removeEventListener("abort", stop));
  }

  #gather({ from, to, shown }: Days & { shown: boolean }): void {
    if (shown) this.#shown = { from, to };
    this.#asked.push({ from, to });
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const asked = this.#asked.splice(0).sort((a, b) => compare(a.from, b.from));
      const together: Days[] = [];
      for (const days of asked) {
        const last = together.pop();
        const end = last && compare(last.to, days.to) > 0 ? last.to : days.to;
        if (last && last.from.until(end, { largestUnit: "days" }).days <= widest)
          together.push({ from: last.from, to: end });
        else together.push(...(last ? [last] : []), days);
      }
      for (const days of together) void this.#look(days);
    }, gatherFor);
  }

  /** As the page has just done. */
  async #look(days: Days): Promise<void> {
    try {
      const { rows, unread } = await this.#rows(days);
      const shown = this.#shown;
      if (!shown || compare(days.from, shown.from) > 0 || compare(days.to, shown.to) < 0) return;
      this.#read({ ok: true, appointments: await this.#count(rows, shown), unread });
    } catch (error) {
      if (!this.#signal.aborted) this.#read({ ok: false, missing: missingOf(error) });
    }
  }

  async #count(rows: readonly OwnedRow[], { from, to }: Days): Promise<number> {
    const timeZone = await this.#server.timeZone();
    const [first, end] = [from, to.add({ days: 1 })].map(
      (day) => day.toZonedDateTime(timeZone).epochMilliseconds,
    );
    return rows.filter(({ start, cancelled }) => !cancelled && start >= (first ?? 0) && start < (end ?? 0))
      .length;
  }

  /** @throws CalendarUnreadable when the server has not answered after some tries */
  async #rows({ from, to }: Days): Promise<Pick<Found, "rows" | "unread">> {
    for (const delay of [...retries, null]) {
      try {
        const { rows, unread, read } = await this.#server.rows(from, to);
        this.#detector.learn(rows, read);
        return { rows, unread };
      } catch (error) {
        if (delay === null || this.#signal.aborted) throw error;
        await this.#sleep(delay);
      }
    }
    throw new CalendarUnreadable("data");
  }

  /** What came of a deed, once the server itself shows it. */
  async #tell(deed: Deed): Promise<void> {
    const before = new Map(deed.keys.map((key) => [key, this.#detector.before(key, deed.startedAt)]));
    while (!this.#signal.aborted && Date.now() - deed.endedAt < tellWithin) {
      try {
        const days = daysToRead(deed, before, await this.#server.timeZone());
        const { rows } = days ? await this.#rows(days) : { rows: [] };
        const after = new Map(rows.map((row) => [keyOf(row), row]));
        for (const key of deed.keys) {
          if (this.#signal.aborted) return;
          const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
          const outcome = outcomeOf(deed, was, is, was || is ? null : this.#series(key, rows));
          if (outcome?.type === "missed") this.#missed.fire(outcome.title);
          else if (outcome) this.#changes.fire(outcome);
        }
        return;
      } catch (error) {
        if (this.#signal.aborted) return;
        this.#read({ ok: false, missing: missingOf(error) });
        await this.#sleep(retryEvery);
      }
    }
    if (this.#signal.aborted) return;
    const titles = [...before.values()].map((row) => row?.title ?? "");
    this.#missed.fire(titles.find((title) => title !== "") ?? "");
  }

  /** Some occurrence, where a key names a series as a whole. */
  #series(key: string, read: readonly OwnedRow[]): OwnedRow | null {
    const isOccurrence = ({ name, occurrence }: OwnedRow): boolean => name === key && occurrence !== null;
    return read.find(isOccurrence) ?? this.#detector.occurrenceOf(key);
  }

  /** The server is asked for the calendars that are ticked, as the page asks it. */
  get isPartial(): boolean {
    return document.querySelector(unticked) !== null;
  }

  async shown(): Promise<ShownDays | null> {
    const days = this.#shown;
    if (!days || !this.#reading?.ok) return null;
    const before = await this.#server.calendars();
    const { rows } = await this.#rows(days);
    const after = await this.#server.calendars();
    // Somebody has ticked another one meanwhile, or the page is yet to show that somebody has.
    if (String(before.ticked) !== String(after.ticked) || after.areSomeHidden !== this.isPartial) return null;
    const timeZone = await this.#server.timeZone();
    return {
      days: appointmentsByDay(rows, days, timeZone),
      questions: namedQuestions([timeZone, ...after.ticked]),
    };
  }

  selectedDay(): Temporal.PlainDate | null {
    const day = dayAmongShown(this.#selected);
    return day === null ? null : Temporal.PlainDate.from(day);
  }

  async appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]> {
    const { rows } = await this.#server.rows(day, day);
    const timeZone = await this.#server.timeZone();
    const found = appointmentsByDay(rows, { from: day, to: day }, timeZone).get(day.toString()) ?? [];
    return found.sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#changes[Symbol.dispose]();
    this.#missed[Symbol.dispose]();
    this.#readings[Symbol.dispose]();
    this.#unseen[Symbol.dispose]();
  }
}

export default definePlugin(id, {
  activate(context) {
    const adapter = context.subscriptions.use(new SogoCalendar(context));
    context.registerCalendar(adapter);
  },
});
