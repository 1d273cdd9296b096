// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import { turnsOf } from "../../lib/domain/outbox/conversation.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import type { Input } from "../../lib/rpc/contract/index.ts";
import {
  answer,
  clinic,
  decide,
  moment,
  openDoors,
  pauseSending,
  rows,
  sent,
  settleDown,
  withGrace,
} from "./support/doors-practice.ts";

/** What a person writes to one patient. */

openDoors();

const phone = "+420601000001";
const words = "Máte u nás připravený recept.";
const write = async (change: Partial<Input<"outbox.write">> = {}) => {
  const { writeLetter } = await import("../../lib/background/sending/letters.ts");
  return writeLetter({
    id: crypto.randomUUID(),
    name: "Jana Vzorová",
    code: "7",
    phone: "601 000 001",
    text: words,
    despite: [],
    ...change,
  });
};
const question = (code: string) => ({ ok: false, isQuestion: true, reason: { code } });
const refusal = (code: string) => ({ ok: false, isQuestion: false, reason: { code } });

async function jana(change: object): Promise<void> {
  const { putPatient } = await import("../../lib/storage/patients.ts");
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  const patient = newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001" }, Date.now());
  await putPatient({ ...patient, ...change }, ["CZ"]);
}
const optOut = { day: "2026-03-10", source: "", phone };

describe("a letter", () => {
  test("leaves as it was seen, stands in the conversation, and is in no day's lists", async () => {
    expect(await write()).toMatchObject({ ok: true });
    await settleDown();
    expect(sent()).toEqual([words]);
    const [row] = await rows();
    expect(row).toMatchObject({ kind: "own", origin: "letter", state: "sent", phone });
    expect(turnsOf(await rows())).toHaveLength(1);
    const { callList } = await import("../../lib/background/sending/call-list.ts");
    await clinic.outbox.updateMessage(
      row?.id ?? "",
      {
        type: "receipt",
        delivery: "undelivered",
        price: 1,
        currency: "CZK",
        nextReceiptAt: null,
        replies: [],
      },
      Date.now(),
    );
    const day = row?.appointment.start.slice(0, 10) ?? "";
    expect((await callList(day, [], [])).rows).toEqual([]);
  });

  test("handed over twice, even by two workers, is sent once", async () => {
    const id = crypto.randomUUID();
    const [one, other] = await Promise.all([write({ id }), write({ id })]);
    expect(one).toEqual(other);
    await clinic.restart({});
    expect(await write({ id })).toEqual(one);
    await settleDown();
    await clinic.restart({ loseDatabase: true });
    await settleDown();
    expect(sent()).toEqual([words]);
  });

  test("to whoever wants no texts leaves only on an explicit word", async () => {
    await jana({ optOut });
    expect(await write()).toMatchObject(question("optedOut"));
    expect(await rows()).toEqual([]);
    expect(await write({ despite: ["optedOut"] })).toMatchObject({ ok: true });
    const { recheckWaiting } = await import("../../lib/background/sending/directory.ts");
    expect(await recheckWaiting()).toEqual([]);
    await settleDown();
    expect(sent()).toEqual([words]);
  });

  test("does not leave where the patient said no in the meantime", async () => {
    await withGrace();
    await write();
    await jana({ optOut });
    const { recheckWaiting } = await import("../../lib/background/sending/directory.ts");
    expect(await recheckWaiting()).toHaveLength(1);
    await settleDown();
    expect(sent()).toEqual([]);
  });

  test("to a number that is no longer the patient's asks; to one that is nobody's to be texted goes nothing", async () => {
    await jana({ phone: "601 000 009", byHand: ["phone"] });
    expect(await write()).toMatchObject(question("phoneChanged"));
    await write({ despite: ["phoneChanged"] });
    await settleDown();
    expect(sent()).toEqual([words]);
    expect(await write({ phone: "234 567 890" })).toMatchObject(refusal("phoneLandline"));
    expect(await write({ phone: "", name: "Nikdo", code: null })).toMatchObject({
      ok: false,
      isQuestion: false,
    });
    const former = { codes: [], phones: [phone] };
    await jana({ phone: "", byHand: ["phone"], former });
    expect(await write({ text: "jiné", despite: ["wrongNumber"] })).toMatchObject(refusal("wrongNumber"));
  });

  test("with the same words asks, and not while they are on their way", async () => {
    await withGrace();
    await write();
    expect(await write()).toMatchObject(refusal("alreadyWaiting"));
    await settleDown();
    expect(await write()).toMatchObject(question("alreadySent"));
    expect(await write({ text: "Jiná slova" })).toMatchObject({ ok: true });
    expect(await write({ despite: ["alreadySent"] })).toMatchObject({ ok: true });
  });

  test("counts for the day, and asks above what is enough", async () => {
    for (let count = 0; count < 8; count++)
      expect(await write({ text: `Zpráva ${count}` })).toMatchObject({ ok: true });
    expect(await write()).toMatchObject(question("dailyCap"));
    expect(await write({ despite: ["dailyCap"] })).toMatchObject({ ok: true });
  });

  test("waits while sending is stopped, can be given up, and does not leave after a day", async () => {
    await pauseSending(true);
    await write();
    await write({ text: "druhá" });
    await settleDown();
    const [first, second] = await rows();
    expect(choicesFor(second as never, Date.now())).toEqual(["doNotSend"]);
    await decide(first?.id ?? "", "doNotSend");
    vi.setSystemTime(moment("2026-03-11T10:00"));
    await pauseSending(false);
    await settleDown();
    expect(sent()).toEqual([]);
    expect((await rows()).map(({ reason }) => reason?.code).toSorted()).toEqual(["stale", "stoppedByUser"]);
  });

  test("with what nobody can fill in is refused", async () => {
    expect(await write({ text: "Přijďte #DATUM#" })).toMatchObject(refusal("placeholderUnknown"));
    expect(await write({ text: "{{x}}" })).toMatchObject(refusal("gatewayField"));
    expect(await rows()).toEqual([]);
  });

  test("is answered to, and only read", async () => {
    await write();
    await settleDown();
    const [row] = await rows();
    await answer(row, "Děkuji, přijdu");
    const { proposalFor, verdictsFor } = await import("../../lib/domain/thread/reply.ts");
    if (!row) throw new Error("no row");
    // Answers are looked for in the days that follow.
    expect(Date.parse(row.appointment.start) - Date.now()).toBeGreaterThan(6 * 24 * 3600_000);
    expect(proposalFor(row, "Děkuji, přijdu")).toBeNull();
    expect(verdictsFor(row, "Děkuji, přijdu")).toEqual(["read"]);
    expect(verdictsFor(row, "STOP")).toEqual(["optsOut", "read"]);
  });
});
