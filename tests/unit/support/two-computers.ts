import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import * as idb from "idb";
import { vi } from "vitest";
import { type Registry, RegistryFailure, type Write } from "../../../lib/background/claims/registry.ts";
import type { Message } from "../../../lib/domain/outbox/message.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import { alone, type Workstations } from "../../../lib/domain/workstations.ts";
import { confirmedReadings } from "../../confirmed-readings.ts";
import { practiceSettings } from "../../e2e/practice-settings.ts";
import { MemoryRegistry } from "../../etcd/memory.ts";
import { calendarId } from "./clinic.ts";
import { resetAllBut } from "./fresh-modules.ts";

/**
 * Several computers of one practice, each with the real sending code on a disk of its own, one account at GoSMS and one
 * registry. A computer dies at a step of its way to the world, before or after it is done.
 */

const silence = () => new Promise<never>(() => {});

/** What GoSMS has: every text that arrived, and which of those for later still stand. */
export class OneAccount {
  readonly texts: {
    phone: string;
    text: string;
    later: boolean;
    id: number;
    gone: boolean;
    /** What the patient answered. */
    answers: string[];
  }[] = [];

  /** Ids of the texts of which it was asked what became of them. */
  readonly asked: number[] = [];

  /** So many texts are not taken, for GoSMS asks for a pause. */
  pauses = 0;

  async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/oauth/")) return Response.json({ access_token: "t", expires_in: 3600 });
    if (pathname === "/api/v1/messages" && request.method === "POST") {
      if (this.pauses-- > 0) return Response.json({}, { status: 429, headers: { "retry-after": "1" } });
      const { recipients, message, expectedSendStart } = await request.json();
      const id = this.texts.length + 1;
      const later = expectedSendStart !== undefined;
      this.texts.push({ phone: recipients[0], text: message, later, id, gone: false, answers: [] });
      return Response.json({ link: `api/v1/messages/${id}` }, { status: 201 });
    }
    const id = Number(/messages\/(\d+)/u.exec(pathname)?.[1]);
    const text = this.texts.find((one) => one.id === id);
    if (!Number.isNaN(id) && (!text || text.gone)) return Response.json({}, { status: 404 });
    if (text && request.method === "DELETE") text.gone = true;
    if (text && pathname.endsWith("/replies")) {
      const entries = text.answers.map((message, at) => ({ id: `${id}-${at}`, message }));
      return Response.json({ reply: { recipients: { [text.phone]: entries } } });
    }
    if (text && request.method === "GET") this.asked.push(id);
    if (text)
      return Response.json({
        sendingInfo: { status: text.later ? "SCHEDULED" : "SENT" },
        delivery: { isDelivered: !text.later },
        reply: { repliesCount: text.answers.length },
      });
    return Response.json({ stats: { price: 1, currency: "CZK" }, currentCredit: 1000, channels: [] });
  }
}

type Sending = typeof import("../../../lib/background/sending/intake.ts") &
  typeof import("../../../lib/background/sending/bulk-send.ts") &
  typeof import("../../../lib/background/sending/send-again.ts") &
  typeof import("../../../lib/background/sending/decisions.ts") &
  typeof import("../../../lib/background/sending/reminders.ts") &
  typeof import("../../../lib/background/sending/receipts.ts") &
  typeof import("../../../lib/background/sending/replies.ts") &
  typeof import("../../../lib/background/sending/adopting.ts") &
  typeof import("../../../lib/background/sending/joining.ts") &
  typeof import("../../../lib/background/sending/others.ts") &
  typeof import("../../../lib/background/sending/live.ts") &
  typeof import("../../../lib/background/sending/bulk.ts") &
  typeof import("../../../lib/background/sending/refusals-shown.ts") &
  typeof import("../../../lib/storage/patients.ts");

export class Computer {
  readonly #disk = new IDBFactory();
  readonly #local = new Map<string, unknown>();
  readonly #session = new Map<string, unknown>();
  readonly #listeners = new Set<(changes: object, area: string) => void>();
  readonly #practice: Practice;
  /** Which start of it is alive. */
  #life = 0;
  /** So many more steps until it dies; it dies after an odd one is done, or before an even one. */
  diesIn = Number.POSITIVE_INFINITY;
  /** So many more times it reaches the registry. */
  reaches = Number.POSITIVE_INFINITY;
  /** So many more steps until it stands still, as a computer that sleeps does, and goes on when it is woken. */
  stallsIn = Number.POSITIVE_INFINITY;
  #asleep: PromiseWithResolvers<void> | null = null;
  sending!: Sending;
  #dispatch!: () => Promise<void>;
  #rows!: () => Promise<Message[]>;

  constructor(practice: Practice, name: string, settings: Settings) {
    this.#practice = practice;
    this.#local.set("settings", settings);
    const site = { id: calendarId, origin: calendarId, name: "", plugin: null, enabled: true };
    this.#local.set("sites", [site]);
    for (const [key, value] of Object.entries(confirmedReadings(calendarId))) this.#local.set(key, value);
    const workstations: Workstations = {
      ...alone,
      mode: "shared",
      urls: ["http://registry.example"],
      user: "ordinace",
      name,
      id: name,
      isPublished: true,
      stamp: 1,
    };
    this.#local.set("workstations", workstations);
  }

  get isAsleep(): boolean {
    return this.#asleep !== null;
  }

  wake(): void {
    this.stallsIn = Number.POSITIVE_INFINITY;
    this.#asleep?.resolve();
    this.#asleep = null;
  }

  get isDead(): boolean {
    return this.diesIn <= 0;
  }

  /** One step to the world: it dies before it, or after it was done, or goes on. */
  async #step<T>(life: number, work: () => T | Promise<T>): Promise<T> {
    const isGone = () => this.isDead || life !== this.#life;
    if (isGone() || --this.diesIn <= 0) return silence();
    if (--this.stallsIn <= 0) this.#asleep ??= Promise.withResolvers();
    await this.#asleep?.promise;
    if (isGone()) return silence();
    const done = await work();
    return isGone() || --this.diesIn <= 0 ? silence() : done;
  }

  #area(life: number, name: "local" | "session") {
    const stored = name === "local" ? this.#local : this.#session;
    const pick = (keys: null | string | string[]) =>
      structuredClone(
        Object.fromEntries([...stored].filter(([key]) => keys === null || [keys].flat().includes(key))),
      );
    return {
      get: async (keys: null | string | string[]) => pick(keys),
      set: (items: Record<string, unknown>) =>
        this.#step(life, () => {
          const changes = Object.fromEntries(
            Object.entries(items).map(([key, newValue]) => [key, { newValue: structuredClone(newValue) }]),
          );
          for (const [key, value] of Object.entries(items)) stored.set(key, structuredClone(value));
          for (const listener of this.#listeners) listener(changes, name);
        }),
      remove: (keys: string | string[]) =>
        this.#step(life, () => {
          for (const key of [keys].flat()) stored.delete(key);
        }),
    };
  }

  /** The worker begins, on what is on disk; with the whole browser, or by itself. */
  async start({ isBrowser = true } = {}): Promise<void> {
    const life = ++this.#life;
    this.diesIn = Number.POSITIVE_INFINITY;
    this.wake();
    if (isBrowser) this.#session.clear();
    this.#listeners.clear();
    const { registry, account } = this.#practice;
    const ask = <T>(work: () => Promise<T>): Promise<T> =>
      this.#step(life, () => {
        if (--this.reaches < 0) throw new RegistryFailure("unreachable");
        return work();
      });
    const reach: Registry = {
      change: (writes: readonly Write[], beside) => ask(() => registry.change(writes, beside)),
      lookUp: (keys) => ask(() => registry.lookUp(keys)),
      since: (revision, under) => ask(() => registry.since(revision, under)),
      watch: (after, tell, signal) =>
        registry.watch(after, (one) => void (life === this.#life && tell(one)), signal),
    };
    // Failures of the one registry are the same for all.
    resetAllBut((path) => /\/lib\/(domain|i18n|rpc\/contract)\/|\/claims\/registry\.ts/u.test(path));
    vi.doMock("wxt/browser", () => ({
      browser: {
        permissions: { contains: async () => true },
        storage: {
          local: this.#area(life, "local"),
          session: this.#area(life, "session"),
          onChanged: {
            addListener: (one: never) => this.#listeners.add(one),
            removeListener: (one: never) => this.#listeners.delete(one),
          },
        },
      },
    }));
    vi.doMock("idb", () => ({
      ...idb,
      openDB: (...args: Parameters<typeof idb.openDB>) => {
        globalThis.indexedDB = this.#disk;
        return idb.openDB(...args);
      },
    }));
    vi.doMock("../../../lib/background/claims/etcd.ts", () => ({
      Etcd: class {
        constructor() {
          // biome-ignore lint/correctness/noConstructorReturn: it stands in for a class
          return reach;
        }
      },
    }));
    vi.doMock("ky", () => ({
      default: {
        create:
          ({ baseUrl }: { baseUrl: string }) =>
          (path: string, init: RequestInit & { json?: unknown }) => {
            const { json, ...rest } = init;
            const body = json === undefined ? (rest.body ?? null) : JSON.stringify(json);
            const request = new Request(new URL(path, baseUrl), { method: rest.method ?? "get", body });
            return this.#step(life, () => account.answer(request));
          },
      },
    }));
    const { recover } = await import("../../../lib/background/sending/recovery.ts");
    this.sending = {
      ...(await import("../../../lib/background/sending/intake.ts")),
      ...(await import("../../../lib/background/sending/bulk-send.ts")),
      ...(await import("../../../lib/background/sending/send-again.ts")),
      ...(await import("../../../lib/background/sending/decisions.ts")),
      ...(await import("../../../lib/background/sending/reminders.ts")),
      ...(await import("../../../lib/background/sending/receipts.ts")),
      ...(await import("../../../lib/background/sending/replies.ts")),
      ...(await import("../../../lib/background/sending/adopting.ts")),
      ...(await import("../../../lib/background/sending/joining.ts")),
      ...(await import("../../../lib/background/sending/others.ts")),
      ...(await import("../../../lib/background/sending/live.ts")),
      ...(await import("../../../lib/background/sending/bulk.ts")),
      ...(await import("../../../lib/background/sending/refusals-shown.ts")),
      ...(await import("../../../lib/storage/patients.ts")),
    };
    const { dispatcher } = await import("../../../lib/background/sending/dispatcher.ts");
    this.#dispatch = () => dispatcher.dispatch();
    const { listSince } = await import("../../../lib/storage/outbox-queries.ts");
    this.#rows = () => listSince(0, Number.MAX_SAFE_INTEGER);
    const { saveCredentials, saveWorkstationSecrets } = await import("../../../lib/storage/secrets.ts");
    await saveCredentials({ clientId: "a", clientSecret: "b" });
    await saveWorkstationSecrets({ password: "heslo", secret: "A".repeat(43) });
    await recover();
  }

  /** Sends what is due, as far as it lives. */
  async dispatch(): Promise<void> {
    const ended = this.#dispatch().catch((error) => void console.error("dispatch", error));
    for (;;) {
      const isOver = await Promise.race([
        ended.then(() => true),
        new Promise((resolve) =>
          setImmediate(() => setImmediate(() => resolve(this.isDead || this.isAsleep))),
        ),
      ]);
      if (isOver) return;
    }
  }

  /** What it does lasts as long as it lives. */
  async alive(work: Promise<unknown>): Promise<void> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    work.then(end, end);
    while (!isOver && !this.isDead && !this.isAsleep) await new Promise((resolve) => setImmediate(resolve));
  }

  rows = (): Promise<Message[]> => this.#rows();

  async change(change: Partial<Workstations>): Promise<void> {
    const workstations = { ...(this.#local.get("workstations") as Workstations), ...change };
    this.#local.set("workstations", workstations);
    for (const listener of this.#listeners) listener({ workstations: { newValue: workstations } }, "local");
  }
}

export class Practice {
  readonly registry = new MemoryRegistry();
  readonly account = new OneAccount();
  readonly computers: Computer[] = [];

  static async open(
    names: readonly string[],
    change: (settings: Settings) => void = () => {},
  ): Promise<Practice> {
    const practice = new Practice();
    const settings = practiceSettings(change);
    for (const name of names) {
      const computer = new Computer(practice, name, structuredClone(settings));
      practice.computers.push(computer);
      await computer.start();
    }
    return practice;
  }

  /** So long passes that whoever is silent is taken for gone, and a rest is over. */
  passTime(ms = 150_000): void {
    vi.advanceTimersByTime(ms);
  }
}

/** The two at the desk. */
export async function openTwo(change?: (settings: Settings) => void) {
  const practice = await Practice.open(["recepce 1", "recepce 2"], change);
  const [one, two] = practice.computers as [Computer, Computer];
  return { practice, one, two, texts: practice.account.texts };
}
