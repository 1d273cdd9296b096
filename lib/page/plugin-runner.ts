import { codeOf } from "../plugin-api/activation.ts";
import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import { Emitter } from "../plugin-api/event.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Plugin, PluginContext, PluginMemory } from "../plugin-api/plugin.ts";
import type { Channel } from "./channel.ts";

export interface LoadedPlugin {
  manifest: PluginManifest;
  main: Plugin;
}

/** Disposes of a latecomer at once, where the native one would throw and leave it behind. */
class Subscriptions extends DisposableStack {
  override use<T extends Disposable | null | undefined>(value: T): T {
    if (!this.disposed) return super.use(value);
    value?.[Symbol.dispose]();
    return value;
  }

  override adopt<T>(value: T, onDispose: (value: T) => void): T {
    if (!this.disposed) return super.adopt(value, onDispose);
    onDispose(value);
    return value;
  }

  override defer(onDispose: () => void): void {
    if (!this.disposed) super.defer(onDispose);
    else onDispose();
  }
}

export interface PluginHostSide {
  onCalendar(adapter: CalendarAdapter): Disposable;
  askCalendar: PluginContext["askCalendar"];
  askRules: PluginContext["askRules"];
  askEvents: PluginContext["askEvents"];
  askWrite: PluginContext["askWrite"];
  memory: PluginMemory;
  /** The plugin threw. It stays isolated: others, and the host, go on. */
  onFailure(error: unknown): void;
}

/** One active plugin, and everything it has registered. */
export class PluginRunner implements Disposable {
  readonly plugin: LoadedPlugin;
  readonly #stop = new AbortController();
  readonly #subscriptions = new Subscriptions();
  readonly #host: PluginHostSide;

  constructor(
    plugin: LoadedPlugin,
    channel: Pick<Channel, "post" | "onMessage" | "onRequest">,
    host: PluginHostSide,
  ) {
    this.plugin = plugin;
    this.#host = host;
    const { id } = plugin.manifest;
    const failed = (error: unknown): void => host.onFailure(error);
    // Their emitters hand a listener's error to the host instead of to each other.
    const messages = this.#subscriptions.use(new Emitter<unknown>(failed));
    const write = this.#subscriptions.use(new Emitter<NetworkWrite>(failed));
    const watched = this.#subscriptions.use(new Emitter<NetworkWrite>(failed));
    const requests = { write, watched };
    // The page's half starts first, and tells at once what it has kept: nobody could have subscribed by then.
    let early: (() => void)[] | null = [];
    const deliver = (fire: () => void): void => {
      if (early) early.push(fire);
      else fire();
    };
    this.#subscriptions.use(
      channel.onMessage((up) => {
        if (up.plugin === id) deliver(() => messages.fire(up.message));
      }),
    );
    this.#subscriptions.use(
      channel.onRequest(({ kind, request }) => deliver(() => requests[kind].fire(request))),
    );
    // A plugin without a probe hears of the page's requests, too.
    channel.post({ type: "start", plugin: id, code: codeOf(plugin.manifest) });
    const context: PluginContext = {
      manifest: plugin.manifest,
      signal: this.#stop.signal,
      subscriptions: this.#subscriptions,
      probe: {
        send: (message) => {
          if (!this.#stop.signal.aborted) channel.post({ type: "probe", plugin: id, message });
        },
        onMessage: messages.event,
      },
      onDidWrite: write.event,
      watch: (wanted) => channel.post({ type: "watch", plugin: id, requests: wanted }),
      onDidSee: watched.event,
      memory: host.memory,
      askCalendar: host.askCalendar,
      askRules: host.askRules,
      askEvents: host.askEvents,
      askWrite: host.askWrite,
      registerCalendar: (adapter) => this.#subscriptions.use(host.onCalendar(adapter)),
    };
    void this.#activate(context);
    const kept = early;
    early = null;
    for (const fire of kept) fire();
  }

  async #activate(context: PluginContext): Promise<void> {
    try {
      await this.plugin.main.activate(context);
    } catch (error) {
      this.#host.onFailure(error);
    }
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    try {
      this.#subscriptions.dispose();
    } catch (error) {
      // All of them have been disposed of all the same.
      this.#host.onFailure(error);
    }
  }
}
