import { codeOf } from "../plugin-api/activation.ts";
import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import { Emitter } from "../plugin-api/event.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Plugin, PluginContext } from "../plugin-api/plugin.ts";
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

/** What a plugin gets as the host has it. */
type Offered = Pick<PluginContext, "askCalendar" | "askRules" | "askEvents" | "askWrite" | "memory">;

export interface PluginHostSide extends Offered {
  onCalendar(adapter: CalendarAdapter): Disposable;
  /** The plugin threw. It stays isolated: others, and the host, go on. */
  onFailure(error: unknown): void;
}

/** One active plugin, and everything it has registered. */
export class PluginRunner implements Disposable {
  readonly plugin: LoadedPlugin;
  readonly #stop = new AbortController();
  readonly #subscriptions = new Subscriptions();
  readonly #onFailure: PluginHostSide["onFailure"];

  constructor(
    plugin: LoadedPlugin,
    channel: Pick<Channel, "post" | "onMessage" | "onRequest">,
    { onCalendar, onFailure, ...offered }: PluginHostSide,
  ) {
    this.plugin = plugin;
    this.#onFailure = onFailure;
    const { id } = plugin.manifest;
    // Their emitters hand a listener's error to the host instead of to each other.
    const messages = this.#subscriptions.use(new Emitter<unknown>(onFailure));
    const write = this.#subscriptions.use(new Emitter<NetworkWrite>(onFailure));
    const watched = this.#subscriptions.use(new Emitter<NetworkWrite>(onFailure));
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
      ...offered,
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
      registerCalendar: (adapter) => this.#subscriptions.use(onCalendar(adapter)),
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
      this.#onFailure(error);
    }
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    try {
      this.#subscriptions.dispose();
    } catch (error) {
      // All of them have been disposed of all the same.
      this.#onFailure(error);
    }
  }
}
