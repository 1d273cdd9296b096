// @vitest-environment node
import { describe, expect, test } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import { appointment, calendarId } from "./support/clinic.ts";
import { realTimeout, shortWaits } from "./support/short-waits.ts";
import { type Computer, openTwo, type Practice } from "./support/two-computers.ts";

/** What the computers of one practice know of each other's patients, answers, receipts and texts. */

shortWaits();

const press = async (computer: Computer, id: string, kind: "reminder" | "confirmation" = "reminder") => {
  const item = { appointment: appointment(id, 9), kind, text: `Zveme vas ${id}` };
  await computer.sending.sendBulk(calendarId, [item]);
  await computer.dispatch();
};
const countries = ["CZ", "SK"];
const phoneOf = (id: string) => `+420601000${id.padStart(3, "0")}`;
/** All that the registry holds, as somebody reads it who breaks into it. */
const stolen = ({ registry }: Practice) => JSON.stringify([...registry.state.kept]);

/** So much time passes that everything is looked at anew. */
const pass = (practice: Practice, ms = 10 * 60_000) => {
  practice.passTime(ms);
};

describe("people who are not to be texted", () => {
  test("a number struck out on one computer is texted from no other, which asks a person", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    const [sent] = await one.rows();
    const reply = { id: "1-0", text: "Spatne cislo", at: Date.now(), verdict: null };
    const text = texts[0] as (typeof texts)[number];
    text.answers.push(reply.text);
    pass(practice);
    await one.sending.askReceipts();
    await one.sending.readReply({ id: sent?.id ?? "", replyId: reply.id, verdict: "wrongNumber" }, "SMS");
    await one.dispatch();
    // Another appointment of the same patient, on the same number.
    const later = { ...appointment("2", 14), patient: appointment("1", 9).patient };
    await two.sending.sendBulk(calendarId, [{ appointment: later, kind: "reminder", text: "Zveme vas" }]);
    await two.dispatch();
    expect(texts).toHaveLength(1);
    const [held] = await two.rows();
    expect(held).toMatchObject({
      state: "held",
      reason: { code: "wrongNumberElsewhere", detail: "recepce 1" },
    });
    expect(stolen(practice)).not.toMatch(/601000|Vzorov|vzorov|Spatne/u);
    // A person who knows better sends it all the same.
    await two.sending.decideOn(held?.id ?? "", "send", Date.now());
    await two.dispatch();
    expect(texts).toHaveLength(2);
  });

  test("somebody else on that number is texted as ever", async () => {
    const { one, two, texts } = await openTwo();
    const patient = { ...newPatient({ name: "Jana Vzorová" }, 0), byHand: ["phone" as const] };
    await one.sending.putPatient({ ...patient, former: { codes: [], phones: [phoneOf("1")] } }, countries);
    await one.dispatch();
    const another = {
      ...appointment("1", 9),
      patient: { id: "8", name: "Petr Zkušební", phone: phoneOf("1") },
    };
    await two.sending.sendBulk(calendarId, [{ appointment: another, kind: "reminder", text: "Zveme vas" }]);
    await two.dispatch();
    expect(texts).toHaveLength(1);
  });

  test("who wants no texts gets none from any, by number, identifier or name, until it is taken back", async () => {
    const { practice, one, two, texts } = await openTwo();
    const optOut = { day: "2026-03-03", source: "telefonicky" };
    const cases = [
      newPatient({ code: "7", phone: phoneOf("9") }, 0),
      newPatient({ name: "vzorová jana" }, 0),
      { ...newPatient({ name: "Kdosi Jiný" }, 0), optOut: { ...optOut, phone: phoneOf("3") } },
    ].map((patient) => ({ ...patient, optOut: patient.optOut ?? { ...optOut, phone: null } }));
    for (const [at, patient] of cases.entries()) {
      await one.sending.putPatient(patient, countries);
      await one.dispatch();
      await press(two, String(at + 1));
      expect((await two.rows()).find(({ phone }) => phone === phoneOf(String(at + 1)))).toMatchObject({
        state: "held",
        reason: { code: "optedOutElsewhere", detail: "recepce 1" },
      });
      await one.sending.putPatient({ ...patient, optOut: null }, countries);
      await one.dispatch();
    }
    expect(texts).toHaveLength(0);
    expect(stolen(practice)).not.toMatch(/601000|telefonicky/u);
    await press(two, "4");
    expect(texts).toHaveLength(1);
  });

  test("the window asks about them before it sends, and a person who sends it all the same is not asked again", async () => {
    const { practice, one, two, texts } = await openTwo();
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: phoneOf("1") };
    const unwilling = { ...newPatient({ name: "Kdosi Jiný" }, 0), optOut };
    await one.sending.putPatient(unwilling, countries);
    await one.dispatch();
    const day = ["1", "2"].map((id) => appointment(id, 9));
    const shown = async () => {
      const people = day.map((one, at) => ({ phone: phoneOf(String(at + 1)), appointment: one }));
      await two.sending.askRefusals([...people, { phone: null, appointment: appointment("3", 9) }]);
      const knows = await two.sending.bulkKnows({ calendarId, kind: "reminder", appointments: day });
      return knows.map(({ doubt }) => doubt?.code ?? null);
    };
    expect(await shown()).toEqual(["optedOutElsewhere", null]);
    practice.registry.cut = "before";
    expect(await shown()).toEqual(["optedOutElsewhere", null]);
    practice.registry.cut = null;
    const items = day.map((one) => ({ appointment: one, kind: "reminder" as const, text: "Zveme vas" }));
    await two.sending.sendBulk(
      calendarId,
      items.map((item) => ({ ...item, despite: "optedOutElsewhere" as const })),
    );
    await two.dispatch();
    expect(texts).toHaveLength(2);
    await one.sending.putPatient({ ...unwilling, optOut: null }, countries);
    await one.dispatch();
    expect(await shown()).toEqual([null, null]);
  });

  test("what is told only now takes back the reminder that GoSMS has from another computer", async () => {
    const { practice, one, two, texts } = await openTwo((settings) => {
      settings.reminders.enabled = true;
    });
    const inTwoDays = { ...appointment("1", 9), start: new Date(Date.now() + 60 * 3600_000).toISOString() };
    await two.sending.recordChange(calendarId, { type: "created", appointment: inTwoDays });
    for (let round = 0; round < 3; round++) await two.dispatch();
    expect(texts.filter(({ later, gone }) => later && !gone)).toHaveLength(1);
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: phoneOf("1") };
    await one.sending.putPatient({ ...newPatient({ name: "Kdosi Jiný" }, 0), optOut }, countries);
    await one.dispatch();
    practice.passTime();
    await two.dispatch();
    await two.sending.withdrawReminders();
    expect(texts.filter(({ later, gone }) => later && !gone)).toHaveLength(0);
    expect((await two.rows()).find(({ kind }) => kind === "reminder")).toMatchObject({
      state: "skipped",
      reason: { code: "optedOutElsewhere" },
    });
  });

  test("what was decided before the computer joined is told as it joins", async () => {
    const { one, two, texts } = await openTwo();
    await one.change({ mode: "alone" });
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: phoneOf("1") };
    await one.sending.putPatient({ ...newPatient({ name: "Jana" }, 0), optOut }, countries);
    await one.dispatch();
    await one.change({ mode: "shared", isPublished: false });
    await one.dispatch();
    await press(two, "1");
    expect(texts).toHaveLength(0);
  });
});

describe("answers", () => {
  test("one computer asks what became of a text, and the other learns it, with the answer's words from GoSMS", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    await press(two, "1");
    expect(texts).toHaveLength(1);
    (texts[0] as (typeof texts)[number]).answers.push("Nepřijdu");
    practice.account.asked.length = 0;
    pass(practice, 60_000);
    await one.sending.askReceipts();
    await two.sending.learnReceipts();
    expect(practice.account.asked).toEqual([1]);
    for (const computer of [one, two])
      expect(await computer.rows()).toMatchObject([
        { state: "sent", delivery: "delivered", replies: [{ text: "Nepřijdu", verdict: null }] },
      ]);
    expect(stolen(practice)).not.toMatch(/Nep/u);
  });

  test("if whoever sent it goes away, the other asks", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    await press(two, "1");
    one.diesIn = 0;
    (texts[0] as (typeof texts)[number]).answers.push("Ano");
    practice.account.asked.length = 0;
    pass(practice);
    await two.sending.askReceipts();
    expect(practice.account.asked).toEqual([1]);
    expect(await two.rows()).toMatchObject([{ replies: [{ text: "Ano" }] }]);
  });

  test("also where it died while it asked", async () => {
    const { practice, one, two } = await openTwo();
    await press(one, "1");
    await press(two, "1");
    practice.account.asked.length = 0;
    pass(practice, 60_000);
    // One step to look, one to claim: it dies before it has the answer.
    one.diesIn = 5;
    await one.alive(one.sending.askReceipts());
    expect(one.isDead).toBe(true);
    await two.sending.askReceipts();
    const before = practice.account.asked.length;
    pass(practice);
    await two.sending.askReceipts();
    expect(practice.account.asked.length).toBe(before + 1);
    expect(await two.rows()).toMatchObject([{ delivery: "delivered" }]);
  });

  test("out of the others' reach each asks for itself", async () => {
    const { practice, one } = await openTwo();
    await press(one, "1");
    practice.account.asked.length = 0;
    practice.registry.cut = "before";
    pass(practice);
    await one.sending.askReceipts();
    expect(practice.account.asked).toEqual([1]);
    expect(await one.rows()).toMatchObject([{ delivery: "delivered" }]);
  });

  test("what a person made of an answer holds the other's reminder, and is read there as well", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1", "confirmation");
    await press(two, "1", "confirmation");
    (texts[0] as (typeof texts)[number]).answers.push("Nepřijdu");
    pass(practice);
    await one.sending.askReceipts();
    await two.sending.learnReceipts();
    const [row] = await one.rows();
    await one.sending.readReply({ id: row?.id ?? "", replyId: "1-0", verdict: "declines" }, "SMS");
    await one.dispatch();
    await press(two, "1");
    expect(texts).toHaveLength(1);
    const rows = await two.rows();
    expect(rows.find(({ kind }) => kind === "confirmation")?.replies).toMatchObject([
      { verdict: "declines" },
    ]);
  });

  test("a reminder of a computer that never saw the answer is held", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1", "confirmation");
    (texts[0] as (typeof texts)[number]).answers.push("Nepřijdu");
    pass(practice);
    await one.sending.askReceipts();
    const [row] = await one.rows();
    await one.sending.readReply({ id: row?.id ?? "", replyId: "1-0", verdict: "declines" }, "SMS");
    await one.dispatch();
    await press(two, "1");
    expect(texts).toHaveLength(1);
    expect(await two.rows()).toMatchObject([
      { state: "held", reason: { code: "answeredElsewhere", detail: "recepce 1" } },
    ]);
  });
});

describe("a day", () => {
  test("what another computer sent has a row here once its appointments are looked at", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    const day = ["1", "2"].map((id) => appointment(id, 9));
    await two.sending.adopt(calendarId, day);
    await two.sending.adopt(calendarId, day);
    expect(await two.rows()).toMatchObject([
      { state: "sent", kind: "reminder", reason: { code: "sentElsewhere", detail: "recepce 1" } },
    ]);
    await press(two, "1");
    expect(await two.rows()).toHaveLength(1);
    expect(texts).toHaveLength(1);
    pass(practice);
    await two.sending.askReceipts();
    expect(await two.rows()).toMatchObject([{ delivery: "delivered" }]);
    // Nor does it take it for its own.
    await one.sending.adopt(calendarId, day);
    expect(await one.rows()).toHaveLength(1);
  });

  test("out of reach the day shows all the same", async () => {
    const { practice, one, two } = await openTwo();
    await press(one, "1");
    practice.registry.cut = "before";
    await two.sending.adopt(calendarId, [appointment("1", 9)]);
    expect(await two.rows()).toEqual([]);
  });
});

describe("while somebody looks", () => {
  test("what another computer does shows as it happens, and nothing is watched after", async () => {
    const { practice, one, two, texts } = await openTwo();
    await two.sending.adopt(calendarId, [appointment("1", 9)]);
    let news = 0;
    const watch = new two.sending.LiveWatch(() => {
      news++;
    });
    // Two pages of it.
    watch.begin();
    watch.begin();
    await expect.poll(() => news).toBe(1);
    await press(one, "1");
    await expect
      .poll(() => two.rows())
      .toMatchObject([{ state: "sent", reason: { code: "sentElsewhere", detail: "recepce 1" } }]);
    (texts[0] as (typeof texts)[number]).answers.push("Ano");
    pass(practice, 60_000);
    await one.sending.askReceipts();
    await expect
      .poll(() => two.rows())
      .toMatchObject([{ delivery: "delivered", replies: [{ text: "Ano" }] }]);
    // Not about anything of this one's: there is nothing to bring in line.
    expect(news).toBe(1);
    const [row] = await one.rows();
    await one.sending.readReply({ id: row?.id ?? "", replyId: "1-0", verdict: "confirms" }, "SMS");
    await one.dispatch();
    await expect.poll(() => news).toBe(2);
    await two.dispatch();
    expect(await two.rows()).toMatchObject([{ replies: [{ verdict: "confirms" }] }]);
    watch.end();
    watch.end();
    await two.sending.adopt(calendarId, [appointment("2", 9)]);
    await press(one, "2");
    await new Promise((resolve) => realTimeout(resolve, 50));
    expect(await two.rows()).toHaveLength(1);
  });
});

describe("a registry that was brought back from a backup", () => {
  test("is noticed: nothing leaves until a person decides, and then nothing leaves twice", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    const { kept, revision } = practice.registry.state;
    await press(one, "2");
    await press(one, "3");
    expect(texts).toHaveLength(3);
    await one.start();
    practice.registry.restore(kept, revision);
    await press(one, "4");
    expect(texts).toHaveLength(3);
    expect((await one.rows()).find(({ phone }) => phone === phoneOf("4"))?.state).toBe("queued");
    await one.sending.decideHere({ acceptsOlder: true });
    pass(practice);
    await one.dispatch();
    expect(texts).toHaveLength(4);
    for (const id of ["2", "3", "4"]) await press(two, id);
    expect(texts).toHaveLength(4);
    expect((await two.rows()).every(({ state }) => state === "sent")).toBe(true);
  });

  test("a reminder at GoSMS that it has forgotten is not taken for taken back", async () => {
    const { practice, one, texts } = await openTwo((settings) => {
      settings.reminders.enabled = true;
    });
    const { kept, revision } = practice.registry.state;
    const inTwoDays = { ...appointment("1", 9), start: new Date(Date.now() + 60 * 3600_000).toISOString() };
    await one.sending.recordChange(calendarId, { type: "created", appointment: inTwoDays });
    for (let round = 0; round < 3; round++) await one.dispatch();
    practice.registry.restore(kept, revision);
    await one.sending.decideHere({ acceptsOlder: true });
    practice.passTime();
    await one.dispatch();
    expect((await one.rows()).find(({ kind }) => kind === "reminder")?.state).toBe("scheduled");
    expect(texts.filter(({ gone }) => gone)).toEqual([]);
  });
});
