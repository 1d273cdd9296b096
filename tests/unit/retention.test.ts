// @vitest-environment node
import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** What the log still knows of patients when its time is over. */

const day = 24 * 3600_000;
let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const created = (id: string) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment(id, 9) });
const forget = async (): Promise<void> =>
  (await import("../../lib/background/sending/retention.ts")).deleteExpired();
const wait = (days: number): void => void vi.setSystemTime(Date.now() + days * day);
const everything = async () => JSON.stringify([await rows(), await fakeBrowser.storage.local.get(null)]);

test("after its time nothing of the patient is left, and the same news is still not told again", async () => {
  const change = { type: "created", appointment: appointment("1", 9) } as const;
  await clinic.intake.recordChange(calendarId, change);
  await clinic.dispatcher.dispatch();
  wait(89);
  await forget();
  expect(await everything()).toContain("Vzorová");
  wait(2);
  await forget();
  const said = await everything();
  for (const personal of ["Vzorová", "601000001", "601 000 001", "Dobry den"])
    expect(said).not.toContain(personal);
  expect(await rows()).toEqual([]);
  expect((await clinic.outbox.queryLog({ search: "Vzorova", limit: 10 })).rows).toEqual([]);

  // A clock set back, so that the appointment lies ahead again: the page reports it once more.
  wait(-91);
  await clinic.intake.recordChange(calendarId, change);
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toHaveLength(1);
});

test("a text with no known outcome stays whole, however old, until a person has decided", async () => {
  clinic.gosms.faults.add({ kind: "dropAfter", path: "send", times: 1 });
  await created("1");
  await clinic.dispatcher.dispatch();
  wait(200);
  await forget();
  const [row] = await rows();
  expect(row).toMatchObject({ state: "unknown", phone: "+420601000001" });
  await clinic.outbox.updateMessage(row?.id ?? "", { type: "acknowledge" }, Date.now());
  wait(91);
  await forget();
  expect(await rows()).toEqual([]);
});

test("one that failed long ago asks nobody any more", async () => {
  clinic.gosms.faults.add({ kind: "422", path: "send", times: 1 });
  await created("1");
  await clinic.dispatcher.dispatch();
  expect(await clinic.outbox.countAttention()).toBe(1);
  wait(100);
  await forget();
  expect(await rows()).toEqual([]);
  expect(await clinic.outbox.countAttention()).toBe(0);
});

test("many rows are dealt with in steps, and a worker that dies between two goes on the next time", async () => {
  const made = Date.now();
  const many = Array.from({ length: 1050 }, (_, index) => ({
    ...sampleMessage({ createdAt: made + index }),
    appointment: appointment(String(index), 9),
  }));
  await clinic.outbox.changeRows([], many, made);
  wait(100);
  const left = async () => (await rows()).length;
  const counted = async () => {
    const { dayTotals } = await import("../../lib/storage/totals.ts");
    const today = Temporal.Instant.fromEpochMilliseconds(made).toZonedDateTimeISO("Europe/Prague");
    return (await dayTotals([today.toPlainDate()], "Europe/Prague"))[0];
  };
  const before = await counted();
  expect(before).toMatchObject({ sent: 1050, parts: 1050 });
  // It dies in the middle of the second step, of which each has four parts.
  const { getAll } = IDBIndex.prototype;
  let parts = 0;
  const dying = vi.spyOn(IDBIndex.prototype, "getAll").mockImplementation(function (this: IDBIndex, ...of) {
    if (of[1] === 200 && ++parts === 5) throw new Error("gone");
    return getAll.apply(this, of);
  });
  await expect(forget()).rejects.toThrow("gone");
  dying.mockRestore();
  expect(await left()).toBe(250);
  expect(await counted()).toEqual(before);
  await clinic.restart();
  await forget();
  expect(await left()).toBe(0);
  // Nothing of it is counted twice, nor left out.
  expect(await counted()).toEqual(before);
});

test("texts about several appointments are deleted together", async () => {
  const made = Date.now();
  const ids = [crypto.randomUUID(), crypto.randomUUID()];
  const later = Temporal.Now.instant()
    .add({ hours: 120 * 24 })
    .toString();
  const shared = ids.map((id, at) => ({
    ...sampleMessage({ id, createdAt: made + at, bundle: ids }),
    appointment: appointment(String(at), 9, at === 0 ? {} : { start: later }),
  }));
  await clinic.outbox.changeRows([], shared, made);
  wait(100);
  await forget();
  expect((await rows()).map(({ id }) => id).sort()).toEqual(ids.sort());
  wait(40);
  await forget();
  expect(await rows()).toEqual([]);
});

test("whatever lies between the old ones stays, however the ids lie", async () => {
  const made = Date.now();
  const many = Array.from({ length: 300 }, (_, index) => ({
    // Every third one has an id as older versions made it, and every fifth is one that nobody has decided.
    ...sampleMessage({
      ...(index % 3 === 0 ? { id: crypto.randomUUID() } : { id: uuid({ msecs: made + index }) }),
      createdAt: made + index,
      ...(index % 5 === 0 ? ({ state: "unknown", acknowledged: false } as const) : {}),
    }),
    appointment: appointment(String(index), 9),
  }));
  await clinic.outbox.changeRows([], many, made);
  wait(100);
  await forget();
  const stays = many.filter((_, index) => index % 5 === 0).map(({ id }) => id);
  expect((await rows()).map(({ id }) => id).sort()).toEqual(stays.sort());
});

test("texts that lie far from each other and share one go together as well", async () => {
  const made = Date.now();
  const later = Temporal.Now.instant()
    .add({ hours: 120 * 24 })
    .toString();
  const shared = [crypto.randomUUID(), crypto.randomUUID()];
  const many = Array.from({ length: 500 }, (_, index) => {
    const id = index === 0 ? shared[0] : index === 450 ? shared[1] : undefined;
    return {
      ...sampleMessage({ createdAt: made + index, ...(id ? { id, bundle: shared } : {}) }),
      appointment: appointment(String(index), 9, index === 450 ? { start: later } : {}),
    };
  });
  await clinic.outbox.changeRows([], many, made);
  wait(100);
  await forget();
  expect((await rows()).map(({ id }) => id).sort()).toEqual(shared.toSorted());
  wait(40);
  await forget();
  expect(await rows()).toEqual([]);
});

test("where it fails within a step nothing of that step is done, and all of it the next time", async () => {
  const made = Date.now();
  const many = Array.from({ length: 700 }, (_, index) => ({
    ...sampleMessage({ createdAt: made + index }),
    appointment: appointment(String(index), 9),
  }));
  await clinic.outbox.changeRows([], many, made);
  wait(100);
  const { deleteRows, deletedAmong, firstDeleted } = await import("../../lib/storage/deletion.ts");
  const keys = many.map(({ key }) => key);
  let seen = 0;
  const failing = deleteRows(
    0,
    Date.now(),
    800,
    () => {
      // In its third part, while what goes of the others is being deleted.
      if (++seen === 500) throw new Error("gone");
      return true;
    },
    () => null,
  );
  await expect(failing).rejects.toThrow("gone");
  expect(await rows()).toHaveLength(700);
  expect(await deletedAmong(keys)).toEqual(new Set());
  expect(await firstDeleted()).toBeNull();
  await forget();
  expect(await rows()).toEqual([]);
  expect(await deletedAmong(keys)).toEqual(new Set(keys));
});

test("it can be switched off", async () => {
  await clinic.set(({ log }) => {
    log.keepDays = 0;
  });
  await created("1");
  await clinic.dispatcher.dispatch();
  wait(900);
  await forget();
  expect((await rows())[0]?.phone).toBe("+420601000001");
});

test("a text with no known outcome leaves the second copy too, also when the worker died before it could", async () => {
  clinic.gosms.faults.add({ kind: "dropAfter", path: "send", times: 1 });
  await created("1");
  await clinic.dispatcher.dispatch();
  const [row] = await rows();
  expect(row?.state).toBe("unknown");
  await clinic.outbox.updateMessage(row?.id ?? "", { type: "acknowledge" }, Date.now());
  const whole = await fakeBrowser.storage.local.get(null);
  expect(JSON.stringify(whole)).toContain("Vzorová");
  wait(100);
  await forget();
  expect(await everything()).not.toContain("Vzorová");

  // The row is gone already, its second copy is not: where the worker died between the two.
  await fakeBrowser.storage.local.set(whole);
  await fakeBrowser.storage.local.remove("forgetting");
  await forget();
  expect(await everything()).not.toContain("Vzorová");

  // Or where the browser died: nothing comes back from the copy.
  await fakeBrowser.storage.local.set(whole);
  await fakeBrowser.storage.session.clear();
  await clinic.restart();
  await (await import("../../lib/background/sending/recovery.ts")).recover();
  expect(await everything()).not.toContain("Vzorová");
});
