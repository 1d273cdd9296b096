import {
  type Appointment,
  type AppointmentChange,
  type CalendarAdapter,
  CalendarUnreadable,
  definePlugin,
  Emitter,
  type NetworkWrite,
  type PluginContext,
  readCalendar,
} from "../../plugin-api/index.ts";
import { Zone } from "../fullcalendar/instants.ts";
import { type ChangeSource, FullCalendar } from "../fullcalendar/reader.ts";
import type { Snapshot } from "../fullcalendar/snapshot.ts";
import { cut } from "../fullcalendar/words.ts";
import { eventsOf, ShownEvent } from "./entry.ts";
import { Ledger, type Shown } from "./ledger.ts";
import { readServerMessage } from "./messages.ts";
import { id } from "./plugin.json";

/** The title in an iCalendar text, good enough to say which appointment is meant. */
const titleIn = (text: string): string =>
  cut(/^SUMMARY[^:\r\n]*:(.+)$/m.exec(text)?.[1]?.replace(/\\(.)/g, "$1").trim() ?? "", 100);

/** What the page shows is no news, whatever changes in it. */
class Screen implements ChangeSource {
  zone = new Zone("local");
  shown: readonly Shown[] = [];
  #entries: Snapshot["entries"] | null = null;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  look({ settled, zone, entries }: Snapshot): AppointmentChange[] {
    this.zone = zone;
    // A calendar that only says how it stands has the same events as before.
    if (!settled || entries === this.#entries) return [];
    this.#entries = entries;
    const events = [...entries.values()].filter((entry) => entry instanceof ShownEvent);
    this.shown = events.filter(({ isEvent }) => isEvent).map(({ shown }) => shown);
    this.#ledger.shown(this.shown);
    return [];
  }

  wrote(): AppointmentChange[] {
    return [];
  }

  gone(): void {}

  tick(): AppointmentChange[] {
    return [];
  }

  dueAt(): null {
    return null;
  }
}

/** FullCalendar shows who comes when; what the page writes to its server says what has changed. */
class NextcloudCalendar implements CalendarAdapter, Disposable {
  readonly #signal: AbortSignal;
  readonly #reader: FullCalendar;
  readonly #ledger: Ledger;
  readonly #screen: Screen;
  readonly #own = new DisposableStack();
  readonly #changes = this.#own.use(new Emitter<AppointmentChange>());
  readonly #seriesChanges = this.#own.use(new Emitter<readonly AppointmentChange[]>());
  readonly #missed = this.#own.use(new Emitter<string>());
  readonly onDidChange = this.#changes.event;
  readonly onDidChangeSeries = this.#seriesChanges.event;
  readonly onDidMiss = this.#missed.event;
  readonly onDidRead: CalendarAdapter["onDidRead"];
  readonly onDidCreateUnseen: CalendarAdapter["onDidCreateUnseen"];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: PluginContext) {
    const { signal, subscriptions, probe, onDidWrite } = context;
    this.#signal = signal;
    this.#ledger = new Ledger(async (text, bounds) => {
      const timeZone = this.#screen.zone.id;
      const [object] = await readCalendar(context, text, { timeZone, ...bounds });
      // An address holds one event with its exceptions; what else may be there is no part of it.
      return object ?? null;
    }, location.href);
    this.#screen = new Screen(this.#ledger);
    subscriptions.use(
      probe.onMessage((message) => {
        const told = readServerMessage(message);
        if (told) this.#ledger.learn(told.readings, told.last);
      }),
    );
    subscriptions.use(onDidWrite((write) => this.#wrote(write)));
    this.#reader = subscriptions.use(new FullCalendar(context, eventsOf(this.#ledger), () => this.#screen));
    this.onDidRead = this.#reader.onDidRead;
    this.onDidCreateUnseen = this.#reader.onDidCreateUnseen;
  }

  get reading() {
    return this.#reader.reading;
  }

  #wrote(write: NetworkWrite): void {
    const title = titleIn(write.body ?? this.#ledger.textOf(write.url));
    void this.#tell(this.#ledger.wrote(write, Date.now()), title);
  }

  async #tell(news: Promise<AppointmentChange[]>, title = ""): Promise<void> {
    try {
      const changes = await news;
      const [only, ...others] = changes;
      if (others.length > 0) this.#seriesChanges.fire(changes);
      else if (only) this.#changes.fire(only);
    } catch (error) {
      if (this.#signal.aborted) return;
      console.error("Pípni:", error);
      this.#missed.fire(title);
    }
    clearTimeout(this.#timer);
    const due = this.#ledger.dueAt();
    if (due === null || this.#signal.aborted) return;
    this.#timer = setTimeout(() => void this.#tell(this.#ledger.tick(Date.now())), due - Date.now());
  }

  selectedDay(): Temporal.PlainDate | null {
    return this.#reader.selectedDay();
  }

  async appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]> {
    const listed = await this.#reader.appointmentsOn(day);
    try {
      if (!(await this.#ledger.findCalledOff(this.#screen.shown))) return listed;
    } catch (cause) {
      throw new CalendarUnreadable("data", { cause });
    }
    return this.#reader.appointmentsOn(day);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#own.dispose();
  }
}

export default definePlugin(id, {
  activate(context) {
    context.registerCalendar(context.subscriptions.use(new NextcloudCalendar(context)));
  },
});
