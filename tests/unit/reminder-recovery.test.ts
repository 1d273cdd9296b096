// @vitest-environment node

import { expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Failpoint } from "../../lib/storage/failpoints.ts";
import fc, { runs } from "../properties.ts";
import { appointment } from "./support/clinic.ts";
import { type Death, WorkerDied, Workstation } from "./support/workstation.ts";

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

test("one that could not be taken back while the credentials were lost is taken back once they are there", async () => {
  const noted = (at: Failpoint, death: Death): Event => ({ is: "death", at, death });
  await play([
    { is: "change", to: 4 },
    noted("changeDecided", "database"),
    { is: "pass", minutes: 1 },
    { is: "change", to: 3 },
    { is: "pass", minutes: 60 },
    noted("changeDecided", "worker"),
  ]);
});

/** What happens to one appointment, which is on a day or, cancelled, on none. */
type Event =
  | { is: "change"; to: number | null }
  | { is: "pass"; minutes: number }
  | { is: "death"; at: Failpoint; death: Death };

const points: Failpoint[] = [
  "changeDecided",
  "rowCommitted",
  "rowMirrored",
  "claimed",
  "inTheAir",
  "answered",
  "stepCommitted",
  "stepMirrored",
  "outcomeStored",
  "mirrorMerged",
];
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ is: fc.constant("change" as const), to: fc.constantFrom(3, 4, 40, null) }),
  fc.record({ is: fc.constant("pass" as const), minutes: fc.constantFrom(1, 5, 60) }),
  fc.record({
    is: fc.constant("death" as const),
    at: fc.constantFrom(...points),
    death: fc.constantFrom<Death>("worker", "browser", "database"),
  }),
);

/** Plays a story on a computer that is told everything in the end, and left in peace. */
async function play(events: readonly Event[]): Promise<void> {
  await using station = await open();
  await station.set(({ templates }) => {
    for (const kind of ["confirmation", "change", "cancellation"] as const) templates[kind].enabled = false;
  });
  let place: number | null = null;
  let death: Death = "worker";
  const revive = async () => {
    if (station.stoppedAt) await station.restart(death);
  };
  const report = async (change: AppointmentChange) => {
    for (;;) {
      try {
        return await station.ask("page.changed", change);
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
        await station.restart(death);
      }
    }
  };
  for (const event of events) {
    if (event.is === "death") {
      death = event.death;
      station.stopAt(event.at);
    } else if (event.is === "pass") await station.pass(event.minutes * 60_000);
    else if (event.to !== place) {
      const { to } = event;
      if (to === null) await report({ type: "cancelled", appointment: at(place ?? 3) });
      else if (place === null) await report({ type: "created", appointment: at(to) });
      else await report({ type: "moved", appointment: at(to), previousStart: on(place) });
      place = to;
    }
    await revive();
  }
  await station.restart("worker");
  // With the database the credentials went as well.
  await station.signIn();
  for (let round = 0; round < 4; round++) await station.pass(10 * 60_000);

  const all = await reminders(station);
  const isUnknown = (start: string) => all.some((row) => row.start === start && row.state === "unknown");
  const kept = station.gosms.messages.filter(({ deletedAt }) => deletedAt === null);
  const gone = [3, 4, 40].filter((days) => days !== place).map(on);
  // Of what nobody knows, a person was told.
  const doubtful = all.filter(({ state }) => state === "unknown").length;
  const now =
    place === null ? [] : all.filter(({ start, state }) => start === on(place) && state !== "skipped");
  expect(kept.length).toBeLessThanOrEqual(doubtful + (place === 3 || place === 4 ? 1 : 0));
  expect(now).toHaveLength(place === null ? 0 : 1);
  for (const start of gone)
    if (!isUnknown(start))
      expect(all.filter((row) => row.start === start && row.state !== "skipped")).toEqual([]);
}

test("whatever happens, an appointment has one reminder, for the time that it is at", async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyEvent, { minLength: 3, maxLength: 14 }), play), {
    numRuns: runs(40),
  });
}, 600_000);
