// @vitest-environment node

import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import fc, { runs } from "../properties.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const held = async () => (await rows()).filter(({ state }) => state === "held");

/** An occurrence of a patient's series, so many days from now, at ten. */
function occurrence(series: string, days: number) {
  const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
    .add({ days })
    .with({ hour: 10, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .toInstant()
    .toString();
  return appointment(series, 10, { id: `${series}@${start}`, start });
}
const created = (series: string, days: number): AppointmentChange => ({
  type: "created",
  appointment: occurrence(series, days),
});
const cancelled = (series: string, days: number): AppointmentChange => ({
  type: "cancelled",
  appointment: occurrence(series, days),
});
const weekly = [7, 14, 21, 28, 35, 42];

test("of a new series those of the next thirty days are proposed, and nothing leaves before a person says so", async () => {
  const told = await clinic.intake.recordSeries(
    calendarId,
    weekly.map((days) => created("1", days)),
  );
  expect(told).toMatchObject({ pending: [], proposed: 4, later: 2 });
  await clinic.dispatcher.dispatch();
  await clinic.dispatcher.release();
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toHaveLength(0);
  const waiting = await held();
  expect(waiting.map(({ reason }) => reason?.code)).toEqual(["series", "series", "series", "series"]);
  expect(new Set(waiting.map(({ batch }) => batch)).size).toBe(1);
  for (const { id } of waiting) await clinic.outbox.updateMessage(id, { type: "release" }, Date.now());
  await clinic.dispatcher.dispatch();
  expect(new Set(clinic.gosms.messages.map(({ text }) => text)).size).toBe(4);
});

test("told once more, as by a page that had no answer, it comes to the same", async () => {
  const changes = weekly.map((days) => created("1", days));
  await clinic.intake.recordSeries(calendarId, changes);
  expect(await clinic.intake.recordSeries(calendarId, changes)).toMatchObject({ proposed: 4, later: 2 });
  expect(await held()).toHaveLength(4);
});

test("how far ahead is for the practice to say", async () => {
  await clinic.set((settings) => {
    settings.sending.seriesDays = 10;
  });
  const told = await clinic.intake.recordSeries(
    calendarId,
    weekly.map((days) => created("1", days)),
  );
  // One alone is no burst.
  expect(told).toMatchObject({ proposed: 0, later: 5, pending: [{ kind: "confirmation" }] });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toHaveLength(1);
});

test("a series that is gone takes back whatever waits for it, however far ahead", async () => {
  await clinic.set((settings) => {
    settings.sending.settleSeconds = 60;
  });
  await clinic.intake.recordChange(calendarId, created("1", 100));
  await clinic.intake.recordSeries(calendarId, [created("1", 7), created("1", 14)]);
  const told = await clinic.intake.recordSeries(
    calendarId,
    [7, 14, 100].map((days) => cancelled("1", days)),
  );
  expect(told.withdrawn).toHaveLength(3);
  expect((await rows()).map(({ state }) => state)).toEqual(["skipped", "skipped", "skipped"]);
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toHaveLength(0);
});

test("one occurrence that a person cancels meanwhile is told of no more, and the others go on waiting", async () => {
  await clinic.intake.recordSeries(
    calendarId,
    weekly.map((days) => created("1", days)),
  );
  await clinic.intake.recordChange(calendarId, cancelled("1", 14));
  expect(await held()).toHaveLength(3);
});

test("what would reach nobody is not proposed", async () => {
  const { patient, ...rest } = occurrence("1", 7);
  const told = await clinic.intake.recordSeries(calendarId, [
    { type: "created", appointment: { ...rest, patient: patient && { ...patient, phone: "224 123 456" } } },
    created("1", 14),
  ]);
  expect(told).toMatchObject({ proposed: 1, skipped: { code: "phoneLandline" } });
});

test("12: whatever the series: none in the past, none too far ahead, one for each, and at most one by itself", async () => {
  let series = 100;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: -20, max: 200 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 180 }),
      async (days, seriesDays) => {
        await clinic.set(({ sending }) => {
          Object.assign(sending, { seriesDays, settleSeconds: 0 });
        });
        const name = String(++series);
        const before = clinic.gosms.messages.length;
        const changes = days.toSorted((a, b) => a - b).map((day) => created(name, day));
        const now = Date.now();
        const told = await clinic.intake.recordSeries(calendarId, changes);
        await clinic.dispatcher.dispatch();
        const alone = clinic.gosms.messages.length - before;
        for (const { id } of await held())
          await clinic.outbox.updateMessage(id, { type: "release" }, Date.now());
        await clinic.dispatcher.dispatch();
        const near = changes.filter(({ appointment: { start } }) => {
          const until = Date.parse(start) - now;
          return until > 0 && until <= seriesDays * 86_400_000;
        });
        const mine = (await rows()).filter(({ appointment: { id } }) => id.startsWith(`${name}@`));
        const sent = mine.filter(({ state }) => state === "sent").map(({ appointment: { start } }) => start);
        expect(alone).toBe(near.length === 1 ? 1 : 0);
        expect(sent.toSorted()).toEqual(near.map(({ appointment: { start } }) => start));
        const last = now + seriesDays * 86_400_000;
        expect(told.later).toBe(
          changes.filter(({ appointment: { start } }) => Date.parse(start) > last).length,
        );
      },
    ),
    { numRuns: runs(12) },
  );
});
