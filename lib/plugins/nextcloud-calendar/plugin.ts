import {
  type AppointmentChange,
  CalendarUnreadable,
  definePlugin,
  type NetworkWrite,
  type PluginContext,
  readCalendar,
} from "../../plugin-api/index.ts";
import type { ChangeListener, ChangeSource } from "../../plugin-kit/event-store/change-source.ts";
import type { Entry } from "../../plugin-kit/event-store/entry.ts";
import { readCalendars } from "../../plugin-kit/event-store/reader.ts";
import type { Snapshot } from "../../plugin-kit/event-store/snapshot.ts";
import { namedQuestions } from "../../plugin-kit/named-questions.ts";
import { readEvents } from "../../plugin-kit/read-events.ts";
import { cut } from "../../plugin-kit/words.ts";
import { Zone } from "../../plugin-kit/zone.ts";
import type { Shown } from "./appointments.ts";
import { Changes } from "./changes.ts";
import { readServerMessage } from "./messages.ts";
import { id } from "./plugin.json";
import { eventsOf, ShownEvent } from "./read.ts";

/** The title in an iCalendar text, good enough to say which appointment is meant. */
const titleIn = (text: string): string =>
  cut(/^SUMMARY[^:\r\n]*:(.+)$/m.exec(text)?.[1]?.replace(/\\(.)/g, "$1").trim() ?? "", 100);

/** The page shows who comes when. What it writes to its server says what has changed. */
class Cloud implements ChangeSource {
  readonly detector: Changes;
  readonly entry: typeof Entry;
  readonly #listener: ChangeListener;
  readonly #signal: AbortSignal;
  #zone = new Zone("local");
  #entries: Snapshot["entries"] = new Map();
  /** Addresses of calendars of which the page asked in vain, and shows what it had of them before. */
  readonly #unlisted = new Set<string>();

  constructor(context: PluginContext, listener: ChangeListener) {
    this.#listener = listener;
    this.#signal = context.signal;
    this.detector = new Changes(
      async (text, bounds) => {
        const [object] = await readCalendar(context, text, { timeZone: this.#zone.id, ...bounds });
        // An address holds one event with its exceptions; what else may be there is no part of it.
        return object ?? null;
      },
      async (texts) => (await readEvents(context, texts)).map(({ patient }) => patient),
      location.href,
    );
    this.entry = eventsOf(this.detector);
    context.subscriptions.use(
      context.probe.onMessage((message) => {
        const told = readServerMessage(message);
        if (told?.type === "server") this.detector.learn(told.readings, told.last);
        else if (told?.ok) this.#unlisted.delete(told.url);
        else if (told) this.#unlisted.add(told.url);
      }),
    );
  }

  look({ stable, zone, entries }: Snapshot): AppointmentChange[] {
    this.#zone = zone;
    // A calendar that only says how it stands has the same events as before.
    if (!stable || entries === this.#entries) return [];
    this.#entries = entries;
    this.detector.shown(this.shown());
    return [];
  }

  *shown(): Generator<Shown> {
    for (const entry of this.#entries.values())
      if (entry instanceof ShownEvent && entry.shown) yield entry.shown;
  }

  wrote(write: NetworkWrite, now: number): AppointmentChange[] {
    const title = titleIn(write.body ?? this.detector.textOf(write.url));
    void this.#tell(this.detector.wrote(write, now), title);
    return [];
  }

  /** Which of the events that are shown are called off. */
  async complete(): Promise<boolean> {
    try {
      return await this.detector.calledOff.find(this.shown());
    } catch (cause) {
      throw new CalendarUnreadable("data", { cause });
    }
  }

  /** Each ticked calendar is a source of events. Until an event's text is known, nobody can tell its id. */
  questions({ view }: Snapshot): string[] | null {
    const isSure = view.sources.length > 0 && this.#unlisted.size === 0;
    if (!isSure || !this.shown().every(this.detector.knows)) return null;
    return namedQuestions([view.timeZone, ...view.sources]);
  }

  tick(now: number): AppointmentChange[] {
    void this.#tell(this.detector.tick(now));
    return [];
  }

  dueAt(now: number): number | null {
    const due = this.detector.dueAt();
    return due && Math.max(due, now);
  }

  async #tell(news: Promise<AppointmentChange[]>, title = ""): Promise<void> {
    try {
      this.#listener.changed(await news);
    } catch (error) {
      if (this.#signal.aborted) return;
      console.error("Pípni:", error);
      this.#listener.missed(title);
    }
  }
}
export default definePlugin(id, {
  activate(context) {
    const adapter = readCalendars(context, (listener) => new Cloud(context, listener));
    context.registerCalendar(context.subscriptions.use(adapter));
  },
});
