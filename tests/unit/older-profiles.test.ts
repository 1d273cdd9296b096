// @vitest-environment node
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import { type Clinic, openClinic } from "./support/clinic.ts";

/**
 * What the builds of each earlier version of the database left in a browser: two appointments confirmed, one of them
 * cancelled, and a third made while sending was stopped. This version goes on with it as if it had always been there.
 */

interface Profile {
  version: number;
  /** When it was left, in milliseconds since the epoch. */
  at: number;
  stores: Record<
    string,
    {
      keyPath: string | string[] | null;
      autoIncrement: boolean;
      indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
      entries: [IDBValidKey, unknown][];
    }
  >;
  local: Record<string, unknown>;
}

const profileOf = async (version: number): Promise<Profile> =>
  JSON.parse(await readFile(join(import.meta.dirname, `fixtures/profiles/v${version}.json`), "utf8"));

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

/** The browser as that version left it, started anew with this one. */
async function openProfile({ version, at, stores, local }: Profile): Promise<void> {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  const opening = indexedDB.open("pipni", version);
  opening.onupgradeneeded = () => {
    for (const [name, { keyPath, autoIncrement, indexes, entries }] of Object.entries(stores)) {
      const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
      for (const { name: index, keyPath: path, ...how } of indexes) store.createIndex(index, path, how);
      for (const [key, value] of entries) keyPath === null ? store.put(value, key) : store.put(value);
    }
  };
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve;
    opening.onerror = () => reject(opening.error);
  });
  opening.result.close();
  await fakeBrowser.storage.local.set(local);
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(at + 60_000);
  await clinic.restart({ browser: true });
  const { saveCredentials } = await import("../../lib/storage/secrets.ts");
  await saveCredentials(clinic.gosms.account);
}

const rows = () => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const told = () => clinic.gosms.messages.filter(({ scheduled }) => !scheduled).map(({ text }) => text);
const held = async () => (await rows()).filter(({ state }) => state === "held");

/** A person looks once at how the calendar is read, which older versions did not ask, and lets go what waited. */
async function confirmAndLetGo(calendarId: string): Promise<void> {
  await clinic.dispatcher.dispatch();
  const { saveReader, saveReading } = await import("../../lib/storage/site-readings.ts");
  const { readers, readings } = confirmedReadings(calendarId);
  for (const reader of readers) await saveReader(reader);
  for (const reading of readings) await saveReading({ ...reading, since: 0 });
  await clinic.dispatcher.releaseThese(await held());
  await clinic.dispatcher.dispatch();
}

test.for([1, 2, 3, 4, 5, 6, 7, 8])(
  "of version %i: nothing is told twice, and nothing is lost",
  async (version) => {
    const profile = await profileOf(version);
    expect(profile.version).toBe(version);
    await openProfile(profile);
    const before = await rows();
    expect(before).toHaveLength(profile.stores.outbox?.entries.length ?? 0);
    expect(await clinic.outbox.unreadableRows()).toEqual([]);
    const { databaseLostAt } = await import("../../lib/storage/database-loss.ts");
    expect(await databaseLostAt()).toBeNull();

    // It was stopped, and stays so; what the page says once more is known.
    const texts = before.filter(({ kind }) => kind !== "reminder");
    for (const { calendarId, appointment, kind, state } of texts.filter(({ changed }) => changed === null)) {
      const type = kind === "cancellation" ? "cancelled" : "created";
      const { pending } = await clinic.intake.recordChange(calendarId, { type, appointment });
      expect(pending.map(({ state: now }) => now)).toEqual(state === "queued" ? ["queued"] : []);
    }
    await clinic.dispatcher.dispatch();
    expect([told(), (await rows()).length]).toEqual([[], before.length]);

    // What waited leaves, once.
    const [waiting] = texts.filter(({ state }) => state === "queued");
    await clinic.set(({ sending }) => {
      sending.paused = false;
    });
    await confirmAndLetGo(waiting?.calendarId ?? "");
    expect(told()).toEqual([waiting?.text]);

    // Whom a text from then reached hears of a move and of the end of it, and is reminded only where it stands.
    const confirmed = texts.find(
      ({ kind, state, changed }) => kind === "confirmation" && state === "sent" && changed === null,
    );
    if (!confirmed) throw new Error("nobody was told");
    const { calendarId } = confirmed;
    const start = Temporal.Instant.from(confirmed.appointment.start).add({ hours: 2 }).toString();
    const moved: Appointment = { ...confirmed.appointment, start };
    await clinic.intake.recordChange(calendarId, {
      type: "moved",
      appointment: moved,
      previousStart: confirmed.appointment.start,
    });
    await clinic.dispatcher.dispatch();
    expect(told()).toHaveLength(2);
    const reminds = async () =>
      (await rows()).filter(
        ({ kind, state, appointment }) =>
          kind === "reminder" &&
          appointment.id === moved.id &&
          (state === "planned" || state === "scheduled"),
      );
    const had = before.some(({ kind, appointment }) => kind === "reminder" && appointment.id === moved.id);
    expect((await reminds()).map(({ appointment }) => appointment.start)).toEqual(had ? [start] : []);

    // The second copies of then and of now guard together.
    await clinic.restart({ browser: true, loseDatabase: true });
    for (let times = 0; times < 2; times++)
      await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: moved });
    await clinic.dispatcher.dispatch();
    expect(told()).toHaveLength(3);
    for (const { appointment, changed } of texts.filter(({ kind }) => kind === "confirmation"))
      if (changed === null && appointment.id !== moved.id)
        await clinic.intake.recordChange(calendarId, { type: "created", appointment });
    await clinic.dispatcher.dispatch();
    expect(told()).toHaveLength(3);
    expect((await reminds()).length).toBe(0);
  },
);

test.for([2, 3, 4, 5, 6, 7])("of version %i: whoever stood in the directory still does", async (version) => {
  await openProfile(await profileOf(version));
  const { allPatients } = await import("../../lib/storage/patients.ts");
  expect(await allPatients()).toMatchObject([{ name: "Marie Nová", phone: "601 000 077" }]);
});
