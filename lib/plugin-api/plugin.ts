import type { CalendarQuery } from "../domain/calendar-object.ts";
import type {
  DayQuestion,
  EventReading,
  EventText,
  RulesQuestion,
  WriteReading,
  WriteText,
} from "../domain/reading.ts";
import type { CalendarAdapter } from "./calendar.ts";
import type { Emitter, Event } from "./event.ts";
import type { PluginManifest } from "./manifest.ts";
import type { NetworkWrite, PageReads, WatchedRequest } from "./network.ts";

/** The line to the plugin's other half. Do not trust what comes from the page. */
export interface ProbeChannel {
  /** Anything that JSON can carry. */
  send(message: unknown): void;
  readonly onMessage: Event<unknown>;
}

/** Remembers values from one page of a site to the next one in the same tab. */
export interface PluginMemory {
  load(): Promise<Readonly<Record<string, unknown>>>;
  /** @param value anything that JSON can carry, up to 200 kB; `null` deletes the key */
  save(key: string, value: unknown): Promise<void>;
}

/** Everything that a plugin gets. Nothing in it can send a text. */
export interface PluginContext {
  readonly manifest: PluginManifest;
  /** Aborted when the plugin is deactivated. */
  readonly signal: AbortSignal;
  /** An event of the plugin's own. */
  readonly createEmitter: <T>() => Emitter<T>;
  /** Disposed together with the plugin. What is added after that is disposed of at once. */
  readonly subscriptions: Pick<DisposableStack, "use" | "defer">;
  /** To `probe.ts` in the page's own world. */
  readonly probe: ProbeChannel;
  /** The page's own requests that may have changed something. */
  readonly onDidWrite: Event<NetworkWrite>;
  /** Hands an iCalendar text to the background, once. The answer is unchecked: call `readCalendar` instead. */
  askCalendar(text: string, query: CalendarQuery): Promise<unknown>;
  /**
   * Asks the background what the manifest's rules for a calendar say about a request of the page, or how a day that
   * the page does not show is asked for. Only the engine for
   * declared calendars uses this.
   * @param calendar its id in the manifest
   * @throws when there is no answer after some tries
   */
  askRules(calendar: string, question: RulesQuestion | DayQuestion): Promise<unknown>;
  /**
   * Asks the background who each event is about, and whether the app marks it as cancelled. It looks at the event's
   * title and at the fields that the app attached to it. Ask for up to 100 events at once.
   * @returns one reading for each text, in the same order
   * @throws when there is no answer after some tries
   */
  askEvents(texts: EventText[]): Promise<EventReading[]>;
  /**
   * Asks the background which ids, people and moments a request of the page contains.
   * @returns `null` if the calendar's server did not accept the request
   * @throws when there is no answer after some tries
   */
  askWrite(write: WriteText): Promise<WriteReading | null>;
  /** From now on `onDidSee` fires for these requests, whether they change anything or not. */
  watch(requests: readonly WatchedRequest[]): void;
  readonly onDidSee: Event<NetworkWrite>;
  readonly memory: PluginMemory;
  /** Registered until the result, or the plugin, is disposed of. */
  registerCalendar(adapter: CalendarAdapter): Disposable;
}

/** The default export of `plugin.ts`. Runs in the isolated world. */
export interface Plugin {
  activate(context: PluginContext): void | Promise<void>;
}

/** Everything that a probe gets. It runs in the page's own world and must not change the page. */
export interface ProbeContext {
  readonly signal: AbortSignal;
  send(message: unknown): void;
  readonly onMessage: Event<unknown>;
  /** Fires the plugin's `onDidSee` for a request that the observer does not see. */
  see(request: NetworkWrite): void;
  /** A request's body as text, where that can be had at once and without using it up. */
  bodyText(body: unknown): string | null;
  readonly reads: PageReads;
  /** Fires for everything that the page reads over CalDAV, including answers from before the subscription. */
  readonly onDavRead: Event<NetworkWrite>;
}

/** The default export of `probe.ts`. Starts when the host activates its plugin. */
export type Probe = (context: ProbeContext) => void;
