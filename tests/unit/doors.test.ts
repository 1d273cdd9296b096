// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { Patient } from "../../lib/domain/appointment.ts";
import { calendarId } from "./support/clinic.ts";
import {
  answer,
  at,
  bulk,
  cancel,
  clinic,
  create,
  decide,
  first,
  move,
  openDoors,
  refit,
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

/** Doors to a patient's phone that have to know of each other. */

openDoors();

describe("a cancellation from the window", () => {
  test("takes back the reminder that stands at GoSMS, and no settings bring it back", async () => {
    await settled(create());
    expect(standing()).toEqual(["9:30"]);
    expect((await bulk("cancellation")).refused).toEqual([]);
    await settleDown();
    expect(standing()).toEqual([]);
    expect(sent()).toEqual(["cancellation okno"]);
    for (let edit = 0; edit < 2; edit++) {
      await settled(refit());
    }
    expect(standing()).toEqual([]);
  });

  test("takes back one that is only planned, and one that is just being handed over", async () => {
    await create(at("2026-05-20T09:30"));
    await bulk("cancellation", at("2026-05-20T09:30"));
    expect((await rows()).filter(({ kind }) => kind === "reminder")).toMatchObject([
      { state: "skipped", reason: { code: "toldCancelled" } },
    ]);
  });

  test("stopped before it leaves, gives the reminder back", async () => {
    await settled(create());
    await clinic.set(({ sending }) => {
      sending.channel = null;
    });
    const { queued } = await bulk("cancellation");
    await tick();
    await decide(queued[0] ?? "", "doNotSend");
    await clinic.set(({ sending }) => {
      sending.channel = 1;
    });
    await settleDown();
    expect(sent()).toEqual([]);
    expect(standing()).toEqual(["9:30"]);
  });

  test("and the appointment made anew has its reminder again", async () => {
    await settled(create());
    await settled(bulk("cancellation"));
    await settled(move(first, second));
    await settled(refit());
    expect(standing()).toEqual(["14:00"]);
  });

  test("a calendar that shows the appointment all the same gets it no reminder", async () => {
    await settled(create());
    await settled(bulk("cancellation"));
    const reminders = await import("../../lib/background/sending/refit.ts");
    await reminders.refit(calendarId, "1", () => at(first));
    await settleDown();
    expect(standing()).toEqual([]);
  });
});

describe("what any edit of the settings or the directory does", () => {
  test("one reminder stands, whatever was told in between", async () => {
    await settled(create());
    await settled(bulk("confirmation"));
    for (let edit = 0; edit < 3; edit++) {
      await settled(refit());
    }
    expect(standing()).toEqual(["9:30"]);
  });
});

describe("bulk after bulk", () => {
  test("whoever believes the appointment cancelled gets nothing without a person's second word", async () => {
    await create();
    await switchOn("confirmation");
    await settled(bulk("cancellation"));
    for (const kind of ["confirmation", "reminder"] as const)
      expect((await bulk(kind)).refused).toMatchObject([{ reason: { code: "believesCancelled" } }]);
    expect(sent()).toEqual(["cancellation okno"]);
    expect((await bulk("reminder", at(first), "believesCancelled")).refused).toEqual([]);
    await settleDown();
    expect(sent()).toEqual(["cancellation okno", "reminder okno"]);
    // Now they count on coming, and can be told again that it is off.
    expect((await bulk("cancellation")).refused).toEqual([]);
    await settleDown();
    expect(sent()).toHaveLength(3);
    // A second word about something else is none about this.
    expect((await bulk("reminder", at(first), "declined")).refused).toMatchObject([
      { reason: { code: "believesCancelled" } },
    ]);
  });

  test("a text that failed before the cancellation is not sent again after it", async () => {
    clinic.gosms.faults.add({ kind: "invalidRecipient", path: "send", times: 1 });
    await remind(false);
    const { queued } = await bulk("reminder");
    await tick();
    await settled(bulk("cancellation"));
    await clinic.intake.sendAgain(queued);
    await settleDown();
    expect((await rows()).find(({ origin }) => origin === "again")).toMatchObject({
      state: "skipped",
      reason: { code: "believesCancelled" },
    });
  });
});

describe("an answer that a person has read", () => {
  async function answered(verdict: "declines" | "confirms"): Promise<void> {
    await switchOn("confirmation");
    await settled(create());
    const row = (await rows()).find(({ kind }) => kind === "confirmation");
    await answer(row, "Ruším, nepřijdu");
    const { readReply } = await import("../../lib/background/sending/replies.ts");
    await readReply({ id: row?.id ?? "", replyId: "1", verdict }, "SMS");
    await settleDown();
  }

  test("does not come: the reminder is taken back for good, and a text asks for a second word", async () => {
    await answered("declines");
    expect(standing()).toEqual([]);
    await settled(refit());
    expect(standing()).toEqual([]);
    expect((await bulk("reminder")).refused).toMatchObject([
      { reason: { code: "declined", detail: "Ruším, nepřijdu" } },
    ]);
    await settled(move(first, second));
    expect(standing()).toEqual(["14:00"]);
  });

  test("27: comes: the reminder stays, unless the practice wants it otherwise", async () => {
    await answered("confirms");
    expect(standing()).toEqual(["9:30"]);
    await clinic.set(({ reminders }) => {
      reminders.untilConfirmed = true;
    });
    await settled(refit());
    expect(standing()).toEqual([]);
  });
});

describe("another patient for the same appointment", () => {
  const jana: Patient = { id: null, name: "Jana Vzorová", phone: "601 000 001" };
  const petr: Patient = { id: null, name: "Petr Novotný", phone: "601 000 002" };
  const become = (previousPatient: Patient, patient: Patient) =>
    clinic.intake.recordChange(calendarId, {
      type: "patientChanged",
      appointment: at(first, { patient }),
      previousPatient,
    });
  const to = (phone: string) =>
    clinic.gosms.messages.filter(({ scheduled, recipients }) => !scheduled && recipients.includes(phone));

  beforeEach(async () => {
    await switchOn("confirmation", "cancellation");
    await settled(create(at(first, { patient: jana })));
  });

  test("the first hears that it is cancelled, the second that it is theirs, and one reminder stands", async () => {
    await settled(become(jana, petr));
    expect(to("+420601000001").map(({ text }) => text)).toEqual([
      expect.stringContaining("potvrzujeme"),
      expect.stringContaining("zrusen"),
    ]);
    expect(to("+420601000002").map(({ text }) => text)).toEqual([expect.stringContaining("potvrzujeme")]);
    expect(standing()).toEqual(["9:30"]);
    // The page had no answer, and reports it once more.
    await settled(become(jana, petr));
    expect(sent()).toHaveLength(3);
  });

  test("a corrected number or spelling is news to nobody, and the reminder follows", async () => {
    await settled(become(jana, { ...jana, phone: "601 000 003" }));
    await settled(
      become({ ...jana, phone: "601 000 003" }, { ...jana, name: "Jana Vzorova", phone: "601 000 003" }),
    );
    expect(sent()).toHaveLength(1);
    expect(standing()).toEqual(["9:30"]);
    const reminder = clinic.gosms.messages.find(
      ({ scheduled, deletedAt }) => scheduled && deletedAt === null,
    );
    expect(reminder?.recipients).toEqual(["+420601000003"]);
  });

  test("one number has one reader: of another of the family nobody is told, and the reminder names them", async () => {
    await clinic.set(({ templates }) => {
      templates.reminder.texts.cs = "Pripominame termin #PACIENT# v #CAS#";
    });
    await settled(become(jana, { ...jana, name: "Karel Vzorový" }));
    expect(sent()).toHaveLength(1);
    const texts = clinic.gosms.messages.filter(({ scheduled, deletedAt }) => scheduled && deletedAt === null);
    expect(texts.map(({ text }) => text)).toEqual(["Pripominame termin Karel Vzorovy v 9:30"]);
  });

  test("where nobody can tell, a person is asked before anything leaves", async () => {
    await settled(become(jana, { ...jana, name: "Jana Vzorková", phone: "601 000 003" }));
    expect(sent()).toHaveLength(1);
    expect((await clinic.outbox.listAttention()).map(({ reason }) => reason?.code)).toEqual(
      expect.arrayContaining(["otherPatient"]),
    );
  });
});

describe("caps", () => {
  test("28: reminders count on the day on which they leave, to one number", async () => {
    for (let id = 1; id <= 12; id++)
      await create(at(`2026-03-13T${String(7 + id).padStart(2, "0")}:00`, { id: String(id) }));
    const states = (await rows()).map(({ state, reason }) => `${state} ${reason?.code ?? ""}`.trim());
    expect(states.filter((state) => state === "planned")).toHaveLength(8);
    expect(states.filter((state) => state === "held dailyCap")).toHaveLength(4);
  });

  describe("28: twelve contacts for one visit", () => {
    const most = (count: number) =>
      clinic.set(({ templates, sending, reminders }) => {
        templates.confirmation.enabled = true;
        sending.mostPerAppointment = count;
        reminders.offsets = [{ count: 1, unit: "days" }];
      });
    const held = async () =>
      (await rows()).filter(({ state }) => state === "held").map(({ kind, reason }) => [kind, reason?.code]);

    test("changes, reminders and texts from the window count together, and more waits for a person", async () => {
      const reminders = (enabled: boolean) =>
        clinic.set((settings) => {
          settings.reminders.enabled = enabled;
        });
      await most(4);
      await reminders(false);
      await settled(create());
      expect((await bulk("reminder")).refused).toEqual([]);
      await settleDown();
      await reminders(true);
      // A third text and the reminder are the most.
      await settled(move(first, second));
      expect([sent().length, standing(), await held()]).toEqual([3, ["14:00"], []]);
      await settled(move(second, first));
      expect((await held()).sort()).toEqual([
        ["confirmation", "appointmentCap"],
        ["reminder", "appointmentCap"],
      ]);
      expect([sent().length, standing()]).toEqual([3, []]);
      await clinic.dispatcher.release();
      await settleDown();
      expect(sent()).toHaveLength(3);
    });

    test("the window asks before it sends one more, and not about a cancellation", async () => {
      await most(1);
      await remind(false);
      await settled(create());
      const { refused } = await bulk("reminder");
      expect(refused).toMatchObject([{ reason: { code: "appointmentCap", detail: "1" } }]);
      const despite = await clinic.intake.sendBulk(calendarId, [
        { appointment: at(first), kind: "reminder", text: "přesto", despite: "appointmentCap" },
      ]);
      expect([despite.queued.length, despite.refused]).toEqual([1, []]);
      expect((await bulk("cancellation")).refused).toEqual([]);
    });

    test("a cancellation in the calendar leaves all the same", async () => {
      await most(1);
      await settled(create());
      await settled(cancel());
      expect(sent()).toHaveLength(2);
    });
  });

  test("a number that nobody has texted waits for a person, where the practice wants it so", async () => {
    await clinic.set(({ templates, sending, reminders }) => {
      templates.confirmation.enabled = true;
      sending.holdNewNumbers = true;
      reminders.enabled = false;
    });
    await settled(create());
    expect(sent()).toEqual([]);
    const [held] = await clinic.outbox.listAttention();
    expect(held).toMatchObject({ state: "held", reason: { code: "newNumber" } });
    await decide(held?.id ?? "", "send");
    await settleDown();
    await settled(create(at(second, { id: "2" })));
    expect(sent()).toHaveLength(2);
  });
});

describe("a text that was never put into words", () => {
  test("is drafted by what is so now when somebody sends it", async () => {
    await clinic.set(({ templates, practice }) => {
      templates.confirmation.enabled = true;
      templates.confirmation.texts.cs = "#ZARIZENI#: potvrzujeme termin v #CAS#";
      practice.name = "";
    });
    await create();
    const skipped = (await rows()).find(({ kind }) => kind === "confirmation");
    expect(skipped).toMatchObject({ state: "skipped", reason: { code: "placeholderEmpty" }, text: "" });
    await clinic.set(({ practice }) => {
      practice.name = "Ordinace";
    });
    await clinic.intake.sendAgain([skipped?.id ?? ""]);
    await settleDown();
    expect(sent()).toEqual(["Ordinace: potvrzujeme termin v 9:30"]);
  });
});

test("a text that was never put into words says why not where the appointment has moved since", async () => {
  await switchOn("confirmation");
  const patient = { id: "7", name: "Jana Vzorová", phone: "" };
  await create(at(first, { patient }));
  const skipped = (await rows()).find(({ kind }) => kind === "confirmation");
  expect(skipped).toMatchObject({ state: "skipped", reason: { code: "noPhone" } });
  await clinic.intake.recordChange(calendarId, {
    type: "moved",
    appointment: at(second, { patient }),
    previousStart: at(first).start,
  });
  const { putPatients } = await import("../../lib/storage/patients.ts");
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  await putPatients([newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001" }, 1)], ["CZ"]);
  await clinic.intake.sendAgain([skipped?.id ?? ""]);
  await settleDown();
  expect(sent()).toEqual([]);
  expect((await rows()).filter(({ origin }) => origin === "again")).toMatchObject([
    { state: "skipped", reason: { code: "superseded" } },
  ]);
  const moved = (await rows()).find(
    ({ appointment: { start }, text }) => start === at(second).start && text === "",
  );
  await clinic.intake.sendAgain([moved?.id ?? ""]);
  await settleDown();
  expect(sent().map((text) => /14:00/u.test(text))).toEqual([true]);
});

describe("what outlives the database", () => {
  test("whoever does not come is not reminded after it was lost", async () => {
    await create();
    const { readReply } = await import("../../lib/background/sending/replies.ts");
    await switchOn("confirmation");
    await settled(bulk("confirmation"));
    const row = (await rows()).find(({ kind }) => kind === "confirmation");
    await answer(row, "Nepřijdu");
    await readReply({ id: row?.id ?? "", replyId: "1", verdict: "declines" }, "SMS");
    await settleDown();
    await clinic.restart({ loseDatabase: true });
    const reminders = await import("../../lib/background/sending/refit.ts");
    await reminders.refit(calendarId, "1", () => at(first));
    await settleDown();
    expect(standing()).toEqual([]);
  });
});

describe("what is known as a reminder is handed over", () => {
  test("a cancellation that came while reminders were off leaves none", async () => {
    await settled(create());
    await remind(false);
    await tick();
    await settled(bulk("cancellation"));
    await remind(true);
    await settled(refit());
    expect(standing()).toEqual([]);
  });
});
