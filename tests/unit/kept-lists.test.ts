import { beforeEach, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";

/** Lists and records that outlive the worker: one entry that cannot be read takes no other with it. */

beforeEach(() => {
  fakeBrowser.reset();
  // Each test begins as a worker does, with nothing in memory.
  vi.resetModules();
});

test("claims that are yet to be told", async () => {
  const good = { key: "c/1", attempt: crypto.randomUUID(), told: null };
  await browser.storage.local.set({ openClaims: { torn: { key: 7 }, good, none: null } });
  const { noteClaims, openClaims } = await import("../../lib/storage/open-claims.ts");
  expect([...(await openClaims())]).toEqual([["good", good]]);
  await noteClaims([["next", { ...good, told: "sent" }]]);
  expect(Object.keys((await browser.storage.local.get("openClaims")).openClaims as object)).toEqual([
    "good",
    "next",
  ]);
});

test("claims that other computers are at", async () => {
  const since = Date.now() - 70_000;
  await browser.storage.session.set({ busyClaims: { "c/1": { revision: "7", since }, "c/2": "torn" } });
  const { unchangedFor } = await import("../../lib/storage/busy-claims.ts");
  expect(await unchangedFor("c/1", "7")).toBeGreaterThanOrEqual(70_000);
  expect(await unchangedFor("c/2", "7")).toBe(0);
});

test("reminders that are being handed over", async () => {
  await browser.storage.local.set({ handedOver: ["one", null, "two"] });
  const { leftHandOvers } = await import("../../lib/storage/hand-overs.ts");
  expect(await leftHandOvers()).toEqual(["one", "two"]);
});

test("what the other computers are yet to hear", async () => {
  await browser.storage.local.set({ refusalsTold: ["n/1", 7, "n/2"], answersToTell: [{}, "row"] });
  const { answersToTell, refusalPlaces } = await import("../../lib/storage/to-tell.ts");
  expect(await refusalPlaces()).toEqual(["n/1", "n/2"]);
  expect(await answersToTell()).toEqual(["row"]);
});

test("what was never stored, or is something else altogether, is none", async () => {
  await browser.storage.local.set({ handedOver: "torn", openClaims: 7 });
  const { leftHandOvers } = await import("../../lib/storage/hand-overs.ts");
  const { openClaims } = await import("../../lib/storage/open-claims.ts");
  const { loadEndedTrials } = await import("../../lib/storage/ended-trials.ts");
  expect(await leftHandOvers()).toEqual([]);
  expect((await openClaims()).size).toBe(0);
  expect(await loadEndedTrials()).toEqual([]);
});
