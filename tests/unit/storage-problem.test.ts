// @vitest-environment node
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { storageProblemOf } from "../../lib/storage/storage-problem.ts";
import { type Clinic, calendarId, openClinic } from "./support/clinic.ts";

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

test("a database of a newer version is told as one, nothing leaves, and the page is answered in words", async () => {
  const { database } = await import("../../lib/storage/database.ts");
  const { name, version } = await database();
  (await openDB(name, version + 1)).close();
  const failure = await clinic.restart({ browser: true }).catch((error: unknown) => error);
  expect(storageProblemOf(failure)).toBe("newer");
  await clinic.dispatcher.dispatch().catch(() => {});
  expect(clinic.gosms.messages).toEqual([]);

  await fakeBrowser.storage.local.set({
    sites: [{ id: calendarId, origin: calendarId, name: "K", plugin: null, enabled: true }],
    settings: { ...(await (await import("../../lib/storage/settings.ts")).loadSettings()), language: "cs" },
  });
  const { answerWithoutStorage } = await import("../../lib/background/handlers/storage-problem.ts");
  const frame = { origin: calendarId, address: `${calendarId}/`, tabId: 1, frameId: 0 };
  expect(await answerWithoutStorage("page.hello", "newer", frame)).toMatchObject({
    active: true,
    notices: [],
  });
  const told = await answerWithoutStorage("page.changed", "newer", frame);
  expect(told).toMatchObject({ notices: [], mayLeave: false });
  expect((told as { skipped: string }).skipped).toMatch(/novější verze.*Nic se neodesílá/u);
  expect(await answerWithoutStorage("bulk.day", "newer", null)).toMatchObject({
    ok: false,
    problem: "storage",
  });
});

test("what fails for want of room, or because the browser fails, is told as that", () => {
  const full = new DOMException("no room", "QuotaExceededError");
  expect(storageProblemOf(new Error("commit", { cause: full }))).toBe("full");
  expect(storageProblemOf(new Error("Resource::kQuotaBytes quota exceeded"))).toBe("full");
  expect(storageProblemOf(new DOMException("disk", "UnknownError"))).toBe("failed");
  expect(storageProblemOf(Object.assign(new Error("bulk.day"), { storage: "newer" }))).toBe("newer");
  expect(storageProblemOf(new TypeError("x is not a function"))).toBeNull();
});
