// @vitest-environment node
import { setTimeout } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import type { MessageEvent } from "../../lib/domain/outbox/event.ts";
import { needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import {
  at,
  bulk,
  cancel,
  clinic,
  create,
  duringRequest,
  first,
  openDoors,
  pauseSending,
  rows,
  sent,
  settleDown,
  settled,
  standing,
  stopBulk,
  switchOn,
  tick,
  withGrace,
} from "./support/doors-practice.ts";

/** Texts from the window that a person stops at an awkward moment. */

openDoors();

const ofBulk = async () => (await rows()).find(({ origin }) => origin === "bulk");

describe.for<["429" | "400-credit", string]>([
  ["429", "puts off"],
  ["400-credit", "holds"],
])("on its way to GoSMS, which %s", ([kind]) => {
  /** Sends one, and stops it while GoSMS has the request. */
  const stopOnItsWay = async (what: MessageKind) => {
    clinic.gosms.faults.add(kind === "429" ? { kind, retryAfter: 1 } : { kind });
    const { batch } = await bulk(what);
    const stopping = duringRequest(() => stopBulk(batch));
    await tick();
    expect(await stopping()).toBe(0);
  };

  test("a text is stopped for good", async () => {
    await stopOnItsWay("reminder");
    await clinic.dispatcher.release();
    await settleDown();
    expect(sent()).toEqual([]);
    expect(await ofBulk()).toMatchObject({ state: "skipped", reason: { code: "stoppedByUser" } });
  });

  test("a cancellation is, and gives the reminder back", async () => {
    await settled(create());
    expect(standing()).toEqual(["9:30"]);
    await stopOnItsWay("cancellation");
    await clinic.dispatcher.release();
    await settleDown();
    expect(sent()).toEqual([]);
    expect(await ofBulk()).toMatchObject({ state: "skipped", reason: { code: "stoppedByUser" } });
    expect(standing()).toEqual(["9:30"]);
  });
});

describe.for<[string, (url: string) => boolean, number]>([
  ["the token is asked for", (url) => url.includes("/oauth/"), 1],
  ["it is tried out", (url) => url.endsWith("/messages/test"), 1],
  // Its first request has left, so that nobody waits for what becomes of it.
  ["GoSMS has refused the token, and a new one is asked for", (url) => url.includes("/oauth/"), 0],
])("while %s", ([, isThen, count]) => {
  const isRefused = count === 0;

  test("a text is stopped for good, for it has not left yet", async () => {
    if (isRefused) clinic.gosms.faults.add({ kind: "401", path: "send", times: 1 });
    const { batch } = await bulk("reminder");
    let stopping: Promise<number> | null = null;
    let isNext = !isRefused;
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", async (input: Request, init?: RequestInit) => {
      if (isNext && isThen(input.url)) stopping ??= stopBulk(batch);
      if (input.method === "POST" && input.url.endsWith("/messages")) isNext = true;
      return real(input, init);
    });
    await tick();
    expect(await stopping).toBe(count);
    await clinic.dispatcher.release();
    await settleDown();
    expect(sent()).toEqual([]);
    expect(await ofBulk()).toMatchObject({ state: "skipped", reason: { code: "stoppedByUser" } });
  });
});

test("a reminder that was just being handed over when a cancellation came stays, once that is stopped", async () => {
  await create(at("2026-05-20T09:30"));
  const [reminder] = await rows();
  const happens = (event: MessageEvent) => clinic.outbox.updateMessage(reminder?.id ?? "", event, Date.now());
  await happens({ type: "promote" });
  await happens({ type: "claim" });
  await pauseSending(true);
  const { batch } = await bulk("cancellation", at("2026-05-20T09:30"));
  expect((await rows()).find(({ id }) => id === reminder?.id)).toMatchObject({ changed: { start: null } });
  expect(await stopBulk(batch)).toBe(1);
  expect(await happens({ type: "deferred", gatewayId: "1", sendAt: Date.now() })).toMatchObject({
    state: "scheduled",
  });
  expect((await rows()).filter(({ origin }) => origin === "plan")).toHaveLength(1);
});

test("a confirmation that a cancellation took the place of is shown once that is stopped", async () => {
  await switchOn("confirmation");
  await withGrace();
  await create();
  const confirmation = async () => (await rows()).find(({ kind }) => kind === "confirmation");
  expect(await confirmation()).toMatchObject({ state: "queued" });
  const { batch } = await bulk("cancellation");
  expect(await confirmation()).toMatchObject({ state: "skipped", reason: { code: "toldCancelled" } });
  expect(await stopBulk(batch)).toBe(1);
  const stranded = await confirmation();
  expect(stranded).toMatchObject({ state: "skipped", reason: { code: "cancellationStopped" } });
  expect(stranded && needsPerson(stranded)).toBe(true);
  await settleDown();
  expect(sent()).toEqual([]);
});

test("so is what a person wrote to somebody who knew it as cancelled before", async () => {
  await settled(create());
  await settled(bulk("cancellation"));
  await withGrace();
  await bulk("reminder", at(first), "believesCancelled");
  vi.setSystemTime(Date.now() + 1000);
  const { batch } = await bulk("cancellation");
  expect(await stopBulk(batch)).toBe(1);
  expect(await clinic.outbox.listAttention()).toMatchObject([
    { kind: "reminder", state: "skipped", reason: { code: "cancellationStopped" } },
  ]);
  await settleDown();
  expect([sent(), standing()]).toEqual([["cancellation okno"], []]);
});

test.for([false, true])(
  "what the calendar cancels is told though a cancellation in bulk was stopped before; database lost: %s",
  async (loseDatabase) => {
    await switchOn("confirmation");
    await withGrace();
    await settled(create());
    const { batch } = await bulk("cancellation");
    expect(await stopBulk(batch)).toBe(1);
    if (loseDatabase) await clinic.restart({ browser: true, loseDatabase });
    await settled(cancel());
    expect(sent()).toEqual([expect.stringMatching(/potvrz/u), expect.stringMatching(/zrusen/u)]);
    expect(standing()).toEqual([]);
  },
);

test("the same of one that GoSMS refused", async () => {
  await switchOn("confirmation");
  await settled(create());
  clinic.gosms.faults.add({ kind: "422" });
  await settled(bulk("cancellation"));
  expect(await ofBulk()).toMatchObject({ state: "rejected" });
  await settled(cancel());
  expect(sent()).toEqual([expect.stringMatching(/potvrz/u), expect.stringMatching(/zrusen/u)]);
});

test("a reminder that GoSMS has for certain, and that is no longer so, stays in sight", async () => {
  clinic.gosms.faults.add({ kind: "dropAfter" });
  await settled(create());
  const reminder = async () => (await rows()).find(({ origin }) => origin === "plan");
  expect(await reminder()).toMatchObject({ state: "unknown" });
  await cancel();
  const { decideOn } = await import("../../lib/background/sending/decisions.ts");
  await decideOn((await reminder())?.id ?? "", "wasSent", Date.now());
  await settleDown();
  const stands = await reminder();
  expect(stands).toMatchObject({ state: "withdrawing" });
  // It cannot have been sent before its moment.
  expect(stands && choicesFor(stands, Date.now())).toEqual(["isGone"]);
  expect(await decideOn(stands?.id ?? "", "wasSent", Date.now())).toBeNull();
  expect(await reminder()).toMatchObject({ state: "withdrawing" });
  await decideOn(stands?.id ?? "", "isGone", Date.now());
  expect(await reminder()).toMatchObject({ state: "skipped", acknowledged: true });
});

test("held cancellations are dropped only together with giving their reminders back", async () => {
  await settled(create());
  clinic.gosms.faults.add({ kind: "400-credit" });
  await settled(bulk("cancellation"));
  expect(await ofBulk()).toMatchObject({ state: "held", reason: { code: "credit" } });
  const { dropHeld } = await import("../../lib/background/sending/decisions.ts");
  const broken = vi.spyOn(crypto.subtle, "sign").mockRejectedValue(new Error("the worker is about to die"));
  await expect(dropHeld("credit", Date.now())).rejects.toThrow();
  broken.mockRestore();
  expect(await ofBulk()).toMatchObject({ state: "held" });
  await dropHeld("credit", Date.now());
  await settleDown();
  expect([sent(), standing()]).toEqual([[], ["9:30"]]);
});

test("one that was said to have been sent before it was no longer so stays in sight, too", async () => {
  clinic.gosms.faults.add({ kind: "dropAfter" });
  await settled(create());
  const reminder = async () => (await rows()).find(({ origin }) => origin === "plan");
  const { decideOn } = await import("../../lib/background/sending/decisions.ts");
  await decideOn((await reminder())?.id ?? "", "wasSent", Date.now());
  await settled(cancel());
  const stands = await reminder();
  expect(stands).toMatchObject({ state: "withdrawing", reason: { code: "idUnknown" } });
  // Nobody can learn that it left: the question stays.
  vi.setSystemTime((stands?.schedule?.sendAt ?? 0) + 3600_000);
  await settleDown();
  expect(await reminder()).toMatchObject({ state: "withdrawing", acknowledged: false });
});

test("one that a person has found at GoSMS counts as sent once its moment has come", async () => {
  clinic.gosms.faults.add({ kind: "dropAfter" });
  await settled(create());
  const reminder = async () => (await rows()).find(({ origin }) => origin === "plan");
  const open = await reminder();
  expect(open && choicesFor(open, Date.now())).toEqual(["isThere", "sendAgain", "doNotSend"]);
  const { decideOn } = await import("../../lib/background/sending/decisions.ts");
  await decideOn(open?.id ?? "", "isThere", Date.now());
  await settleDown();
  const stands = await reminder();
  expect(stands).toMatchObject({ state: "scheduled", gatewayId: null });
  expect(stands && needsPerson(stands)).toBe(false);
  vi.setSystemTime((stands?.schedule?.sendAt ?? 0) + 3600_000);
  await settleDown();
  expect(await reminder()).toMatchObject({ state: "sent", nextReceiptAt: null });
});

test("nothing leaves while sending is paused, whatever is written after a stopped text was put off", async () => {
  await switchOn("confirmation");
  clinic.gosms.faults.add({ kind: "429", retryAfter: 1 });
  const { batch } = await bulk("cancellation");
  duringRequest(() => stopBulk(batch));
  await clinic.dispatcher.dispatch();
  const stopped = await ofBulk();
  expect(stopped).toMatchObject({ state: "skipped", reason: { code: "stoppedByUser" } });
  await pauseSending(true);
  await create(at(first, { id: "2" }));
  await vi.advanceTimersByTimeAsync(60_000);
  await clinic.outbox.updateMessage(stopped?.id ?? "", { type: "acknowledge" }, Date.now());
  // Long enough for a request to come.
  await setTimeout(200);
  expect(sent()).toEqual([]);
});
