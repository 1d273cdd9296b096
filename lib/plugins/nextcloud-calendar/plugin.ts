import {
  type AppointmentChange,
  CalendarUnreadable,
  definePlugin,
  type PluginContext,
  readCalendar,
} from "../../plugin-api/index.ts";
import { logError } from "../../plugin-api/log.ts";
import type { ChangeListener, ChangeSource } from "../../plugin-kit/event-store/change-source.ts";
import { readCalendars } from "../../plugin-kit/event-store/reader.ts";
import type { Snapshot } from "../../plugin-kit/event-store/snapshot.ts";
import { namedQuestions } from "../../plugin-kit/named-questions.ts";
import { readEvents } from "../../plugin-kit/read-events.ts";
import { cut } from "../../plugin-kit/words.ts";
import { zoneNamed } from "../../plugin-kit/zone.ts";
import type { Shown } from "./appointments.ts";
import { followWrites } from "./changes.ts";
import { readServerMessage } from "./messages.ts";
import { id } from "./plugin.json";
import { eventsOf, ShownEvent } from "./read.ts";

/** The title in an iCalendar text, good enough to say which appointment is meant. */
const titleIn = (text: string): string =>
  cut(/^SUMMARY[^:\r\n]*:(.+)$/m.exec(text)?.[1]?.replace(/\\(.)/g, "$1").trim() ?? "", 100);

/** The page shows who comes when. What it writes to its server says what has changed. */
function readCloud(context: PluginContext, listener: ChangeListener): ChangeSource {
  const { signal } = context;
  let zone = zoneNamed("local");
  let entries: Snapshot["entries"] = new Map();
  /** Addresses of calendars of which the page asked in vain, and shows what it had of them before. */
  const unlisted = new Set<string>();
  const detector = followWrites(
    async (text, bounds) => {
      const [object] = await readCalendar(context, text, { timeZone: zone.id, ...bounds });
      // An address holds one event with its exceptions; what else may be there is no part of it.
      return object ?? null;
    },
    async (texts) => (await readEvents(context, texts)).map(({ patient }) => patient),
    location.href,
  );
  context.subscriptions.use(
    context.probe.onMessage((message) => {
      const told = readServerMessage(message);
      if (told?.type === "server") detector.learn(told.readings, told.last);
      else if (told?.ok) unlisted.delete(told.url);
      else if (told) unlisted.add(told.url);
    }),
  );

  function* shown(): Generator<Shown> {
    for (const entry of entries.values()) if (entry instanceof ShownEvent && entry.shown) yield entry.shown;
  }

  async function tell(news: Promise<AppointmentChange[]>, title = ""): Promise<void> {
    try {
      listener.changed(await news);
    } catch (error) {
      if (signal.aborted) return;
      logError(error);
      listener.missed(title);
    }
  }

  return {
    entry: eventsOf(detector),

    look(seen) {
      ({ zone } = seen);
      // A calendar that only says how it stands has the same events as before.
      if (!seen.stable || seen.entries === entries) return [];
      ({ entries } = seen);
      detector.shown(shown());
      return [];
    },

    wrote(write, now) {
      const title = titleIn(write.body ?? detector.textOf(write.url));
      void tell(detector.wrote(write, now), title);
      return [];
    },

    /** Which of the events that are shown are called off. */
    async complete() {
      try {
        return await detector.calledOff.find(shown());
      } catch (cause) {
        throw new CalendarUnreadable("data", { cause });
      }
    },

    /** Each ticked calendar is a source of events. Until an event's text is known, nobody can tell its id. */
    questions({ view }) {
      const isSure = view.sources.length > 0 && unlisted.size === 0;
      if (!isSure || !shown().every(detector.knows)) return null;
      return namedQuestions([view.timeZone, ...view.sources]);
    },

    tick(now) {
      void tell(detector.tick(now));
      return [];
    },

    dueAt(now) {
      const due = detector.dueAt();
      return due && Math.max(due, now);
    },
  };
}

export default definePlugin(id, {
  activate(context) {
    const adapter = readCalendars(context, (listener) => readCloud(context, listener));
    context.registerCalendar(context.subscriptions.use(adapter));
  },
});
