import "fake-indexeddb/auto";
import { createHmac, createSecretKey } from "node:crypto";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import * as idb from "idb";
import { vi } from "vitest";
import type { Message } from "../../../lib/domain/outbox/message.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import { defaultSettings } from "../../../lib/domain/settings.ts";
import type { Input, Output, ProcedureName, ToPage } from "../../../lib/rpc/contract/index.ts";
import { failpointKey, stoppedAtKey } from "../../../lib/storage/failpoint.ts";
import type { Failpoint } from "../../../lib/storage/failpoints.ts";
import { confirmedReadings } from "../../confirmed-readings.ts";
import { calendarId } from "./clinic.ts";
import { resetBackground } from "./fresh-modules.ts";
import { GosmsAtHand } from "./gosms-at-hand.ts";

/**
 * A receptionist's computer with the real background script in it: disk, browser, clock and network are the
 * test's. The worker can be killed at any moment or at a named instruction, and nothing of a dead one goes on.
 */

/** The worker died before it answered. */
export class WorkerDied extends Error {
  override name = "WorkerDied";
}

/** What is gone when the worker starts again: itself alone, the browser's session, or the whole database too. */
export type Death = "worker" | "browser" | "database";

type Listener = (...args: never[]) => unknown;

class BrowserEvent {
  readonly #listeners = new Set<Listener>();
  addListener = (listener: Listener) => void this.#listeners.add(listener);
  removeListener = (listener: Listener) => void this.#listeners.delete(listener);
  fire(...args: unknown[]): unknown[] {
    return [...this.#listeners].map((listener) => listener(...(args as never[])));
  }
}

const extensionUrl = "chrome-extension://pipni";

/** What a dead worker gets for a database: nothing that it asks of it ever comes to anything. */
const limbo: unknown = new Proxy(() => {}, {
  get: (_, key) => (key === "then" ? () => {} : limbo),
  apply: () => limbo,
});

/** One life of the background script. */
class Worker {
  readonly #station: Workstation;
  readonly #databases: idb.IDBPDatabase[] = [];
  readonly death = Promise.withResolvers<never>();
  readonly onMessage = new BrowserEvent();
  readonly onAlarm = new BrowserEvent();
  readonly onStartup = new BrowserEvent();
  readonly onChanged = new BrowserEvent();
  readonly online = new BrowserEvent();
  readonly #channels = new Set<{ name: string; onmessage: ((event: unknown) => void) | null }>();
  #lock: Promise<unknown> = Promise.resolve();
  isDead = false;
  busy = 0;

  constructor(station: Workstation) {
    this.#station = station;
    this.death.promise.catch(() => {});
  }

  /** What it does and waits for that is neither the network nor the clock. */
  busyWith<T>(work: Promise<T>): Promise<T> {
    this.busy++;
    const done = () => void this.busy--;
    work.then(done, done);
    return work;
  }

  /** Within something that it is busy with: a wait during which it rests. */
  async #restFor(waiting: Promise<unknown>): Promise<void> {
    this.busy--;
    try {
      await waiting;
    } finally {
      this.busy++;
    }
  }

  /** Once it is dead, nothing begins and nothing is heard of what had begun. */
  #alive<T>(work: () => Promise<T> | T): Promise<T> {
    const silence = () => new Promise<never>(() => {});
    if (this.isDead) return silence();
    return Promise.try(work).then(
      (value) => (this.isDead ? silence() : value),
      (error) => (this.isDead ? silence() : Promise.reject(error)),
    );
  }

  #does<T>(work: () => Promise<T> | T): Promise<T> {
    return this.#alive(() => this.busyWith(Promise.try(work)));
  }

  async start(): Promise<void> {
    const station = this.#station;
    vi.stubGlobal("navigator", {
      onLine: station.gosms.online,
      languages: ["cs"],
      locks: {
        request: (_name: string, work: () => Promise<unknown>) => {
          const held = this.#lock.then(() => this.#alive(work));
          this.#lock = held.catch(() => {});
          return held;
        },
      },
    });
    vi.stubGlobal("fetch", (input: Request, init?: RequestInit) =>
      this.#does(() => station.gosms.fetch(new Request(input, init), (waiting) => this.#restFor(waiting))),
    );
    vi.stubGlobal("addEventListener", (type: string, listener: Listener) => {
      if (type === "online") this.online.addListener(listener);
    });
    // Vitest's own way to drop timers would also set the clock back to its beginning.
    vi.stubGlobal("setTimeout", (work: () => void, ms: number) =>
      station.timeout(() => {
        if (!this.isDead) work();
      }, ms),
    );
    vi.stubGlobal("BroadcastChannel", this.#broadcastChannel());
    resetBackground();
    vi.doMock("wxt/browser", () => ({ browser: this.#browser() }));
    vi.doMock("idb", () => ({
      ...idb,
      openDB: (...args: Parameters<typeof idb.openDB>) =>
        this.#does(async () => {
          const opened = (await idb.openDB(...args)) as idb.IDBPDatabase;
          this.#databases.push(opened);
          return new Proxy(opened, {
            get: (_, key) => {
              if (this.isDead) return limbo;
              const value: unknown = Reflect.get(opened, key);
              return typeof value === "function" ? value.bind(opened) : value;
            },
          });
        }),
    }));
    const background = await import("../../../entrypoints/background.ts");
    background.default.main();
  }

  /** Nothing of it goes on. */
  die(): void {
    this.isDead = true;
    this.death.reject(new WorkerDied());
  }

  /** The browser closes every connection to a database that it throws away. */
  loseConnections(): void {
    for (const opened of this.#databases.splice(0)) forceCloseDatabase(idb.unwrap(opened) as never);
  }

  #broadcastChannel() {
    const worker = this;
    return class {
      readonly name: string;
      onmessage: ((event: unknown) => void) | null = null;
      constructor(name: string) {
        this.name = name;
        worker.#channels.add(this);
      }
      postMessage(data: unknown) {
        for (const other of worker.#channels)
          if (other !== this && other.name === this.name)
            void worker.#does(() => void other.onmessage?.({ data }));
      }
      close() {
        worker.#channels.delete(this);
      }
    };
  }

  #browser() {
    const station = this.#station;
    const area = (name: "local" | "session") => {
      const stored = station[name];
      return {
        get: (keys: null | string | string[]) =>
          this.#does(async () => {
            if (name === "local" && keys === null && station.secondCopy)
              await this.#restFor(station.secondCopy);
            const asked = keys === null ? [...stored.keys()] : [keys].flat();
            return structuredClone(
              Object.fromEntries(asked.filter((key) => stored.has(key)).map((key) => [key, stored.get(key)])),
            );
          }),
        set: (items: Record<string, unknown>) => this.#does(() => station.store(name, items)),
        remove: (keys: string | string[]) =>
          this.#does(() => {
            for (const key of Array.isArray(keys) ? keys : [keys]) stored.delete(key);
          }),
      };
    };
    const unheard = () => new BrowserEvent();
    const nothing = async () => {};
    return {
      storage: { local: area("local"), session: area("session"), onChanged: this.onChanged },
      alarms: {
        create: (name: string, { delayInMinutes }: { delayInMinutes: number }) =>
          this.#does(() => void station.alarms.set(name, performance.now() + delayInMinutes * 60_000)),
        clear: (name: string) => this.#does(() => station.alarms.delete(name)),
        getAll: () => this.#does(() => [...station.alarms.keys()].map((name) => ({ name }))),
        onAlarm: this.onAlarm,
      },
      runtime: {
        id: "pipni",
        getURL: (path: string) => `${extensionUrl}${path}`,
        onMessage: this.onMessage,
        onStartup: this.onStartup,
        onInstalled: unheard(),
        onConnect: unheard(),
        openOptionsPage: nothing,
        getManifest: () => ({ version: "1.0" }),
      },
      action: {
        setBadgeText: ({ text }: { text: string }) =>
          this.#does(() => {
            station.badge = text;
          }),
        setBadgeBackgroundColor: nothing,
      },
      permissions: { contains: async () => true, onAdded: unheard(), onRemoved: unheard() },
      scripting: {
        getRegisteredContentScripts: async () => [],
        unregisterContentScripts: nothing,
        registerContentScripts: nothing,
      },
      tabs: {
        query: async () => [],
        sendMessage: async (_tabId: number, message: ToPage) => station.page?.(message),
        onRemoved: unheard(),
        onUpdated: unheard(),
      },
    };
  }
}

export class Workstation implements AsyncDisposable {
  readonly local = new Map<string, unknown>();
  readonly session = new Map<string, unknown>();
  /** When the browser's alarms are due, by the clock that nobody sets. */
  readonly alarms = new Map<string, number>();
  readonly gosms: GosmsAtHand;
  badge = "";
  /** What the calendar's page answers. */
  page: ((message: ToPage) => unknown) | null = null;
  /** While it is set, whoever reads all of the rows' second copies waits for it: a recovery does. */
  secondCopy: Promise<unknown> | null = null;
  #worker: Worker;
  /** By the clock of the test. */
  readonly timeout = globalThis.setTimeout;
  /** The instruction at which the worker was stopped, until it starts again. */
  stoppedAt: Failpoint | null = null;
  readonly #replaced = new DisposableStack();

  private constructor(now: number) {
    // GoSMS has a clock of its own, which nobody here can set.
    this.gosms = new GosmsAtHand(() => now + performance.now());
    this.#worker = new Worker(this);
  }

  /** @param now what the computer's clock shows, in milliseconds since the epoch */
  static async open(now: number, change: (settings: Settings) => void): Promise<Workstation> {
    vi.useFakeTimers({ now, toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
    vi.stubEnv("MODE", "faults");
    globalThis.indexedDB = new IDBFactory();
    const station = new Workstation(now);
    let made = 0;
    // Rows due at one moment leave in the order of their ids: a story must come out the same each time.
    station.#replace(
      crypto,
      "randomUUID",
      () => `00000000-0000-4000-8000-${String(++made).padStart(12, "0")}`,
    );
    station.#replace(AbortSignal, "timeout", (ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException("The operation timed out.", "TimeoutError")), ms);
      return controller.signal;
    });
    station.#watchWork();
    const settings = structuredClone(defaultSettings);
    change(settings);
    station.local.set("settings", settings);
    station.local.set("sites", [
      { id: calendarId, origin: calendarId, name: "", plugin: null, enabled: true },
    ]);
    for (const [key, items] of Object.entries(confirmedReadings(calendarId))) station.local.set(key, items);
    await station.#start();
    await station.signIn();
    return station;
  }

  /** Until the end. A spy would keep all that its function ever gave, and so every transaction of a story. */
  #replace<T extends object, K extends keyof T>(owner: T, name: K, by: T[K]): void {
    const was = owner[name];
    owner[name] = by;
    this.#replaced.defer(() => {
      owner[name] = was;
    });
  }

  #watchWork(): void {
    const { transaction } = IDBDatabase.prototype;
    const busy = (promise: Promise<unknown>) => void this.#worker.busyWith(promise);
    this.#replace(IDBDatabase.prototype, "transaction", function (this: IDBDatabase, ...args) {
      const tx = transaction.apply(this, args);
      const { promise, resolve } = Promise.withResolvers<void>();
      tx.addEventListener("complete", () => resolve());
      tx.addEventListener("abort", () => resolve());
      busy(promise);
      return tx;
    });
    // The same keys as the platform makes, without waiting for its threads each time.
    this.#replace(crypto.subtle, "importKey", (async (_format: string, secret: Uint8Array) =>
      createSecretKey(secret)) as never);
    this.#replace(crypto.subtle, "sign", (async (_: string, key: never, data: Uint8Array) => {
      const { buffer, byteOffset, byteLength } = createHmac("sha256", key).update(data).digest();
      return buffer.slice(byteOffset, byteOffset + byteLength);
    }) as never);
  }

  /** Until the worker has nothing to do but wait for the network, the clock or people. */
  async rest(): Promise<void> {
    const restsAfter = 8;
    for (let still = 0, turns = 0; still < restsAfter; turns++) {
      if (turns > 100_000) throw new Error("the worker never comes to rest");
      await new Promise((resolve) => setImmediate(resolve));
      still = this.#worker.busy > 0 ? 0 : still + 1;
    }
  }

  /** @internal writes to a storage area and tells of it */
  store(area: "local" | "session", items: Record<string, unknown>): void {
    const changes: Record<string, { newValue: unknown }> = {};
    for (const [key, value] of Object.entries(items)) {
      this[area].set(key, structuredClone(value));
      changes[key] = { newValue: structuredClone(value) };
    }
    if (area === "local" && stoppedAtKey in items) {
      this.stoppedAt = items[stoppedAtKey] as Failpoint;
      this.#worker.die();
    } else this.#worker.onChanged.fire(changes, area);
  }

  async #start(): Promise<void> {
    this.stoppedAt = null;
    this.#worker = new Worker(this);
    await this.#worker.start();
    await this.rest();
  }

  /** The worker ends here and now, and something wakes it again. */
  async restart(death: Death): Promise<void> {
    if (!this.#worker.isDead) this.#worker.die();
    this.local.delete(failpointKey);
    this.gosms.forgetHeld();
    await this.rest();
    if (death !== "worker") {
      this.session.clear();
      this.alarms.clear();
    }
    if (death === "database") globalThis.indexedDB = new IDBFactory();
    await this.#start();
    if (death !== "worker") {
      this.#worker.onStartup.fire();
      await this.rest();
    }
  }

  /** The browser throws the database away while the worker lives and rests. */
  async loseDatabase(): Promise<void> {
    await this.rest();
    globalThis.indexedDB = new IDBFactory();
    this.#worker.loseConnections();
  }

  /** The worker will end when it comes to this instruction. */
  stopAt(point: Failpoint): void {
    this.local.set(failpointKey, point);
  }

  /** @throws WorkerDied when it ends before its answer */
  async #call<N extends ProcedureName>(
    name: N,
    input: Input<N>,
    from: "page" | "extension",
  ): Promise<Output<N>> {
    const sender =
      from === "page"
        ? { id: "pipni", url: `${calendarId}/`, origin: calendarId, tab: { id: 1 }, frameId: 0 }
        : { id: "pipni", url: `${extensionUrl}/popup.html` };
    const [answering] = this.#worker.onMessage.fire({ pipni: name, input: structuredClone(input) }, sender);
    const answer = (await Promise.race([answering, this.#worker.death.promise])) as
      | { value: Output<N> }
      | { error: string };
    if ("error" in answer) throw new Error(`${name}: ${answer.error}`);
    return answer.value;
  }

  /** What is answered to any message, whoever the browser says has sent it. */
  said = (name: string, input: unknown, sender: object): Promise<unknown> =>
    Promise.resolve(this.#worker.onMessage.fire({ pipni: name, input }, sender)[0]);
  /** From the calendar's page. */
  ask = <N extends ProcedureName>(name: N, input: Input<N>) => this.#call(name, input, "page");
  /** From the extension's own windows. */
  press = <N extends ProcedureName>(name: N, input: Input<N>) => this.#call(name, input, "extension");

  /** On the options page. */
  async set(change: (settings: Settings) => void): Promise<void> {
    const settings = structuredClone(this.local.get("settings")) as Settings;
    change(settings);
    this.store("local", { settings });
    await this.rest();
  }

  async signIn(): Promise<void> {
    const { clientId, clientSecret } = this.gosms.account;
    const { saveCredentials } = await import("../../../lib/storage/secrets.ts");
    await saveCredentials({ clientId, clientSecret });
    await this.rest();
  }

  goOnline(online: boolean): void {
    this.gosms.online = online;
    Object.assign(navigator, { onLine: online });
    if (online) this.#worker.online.fire();
  }

  /** Time passes, and whatever is due happens at its moment. Stops early when the worker dies. */
  async pass(ms: number): Promise<void> {
    const end = performance.now() + ms;
    for (;;) {
      const [alarm, due] = [...this.alarms].sort(([, a], [, b]) => a - b)[0] ?? [
        "",
        Number.POSITIVE_INFINITY,
      ];
      const until = Math.max(Math.min(due, end), performance.now());
      await this.#passTo(until);
      if (this.#worker.isDead || due > end) return;
      this.alarms.set(alarm, due + 60_000);
      this.#worker.onAlarm.fire({ name: alarm });
      await this.rest();
      if (this.#worker.isDead) return;
    }
  }

  async #passTo(moment: number): Promise<void> {
    let passed = false;
    this.timeout(() => {
      passed = true;
    }, moment - performance.now());
    while (!passed) {
      vi.advanceTimersToNextTimer();
      await this.rest();
      if (this.#worker.isDead) return;
    }
  }

  /** The computer is off for a while: time passes, and nothing happens here. */
  async switchOff(ms: number): Promise<void> {
    if (!this.#worker.isDead) this.#worker.die();
    await this.rest();
    await vi.advanceTimersByTimeAsync(ms);
    await this.restart("browser");
  }

  /** Somebody sets the computer's clock. */
  setClock(byMs: number): void {
    vi.setSystemTime(Date.now() + byMs);
  }

  /** All rows, oldest first, and those that a person is asked to look at, as the popup reads them. */
  async rows(): Promise<{ all: Message[]; attention: Message[] }> {
    // What a dead worker asks of the database never comes to anything.
    if (this.#worker.isDead) throw new WorkerDied();
    const { listAttention, listSince } = await import("../../../lib/storage/outbox-queries.ts");
    const [all, attention] = await Promise.all([listSince(0, Number.MAX_SAFE_INTEGER), listAttention()]);
    return { all: all.toReversed(), attention };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#worker.die();
    await this.rest();
    vi.doUnmock("wxt/browser");
    vi.doUnmock("idb");
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    this.#replaced.dispose();
    vi.useRealTimers();
  }
}
