// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { calendarId } from "./support/clinic.ts";
import {
  answer,
  at,
  bulk,
  cancel,
  clinic,
  create,
  decide,
  first,
  openDoors,
  pauseSending,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  stopBulk,
  switchOn,
} from "./support/doors-practice.ts";

/** A worker that dies between the two copies of a row, and a database that the browser throws away later. */

openDoors();

const { local } = fakeBrowser.storage;
const isCopy = (key: string) => key.startsWith("m:");

/** From now on no second copy of one kind can be written. */
function failOver(isOne: (key: string) => boolean, why: string) {
  const set = local.set.bind(local);
  return vi.spyOn(local, "set").mockImplementation(async (items) => {
    if (Object.keys(items).some(isOne)) throw new Error(why);
    await set(items);
  });
}

/** The worker dies once a change is on disk, before its second copy is; the next one starts. */
async function dyingInBetween(change: () => Promise<unknown>, isOne = isCopy): Promise<void> {
  // A browser that starts compares the copies anyway: this is in the middle of its life.
  await clinic.restart();
  const dead = failOver(isOne, "the worker died");
  await expect(change()).rejects.toThrow("the worker died");
  dead.mockRestore();
  await clinic.restart();
}

/** The rows whose second copies a start writes, by their ids. */
async function copiedAtStart(): Promise<string[]> {
  const set = vi.spyOn(local, "set");
  await clinic.restart();
  const written = set.mock.calls.flatMap(([items]) => Object.keys(items));
  set.mockRestore();
  return written.filter(isCopy).map((key) => key.slice(2));
}

test("a bulk's cancellation that was stopped stays so, and its reminder stands", async () => {
  await settled(create());
  await pauseSending(true);
  const { batch } = await bulk("cancellation");
  await dyingInBetween(() => stopBulk(batch));
  // Whoever pressed the button presses it once more: it is stopped already.
  expect(await stopBulk(batch)).toBe(0);
  await clinic.restart({ browser: true, loseDatabase: true });
  await pauseSending(false);
  await settleDown();
  expect([sent(), standing()]).toEqual([[], ["9:30"]]);
});

test("so does a text that a person gave up", async () => {
  await switchOn("confirmation");
  await pauseSending(true);
  await create();
  const row = (await rows()).find(({ kind }) => kind === "confirmation");
  await dyingInBetween(() => decide(row?.id ?? "", "doNotSend"));
  await clinic.restart({ browser: true, loseDatabase: true });
  await pauseSending(false);
  await settleDown();
  expect(sent()).toEqual([]);
});

test("so does what a cancellation of the calendar took back, which was no news to anybody", async () => {
  await switchOn("confirmation", "cancellation");
  await pauseSending(true);
  await create();
  await dyingInBetween(() => cancel());
  await clinic.restart({ browser: true, loseDatabase: true });
  await pauseSending(false);
  await settleDown();
  expect([sent(), standing()]).toEqual([[], []]);
});

test("what a worker has not copied the next one does, once", async () => {
  await switchOn("confirmation");
  await pauseSending(true);
  await dyingInBetween(() => create(at(first)));
  const ids = (await rows()).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const copies = await local.get(ids.map((id) => `m:${id}`));
  expect(Object.keys(copies)).toHaveLength(2);
  expect(await copiedAtStart()).toEqual([]);
});

test("a start has nothing to do with what was copied, however much waits", async () => {
  await switchOn("confirmation");
  await pauseSending(true);
  for (let id = 1; id <= 5; id++) await create(at(first, { id: `${id}` }));
  await copiedAtStart();
  const asked = vi.spyOn(IDBIndex.prototype, "getAll");
  expect(await copiedAtStart()).toEqual([]);
  // What was being sent, of which there is nothing here.
  expect(asked).toHaveBeenCalledOnce();
  asked.mockRestore();
});

test("nothing more is decided while a second copy cannot be written, and all of it is once there is room", async () => {
  await switchOn("confirmation");
  await pauseSending(true);
  await clinic.restart();
  const full = failOver(isCopy, "no room");
  await expect(create(at(first))).rejects.toThrow("no room");
  // The page says it once more: it is on disk already, and must not be acknowledged all the same.
  await expect(create(at(first))).rejects.toThrow("no room");
  full.mockRestore();
  expect(await create(at(first))).toMatchObject({ pending: [{ state: "queued" }] });
  expect(Object.keys(await local.get(null)).filter(isCopy)).toHaveLength(2);
});

describe("what a person decides about a patient, said once more after the worker died over it", () => {
  const isOfPatients = (key: string) => key.startsWith("p:") || key.startsWith("pc:");
  /** Said, the worker dies; said once more, it is taken; the database is lost. */
  async function saidTwice(say: () => Promise<unknown>): Promise<void> {
    await dyingInBetween(say, isOfPatients);
    await say();
    await clinic.restart({ browser: true, loseDatabase: true });
  }

  test("nobody texts a number that wants no texts", async () => {
    await switchOn("confirmation");
    await settled(create());
    const confirmation = (await rows()).find(({ kind }) => kind === "confirmation");
    await answer(confirmation, "Neposílejte mi to");
    const { readReply } = await import("../../lib/background/sending/replies.ts");
    const say = { id: confirmation?.id ?? "", replyId: "1", verdict: "optsOut", scope: "number" } as const;
    await saidTwice(() => readReply(say, "popup"));
    const another = at(second, { id: "2" });
    expect(await bulk("reminder", another)).toMatchObject({ refused: [{ reason: { code: "optedOut" } }] });
  });

  test("a text goes to the corrected number", async () => {
    const about = at(first);
    const given = { calendarId, appointment: about, phone: "+420602000009" };
    const { giveNumber } = await import("../../lib/background/sending/directory.ts");
    await saidTwice(() => giveNumber(given));
    await bulk("reminder", about);
    await settleDown();
    expect(clinic.gosms.messages.map(({ recipients }) => recipients[0])).toEqual(["+420602000009"]);
  });
});
