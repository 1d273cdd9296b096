// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";
import type { Appointment, Patient } from "../../lib/domain/appointment.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  clinic,
  first,
  jana,
  openDoors,
  rows,
  second,
  sent,
  switchOn,
} from "./support/doors-practice.ts";

/** Appointments by which a calendar was taught: once they are gone, nobody is asked about them. */

openDoors();
beforeEach(() => switchOn("confirmation"));

const guess = (type: "created" | "cancelled", appointment: Appointment) =>
  clinic.intake.recordGuess(calendarId, { type, appointment });
const endTrial = async (id: string, patient: Patient) =>
  (await import("../../lib/background/sending/trials.ts")).endTrial(calendarId, id, patient);
const asked = async () =>
  (await clinic.outbox.listAttention()).map(
    ({ kind, appointment }) => `${kind} ${appointment.patient?.name}`,
  );

const trial: Patient = { id: null, name: "Zkouška Zkušební", phone: "601 000 009" };
const onTrial = (start = first) => at(start, { patient: trial, title: trial.name });

test("what was proposed about a trial appointment goes with it", async () => {
  await guess("created", onTrial());
  expect(await asked()).toEqual(["confirmation Zkouška Zkušební"]);
  await endTrial("1", trial);
  expect(await asked()).toEqual([]);
  expect(await rows()).toMatchObject([{ state: "skipped", reason: { code: "takenBack" } }]);
  expect(sent()).toEqual([]);
});

test("what a page guesses at once it is gone is proposed to nobody", async () => {
  await endTrial("1", trial);
  expect(await guess("cancelled", onTrial())).toMatchObject({ pending: [], skipped: null });
  await guess("created", onTrial(second));
  await clinic.intake.recordFinding(calendarId, "Diář", { type: "cancelled", appointment: onTrial() });
  expect(await rows()).toEqual([]);
});

test("another patient's proposals stay, under the same id and under another one", async () => {
  await guess("created", at(first, { patient: jana }));
  await guess("created", at(second, { id: "2", patient: trial }));
  await endTrial("1", trial);
  // A server may give the same id again.
  await guess("cancelled", at(first, { patient: { id: null, name: "Eva Malá", phone: "601 000 003" } }));
  expect((await asked()).sort()).toEqual([
    "cancellation Eva Malá",
    "confirmation Jana Vzorová",
    "confirmation Zkouška Zkušební",
  ]);
});

test("a minute later a guess is a guess again, and what the server has accepted is news at any time", async () => {
  await endTrial("1", trial);
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: onTrial(second) });
  expect((await rows()).filter(({ kind }) => kind === "confirmation")).toHaveLength(1);
  vi.setSystemTime(Date.now() + 61_000);
  await guess("created", onTrial());
  expect(await asked()).toEqual(["confirmation Zkouška Zkušební"]);
});
