// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  bulk,
  cancel,
  clinic,
  create,
  decide,
  first,
  jana,
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
} from "./support/doors-practice.ts";

/** A number or a name that the calendar corrects, between two doors. */

openDoors();

const newNumber = at(first, { patient: { ...jana, phone: "601 000 009" } });
const newName = at(first, { patient: { ...jana, name: "Jana Wzorová" } });
/** Who stands at GoSMS to be reminded. */
const reminded = () =>
  clinic.gosms.messages
    .filter(({ scheduled, deletedAt }) => scheduled !== null && deletedAt === null)
    .flatMap(({ recipients }) => recipients);

const correctInDirectory = async (phone: string) => {
  const { allPatients, putPatient } = await import("../../lib/storage/patients.ts");
  const { corrected, newPatient } = await import("../../lib/domain/directory/patient.ts");
  const known =
    (await allPatients())[0] ?? newPatient({ code: jana.id, name: jana.name, phone: jana.phone }, 1);
  await putPatient(corrected(known, { phone }, ["CZ"], Date.now()), ["CZ"]);
  const { applyDirectory } = await import("../../lib/background/handlers/directory-changes.ts");
  await applyDirectory();
  await settleDown();
};

describe("a number corrected after a bulk cancellation", () => {
  const cancelled = async () => {
    await settled(create());
    await settled(bulk("cancellation"));
    await settled(reassign(newNumber));
  };

  test("gets no reminder, and a person decides whether it hears of the cancellation, too", async () => {
    await cancelled();
    expect(standing()).toEqual([]);
    const [held, ...others] = await clinic.outbox.listAttention();
    expect(others).toEqual([]);
    expect(held).toMatchObject({
      state: "held",
      kind: "cancellation",
      phone: "+420601000009",
      text: "cancellation okno",
      reason: { code: "numberCorrected" },
    });
    await clinic.dispatcher.release();
    await settleDown();
    expect(sent()).toEqual(["cancellation okno"]);
    await decide(held?.id ?? "", "send");
    await settleDown();
    expect(
      clinic.gosms.messages.map(({ recipients, scheduled }) => [scheduled === null, ...recipients]),
    ).toContainEqual([true, "+420601000009"]);
    expect(sent()).toHaveLength(2);
    await settled(reassign(newNumber));
    expect(sent()).toHaveLength(2);
  });

  test("gets none either where that person does not want it told", async () => {
    await cancelled();
    const [held] = await clinic.outbox.listAttention();
    await decide(held?.id ?? "", "doNotSend");
    await settled(reassign(newNumber));
    expect(await clinic.outbox.listAttention()).toEqual([]);
    expect([standing(), sent()]).toEqual([[], ["cancellation okno"]]);
  });

  test("is confirmed and reminded where the appointment is moved after that", async () => {
    await cancelled();
    await clinic.intake.recordChange(calendarId, {
      type: "moved",
      appointment: { ...newNumber, start: at(second).start },
      previousStart: at(first).start,
    });
    await settleDown();
    expect(await clinic.outbox.listAttention()).toEqual([]);
    expect(reminded()).toEqual(["+420601000009"]);
  });
});

describe.for<["invalidRecipient" | "403", string]>([
  ["invalidRecipient", "for its number"],
  ["403", "for something else"],
])("a text that GoSMS refused, and whose number is corrected", ([kind, why]) => {
  const refused = async () => {
    await switchOn("confirmation");
    await remind(false);
    clinic.gosms.faults.add({ kind, path: "send", times: 1 });
    await settled(create());
    const [row, ...others] = await clinic.outbox.listAttention();
    expect([row?.state, others]).toEqual(["rejected", []]);
    return row?.id ?? "";
  };
  const received = () => clinic.gosms.messages.flatMap(({ recipients }) => recipients);

  test(`${why}: is told at the new one, once, and nothing is left to decide`, async () => {
    await refused();
    await settled(reassign(newNumber));
    await settled(reassign(newNumber));
    expect([received(), await clinic.outbox.listAttention()]).toEqual([["+420601000009"], []]);
  });

  test(`${why}: is not told where somebody has dealt with it`, async () => {
    await decide(await refused(), "dismiss");
    await settled(reassign(newNumber));
    expect([received(), await clinic.outbox.listAttention()]).toEqual([[], []]);
  });

  test(`${why}: corrected in the directory alone, it is told there once somebody sends it again`, async () => {
    const id = await refused();
    await correctInDirectory("601 000 009");
    expect(received()).toEqual([]);
    await clinic.intake.sendAgain([id]);
    await settleDown();
    expect([received(), await clinic.outbox.listAttention()]).toEqual([["+420601000009"], []]);
  });

  test(`${why}: is not told where only the name was corrected`, async () => {
    await refused();
    await settled(reassign(newName));
    expect(received()).toEqual([]);
    expect(await clinic.outbox.listAttention()).toMatchObject([{ state: "rejected" }]);
  });

  test(`${why}: nor where it went to the directory's, which still stands`, async () => {
    await correctInDirectory("601 000 009");
    await refused();
    await settled(reassign(newName));
    expect(received()).toEqual([]);
    expect(await clinic.outbox.listAttention()).toMatchObject([{ state: "rejected" }]);
  });
});

describe("a reminder that GoSMS refused, and that a person had sent once more", () => {
  const again = async () => {
    clinic.gosms.faults.add({ kind: "400-unverified", path: "send", times: 1 });
    await settled(create());
    const [row] = await clinic.outbox.listAttention();
    expect([row?.kind, row?.state, reminded()]).toEqual(["reminder", "rejected", []]);
    await settled(clinic.intake.sendAgain([row?.id ?? ""]));
    expect(reminded()).toEqual(["+420601000001"]);
  };

  test("goes to the corrected number, and no longer to the old one", async () => {
    await again();
    await settled(reassign(newNumber));
    expect(reminded()).toEqual(["+420601000009"]);
  });

  test("is the only one, also after everything was brought in line", async () => {
    await again();
    await settled(refit());
    expect(reminded()).toEqual(["+420601000001"]);
  });

  test("is taken back with the appointment, and not where nobody can prove that it is gone", async () => {
    await again();
    await settled(clinic.intake.recordGuess(calendarId, { type: "cancelled", appointment: at(first) }));
    expect(reminded()).toEqual(["+420601000001"]);
    await settled(cancel());
    expect(reminded()).toEqual([]);
  });
});

test("a reminder that is about to leave as its number is corrected goes to the new one, whoever dies in between", async () => {
  const far = at("2026-05-20T09:30");
  await settled(create(far));
  const [reminder] = await rows();
  await clinic.outbox.updateMessage(reminder?.id ?? "", { type: "promote" }, Date.now());
  const { giveNumber } = await import("../../lib/background/sending/directory.ts");
  await giveNumber({ calendarId, appointment: far, phone: "601 000 009" });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages).toEqual([]);
  await clinic.restart({ browser: true, loseDatabase: true });
  await settleDown();
  expect((await rows()).filter(({ state }) => state === "planned")).toMatchObject([
    { phone: "+420601000009" },
  ]);
});

test("a number that is given just as the database vanishes is the one that is reminded", async () => {
  const far = at("2026-05-20T09:30");
  await settled(create(far));
  const { giveNumber } = await import("../../lib/background/sending/directory.ts");
  await giveNumber({ calendarId, appointment: far, phone: "601 000 008" });
  await clinic.loseDatabase();
  await giveNumber({ calendarId, appointment: far, phone: "601 000 009" });
  const { allPatients } = await import("../../lib/storage/patients.ts");
  expect(await allPatients()).toMatchObject([
    { phone: "601 000 009", former: { phones: ["+420601000008"] } },
  ]);
  await clinic.loseDatabase();
  const { applyDirectory } = await import("../../lib/background/handlers/directory-changes.ts");
  await applyDirectory();
  await settleDown();
  expect((await rows()).filter(({ state }) => state === "planned")).toMatchObject([
    { phone: "+420601000009" },
  ]);
});

test("a reminder that a cancellation had taken stands for the new number, though its rows were lost with the settings", async () => {
  const far = at("2026-05-20T09:30");
  await settled(create(far));
  await pauseSending(true);
  await bulk("cancellation", far);
  const { giveNumber } = await import("../../lib/background/sending/directory.ts");
  await giveNumber({ calendarId, appointment: far, phone: "601 000 009" });
  await clinic.restart({ browser: true, loseDatabase: true });
  await remind(false);
  await pauseSending(false);
  await settleDown();
  await remind(true);
  await settleDown();
  expect((await rows()).filter(({ state }) => state === "planned")).toMatchObject([
    { phone: "+420601000009" },
  ]);
});

test.for(["said once more", "not said again"])(
  "a number whose giver died between its two copies outlives the database: %s",
  async (how) => {
    const far = at("2026-05-20T09:30", { patient: { ...jana, id: null } });
    await settled(create(far));
    const { giveNumber } = await import("../../lib/background/sending/directory.ts");
    const { local } = fakeBrowser.storage;
    const real = local.set.bind(local);
    const set = vi.spyOn(local, "set").mockImplementation(async (items: Record<string, unknown>) => {
      if (Object.keys(items).some((key) => key.startsWith("pc:"))) throw new Error("the worker dies");
      await real(items);
    });
    const give = () => giveNumber({ calendarId, appointment: far, phone: "601 000 009" });
    await expect(give()).rejects.toThrow();
    set.mockRestore();
    await (how === "said once more" ? give() : clinic.restart({ browser: true }));
    await clinic.restart({ browser: true, loseDatabase: true });
    await settled(refit());
    expect((await rows()).filter(({ state }) => state === "planned")).toMatchObject([
      { phone: "+420601000009" },
    ]);
  },
);

test("a name that is only spelt anew reminds nobody of what they believe cancelled", async () => {
  await settled(create());
  await settled(bulk("cancellation"));
  await settled(reassign(newName));
  expect(standing()).toEqual([]);
});

describe("while reminders are off", () => {
  test("one that waits follows a corrected number, and leaves to that once they are on", async () => {
    await create(at(first));
    await remind(false);
    await settled(reassign(newNumber));
    await remind(true);
    await settleDown();
    expect(reminded()).toEqual(["+420601000009"]);
  });

  test("one that waits follows its appointment", async () => {
    await create();
    await remind(false);
    await settled(move(first, second));
    expect(standing()).toEqual([]);
    await remind(true);
    await settleDown();
    expect(standing()).toEqual(["14:00"]);
  });

  test("one that GoSMS is yet to give up does not come back for the number before", async () => {
    await settled(create());
    clinic.gosms.faults.add({ kind: "503", path: "any", times: "always" });
    await remind(false);
    await tick();
    await reassign(newNumber);
    clinic.gosms.faults.clear();
    await settleDown();
    await remind(true);
    await settleDown();
    expect(reminded()).toEqual(["+420601000009"]);
  });

  test("nor for the patient who had the appointment before", async () => {
    await settled(create());
    clinic.gosms.faults.add({ kind: "503", path: "any", times: "always" });
    await remind(false);
    await tick();
    await reassign(at(first, { patient: { id: "8", name: "Petr Novák", phone: "601 000 008" } }));
    clinic.gosms.faults.clear();
    await settleDown();
    await remind(true);
    await settleDown();
    expect(reminded()).not.toContain("+420601000001");
  });

  test("an appointment that never had any gets none", async () => {
    await remind(false);
    await create();
    await remind(true);
    await settleDown();
    expect((await rows()).filter(({ kind }) => kind === "reminder")).toEqual([]);
  });

  test("a cancellation from the window that is stopped gives them back for later", async () => {
    await settled(create());
    await pauseSending(true);
    const { batch } = await bulk("cancellation");
    await remind(false);
    await settleDown();
    expect(await stopBulk(batch)).toBe(1);
    await pauseSending(false);
    await settleDown();
    expect([standing(), sent()]).toEqual([[], []]);
    await remind(true);
    await settleDown();
    expect(standing()).toEqual(["9:30"]);
  });
});

describe("a number corrected only in the directory, after a cancellation from the window", () => {
  const cancelAt = async (about: Appointment) => {
    await settled(create(about));
    await settled(bulk("cancellation", about));
  };
  const visit = at(first, { patient: jana });
  const questions = async () =>
    (await clinic.outbox.listAttention()).map(({ phone, text, reason }) => [phone, text, reason?.code]);
  const question = ["+420601000009", "cancellation okno", "numberCorrected"];

  test("a person decides whether it hears of that, and is asked once", async () => {
    await cancelAt(visit);
    await correctInDirectory("601 000 009");
    await correctInDirectory("601 000 009");
    expect([standing(), sent(), await questions()]).toEqual([[], ["cancellation okno"], [question]]);
    const [held] = await clinic.outbox.listAttention();
    await decide(held?.id ?? "", "send");
    await settleDown();
    await correctInDirectory("601 000 009");
    expect([sent().length, await questions()]).toEqual([2, []]);
  });

  test("so it is where the calendar has called it off, too", async () => {
    await cancelAt(visit);
    await cancel(visit);
    await correctInDirectory("601 000 009");
    expect(await questions()).toEqual([question]);
  });

  test("nobody is asked about what was moved since", async () => {
    await cancelAt(visit);
    await clinic.intake.recordChange(calendarId, {
      type: "moved",
      appointment: { ...visit, start: at(second).start },
      previousStart: visit.start,
    });
    await settleDown();
    await correctInDirectory("601 000 009");
    expect(await questions()).toEqual([]);
    expect(reminded()).toEqual(["+420601000009"]);
  });

  test("of several that one text called off, each is asked about in words of its own", async () => {
    const later = at(first, { id: "2", start: at(second).start, patient: jana });
    await clinic.intake.sendBulk(calendarId, [
      { appointment: visit, together: [later], kind: "cancellation", text: "obě zrušena" },
    ]);
    await settleDown();
    await correctInDirectory("601 000 009");
    const asked = await questions();
    expect(asked.map(([phone, , code]) => [phone, code])).toEqual([
      ["+420601000009", "numberCorrected"],
      ["+420601000009", "numberCorrected"],
    ]);
    expect(asked.map(([, text]) => / v? ?(\d+:\d\d)/u.exec(text ?? "")?.[1]).sort()).toEqual([
      "14:00",
      "9:30",
    ]);
  });

  test("nor about a number that was told already", async () => {
    await cancelAt(visit);
    await correctInDirectory("601 000 001");
    expect(await questions()).toEqual([]);
  });
});
