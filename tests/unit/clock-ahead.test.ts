// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** A computer whose clock is ahead of everybody else's. */

const aheadMs = 5 * 3600_000;
const moment = (local: string): number =>
  Temporal.ZonedDateTime.from(`${local}[Europe/Prague]`).epochMilliseconds;
const at = (local: string) =>
  appointment("1", 9, {
    start: Temporal.Instant.fromEpochMilliseconds(moment(local)).toString({ smallestUnit: "second" }),
  });
const tick = async (): Promise<void> => (await import("../../lib/background/jobs/index.ts")).tick();
const row = async () => (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))[0];
/** What its own clock shows. */
const setClock = (local: string): void => void vi.setSystemTime(moment(local));
let clinic: Clinic;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  setClock("2026-03-10T09:00");
  clinic = await openClinic({ now: () => Date.now() - aheadMs });
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = false;
    templates.cancellation.enabled = false;
    reminders.enabled = true;
  });
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: at("2026-03-13T09:30") });
  await tick();
});
afterEach(async () => {
  await clinic[Symbol.asyncDispose]();
  vi.useRealTimers();
});

test("a reminder whose moment it believes over is taken back as long as it stands at GoSMS", async () => {
  const [reminder] = clinic.gosms.messages;
  expect(reminder?.scheduled).not.toBeNull();
  setClock("2026-03-12T11:00");
  await tick();
  expect(await row()).toMatchObject({ state: "scheduled" });
  await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: at("2026-03-13T09:30") });
  await tick();
  expect(clinic.gosms.messages).toMatchObject([{ deletedAt: expect.any(String) }]);
  expect(await row()).toMatchObject({ state: "skipped" });
});

test("it is known to have left once it has", async () => {
  setClock("2026-03-12T11:00");
  await tick();
  setClock("2026-03-12T16:00");
  await tick();
  expect(await row()).toMatchObject({ state: "sent" });
});
