// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { corrected, type DirectoryPatient, newPatient } from "../../lib/domain/directory/patient.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** What the directory knows, on the way of a text. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const countries = ["CZ", "SK"];
// Looked up at each call, for a restart loads everything anew.
const store = () => import("../../lib/storage/patients.ts");
const directory = () => import("../../lib/background/sending/directory.ts");

async function put(change: Partial<DirectoryPatient> = {}): Promise<DirectoryPatient> {
  const patient = { ...newPatient({ name: "Jana Vzorová", phone: "601 000 077" }, 1), ...change };
  await (await store()).putPatients([patient], countries);
  return patient;
}

const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
const refusal = { code: "optedOut", detail: "2026-03-03 telefonicky" };

const visit = (id: string, phone: string | null = null, patientId: string | null = null) =>
  appointment(id, 9, { patient: { id: patientId, name: "Jana Vzorová", phone } });
const report = (about = visit("1")) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: about });
const sendBulk = (...about: ReturnType<typeof visit>[]) =>
  clinic.intake.sendBulk(
    calendarId,
    about.map((one) => ({ appointment: one, kind: "reminder", text: "Připomínáme." })),
  );
const numbers = () => clinic.gosms.messages.flatMap(({ recipients }) => recipients);
const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);

describe("a calendar that holds only names", () => {
  test("has its texts sent to the directory's numbers, in each person's language", async () => {
    await put({ language: "en" });
    await report();
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000077"]);
    expect(clinic.gosms.messages[0]?.text).toMatch(/confirm/u);
  });

  test("of two people of one name nobody is texted until a person has picked; the pick is kept", async () => {
    await put();
    const other = await put({ id: crypto.randomUUID(), phone: "601 000 078" });
    expect((await report(visit("1", null, "7"))).skipped).toEqual({ code: "patientUnclear" });
    await (await store()).choosePatient(calendarId, visit("1", null, "7"), other.id);
    await sendBulk(visit("2", null, "7"), visit("3"));
    await clinic.dispatcher.dispatch();
    // The third has no identifier, and so may be anybody's.
    expect(numbers()).toEqual(["+420601000078"]);
  });

  test("a text of which it became unclear whose it is waits, and goes on once a person has picked", async () => {
    const jana = await put();
    await report();
    await put({ id: crypto.randomUUID(), phone: "601 000 078" });
    await clinic.dispatcher.dispatch();
    expect(await rows()).toMatchObject([{ state: "held", reason: { code: "patientUnclear" } }]);
    await (await directory()).recheckWaiting();
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual([]);
    await (await store()).choosePatient(calendarId, visit("1"), jana.id);
    await (await directory()).recheckWaiting();
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000077"]);
  });

  test("a number that is added to a row is the directory's, and no import changes it", async () => {
    const { giveNumber } = await directory();
    const about = visit("1", "linka 12", "7");
    expect(await giveNumber({ calendarId, appointment: about, phone: "601" })).toMatchObject({ ok: false });
    expect(await giveNumber({ calendarId, appointment: about, phone: "601 000 079" })).toEqual({ ok: true });
    expect(await (await store()).allPatients()).toMatchObject([
      { name: "Jana Vzorová", code: "7", phone: "601 000 079", byHand: ["phone"] },
    ]);
    expect((await sendBulk(about)).refused).toEqual([]);
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000079"]);
  });

  describe("a text to a number that the directory has lost", () => {
    const about = visit("1", "601 000 001", "7");
    const added = "601 000 079";
    const decide = async (decision: "send" | "doNotSend") => {
      const { decideOn } = await import("../../lib/background/sending/decisions.ts");
      const [held] = (await rows()).filter(({ state }) => state === "held");
      await decideOn(held?.id ?? "", decision, Date.now());
      await clinic.dispatcher.dispatch();
    };
    const states = async () => (await rows()).map(({ state, reason }) => `${state} ${reason?.code}`).sort();

    beforeEach(async () => {
      const { giveNumber } = await directory();
      await giveNumber({ calendarId, appointment: about, phone: added });
      await report(about);
      expect(await rows()).toMatchObject([{ state: "queued", phone: "+420601000079" }]);
      const [jana] = await (await store()).allPatients();
      await (await store()).deletePatient(jana?.id ?? "");
      await clinic.dispatcher.dispatch();
    });

    test("waits for a person, who learns why", async () => {
      expect(numbers()).toEqual([]);
      expect(await rows()).toMatchObject([{ state: "held", reason: { code: "phoneChanged" } }]);
    });

    test("is not tried anew with all others, for nothing has changed", async () => {
      const before = await rows();
      expect(before[0] && choicesFor(before[0], Date.now())).toEqual(["send", "doNotSend"]);
      await clinic.dispatcher.release();
      await clinic.dispatcher.dispatch();
      expect(await rows()).toEqual(before);
    });

    test("goes to the patient's number as it is by now, on a person's word", async () => {
      await decide("send");
      expect(numbers()).toEqual(["+420601000001"]);
      expect(await states()).toEqual(["sent undefined", "skipped superseded"]);
    });

    test("does not go to somebody who was told meanwhile", async () => {
      await clinic.set(({ sending }) => {
        sending.holdNewNumbers = false;
      });
      expect((await sendBulk(about)).refused).toEqual([]);
      await clinic.dispatcher.dispatch();
      expect(numbers()).toEqual(["+420601000001"]);
      await decide("send");
      expect(numbers()).toEqual(["+420601000001"]);
      expect(await states()).toContain("skipped alreadyKnows");
    });

    test("goes to its own number, where that is the patient's again by then", async () => {
      await (await directory()).giveNumber({ calendarId, appointment: about, phone: added });
      await decide("send");
      expect(numbers()).toEqual(["+420601000079"]);
    });

    test("goes on by itself once it is the patient's number again", async () => {
      const { giveNumber, recheckWaiting } = await directory();
      await giveNumber({ calendarId, appointment: about, phone: "601 000 078" });
      await recheckWaiting();
      await clinic.dispatcher.dispatch();
      expect(numbers()).toEqual([]);
      await giveNumber({ calendarId, appointment: about, phone: added });
      await recheckWaiting();
      await clinic.dispatcher.dispatch();
      expect(numbers()).toEqual(["+420601000079"]);
    });

    test("goes nowhere once a person says so", async () => {
      await decide("doNotSend");
      expect(numbers()).toEqual([]);
      expect(await states()).toEqual(["skipped stoppedByUser"]);
    });
  });

  test("a corrected number outlives the database, also beside another one in the calendar", async () => {
    const { giveNumber } = await directory();
    const about = visit("1", "601 000 001");
    await giveNumber({ calendarId, appointment: about, phone: "601 000 079" });
    await clinic.restart({ browser: true, loseDatabase: true });
    await report(about);
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000079"]);
  });

  test("whom a person picked is forgotten with the patient, also in the second copy", async () => {
    const { giveNumber } = await directory();
    await giveNumber({ calendarId, appointment: visit("1", "601 000 001"), phone: "601 000 079" });
    const copies = async () =>
      JSON.stringify(await fakeBrowser.storage.local.get(null)).match(/vzorova|601000079/giu) ?? [];
    expect(await copies()).not.toEqual([]);
    const [jana] = await (await store()).allPatients();
    await (await store()).deletePatient(jana?.id ?? "");
    expect(await copies()).toEqual([]);
  });

  test("a number added for somebody else of a known name is that appointment's alone", async () => {
    await put();
    await put({ id: crypto.randomUUID(), phone: "601 000 078" });
    const { giveNumber } = await directory();
    await giveNumber({ calendarId, appointment: visit("1"), phone: "601 000 079" });
    expect((await sendBulk(visit("1"), visit("2"))).refused).toEqual([
      { appointmentId: "2", reason: { code: "patientUnclear" } },
    ]);
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000079"]);
  });
});

describe("who does not want texts", () => {
  test.for([
    ["the calendar's number", "601 000 001"],
    ["the directory's number", null],
  ] as const)("gets none by itself, which stands in the log: %s", async ([, phone]) => {
    await put({ optOut });
    expect((await report(visit("1", phone))).skipped).toEqual(refusal);
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: "skipped", reason: refusal }]);
  });

  test("gets none in bulk, and the others do", async () => {
    await put({ optOut });
    const { refused } = await sendBulk(
      visit("1", "601 000 001"),
      appointment("2", 9, {
        patient: { id: null, name: "Petr Vzor", phone: "601 000 002" },
      }),
    );
    expect(refused).toEqual([{ appointmentId: "1", reason: refusal }]);
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000002"]);
  });

  test.for(["auto", "bulk"] as const)("gets none that waits already: %s", async (origin) => {
    const patient = await put({ phone: "601 000 001" });
    if (origin === "auto") await report(visit("1", "601 000 001"));
    else await sendBulk(visit("1", "601 000 001"));
    // The dispatcher looks by itself, though nobody told it.
    await put({ ...patient, optOut });
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: "skipped", reason: refusal, origin }]);
  });

  test("gets none when somebody wants a failed one sent again", async () => {
    clinic.gosms.faults.add({ kind: "422", path: "send", times: 1 });
    await report(visit("1", "601 000 001"));
    await clinic.dispatcher.dispatch();
    const [failed] = await rows();
    expect(failed?.state).toBe("rejected");
    await put({ phone: "601 000 001", optOut });
    await clinic.intake.sendAgain([failed?.id ?? ""]);
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual([]);
    expect((await rows()).find(({ origin }) => origin === "again")).toMatchObject({
      state: "skipped",
      reason: refusal,
    });
  });

  test("is taken out of what waits and of what is held at once, and nobody else is", async () => {
    await clinic.set(({ sending }) => {
      sending.settleSeconds = 60;
    });
    await report(visit("1", "601 000 001"));
    await report(appointment("2", 10, { patient: { id: null, name: "Petr Vzor", phone: "601 000 002" } }));
    await sendBulk(visit("3", "601 000 001"));
    const held = (await rows()).find(({ origin }) => origin === "bulk");
    await clinic.outbox.updateMessage(held?.id ?? "", { type: "hold", reason: { code: "credit" } }, 1);
    await put({ phone: "601 000 001", optOut });
    const withdrawn = await (await directory()).recheckWaiting();
    expect(withdrawn.map(({ appointment: { id } }) => id).sort()).toEqual(["1", "3"]);
    expect((await rows()).map(({ appointment: { id }, state }) => `${id} ${state}`).sort()).toEqual([
      "1 skipped",
      "2 queued",
      "3 skipped",
    ]);
  });

  test("is still known as such when the browser threw the database away", async () => {
    await put({ optOut });
    await clinic.restart({ loseDatabase: true });
    expect(await (await store()).allPatients()).toMatchObject([{ name: "Jana Vzorová", optOut }]);
    expect((await report(visit("1", "601 000 001"))).skipped).toEqual(refusal);
  });

  test("and who wants them again gets them, also after such a loss", async () => {
    const patient = await put({ optOut });
    await (await store()).putPatient({ ...patient, optOut: null }, countries);
    await clinic.restart({ loseDatabase: true });
    expect(await (await store()).allPatients()).toEqual([]);
    await report(visit("1", "601 000 001"));
    await clinic.dispatcher.dispatch();
    expect(numbers()).toEqual(["+420601000001"]);
  });

  test("and who was deleted does not come back with the browser", async () => {
    const patient = await put({ optOut });
    await (await store()).deletePatient(patient.id);
    await clinic.restart({ browser: true });
    expect(await (await store()).allPatients()).toEqual([]);
    expect(Object.keys(await fakeBrowser.storage.local.get(null)).some((key) => key.startsWith("p:"))).toBe(
      false,
    );
  });
});

test("a number that was corrected while the text waited: nothing goes to the old one, and that is said", async () => {
  const patient = await put();
  await report();
  await put(corrected(patient, { phone: "601 000 078" }, countries, 2));
  await clinic.dispatcher.dispatch();
  expect(numbers()).toEqual([]);
  expect(await rows()).toMatchObject([{ state: "skipped", reason: { code: "phoneChanged" } }]);
  expect((await sendBulk(visit("1"))).refused).toEqual([]);
  await clinic.dispatcher.dispatch();
  expect(numbers()).toEqual(["+420601000078"]);
});

test("a number that was corrected to one that cannot be texted holds what waits, also what a person confirmed", async () => {
  const patient = await put();
  await sendBulk(visit("1"));
  await put(corrected(patient, { phone: "234 567 890" }, countries, 2));
  await clinic.dispatcher.dispatch();
  expect(numbers()).toEqual([]);
  expect(await rows()).toMatchObject([{ state: "held", reason: { code: "phoneLandline" } }]);
});

test("two entries made one: who was picked as the one that is gone is the one that is left", async () => {
  const kept = await put();
  const other = await put({ id: crypto.randomUUID(), phone: "601 000 078" });
  const { choosePatient, replacePatient } = await store();
  await choosePatient(calendarId, visit("1"), other.id);
  await replacePatient({ ...kept, former: { codes: [], phones: ["+420601000078"] } }, other.id, countries);
  await sendBulk(visit("1"));
  await clinic.dispatcher.dispatch();
  expect(numbers()).toEqual(["+420601000077"]);
});

test("a database of the time before the directory keeps its rows and gets one", async () => {
  await report(visit("1", "601 000 001"));
  const { database } = await import("../../lib/storage/database.ts");
  const db = await database();
  const [row] = await db.getAll("outbox");
  db.close();
  const { deleteDB, openDB } = await import("idb");
  await deleteDB("pipni");
  const old = await openDB("pipni", 1, {
    upgrade(made) {
      const outbox = made.createObjectStore("outbox", { keyPath: "id" });
      for (const name of ["key", "subject", "batch", "createdAt"]) outbox.createIndex(name, name);
      outbox.createIndex("appointment", ["calendarId", "appointment.id"]);
      outbox.createIndex("due", ["state", "notBefore"]);
      outbox.createIndex("status", ["indexed.status", "createdAt"]);
      outbox.createIndex("attention", "indexed.attention");
      outbox.createIndex("words", "indexed.words", { multiEntry: true });
      made.createObjectStore("meta").put(true, "whole");
      made.createObjectStore("secrets");
    },
  });
  await old.put("outbox", row);
  old.close();
  await clinic.restart();
  expect(await rows()).toMatchObject([{ id: row?.id, state: "queued" }]);
  await put({ name: "Petr Vzor" });
  expect(await (await store()).allPatients()).toHaveLength(1);
});
