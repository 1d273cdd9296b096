// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  at,
  bulk,
  cancel,
  clinic,
  create,
  duringRequest,
  first,
  jana,
  move,
  openDoors,
  reassign,
  remind,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  switchOn,
  tick,
} from "./support/doors-practice.ts";

/** What is decided while a text is on its way to GoSMS. */

openDoors();

const confirmed = () => switchOn("confirmation", "cancellation");
const newNumber = at(first, { patient: { ...jana, phone: "601 000 009" } });

describe.for(["429", "400-credit", "401"] as const)("on its way to GoSMS, which answers %s", (kind) => {
  /** Something else is decided while GoSMS has the next request. */
  function meanwhile(act: () => Promise<unknown>): void {
    const faults = {
      "429": { kind: "429", retryAfter: 5 },
      "400-credit": { kind: "400-credit" },
      "401": { kind: "401", path: "send", times: 1 },
    } as const;
    clinic.gosms.faults.add(faults[kind]);
    duringRequest(act);
  }

  async function letGoOn(): Promise<void> {
    await settleDown();
    await clinic.dispatcher.release();
    await settleDown();
  }

  test.for(["the calendar", "the window"])(
    "a text from %s gives way to a cancellation in bulk",
    async (door) => {
      await confirmed();
      meanwhile(() => bulk("cancellation"));
      await (door === "the window" ? bulk("confirmation") : create());
      await letGoOn();
      expect(sent()).toEqual(["cancellation okno"]);
      expect(standing()).toEqual([]);
    },
  );

  test("a cancellation in bulk gives way to a person's word that the appointment takes place", async () => {
    await confirmed();
    await settled(create());
    meanwhile(() => bulk("confirmation", at(first), "believesCancelled"));
    await bulk("cancellation");
    await letGoOn();
    expect(sent()).toEqual([expect.stringMatching(/potvrz/u), "confirmation okno"]);
    expect(standing()).toEqual(["9:30"]);
  });

  test.for(["the calendar", "the window"])(
    "a text from %s does not go to a number that is corrected",
    async (door) => {
      await confirmed();
      meanwhile(() => reassign(newNumber));
      await (door === "the window" ? bulk("confirmation") : create());
      await letGoOn();
      expect(sent()).toEqual([]);
      expect(await clinic.outbox.listAttention()).toMatchObject([
        { kind: "confirmation", state: "skipped", reason: { code: "phoneChanged" } },
      ]);
      expect((await bulk("confirmation", newNumber)).refused).toEqual([]);
      await settleDown();
      expect(clinic.gosms.messages.map(({ recipients }) => recipients)).not.toContainEqual(["+420601000001"]);
      expect(sent()).toEqual(["confirmation okno"]);
    },
  );

  test.for(["phone", "optOut"] as const)(
    "nor where the directory says otherwise by now: %s",
    async (what) => {
      await confirmed();
      const { corrected, newPatient } = await import("../../lib/domain/directory/patient.ts");
      const { putPatient } = await import("../../lib/storage/patients.ts");
      const patient = newPatient({ code: jana.id, name: jana.name, phone: jana.phone }, 1);
      const changed = {
        phone: corrected(patient, { phone: "601 000 009" }, ["CZ"], Date.now()),
        optOut: { ...patient, optOut: { day: "2026-03-03", source: "telefonicky", phone: null } },
      };
      meanwhile(() => putPatient(changed[what], ["CZ"]));
      await bulk("confirmation");
      await letGoOn();
      expect(sent()).toEqual([]);
      const code = what === "phone" ? "phoneChanged" : "optedOut";
      expect(await rows()).toMatchObject([{ state: "skipped", reason: { code } }]);
    },
  );

  test("nor does a reminder", async () => {
    meanwhile(() => reassign(newNumber));
    await create();
    await letGoOn();
    expect(clinic.gosms.messages.filter(({ deletedAt }) => deletedAt === null)).toMatchObject([
      { recipients: ["+420601000009"] },
    ]);
  });
});

test("what was put off leaves before what a person sends after it", async () => {
  await confirmed();
  await settled(create());
  clinic.gosms.faults.add({ kind: "429", retryAfter: 5 });
  await bulk("cancellation");
  await tick();
  expect((await bulk("confirmation", at(first), "believesCancelled")).refused).toEqual([]);
  await settleDown();
  expect(sent().slice(1)).toEqual(["cancellation okno", "confirmation okno"]);
});

describe("a reminder that is just being taken back, because reminders are off", () => {
  const planned = async () => (await rows()).filter(({ state }) => state === "planned");
  /** Something else is decided while GoSMS is asked to give it up. */
  async function takenBack(act: () => Promise<unknown>): Promise<void> {
    await settled(create());
    expect(standing()).toEqual(["9:30"]);
    await remind(false);
    const acted = duringRequest(act, "DELETE");
    await settleDown();
    expect(acted()).not.toBeNull();
  }

  test("is planned once they are on, and for the new time where the appointment was moved meanwhile", async () => {
    await takenBack(() => move(first, second));
    expect((await planned()).map(({ appointment }) => appointment.start)).toEqual([at(second).start]);
    await remind(true);
    await settleDown();
    expect(standing()).toEqual(["14:00"]);
  });

  test("does not come back where the appointment was cancelled meanwhile", async () => {
    await takenBack(() => cancel());
    expect(await planned()).toEqual([]);
    await remind(true);
    await settleDown();
    expect(standing()).toEqual([]);
  });
});
