import "fake-indexeddb/auto";
import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { unwrap } from "idb";
import { vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Appointment } from "../../../lib/domain/appointment.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import { defaultSettings } from "../../../lib/domain/settings.ts";
import { type Gosms, type GosmsOptions, startGosms } from "../../gosms/server.ts";

/** A practice in the middle of its day, with the real sending code and the GoSMS simulator behind `fetch`. */
export interface Clinic extends AsyncDisposable {
  gosms: Gosms;
  intake: typeof import("../../../lib/background/sending/intake.ts") &
    typeof import("../../../lib/background/sending/bulk-send.ts") &
    typeof import("../../../lib/background/sending/send-again.ts");
  /** As the scheduler runs it. */
  dispatcher: Pick<
    typeof import("../../../lib/background/sending/dispatcher.ts").dispatcher,
    "dispatch" | "nextDispatch" | "release" | "releaseThese"
  >;
  receipts: typeof import("../../../lib/background/sending/receipts.ts");
  outbox: typeof import("../../../lib/storage/outbox-store.ts") &
    typeof import("../../../lib/storage/outbox-queries.ts") &
    typeof import("../../../lib/storage/log-queries.ts") &
    typeof import("../../../lib/storage/set-aside.ts");
  set(change: (settings: Settings) => void): Promise<void>;
  /**
   * The worker dies and starts again, keeping what is on disk.
   * @param meanwhile what else happens in the new worker from its first moment
   */
  restart(options?: {
    browser?: boolean;
    loseDatabase?: boolean;
    meanwhile?: () => Promise<unknown>;
  }): Promise<void>;
  /** The browser throws the database away and makes a new one, while the worker lives on. */
  loseDatabase(): Promise<void>;
}

export const calendarId = "https://kalendar.example";

/** An appointment at an hour of tomorrow. */
export function appointment(id: string, hour: number, change: Partial<Appointment> = {}): Appointment {
  const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
    .add({ days: 1 })
    .with({ hour, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .toInstant()
    .toString();
  const suffix = id.padStart(3, "0").slice(-3);
  return {
    id,
    start,
    end: null,
    allDay: false,
    title: "Jana Vzorová",
    patient: { id: "7", name: "Jana Vzorová", phone: `601 000 ${suffix}` },
    ...change,
  };
}

export async function openClinic(options: GosmsOptions = {}): Promise<Clinic> {
  // Looked up anew at each call, so that a test can move the clock for both sides.
  const gosms = await startGosms({ tls: false, now: () => Date.now(), ...options });
  const realFetch = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = request.url.replace("https://app.gosms.eu", gosms.url);
    // Node refuses the duplex of a streamed body being left out, so the body travels as text.
    const body = request.method === "POST" ? await request.text() : null;
    const { method, headers, signal } = request;
    return realFetch(url, { method, headers, signal, body, redirect: "error" });
  });
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  const clinic = { gosms } as Clinic;
  const load = async () => {
    vi.resetModules();
    clinic.outbox = {
      ...(await import("../../../lib/storage/outbox-store.ts")),
      ...(await import("../../../lib/storage/outbox-queries.ts")),
      ...(await import("../../../lib/storage/log-queries.ts")),
      ...(await import("../../../lib/storage/set-aside.ts")),
    };
    clinic.intake = {
      ...(await import("../../../lib/background/sending/intake.ts")),
      ...(await import("../../../lib/background/sending/bulk-send.ts")),
      ...(await import("../../../lib/background/sending/send-again.ts")),
    };
    const { scheduler } = await import("../../../lib/background/jobs/index.ts");
    const { dispatcher } = await import("../../../lib/background/sending/dispatcher.ts");
    clinic.dispatcher = {
      dispatch: () => scheduler.runJob("dispatch"),
      release: () => dispatcher.release(),
      releaseThese: (messages) => dispatcher.releaseThese(messages),
      nextDispatch: (after) => dispatcher.nextDispatch(after),
    };
    clinic.receipts = await import("../../../lib/background/sending/receipts.ts");
  };
  clinic.set = async (change) => {
    const { loadSettings, saveSettings } = await import("../../../lib/storage/settings.ts");
    const settings = structuredClone(await loadSettings());
    change(settings);
    await saveSettings(settings);
  };
  clinic.restart = async ({ browser = false, loseDatabase = false, meanwhile = async () => {} } = {}) => {
    if (browser || loseDatabase) await fakeBrowser.storage.session.clear();
    if (loseDatabase) globalThis.indexedDB = new IDBFactory();
    await load();
    if (loseDatabase) await signIn(gosms);
    const { recover } = await import("../../../lib/background/sending/recovery.ts");
    await Promise.all([recover(), meanwhile()]);
  };
  clinic.loseDatabase = async () => {
    const { database } = await import("../../../lib/storage/database.ts");
    const lost = await database();
    // What a browser does to a connection whose database it has found to be damaged.
    globalThis.indexedDB = new IDBFactory();
    forceCloseDatabase(unwrap(lost) as never);
    // It is told of that in a task of its own.
    while ((await database()) === lost) await new Promise((resolve) => setImmediate(resolve));
    await signIn(gosms);
  };
  clinic[Symbol.asyncDispose] = async () => {
    await gosms.close();
    vi.unstubAllGlobals();
  };
  await load();
  await signIn(gosms);
  await clinic.set((settings) => {
    Object.assign(settings, structuredClone(defaultSettings));
    Object.assign(settings.practice, {
      name: "Ordinace Na Náměstí",
      phone: "+420 234 567 890",
      timeZone: "Europe/Prague",
    });
    settings.sending.channel = 1;
    settings.sending.settleSeconds = 0;
  });
  return clinic;
}

async function signIn({ account }: Gosms): Promise<void> {
  const { saveCredentials } = await import("../../../lib/storage/secrets.ts");
  await saveCredentials({ clientId: account.clientId, clientSecret: account.clientSecret });
}
