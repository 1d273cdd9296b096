import type { CalendarQuery } from "../domain/calendar-object.ts";
import type { EventReading, EventText, RulesQuestion, WriteReading, WriteText } from "../domain/reading.ts";
import type { CalendarAdapter } from "./calendar.ts";
import type { Event } from "./event.ts";
import type { PluginManifest } from "./manifest.ts";
import type { NetworkWrite, PageReads, WatchedRequest } from "./network.ts";

/** A line to the other half of the plugin. What comes from the page is not to be trusted. */
export interface ProbeChannel {
  /** Anything that JSON can carry. */
  send(message: unknown): void;
  readonly onMessage: Event<unknown>;
}

/** Outlives the page, as long as its tab stays with the site. For what a new page must know of the one before it. */
export interface PluginMemory {
  load(): Promise<Readonly<Record<string, unknown>>>;
  /** @param value anything that JSON can carry, up to 200 kB; `null` forgets it */
  save(key: string, value: unknown): Promise<void>;
}

/** All that a plugin gets. Nothing on it can send a text. */
export interface PluginContext {
  readonly manifest: PluginManifest;
  /** Aborted when the plugin is deactivated. */
  readonly signal: AbortSignal;
  /** Disposed with the plugin. What is added later is disposed of at once. */
  readonly subscriptions: DisposableStack;
  /** To `probe.ts` in the page's own world. */
  readonly probe: ProbeChannel;
  /** The page's own requests that may have changed something. */
  readonly onDidWrite: Event<NetworkWrite>;
  /** Hands an iCalendar text to the background, once, and gives its answer unseen: `readCalendar` reads both. */
  askCalendar(text: string, query: CalendarQuery): Promise<unknown>;
  /**
   * What the manifest's rules for one of its calendars say of a request of the page. Read by the background, once, and
   * for the engine of declared calendars alone.
   * @param calendar its id in the manifest
   * @throws when nobody answers
   */
  askRules(calendar: string, question: RulesQuestion): Promise<unknown>;
  /**
   * Finds the patient of each event, and whether the app marks it as cancelled, in what the app shows and hung on it.
   * Read by the background, once; ask for many at once, up to 100.
   * @returns one reading for each text, in their order
   * @throws when nobody answers
   */
  askEvents(texts: EventText[]): Promise<EventReading[]>;
  /**
   * What a request of the page names: ids, people, moments. Read by the background, once.
   * @returns `null` when the calendar's server did not accept it
   * @throws when nobody answers
   */
  askWrite(write: WriteText): Promise<WriteReading | null>;
  /** From now on `onDidSee` tells of these, whatever they do. */
  watch(requests: readonly WatchedRequest[]): void;
  readonly onDidSee: Event<NetworkWrite>;
  readonly memory: PluginMemory;
  /** Until it, or the plugin, is disposed of. */
  registerCalendar(adapter: CalendarAdapter): Disposable;
}

/** The default export of `plugin.ts`. Runs in the isolated world. */
export interface Plugin {
  activate(context: PluginContext): void | Promise<void>;
}

/** All that a probe gets. It runs in the page's own world, so it must leave the page as it found it. */
export interface ProbeContext {
  readonly signal: AbortSignal;
  send(message: unknown): void;
  readonly onMessage: Event<unknown>;
  /** Tells the plugin's `onDidSee` of a request that nobody else has heard of. */
  see(request: NetworkWrite): void;
  readonly reads: PageReads;
  /** What the page has read over CalDAV, from its first moment on, earlier answers included. */
  readonly onDavRead: Event<NetworkWrite>;
}

/** The default export of `probe.ts`. Starts when the host activates its plugin. */
export type Probe = (context: ProbeContext) => void;
