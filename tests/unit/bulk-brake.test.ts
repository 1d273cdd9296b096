// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { MessageEvent } from "../../lib/domain/outbox/event.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** After "Odeslat" a bulk send waits for a moment in which all of it can be stopped, and later what is left of it. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const items = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    appointment: appointment(String(at + 1), 9),
    kind: "reminder" as const,
    text: `Text ${at + 1}`,
  }));
const wait = (seconds: number) =>
  clinic.set((settings) => {
    settings.sending.settleSeconds = seconds;
  });
const stopBulk = async (batch: string) =>
  (await import("../../lib/background/sending/stop-bulk.ts")).stopBulk(batch);
const rows = () => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);

test("nothing leaves before the grace period is over, and then everything does", async () => {
  await wait(10);
  const before = Date.now();
  const { queued } = await clinic.intake.sendBulk(calendarId, items(3));
  expect(queued).toHaveLength(3);
  for (const { notBefore } of await rows()) expect(notBefore).toBeGreaterThanOrEqual(before + 10_000);
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toEqual([]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toHaveLength(3);
});

test("within it all can be stopped, and a person can send the same once more", async () => {
  await wait(10);
  const { batch } = await clinic.intake.sendBulk(calendarId, items(3));
  expect(await stopBulk(batch)).toBe(3);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toEqual([]);
  for (const row of await rows())
    expect(row).toMatchObject({ state: "skipped", reason: { code: "stoppedByUser" } });
  await wait(0);
  expect((await clinic.intake.sendBulk(calendarId, items(3))).queued).toHaveLength(3);
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toHaveLength(3);
});

test("while texts leave, those that have not left are stopped: each is sent or stopped, and none both", async () => {
  await clinic.set(({ sending }) => {
    Object.assign(sending, { atOnce: 2 });
  });
  clinic.gosms.faults.add({ kind: "latency", ms: 100, path: "send" });
  const { batch } = await clinic.intake.sendBulk(calendarId, items(40));
  const sending = clinic.dispatcher.dispatch();
  await vi.waitFor(() => expect(clinic.gosms.messages.length).toBeGreaterThan(2), { timeout: 10_000 });
  const stopped = await stopBulk(batch);
  await sending;
  const states = (await rows()).map(({ state }) => state);
  expect(stopped).toBeGreaterThan(0);
  expect(states.filter((state) => state === "skipped")).toHaveLength(stopped);
  expect(states.filter((state) => state === "sent")).toHaveLength(40 - stopped);
  expect(clinic.gosms.messages).toHaveLength(40 - stopped);
});

test.for<[string, MessageEvent]>([
  ["is claimed", { type: "claim" }],
  ["waits again", { type: "putBack", notBefore: 0, reason: null }],
])(
  "a text of which it is on disk, and nobody knows yet, that it %s as its batch is stopped, counts once",
  async ([, event]) => {
    const { Preparation } = await import("../../lib/background/sending/preparation.ts");
    const { writeDown } = await import("../../lib/background/sending/writing-down.ts");
    const { batch, queued } = await clinic.intake.sendBulk(calendarId, items(2));
    const [id = ""] = queued;
    const happens = (one: MessageEvent) => clinic.outbox.updateMessage(id, one, Date.now());
    using preparation = new Preparation(id);
    if (event.type !== "claim") await happens({ type: "claim" });
    // On disk, and not answered yet.
    const set = vi.spyOn(fakeBrowser.storage.local, "set");
    const stopping = new Promise<number>((resolve) => {
      set.mockImplementationOnce(async () => resolve(stopBulk(batch)));
    });
    const message = await happens(event);
    if (!message) throw new Error(`no ${event.type}`);
    if (event.type === "claim") await writeDown(message, { type: "putBack", notBefore: 0, reason: null });
    preparation.leave();
    expect(await stopping).toBe(2);
    expect((await rows()).map(({ state }) => state)).toEqual(["skipped", "skipped"]);
  },
);

test("a text about several appointments is stopped whole, and counts as one", async () => {
  await wait(10);
  const [first, second] = ["1", "2"].map((id) =>
    appointment(id, 9 + Number(id), { patient: { id: "7", name: "Jana Vzorová", phone: "601000001" } }),
  );
  if (!first || !second) throw new Error("no appointments");
  const item = { appointment: first, together: [second], kind: "reminder" as const, text: "Obě" };
  const { batch } = await clinic.intake.sendBulk(calendarId, [item]);
  expect(await stopBulk(batch)).toBe(1);
  expect((await rows()).map(({ state }) => state)).toEqual(["skipped", "skipped"]);
});

test("what is still being written down when a bulk send is stopped is not sent either", async () => {
  await wait(10);
  const all = items(200);
  let stopping: Promise<number> | null = null;
  const { queued } = await clinic.intake.sendBulk(calendarId, all, () => {
    stopping ??= (async () => {
      const [row] = await rows();
      return stopBulk(row?.batch ?? "");
    })();
  });
  await stopping;
  expect(queued.length).toBeLessThan(all.length);
  expect((await rows()).every(({ state }) => state === "skipped")).toBe(true);
});
