// @vitest-environment node
import { expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { appointment } from "./support/clinic.ts";
import { WorkerDied, Workstation } from "./support/workstation.ts";

/** Reminders by themselves, over the real background script, when the worker dies between its two copies of a row. */

const day = 24 * 3600_000;
const morning = Date.parse("2026-03-10T08:00:00Z");
const on = (days: number): string => Temporal.Instant.fromEpochMilliseconds(morning + days * day).toString();
const at = (days: number) => appointment("1", 9, { start: on(days) });

const open = () =>
  Workstation.open(morning, ({ practice, reminders, sending }) => {
    Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
    reminders.enabled = true;
    sending.channel = 1;
  });

const reminders = async (station: Workstation) =>
  (await station.rows()).all
    .filter(({ origin }) => origin === "plan")
    .map(({ state, appointment: { start } }) => ({ state, start }));

/** The worker dies once the change is in the database, and the page, which got no answer, reports it once more. */
async function reportTwice(station: Workstation, change: AppointmentChange): Promise<void> {
  station.stopAt("rowCommitted");
  await expect(station.ask("page.changed", change)).rejects.toThrow(WorkerDied);
  await station.restart("worker");
  await station.ask("page.changed", change);
}

test("a reminder that was planned in one copy alone outlives the database", async () => {
  await using station = await open();
  await reportTwice(station, { type: "created", appointment: at(40) });
  await station.restart("database");
  expect(await reminders(station)).toEqual([{ state: "planned", start: on(40) }]);
});

test("so does one that replaced another", async () => {
  await using station = await open();
  await station.ask("page.changed", { type: "created", appointment: at(40) });
  await station.pass(10 * 60_000);
  await reportTwice(station, { type: "moved", appointment: at(41), previousStart: on(40) });
  await station.restart("database");
  expect(await reminders(station)).toContainEqual({ state: "planned", start: on(41) });
  expect(await reminders(station)).not.toContainEqual({ state: "planned", start: on(40) });
});

test("and one that was taken back in one copy alone does not come back", async () => {
  await using station = await open();
  // Otherwise the cancellation's own text would bring it up to date.
  await station.set(({ templates }) => {
    templates.cancellation.enabled = false;
  });
  await station.ask("page.changed", { type: "created", appointment: at(40) });
  await station.pass(10 * 60_000);
  station.stopAt("rowCommitted");
  const cancelled = station.ask("page.changed", { type: "cancelled", appointment: at(40) });
  await expect(cancelled).rejects.toThrow(WorkerDied);
  await station.restart("browser");
  await station.restart("database");
  expect(await reminders(station)).not.toContainEqual({ state: "planned", start: on(40) });
});
