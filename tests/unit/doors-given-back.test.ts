// @vitest-environment node
import { expect, test, vi } from "vitest";
import { needsPerson } from "../../lib/domain/outbox/predicates.ts";
import type { StoredMessage } from "../../lib/storage/schema.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  bulk,
  cancel,
  clinic,
  create,
  decide,
  first,
  move,
  openDoors,
  pauseSending,
  reassign,
  refit,
  remind,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  stopBulk,
  switchOn,
  tick,
  withGrace,
} from "./support/doors-practice.ts";

/** Cancellations that nobody hears: whoever ends them, the patient is reminded all the same. */

openDoors();

const other = at(second, { id: "2" });
/** One text that cancels both appointments. */
const cancelBoth = () =>
  clinic.intake.sendBulk(calendarId, [
    { appointment: at(first), together: [other], kind: "cancellation", text: "obojí odpadá" },
  ]);
const createBoth = async () => {
  await create();
  await settled(create(other));
  expect(standing().toSorted()).toEqual(["14:00", "9:30"]);
};
const ofKind = async (kind: string) => (await rows()).filter((row) => row.kind === kind);
const plannedFor = async (start: string) =>
  (await rows()).filter((row) => row.origin === "plan" && row.appointment.start === start);

/** Something about the appointment that no version so far can read. */
async function damage(id: string): Promise<void> {
  const { database } = await import("../../lib/storage/database.ts");
  const db = await database();
  const row = (await db.getAll("outbox")).find(({ appointment }) => appointment.id === id) as StoredMessage;
  const unreadable = { ...row, id: crypto.randomUUID(), key: "of a newer version", kind: "telepathy" };
  await db.put("outbox", { ...unreadable, indexed: { status: "", words: [] } } as never);
}

test("one of two cannot be told for sure: the other's reminder stands again, and a person is asked", async () => {
  await createBoth();
  await damage("2");
  await settled(cancelBoth());
  expect(sent()).toEqual([]);
  expect(await ofKind("cancellation")).toMatchObject([
    { state: "skipped", reason: { code: "bundleChanged" } },
    { state: "skipped", reason: { code: "bundleChanged" } },
  ]);
  expect(standing()).toEqual(["9:30"]);
  const again = (await plannedFor(other.start)).find(({ state }) => state === "held");
  expect(again).toMatchObject({ reason: { code: "pastUnreadable" } });
});

test.for(["422", "403"] as const)(
  "GoSMS refuses it with %s for good: the reminder stands again",
  async (kind) => {
    await settled(create());
    clinic.gosms.faults.add({ kind });
    await settled(bulk("cancellation"));
    const [row] = await ofKind("cancellation");
    expect(row?.state === "rejected" || row?.state === "held").toBe(true);
    // What is only held is yet to be told.
    expect(standing()).toEqual(row?.state === "held" ? [] : ["9:30"]);
    if (row?.state === "held") await decide(row.id, "doNotSend");
    await settleDown();
    expect([sent(), standing()]).toEqual([[], ["9:30"]]);
  },
);

test("sent again, it takes back what had come back", async () => {
  await settled(create());
  clinic.gosms.faults.add({ kind: "422" });
  await settled(bulk("cancellation"));
  expect(standing()).toEqual(["9:30"]);
  const [row] = await ofKind("cancellation");
  await settled(clinic.intake.sendAgain([row?.id ?? ""]));
  expect([sent(), standing()]).toEqual([["cancellation okno"], []]);
});

test("one of two is moved before it leaves: the other's reminder comes back", async () => {
  await createBoth();
  await pauseSending(true);
  await cancelBoth();
  await move(first, "2026-03-17T08:00");
  await pauseSending(false);
  await settleDown();
  expect([sent(), standing().toSorted()]).toEqual([[], ["14:00", "8:00"]]);
});

test("the directory strikes the number out before it leaves: nobody is reminded", async () => {
  await settled(create());
  await pauseSending(true);
  await bulk("cancellation");
  const { putPatient } = await import("../../lib/storage/patients.ts");
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  const patient = newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001" }, Date.now());
  const optOut = { day: "2026-03-10", source: "", phone: "601 000 001" };
  await putPatient({ ...patient, optOut }, ["CZ"]);
  const { recheckWaiting } = await import("../../lib/background/sending/directory.ts");
  await recheckWaiting();
  await pauseSending(false);
  await settleDown();
  expect(await ofKind("cancellation")).toMatchObject([{ reason: { code: "optedOut" } }]);
  expect([sent(), standing()]).toEqual([[], []]);
});

test.for([false, true])(
  "a worker that dies between the two leaves it to the next one; database lost: %s",
  async (loseDatabase) => {
    await createBoth();
    await pauseSending(true);
    await cancelBoth();
    const [row] = await ofKind("cancellation");
    const { updateMessage } = await import("../../lib/storage/outbox-store.ts");
    await updateMessage(row?.id ?? "", { type: "skip", reason: { code: "past" } }, Date.now());
    await clinic.restart({ browser: true, loseDatabase });
    await pauseSending(false);
    await settleDown();
    expect([sent(), standing().toSorted()]).toEqual([[], ["14:00", "9:30"]]);
  },
);

test("nothing comes back of what the calendar has called off since", async () => {
  await createBoth();
  await pauseSending(true);
  await cancelBoth();
  await clinic.set(({ templates }) => {
    templates.cancellation.enabled = false;
  });
  await cancel();
  const waiting = (await ofKind("cancellation")).filter(({ origin }) => origin === "bulk");
  await decide(waiting[0]?.id ?? "", "doNotSend");
  await pauseSending(false);
  await settleDown();
  expect(standing()).toEqual(["14:00"]);
});

test("an appointment that had no reminder gets none", async () => {
  clinic.gosms.faults.add({ kind: "422" });
  await settled(bulk("cancellation", other));
  expect(standing()).toEqual([]);
  expect(await ofKind("reminder")).toEqual([]);
});

test("a reminder that gave way to a guess, and does not leave, is shown once that is given up", async () => {
  await settled(create());
  await clinic.intake.recordGuess(calendarId, { type: "cancelled", appointment: at(first) });
  const [guess] = await ofKind("cancellation");
  expect(guess).toMatchObject({ state: "held", reason: { code: "proposed" } });
  await settled(refit());
  expect(standing()).toEqual([]);
  await decide(guess?.id ?? "", "doNotSend");
  await settleDown();
  const [reminder] = await ofKind("reminder");
  expect(reminder).toMatchObject({ state: "skipped", reason: { code: "cancellationStopped" } });
  expect(reminder && needsPerson(reminder)).toBe(true);
});

test("a corrected number is reminded once, at the new one", async () => {
  await settled(create());
  await pauseSending(true);
  await bulk("cancellation");
  await reassign(at(first, { patient: { id: "7", name: "Jana Vzorová", phone: "601 000 009" } }));
  await pauseSending(false);
  await settleDown();
  expect(clinic.gosms.messages.filter(({ deletedAt }) => deletedAt === null)).toMatchObject([
    { recipients: ["+420601000009"] },
  ]);
});

test("so is one whose time nobody can prove", async () => {
  await switchOn("confirmation", "cancellation");
  await settled(create());
  await withGrace();
  const later = () => vi.setSystemTime(Date.now() + 1000);
  await move(first, second);
  later();
  const { patient } = at(second);
  const corrected = { patient: patient && { ...patient, phone: "601 000 009" } };
  await reassign(at(second, corrected));
  later();
  await bulk("cancellation", at(second, corrected));
  await clinic.intake.recordGuess(calendarId, {
    type: "moved",
    appointment: at(first, corrected),
    previousStart: at(second).start,
  });
  await settleDown();
  const expected = (await rows()).filter(({ state }) => state === "planned" || state === "scheduled");
  expect(expected.map(({ phone }) => phone)).toEqual(["+420601000009"]);
});

test("while reminders are off, none comes back before they are on again", async () => {
  await settled(create());
  clinic.gosms.faults.add({ kind: "422" });
  await remind(false);
  await settled(bulk("cancellation"));
  expect(standing()).toEqual([]);
  await remind(true);
  await settleDown();
  await tick();
  expect(standing()).toEqual(["9:30"]);
});

test("nor is one forgotten of which only a guard is left", async () => {
  const far = at("2026-05-20T09:30");
  await settled(create(far));
  await pauseSending(true);
  const { batch } = await bulk("cancellation", far);
  await clinic.restart({ browser: true, loseDatabase: true });
  await remind(false);
  expect(await stopBulk(batch)).toBe(1);
  await pauseSending(false);
  await remind(true);
  await settleDown();
  expect((await plannedFor(far.start)).map(({ state }) => state)).toContain("planned");
});

test.for([
  [
    "did not go out, what it had taken back is asked about",
    "doNotSend",
    ["confirmation bulk", "reminder plan"],
  ],
  ["went out, nothing is", "wasSent", []],
] as const)("a person says of one whose outcome is unknown that it %s", async ([, decision, asked]) => {
  await withGrace();
  await create();
  await switchOn("confirmation");
  await bulk("confirmation");
  await bulk("cancellation");
  clinic.gosms.faults.add({ kind: "dropBefore", path: "send" });
  await settleDown();
  const [open] = await clinic.outbox.listAttention();
  expect(open).toMatchObject({ kind: "cancellation", state: "unknown" });
  await settled(decide(open?.id ?? "", decision));
  const back = await clinic.outbox.listAttention();
  expect(back.map(({ kind, origin }) => `${kind} ${origin}`).toSorted()).toEqual(asked);
  for (const { reason } of back) expect(reason).toEqual({ code: "cancellationStopped" });
  expect([sent(), standing()]).toEqual([[], []]);
});
