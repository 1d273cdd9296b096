// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { holdingOf, objectionToWords } from "../../lib/domain/text/own-words.ts";
import type { BulkItem } from "../../lib/rpc/contract/index.ts";
import { calendarId } from "./support/clinic.ts";
import {
  answer,
  at,
  bulk,
  cancel,
  clinic,
  create,
  first,
  moment,
  move,
  openDoors,
  reassign,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  switchOn,
  withGrace,
} from "./support/doors-practice.ts";

/** What a person writes for the occasion, at every door. */

openDoors();

const words = "Dnes neordinujeme, ozveme se";
const own = (text = words, about: Appointment = at(first), more: Partial<BulkItem> = {}) =>
  clinic.intake.sendBulk(calendarId, [{ appointment: about, kind: "own", text, ...more }]);
const ownRows = async () => (await rows()).filter(({ kind }) => kind === "own");
const theDispatcher = async () => (await import("../../lib/background/sending/dispatcher.ts")).dispatcher;
const codes = ({ refused }: { refused: { reason: { code: string } }[] }) =>
  refused.map(({ reason }) => reason.code);

describe("own words", () => {
  test("leave, and are no news: a confirmation is still owed, and the reminder stands", async () => {
    await switchOn("confirmation");
    await settled(create());
    await settled(own());
    expect(sent()).toContain(words);
    expect(standing()).toEqual(["9:30"]);
    // Told of by own words alone, the appointment is news.
    await settled(own(words, at(second, { id: "2" }), { despite: "alreadySent" }));
    await settled(create(at(second, { id: "2" })));
    expect(sent().filter((text) => text.includes("14:00"))).toHaveLength(1);
  });

  test("do not stand for a confirmation that gave way", async () => {
    await switchOn("confirmation");
    await withGrace();
    await create();
    await own();
    await settled(cancel());
    await settled(create());
    expect(sent().filter((text) => text.includes("9:30"))).toHaveLength(1);
  });

  test("after a cancellation they are asked about, and make nobody believe that it takes place", async () => {
    await create();
    await settled(bulk("cancellation"));
    expect(codes(await own())).toEqual(["believesCancelled"]);
    expect(codes(await own(words, at(first), { despite: "believesCancelled" }))).toEqual([]);
    await settleDown();
    expect(codes(await bulk("reminder"))).toEqual(["believesCancelled"]);
    expect(codes(await bulk("cancellation"))).toEqual(["alreadySent"]);
  });

  test.for([
    ["in the calendar", cancel],
    ["from the window", () => bulk("cancellation")],
  ] as const)("that wait are taken back with the appointment, cancelled %s", async ([, act]) => {
    await create();
    await withGrace();
    await own();
    await act();
    expect((await ownRows()).map(({ state }) => state)).toEqual(["skipped"]);
    await settleDown();
    expect(sent()).not.toContain(words);
  });

  test("that wait go on within their day, unless they name the time, and not on another day", async () => {
    await withGrace();
    await create();
    await own();
    await own("Čekáme Vás v 9:30 v přízemí.");
    await move(first, "2026-03-13T11:00");
    expect((await ownRows()).map(({ text, state }) => [text.slice(0, 4), state]).toSorted()).toEqual([
      ["Dnes", "queued"],
      ["Čeká", "skipped"],
    ]);
    await move("2026-03-13T11:00", second);
    await settleDown();
    expect(sent().filter((text) => text === words)).toEqual([]);
  });

  test("do not reach whoever had the appointment before", async () => {
    await withGrace();
    await create();
    await own();
    await reassign(at(first, { patient: { id: "8", name: "Petr Novotný", phone: "601 000 002" } }));
    await settleDown();
    expect(sent()).not.toContain(words);
  });

  test("the same ones come again only to whoever asked for it; others are another text", async () => {
    await settled(own());
    expect(codes(await own())).toEqual(["alreadySent"]);
    expect(codes(await own("Přineste si prosím kartičku pojištěnce"))).toEqual([]);
    await settleDown();
    expect(codes(await own(words, at(first), { despite: "alreadySent" }))).toEqual([]);
    expect(codes(await own(words, at(first), { despite: "alreadySent" }))).toEqual(["alreadyWaiting"]);
    await settleDown();
    expect(sent().filter((text) => text === words)).toHaveLength(2);
  });

  test("the same ones are known again after the database is gone", async () => {
    await settled(own());
    await clinic.restart({ loseDatabase: true });
    expect(codes(await own())).toEqual(["alreadySent"]);
  });

  test("one number has the same ones once, however many appointments it has", async () => {
    const [one, other] = [at(first), at("2026-03-13T10:30", { id: "2" })];
    const item = (appointment: Appointment): BulkItem => ({ appointment, kind: "own", text: words });
    const { refused } = await clinic.intake.sendBulk(calendarId, [item(one), item(other)]);
    expect(codes({ refused })).toEqual(["alreadyWaiting"]);
    await settleDown();
    expect(sent()).toEqual([words]);
    expect(codes(await own(words, other))).toEqual(["alreadySent"]);
    // In one text, for both.
    const both = await own("Zítra otevíráme až v poledne", one, { together: [other] });
    expect(both.queued).toHaveLength(2);
    await settleDown();
    expect(sent()).toHaveLength(2);
  });

  test("count among the texts about one appointment", async () => {
    await clinic.set(({ sending }) => {
      sending.mostPerAppointment = 2;
    });
    await settled(own("jedna"));
    await settled(own("dvě"));
    expect(codes(await own("tři"))).toEqual(["appointmentCap"]);
  });

  test("leave though every kind is off, and not to whoever wants no texts", async () => {
    await clinic.set(({ templates }) => {
      for (const kind of ["confirmation", "change", "reminder", "cancellation"] as const)
        templates[kind].enabled = false;
    });
    await settled(own());
    expect(sent()).toEqual([words]);
    const { putPatient } = await import("../../lib/storage/patients.ts");
    const { newPatient } = await import("../../lib/domain/directory/patient.ts");
    const patient = newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001" }, Date.now());
    const optOut = { day: "2026-03-10", source: "", phone: "+420601000001" };
    await putPatient({ ...patient, optOut }, ["CZ"]);
    expect(codes(await own("jiná slova"))).toEqual(["optedOut"]);
  });

  test("that cannot be sent as they stand are refused", async () => {
    for (const [text, code] of [
      ["Přijďte v #CAS#", "placeholderUnknown"],
      ["Dobrý den {{jméno}}", "gatewayField"],
      [" ", "templateEmpty"],
    ])
      expect(codes(await own(text))).toEqual([code]);
    expect(await rows()).toEqual([]);
  });

  describe.each(["Zítra neordinujeme", "Dnešní termín rušíme", "zajtra zatvorené", "Closed tomorrow"])(
    "%s",
    (day) => {
      beforeEach(async () => {
        clinic.gosms.faults.add({ kind: "400-credit", path: "send" });
        await settled(own(day));
        expect((await ownRows()).map(({ state }) => state)).toEqual(["held"]);
      });
      const release = async () => settled((await theDispatcher()).release());

      test("leaves late on the day on which it was written", async () => {
        vi.setSystemTime(moment("2026-03-10T23:30"));
        await release();
        expect(sent()).toEqual([day]);
      });

      test("does not leave on another one, and somebody sees that", async () => {
        vi.setSystemTime(moment("2026-03-11T07:30"));
        await release();
        expect(sent()).toEqual([]);
        const reason = { code: "dayPassed" };
        expect(await clinic.outbox.listAttention()).toMatchObject([{ state: "skipped", reason }]);
      });
    },
  );

  test("that name no such day leave later as well", async () => {
    clinic.gosms.faults.add({ kind: "400-credit", path: "send" });
    await settled(own("Vezměte si kartičku, paní Morgensternová"));
    vi.setSystemTime(moment("2026-03-11T07:30"));
    await settled((await theDispatcher()).release());
    expect(sent()).toHaveLength(1);
  });

  test("failed yesterday, they do not go out again as they were", async () => {
    clinic.gosms.faults.add({ kind: "invalidRecipient", path: "send", times: 1 });
    const { queued } = await settled(own());
    vi.setSystemTime(moment("2026-03-11T07:30"));
    await clinic.intake.sendAgain(queued);
    await settleDown();
    expect(clinic.gosms.messages.flatMap(({ recipients }) => recipients)).toEqual([]);
    const reason = { code: "dayPassed" };
    expect(await clinic.outbox.listAttention()).toMatchObject([{ origin: "again", reason }]);
  });

  test("failed, they are sent again as they were, and an answer to them is read by a person", async () => {
    clinic.gosms.faults.add({ kind: "invalidRecipient", path: "send", times: 1 });
    const { queued } = await settled(own());
    expect((await ownRows())[0]?.state).toBe("rejected");
    await clinic.intake.sendAgain(queued);
    await settleDown();
    expect(clinic.gosms.messages.flatMap(({ recipients }) => recipients)).toHaveLength(1);
    const again = (await ownRows()).find(({ state }) => state === "sent");
    expect(again).toMatchObject({ text: words, origin: "again" });
    await answer(again, "Ruším, nepřijdu");
    const { proposalFor, verdictsFor } = await import("../../lib/domain/thread/reply.ts");
    if (!again) throw new Error("no row");
    expect(proposalFor(again, "Ruším, nepřijdu")).toBeNull();
    expect(verdictsFor(again, "Ruším, nepřijdu")).toEqual(["read", "confirms", "declines"]);
    expect(verdictsFor(again, "STOP")).toEqual(["optsOut", "read"]);
    const { readReply } = await import("../../lib/background/sending/replies.ts");
    await readReply({ id: again.id, replyId: "1", verdict: "declines" }, "SMS");
    expect(codes(await bulk("reminder"))).toEqual(["declined"]);
  });
});

test("words stay right for their day, or at their very time", () => {
  const start = at(first).start;
  const day = holdingOf(start, words, "Europe/Prague");
  expect([day.from, day.to].map((ms) => new Date(ms).toISOString())).toEqual([
    "2026-03-12T23:00:00.000Z",
    "2026-03-13T23:00:00.000Z",
  ]);
  expect(objectionToWords(words)).toBeNull();
});

test.for([
  [first, "Prijdte v 9:30, prosim", true],
  [first, "Prijdte v 9.30.", true],
  [first, "Prijdte v 09:30", true],
  [first, "v 9 h 30", true],
  [first, "volejte 601 930 030 do 19:30", false],
  [first, "v 9:300", false],
  ["2026-03-13T09:00", "Prijdte v 9 na odber", true],
  ["2026-03-13T09:00", "Cekame vas v 9 hodin", true],
  ["2026-03-13T09:00", "v 9:30 nebo o 9. 3.", false],
  ["2026-03-13T14:00", "We see you at 2 pm", true],
  ["2026-03-13T14:00", "Cekame vas ve 14.00", true],
  ["2026-03-13T14:00", "Cekame 14 dni", false],
] as const)("of %s, %s names the time: %s", ([local, text, isNamed]) => {
  const { start } = at(local);
  const { from, to } = holdingOf(start, text, "Europe/Prague");
  expect(from === Date.parse(start) && to === from + 1).toBe(isNamed);
});
