import { inTime } from "../plugin-api/ask.ts";
import type { CalendarAdapter, Reading } from "../plugin-api/calendar.ts";
import { takePlugin } from "../plugin-api/define.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { Plugin, PluginMemory } from "../plugin-api/plugin.ts";
import type { Startable } from "../rpc/contract/index.ts";
import type { Channel } from "./channel.ts";
import { type Call, retries, retry, sleep } from "./connection.ts";
import { runPlugin } from "./plugin-runner.ts";

const loadRetries = [500, 2_000];
const listPatience = 12_000;

interface Active {
  manifest: PluginManifest;
  /** `null` until its code is there. */
  runner: Disposable | null;
  adapters: Set<CalendarAdapter>;
  /** What it threw last. */
  error: unknown;
  /** Aborted when it is deactivated. */
  stop: AbortController;
}

interface Surroundings {
  plugins: readonly Startable[];
  call: Call;
  channel: Channel;
  /** Aborted when the host stops. */
  signal: AbortSignal;
  onCalendar(adapter: CalendarAdapter, manifest: PluginManifest): Disposable;
  onRead(manifest: PluginManifest, reading: Reading, error: unknown): void;
  onDeactivate(): void;
}

export interface ActivePlugins {
  isEmpty(): boolean;
  adapters(): CalendarAdapter[];
  /** Activates those whose calendar is there by now. */
  search(): void;
  /** Empty where no plugin reads this page, or none has come to it in time. */
  waitForAdapters(): Promise<CalendarAdapter[]>;
}

/** Kept by the background, for a page is gone with all that it holds. */
const memoryOf = (plugin: string, call: Call): PluginMemory => ({
  load: () => call("page.recall", { plugin }),
  async save(key, value) {
    await call("page.remember", { plugin, key, value });
  },
});

/** The plugins that may read this page. Each starts once its calendar is there: at once or in an hour. */
export function activatePlugins({
  plugins,
  call,
  channel,
  signal,
  onCalendar,
  onRead,
  onDeactivate,
}: Surroundings): ActivePlugins {
  const all = new Map<string, Active>();
  const waiting = new Set(plugins);
  const isEmpty = (): boolean => all.size === 0;
  const adapters = (): CalendarAdapter[] => [...all.values()].flatMap((active) => [...active.adapters]);

  /** The page's own plugin knows more than one for its kind of calendar; both together would report all twice. */
  const isNeeded = ({ fallback }: PluginManifest): boolean => !fallback || isEmpty();
  const isHere = ({ manifest, paths, elements }: Startable): boolean =>
    isNeeded(manifest) &&
    new RegExp(paths).test(location.pathname + location.search) &&
    document.querySelector(elements) !== null;

  /** The plugin's code, which the background puts into this frame. */
  async function load({ manifest, code }: Startable): Promise<Plugin> {
    await call("page.load", { plugin: manifest.id });
    const main = takePlugin(code);
    if (!main) throw new Error("its code did not run");
    return main;
  }

  function fail({ manifest, adapters: own }: Active, error: unknown): void {
    console.error(`Pípni: ${manifest.id}`, error);
    // What it reads otherwise may still be right; without a reading nothing is.
    if (![...own].some((adapter) => adapter.reading?.ok))
      onRead(manifest, { ok: false, missing: "plugin" }, error);
  }

  function addCalendar(active: Active, adapter: CalendarAdapter): Disposable {
    const stack = new DisposableStack();
    const read = (reading: Reading): void => onRead(active.manifest, reading, active.error);
    active.adapters.add(adapter);
    stack.defer(() => active.adapters.delete(adapter));
    stack.use(onCalendar(adapter, active.manifest));
    stack.use(adapter.onDidRead(read));
    if (adapter.reading) read(adapter.reading);
    return stack;
  }

  function deactivate({ manifest, runner, stop }: Active): void {
    all.delete(manifest.id);
    stop.abort();
    runner?.[Symbol.dispose]();
    onDeactivate();
  }

  async function activate(plugin: Startable): Promise<void> {
    const { manifest, code } = plugin;
    const { id } = manifest;
    if (all.has(id)) return;
    for (const other of all.values()) if (other.manifest.fallback) deactivate(other);
    const stop = new AbortController();
    const active: Active = { manifest, runner: null, adapters: new Set(), error: null, stop };
    const onFailure = (error: unknown): void => {
      active.error = error;
      fail(active, error);
    };
    const askAgain = <T>(question: () => Promise<T>): Promise<T> =>
      retry(() => inTime(question()), retries, stop.signal);
    all.set(id, active);
    try {
      const main = await retry(() => load(plugin), loadRetries, stop.signal);
      if (stop.signal.aborted) return;
      active.runner = runPlugin({ manifest, code, main }, channel, {
        onCalendar: (adapter) => addCalendar(active, adapter),
        memory: memoryOf(id, call),
        onFailure,
        askCalendar: (text, query) => call("page.readCalendar", { text, query }),
        askRules: (calendar, question) =>
          askAgain(() => call("page.readRules", { plugin: id, calendar, question })),
        askEvents: (texts) => askAgain(() => call("page.readEvents", { texts })),
        askWrite: (write) => askAgain(() => call("page.readWrite", write)),
      });
    } catch (error) {
      if (!stop.signal.aborted) onFailure(error);
    }
  }

  signal.addEventListener("abort", () => {
    waiting.clear();
    for (const active of all.values()) deactivate(active);
  });

  return {
    isEmpty,
    adapters,

    search() {
      for (const plugin of waiting) {
        try {
          if (!isHere(plugin)) continue;
        } catch (error) {
          // A selector that this browser does not know is no reason to keep the others out.
          console.error(`Pípni: ${plugin.manifest.id}`, error);
          waiting.delete(plugin);
          continue;
        }
        waiting.delete(plugin);
        void activate(plugin);
      }
    },

    async waitForAdapters() {
      const until = Date.now() + listPatience;
      const isComing = (): boolean => all.values().some(({ error }) => error === null);
      while (adapters().length === 0 && isComing() && Date.now() < until) await sleep(200);
      return adapters();
    },
  };
}
