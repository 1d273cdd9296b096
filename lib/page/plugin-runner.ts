import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import { createEmitter } from "../plugin-api/event.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Plugin, PluginContext } from "../plugin-api/plugin.ts";
import type { Channel } from "./channel.ts";

export interface LoadedPlugin {
  manifest: PluginManifest;
  /** Whose code it runs by. */
  code: string;
  main: Plugin;
}

/** What a plugin gets as the host has it. */
type Offered = Pick<PluginContext, "askCalendar" | "askRules" | "askEvents" | "askWrite" | "memory">;

export interface PluginHostSide extends Offered {
  onCalendar(adapter: CalendarAdapter): Disposable;
  /** The plugin threw. It stays isolated: others, and the host, go on. */
  onFailure(error: unknown): void;
}

/**
 * Starts a plugin. Disposing of the result ends everything that it has registered.
 */
export function runPlugin(
  { manifest, code, main }: LoadedPlugin,
  channel: Pick<Channel, "post" | "onMessage" | "onRequest">,
  { onCalendar, onFailure, ...offered }: PluginHostSide,
): Disposable {
  const stop = new AbortController();
  const { signal } = stop;
  const stack = new DisposableStack();
  /** Disposes of a latecomer at once, where the stack itself would throw and leave it behind. */
  const subscriptions: PluginContext["subscriptions"] = {
    defer(onDispose) {
      if (stack.disposed) onDispose();
      else stack.defer(onDispose);
    },
    use(value) {
      subscriptions.defer(() => value?.[Symbol.dispose]());
      return value;
    },
  };
  const plugin = manifest.id;
  // Their emitters hand a listener's error to the host instead of to each other.
  const messages = subscriptions.use(createEmitter<unknown>(onFailure));
  const write = subscriptions.use(createEmitter<NetworkWrite>(onFailure));
  const watched = subscriptions.use(createEmitter<NetworkWrite>(onFailure));
  const requests = { write, watched };
  // The page's half starts first, and tells at once what it has kept: nobody could have subscribed by then.
  let early: (() => void)[] | null = [];
  const deliver = (fire: () => void): void => {
    if (early) early.push(fire);
    else fire();
  };
  subscriptions.use(
    channel.onMessage((up) => {
      if (up.plugin === plugin) deliver(() => messages.fire(up.message));
    }),
  );
  subscriptions.use(channel.onRequest(({ kind, request }) => deliver(() => requests[kind].fire(request))));
  // A plugin without a probe hears of the page's requests, too.
  channel.post({ type: "start", plugin, code });
  const context: PluginContext = {
    ...offered,
    createEmitter: () => createEmitter(),
    manifest,
    signal,
    subscriptions,
    probe: {
      send: (message) => {
        if (!signal.aborted) channel.post({ type: "probe", plugin, message });
      },
      onMessage: messages.event,
    },
    onDidWrite: write.event,
    watch: (wanted) => channel.post({ type: "watch", plugin, requests: wanted }),
    onDidSee: watched.event,
    registerCalendar: (adapter) => subscriptions.use(onCalendar(adapter)),
  };
  void (async () => {
    try {
      await main.activate(context);
    } catch (error) {
      onFailure(error);
    }
  })();
  const kept = early;
  early = null;
  for (const fire of kept) fire();
  return {
    [Symbol.dispose]() {
      if (signal.aborted) return;
      stop.abort();
      try {
        stack.dispose();
      } catch (error) {
        // All of them have been disposed of all the same.
        onFailure(error);
      }
    },
  };
}
