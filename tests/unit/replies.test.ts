// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
  await clinic.set((settings) => {
    settings.sending.channel = 2;
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const row = async (): Promise<Message> => {
  const [newest] = await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
  if (!newest) throw new Error("no row");
  return newest;
};

/** A text that left and was answered. */
async function answered(text: string): Promise<Message> {
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment("1", 9) });
  await clinic.dispatcher.dispatch();
  clinic.gosms.reply("+420601000001", text);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
  await clinic.receipts.askReceipts();
  return row();
}

async function say(
  message: Message,
  verdict: ReplyVerdict,
  scope: "patient" | "number" = "number",
): Promise<void> {
  const { readReply } = await import("../../lib/background/sending/replies.ts");
  await readReply(
    { id: message.id, replyId: message.replies[0]?.id ?? "", verdict, scope },
    "odpovědí na SMS",
  );
}

const patients = async () => (await import("../../lib/storage/patients.ts")).allPatients();

test.for<ReplyVerdict>(["confirms", "declines", "read"])(
  "said to mean „%s“, a reply is read, and nothing else happens",
  async (verdict) => {
    const before = await answered("Ano");
    await say(before, verdict);
    const after = await row();
    expect(after).toEqual({
      ...before,
      updatedAt: after.updatedAt,
      replies: [{ ...before.replies[0], verdict }],
    });
    expect(await clinic.outbox.countAttention()).toBe(0);
    expect(await patients()).toEqual([]);
    expect(clinic.gosms.messages).toHaveLength(1);
  },
);

test("no more texts: kept in the directory with day and source, and once, and the next text does not leave", async () => {
  const message = await answered("STOP");
  await say(message, "optsOut");
  // The worker may have died before the reply was marked.
  await say(message, "optsOut");
  expect(await patients()).toMatchObject([
    {
      name: "Jana Vzorová",
      optOut: {
        day: Temporal.Now.plainDateISO("Europe/Prague").toString(),
        source: "odpovědí na SMS",
        phone: "+420601000001",
      },
    },
  ]);
  const { skipped } = await clinic.intake.recordChange(calendarId, {
    type: "created",
    appointment: appointment("2", 10, { patient: { id: "8", name: "Petr Vzor", phone: "601 000 001" } }),
  });
  expect(skipped).toMatchObject({ code: "optedOut" });
});

test("an opt-out is added to the patient whom the directory knows, with everything that it knows of them", async () => {
  const { putPatient } = await import("../../lib/storage/patients.ts");
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  const known = newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001", language: "sk" }, 1);
  await putPatient(known, ["CZ"]);
  await say(await answered("nechci SMS"), "optsOut");
  expect(await patients()).toMatchObject([
    { ...known, updatedAt: expect.any(Number), optOut: { phone: "+420601000001" } },
  ]);
});

test("a reply that is not there any more changes nothing", async () => {
  const message = await answered("STOP");
  await say({ ...message, replies: [] }, "optsOut");
  expect(await row()).toEqual(message);
  expect(await patients()).toEqual([]);
});

test("39: no more texts, said of this patient alone: others on the number get theirs", async () => {
  await say(await answered("Nechci SMS"), "optsOut", "patient");
  expect(await patients()).toMatchObject([{ optOut: { phone: null } }]);
});

test("46: a wrong number is struck out: nothing for this patient goes there, and a new one is texted", async () => {
  await say(await answered("Tady není žádná Vzorová"), "wrongNumber");
  const { skipped } = await clinic.intake.recordChange(calendarId, {
    type: "created",
    appointment: appointment("1", 10, { id: "2" }),
  });
  expect(skipped).toEqual({ code: "wrongNumber" });
  const [patient] = await patients();
  expect(patient).toMatchObject({ phone: "", byHand: ["phone"], former: { phones: ["+420601000001"] } });
  const { putPatient } = await import("../../lib/storage/patients.ts");
  if (patient) await putPatient({ ...patient, phone: "601 000 009" }, ["CZ"]);
  await clinic.intake.recordChange(calendarId, {
    type: "created",
    appointment: appointment("1", 11, { id: "3" }),
  });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages.at(-1)?.recipients).toEqual(["+420601000009"]);
});

test("a wrong number that a person had entered does not give way to the calendar's, which it replaced", async () => {
  const { giveNumber } = await import("../../lib/background/sending/directory.ts");
  const about = appointment("1", 10, { id: "2" });
  await giveNumber({ calendarId, appointment: about, phone: "601 000 009" });
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: about });
  await clinic.dispatcher.dispatch();
  clinic.gosms.reply("+420601000009", "To je omyl");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
  await clinic.receipts.askReceipts();
  await say(await row(), "wrongNumber");
  const moved = { ...about, start: appointment("1", 12, { id: "2" }).start };
  const { skipped } = await clinic.intake.recordChange(calendarId, { type: "created", appointment: moved });
  expect(skipped).toEqual({ code: "wrongNumber" });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages.flatMap(({ recipients }) => recipients)).not.toContain("+420601000001");
  // Once the calendar has another one, that is texted.
  const { patient } = about;
  const renewed = {
    ...appointment("1", 14, { id: "3" }),
    patient: patient && { ...patient, phone: "+420601000055" },
  };
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: renewed });
  await clinic.dispatcher.dispatch();
  expect(clinic.gosms.messages.at(-1)?.recipients).toEqual(["+420601000055"]);
});

test("40: two equal answers are two answers", async () => {
  const first = await answered("Ano");
  clinic.gosms.reply("+420601000001", "Ano");
  vi.setSystemTime(Date.now() + 3600_000);
  await clinic.receipts.askReceipts();
  expect((await row()).replies.map(({ text }) => text)).toEqual(["Ano", "Ano"]);
  expect((await row()).replies[0]?.id).toBe(first.replies[0]?.id);
});
