import { browser } from "@wxt-dev/browser";
import type { AppointmentChange } from "../domain/appointment.ts";
import { codeOf, onPageChange, pathMatcher, selectorsOf } from "../plugin-api/activation.ts";
import {
  type CalendarAdapter,
  CalendarUnreadable,
  isUnreadable,
  type Reading,
} from "../plugin-api/calendar.ts";
import { takePlugin } from "../plugin-api/define.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { Plugin, PluginMemory } from "../plugin-api/plugin.ts";
import { call } from "../rpc/client.ts";
import type { DayListing, Health, Output, PageWords, ToPage } from "../rpc/contract/index.ts";
import { Channel } from "./channel.ts";
import { PluginRunner } from "./plugin-runner.ts";
import { fill, removeLeftovers } from "./ui/dom.ts";
import { Notices } from "./ui/notices.ts";
import { ToolbarButton } from "./ui/toolbar.ts";

/** Told to the document by every script that takes over, so that one it replaces goes quiet. */
const takeover = "pipni:takeover";
/** Milliseconds before the next try, of what the background has not answered. */
const retries = [500, 2_000, 8_000];
const loadRetries = [500, 2_000];
/**
 * How often a page that keeps changing is looked through, in milliseconds. Pages draw their toolbars anew all the
 * time, and as soon the button is back.
 */
const lookEvery = 100;
/** No calendar after this long: the popup should know, though the page may be a mere login form. */
const recognitionTime = 10_000;
const healthEvery = 5_000;
const listPatience = 12_000;

type Hello = Output<"page.hello">;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The extension was updated or removed under this script: nobody answers it any more. */
const isOrphan = (): boolean => {
  try {
    return browser.runtime?.id === undefined;
  } catch {
    return true;
  }
};

const isTop = window.top === window;

/** A frame of another origin shows a page that nobody has enabled. */
function isOwnFrame(): boolean {
  try {
    return window.top?.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** Kept by the background, for a page is gone with all that it holds. */
const memoryOf = (plugin: string): PluginMemory => ({
  async load() {
    const entries = Object.entries(await call("page.recall", { plugin }));
    return Object.fromEntries(entries.map(([key, value]) => [key, JSON.parse(value) as unknown]));
  },
  async save(key, value) {
    await call("page.remember", { plugin, key, value: value === null ? null : JSON.stringify(value) });
  },
});

interface Active {
  manifest: PluginManifest;
  /** `null` until its code is there. */
  runner: PluginRunner | null;
  adapters: Set<CalendarAdapter>;
  /** What it threw last, for the notice's details. */
  error: unknown;
}

type Lack = Pick<Extract<Reading, { ok: false }>, "missing" | "detail">;

class Host implements Disposable {
  readonly #words: PageWords;
  readonly #resources = new DisposableStack();
  readonly #stop = new AbortController();
  readonly #channel: Channel;
  readonly #notices: Notices;
  readonly #active = new Map<string, Active>();
  /** By what tells whether its calendar is there. */
  readonly #waiting = new Map<() => boolean, PluginManifest>();
  #toolbar: ToolbarButton | null = null;
  #handOver: Promise<void> = Promise.resolve();
  #lastHealth = "";
  #healthDue: Health | null = null;
  #healthTimer: ReturnType<typeof setTimeout> | undefined;
  #problem = "";

  constructor(hello: Hello) {
    this.#words = hello.words;
    removeLeftovers();
    this.#channel = this.#resources.use(new Channel());
    this.#notices = this.#resources.use(new Notices(hello, (id) => this.#stopSending(id)));
    for (const pending of hello.pending) this.#notices.settling(pending);

    const onMessage = (message: unknown, _sender: unknown, answer: (value: unknown) => void): boolean => {
      const answering = this.#answer(message as ToPage);
      void answering?.then(answer);
      return answering !== undefined;
    };
    browser.runtime.onMessage.addListener(onMessage);
    this.#resources.defer(() => {
      if (!isOrphan()) browser.runtime.onMessage.removeListener(onMessage);
    });
    this.#resources.defer(() => this.#channel.post({ type: "stop" }));
    this.#resources.defer(() => clearTimeout(this.#healthTimer));

    for (const manifest of hello.plugins) {
      const selector = selectorsOf(manifest).join(",");
      const matches = pathMatcher(manifest.matches);
      // The page's own plugin knows more than one for its kind of calendar; both together would tell all twice.
      const isNeeded = (): boolean => !manifest.fallback || this.#active.size === 0;
      const isHere = (): boolean =>
        isNeeded() && (hello.chosen || matches(location)) && document.querySelector(selector) !== null;
      this.#waiting.set(isHere, manifest);
    }
    this.#lookAround();
    onPageChange(() => this.#lookAround(), this.#stop.signal, lookEvery);
    if (isTop) {
      const timer = setTimeout(() => this.#notRecognised(), recognitionTime);
      this.#resources.defer(() => clearTimeout(timer));
    }
  }

  /** A plugin starts once, when its calendar is there: at once or in an hour. */
  #lookAround(): void {
    this.#toolbar?.mount();
    for (const [isHere, manifest] of this.#waiting) {
      if (!isHere()) continue;
      this.#waiting.delete(isHere);
      void this.#activate(manifest);
    }
  }

  async #activate(manifest: PluginManifest): Promise<void> {
    const { id } = manifest;
    if (this.#stop.signal.aborted || this.#active.has(id)) return;
    for (const other of this.#active.values()) if (other.manifest.fallback) this.#deactivate(other);
    const active: Active = { manifest, runner: null, adapters: new Set(), error: null };
    this.#active.set(id, active);
    const isWanted = (): boolean => this.#active.get(id) === active;
    try {
      const main = await this.#load(manifest, isWanted);
      if (!main || !isWanted()) return;
      active.runner = new PluginRunner({ manifest, main }, this.#channel, {
        onCalendar: (adapter) => this.#addCalendar(active, adapter),
        memory: memoryOf(id),
        onFailure: (error) => this.#failed(active, error),
        askCalendar: (text, query) => call("page.readCalendar", { text, query }),
        askTraffic: (traffic) => call("page.readTraffic", traffic),
      });
    } catch (error) {
      if (isWanted()) this.#failed(active, error);
    }
  }

  /** The plugin's code, which the background puts into this frame; `null` when nobody wants it any more. */
  async #load(manifest: PluginManifest, isWanted: () => boolean): Promise<Plugin | null> {
    for (const delay of [...loadRetries, null]) {
      try {
        await call("page.load", { plugin: manifest.id });
        const main = takePlugin(codeOf(manifest));
        if (main) return main;
        throw new Error("its code did not run");
      } catch (error) {
        if (isOrphan()) this[Symbol.dispose]();
        if (!isWanted()) return null;
        if (delay === null) throw error;
        await sleep(delay);
      }
    }
    return null;
  }

  /** Once the calendar has been read, or is known not to be: who presses earlier would be told it is closed. */
  #showToolbar({ manifest }: Active): void {
    const { toolbar } = manifest.contributes;
    if (this.#toolbar) this.#toolbar.mount();
    else if (toolbar.length > 0) {
      this.#toolbar = new ToolbarButton(toolbar, this.#words, () => this.#openBulk());
    }
  }

  #deactivate(active: Active): void {
    this.#active.delete(active.manifest.id);
    active.runner?.[Symbol.dispose]();
    this.#toolbar?.[Symbol.dispose]();
    this.#toolbar = null;
  }

  #addCalendar(active: Active, adapter: CalendarAdapter): Disposable {
    const stack = new DisposableStack();
    active.adapters.add(adapter);
    stack.defer(() => active.adapters.delete(adapter));
    stack.use(adapter.onDidChange((change) => this.#changed(change)));
    stack.use(adapter.onDidCreateUnseen((start) => this.#unseen(start)));
    if (adapter.onDidMiss) stack.use(adapter.onDidMiss((who) => this.#missed(who)));
    stack.use(adapter.onDidRead((reading) => this.#read(active, reading)));
    if (adapter.onDidChangeSeries)
      stack.use(adapter.onDidChangeSeries((changes) => this.#changedTogether(changes)));
    if (adapter.onDidGuess) stack.use(adapter.onDidGuess((change) => this.#changed(change, "page.guessed")));
    if (adapter.reading) this.#read(active, adapter.reading);
    return { [Symbol.dispose]: () => stack.dispose() };
  }

  #failed(active: Active, error: unknown): void {
    active.error = error;
    console.error(`Pípni: ${active.manifest.id}`, error);
    // What it reads otherwise may still be right; without a reading nothing is.
    if (![...active.adapters].some((adapter) => adapter.reading?.ok))
      this.#unreadable(active, { missing: "plugin" });
  }

  #read(active: Active, reading: Reading): void {
    const plugin = active.manifest.id;
    if (!reading.ok) {
      this.#unreadable(active, reading);
      return;
    }
    if (this.#problem !== "") this.#notices.solved();
    this.#problem = "";
    this.#tellHealth({ state: "reading", plugin, appointments: reading.appointments });
    this.#showToolbar(active);
  }

  #sayMissing({ missing, detail }: Lack): string {
    const sentence = this.#words.missing[missing] ?? this.#words.missing.plugin;
    return detail ? `${sentence} (${detail.slice(0, 100)})` : sentence;
  }

  #unreadable(active: Active, lack: Lack): void {
    const words = this.#words;
    const { id, name } = active.manifest;
    const missing = this.#sayMissing(lack);
    this.#tellHealth({ state: "unreadable", plugin: id, missing });
    this.#showToolbar(active);
    if (this.#problem === missing) return;
    this.#problem = missing;
    const details = [fill(words.plugin, { name })];
    if (active.error instanceof Error)
      details.push(fill(words.error, { message: active.error.message.slice(0, 200) }));
    this.#notices.problem(missing, details);
  }

  #notRecognised(): void {
    // A frame may hold it, and tells for itself.
    if (this.#active.size > 0 || document.querySelector("iframe, frame")) return;
    this.#tellHealth({ state: "unreadable", plugin: null, missing: this.#words.missing.calendar });
  }

  /** At once when the state changes, else now and then. */
  #tellHealth(health: Health): void {
    const text = JSON.stringify(health);
    if (text === this.#lastHealth && this.#healthDue === null) return;
    const isNews =
      !this.#lastHealth.startsWith(`{"state":"${health.state}"`) || health.state === "unreadable";
    if (!isNews && this.#healthTimer !== undefined) {
      this.#healthDue = health;
      return;
    }
    this.#lastHealth = text;
    this.#healthDue = null;
    void this.#quietly(call("page.health", health));
    clearTimeout(this.#healthTimer);
    this.#healthTimer = setTimeout(() => {
      this.#healthTimer = undefined;
      if (this.#healthDue) this.#tellHealth(this.#healthDue);
    }, healthEvery);
  }

  /** For calls whose failure changes nothing for the user, except that an orphan must go quiet. */
  async #quietly(promise: Promise<unknown>): Promise<void> {
    try {
      await promise;
    } catch {
      if (isOrphan()) this[Symbol.dispose]();
    }
  }

  #changed(change: AppointmentChange, as: "page.changed" | "page.guessed" = "page.changed"): void {
    this.#handIn(change, () => call(as, change));
  }

  #changedTogether(changes: readonly AppointmentChange[]): void {
    const [first] = changes;
    if (first) this.#handIn(first, () => call("page.changedSeries", [...changes]));
  }

  /** One after the other, for the background weighs each against the one before it. */
  #handIn(change: AppointmentChange, tell: () => Promise<Output<"page.changed">>): void {
    this.#handOver = this.#handOver.then(() => this.#report(change, tell));
  }

  async #report(
    { appointment: { patient, title } }: AppointmentChange,
    tell: () => Promise<Output<"page.changed">>,
  ): Promise<void> {
    const words = this.#words;
    const who = patient?.name || title || words.noSms;
    for (const delay of [...retries, null]) {
      if (this.#stop.signal.aborted) return;
      try {
        // Told twice it still counts once: the background knows every change by its key.
        const { pending, withdrawn, skipped, mayLeave } = await tell();
        if (this.#stop.signal.aborted) return;
        this.#notices.withdrawn(withdrawn);
        for (const one of pending) this.#notices.settling(one);
        if (skipped) this.#notices.brief(`${mayLeave ? words.notYet : words.noSms}: ${who}`, skipped);
        return;
      } catch (error) {
        if (isOrphan()) {
          this[Symbol.dispose]();
          return;
        }
        if (delay !== null) await sleep(delay);
        else {
          console.error("Pípni:", error);
          this.#missed(who);
        }
      }
    }
  }

  async #stopSending(id: string): Promise<boolean> {
    try {
      return (await call("page.stop", { id })).stopped;
    } catch (error) {
      if (isOrphan()) this[Symbol.dispose]();
      throw error;
    }
  }

  /** Nothing is lost, but the person should know what it waits for. */
  #unseen(start: string): void {
    const day = Temporal.Instant.from(start).toLocaleString(navigator.language, {
      day: "numeric",
      month: "numeric",
    });
    this.#notices.brief(this.#words.notYet, fill(this.#words.unseen, { day }));
  }

  /** Nothing will come of a change, and the person should know. */
  #missed(who: string): void {
    const { noSms, handOverFailed } = this.#words;
    this.#notices.brief(who ? `${noSms}: ${who}` : noSms, handOverFailed);
  }

  #adapters(): CalendarAdapter[] {
    return [...this.#active.values()].flatMap(({ adapters }) => [...adapters]);
  }

  #openBulk(): void {
    let day: string | null = null;
    for (const adapter of this.#adapters()) {
      try {
        day ??= adapter.selectedDay()?.toString() ?? null;
      } catch (error) {
        console.error("Pípni:", error);
      }
    }
    call("page.openBulk", { day }).catch(() => {
      if (isOrphan()) this[Symbol.dispose]();
      else this.#notices.brief(this.#words.bulk, this.#words.bulkFailed);
    });
  }

  #answer(message: ToPage): Promise<unknown> | undefined {
    switch (message?.pipni) {
      case "listDay":
        // Of several frames only one that has a calendar may answer, or the page itself where none has.
        if (this.#active.size === 0 && (!isTop || document.querySelector("iframe, frame"))) return undefined;
        return this.#listDay(message.day);
      case "withdrawn":
        this.#notices.withdrawn(message.ids);
        return undefined;
      case "deactivate":
        this[Symbol.dispose]();
        return undefined;
      default:
        return undefined;
    }
  }

  async #listDay(text: string): Promise<DayListing> {
    try {
      const day = Temporal.PlainDate.from(text);
      const patience = Date.now() + listPatience;
      const isComing = (): boolean => this.#active.values().some(({ error }) => error === null);
      while (this.#adapters().length === 0 && isComing() && Date.now() < patience) await sleep(200);
      const adapters = this.#adapters();
      if (adapters.length === 0) throw new CalendarUnreadable(this.#active.size > 0 ? "plugin" : "calendar");
      const lists = await Promise.all(adapters.map((adapter) => adapter.appointmentsOn(day)));
      return { ok: true, appointments: lists.flat().slice(0, 2000) };
    } catch (error) {
      if (isUnreadable(error)) return { ok: false, missing: this.#sayMissing(error) };
      console.error("Pípni:", error);
      return { ok: false, missing: this.#sayMissing({ missing: "plugin" }) };
    }
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    for (const active of this.#active.values()) this.#deactivate(active);
    this.#resources.dispose();
  }
}

async function hello(signal: AbortSignal): Promise<Hello | null> {
  for (const delay of [...retries, null]) {
    if (signal.aborted) return null;
    try {
      return await call("page.hello", null);
    } catch {
      if (isOrphan() || delay === null) return null;
      await sleep(delay);
    }
  }
  return null;
}

/** Starts Pípni on this page, if its calendar is enabled. */
export async function startHost(): Promise<void> {
  if (!isOwnFrame()) return;
  const stop = new AbortController();
  const stopped = stop.signal;
  // Not `randomUUID`: a calendar in the practice's own network may be without TLS, where that is missing.
  const id = `${performance.timeOrigin}-${Math.random()}`;
  document.dispatchEvent(new CustomEvent(takeover, { detail: id }));
  document.addEventListener(
    takeover,
    (event) => {
      if (event instanceof CustomEvent && event.detail !== id) stop.abort();
    },
    { signal: stopped },
  );
  const answer = await hello(stopped);
  if (!answer?.active || stopped.aborted) return;
  const host = new Host(answer);
  stopped.addEventListener("abort", () => host[Symbol.dispose]());
}
