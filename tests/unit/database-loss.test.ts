// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { browser } from "wxt/browser";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** A database that the browser threw away: a person hears of it until they have read it, and of nothing else. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const lostAt = async () => (await import("../../lib/storage/database-loss.ts")).databaseLostAt();
const attention = async () => (await import("../../lib/storage/set-aside.ts")).countAttention();
const create = () =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment("1", 9) });
const begin = async () => (await import("../../lib/background/sending/recovery.ts")).recover();

test("a first start is no loss, nor is any that finds the database as it was", async () => {
  await begin();
  expect(await lostAt()).toBeNull();
  await create();
  await clinic.restart({ browser: true });
  await begin();
  expect([await lostAt(), await attention()]).toEqual([null, 0]);
});

test.for(["with second copies", "with none"])(
  "a loss is told until somebody has read it, %s",
  async (how) => {
    await begin();
    if (how === "with second copies") await create();
    const before = Date.now();
    await clinic.restart({ browser: true, loseDatabase: true });
    await begin();
    expect(await lostAt()).toBeGreaterThanOrEqual(before);
    expect(await attention()).toBe(1);
    await clinic.restart({ browser: true });
    await begin();
    expect(await attention()).toBe(1);
    const { acknowledgeLoss } = await import("../../lib/storage/database-loss.ts");
    await acknowledgeLoss();
    await clinic.restart({ browser: true });
    await begin();
    expect([await lostAt(), await attention()]).toEqual([null, 0]);
  },
);

test("copies of a version that did not note its beginning tell that there was one", async () => {
  await create();
  await browser.storage.local.remove("database");
  await clinic.restart({ browser: true, loseDatabase: true });
  await begin();
  expect(await lostAt()).not.toBeNull();
});
