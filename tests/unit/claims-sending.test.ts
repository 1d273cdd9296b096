// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import { appointment, calendarId } from "./support/clinic.ts";
import { shortWaits } from "./support/short-waits.ts";
import { type Computer, openTwo } from "./support/two-computers.ts";

/** Two computers of one practice, with the real sending code: each patient is texted once. */

shortWaits();

const item = (id: string, hour = 9) => ({
  appointment: appointment(id, hour),
  kind: "reminder" as const,
  text: `Zveme vas ${id}`,
});
const press = (computer: Computer, ids: readonly string[]) =>
  computer.sending.sendBulk(
    calendarId,
    ids.map((id) => item(id)),
  );
const ids = Array.from({ length: 20 }, (_, at) => String(at + 1));
const states = async (computer: Computer) => (await computer.rows()).map(({ state }) => state);

describe("two computers", () => {
  test("a day that both send is sent once, and each says who did", async () => {
    const { one, two, texts } = await openTwo();
    await Promise.all([press(one, ids), press(two, ids)]);
    await Promise.all([one.dispatch(), two.dispatch()]);
    for (let again = 0; again < 3; again++) await Promise.all([one.dispatch(), two.dispatch()]);
    expect(texts.map(({ text }) => text).toSorted()).toEqual(ids.map((id) => `Zveme vas ${id}`).toSorted());
    const all = [...(await one.rows()), ...(await two.rows())];
    expect(all.every(({ state }) => state === "sent")).toBe(true);
    const elsewhere = all.filter(({ reason }) => reason?.code === "sentElsewhere");
    expect(elsewhere).toHaveLength(20);
    for (const { reason } of elsewhere) expect(reason?.detail).toMatch(/^recepce [12]$/);
  });

  test("out of reach nothing is sent, and it goes on by itself", async () => {
    const { practice, one, texts } = await openTwo();
    await press(one, ["1", "2"]);
    practice.registry.cut = "before";
    await one.dispatch();
    practice.passTime();
    await one.dispatch();
    expect(texts).toEqual([]);
    expect(await states(one)).toEqual(["queued", "queued"]);
    practice.registry.cut = null;
    practice.passTime();
    await one.dispatch();
    expect(texts).toHaveLength(2);
    expect(await states(one)).toEqual(["sent", "sent"]);
  });

  test.for([
    ["before it is claimed", 1],
    ["once it is, and that takes long", 2],
  ] as const)("what is written down while the others are asked counts: %s", async ([, question]) => {
    const { practice, one, texts } = await openTwo();
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: null };
    const { registry } = practice;
    const change = registry.change.bind(registry);
    let questions = 0;
    registry.change = async (...asked) => {
      if (++questions === question) {
        await one.sending.putPatient({ ...newPatient({ phone: "+420601000001" }, 0), optOut }, ["CZ"]);
        practice.passTime(500);
      }
      return change(...asked);
    };
    await press(one, ["1"]);
    await one.dispatch();
    await one.dispatch();
    expect(questions).toBeGreaterThan(question);
    expect(texts).toEqual([]);
    expect(await one.rows()).toMatchObject([{ state: "skipped", reason: { code: "optedOut" } }]);
  });

  test("a person may send without asking; what left then is told to the others before they send", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, ["1"]);
    practice.registry.cut = "before";
    await one.dispatch();
    await one.change({ withoutAsking: true });
    practice.passTime();
    await one.dispatch();
    expect(texts).toHaveLength(1);
    practice.registry.cut = null;
    practice.passTime();
    await one.dispatch();
    await press(two, ["1"]);
    await two.dispatch();
    expect(texts).toHaveLength(1);
    expect(await states(two)).toEqual(["sent"]);
  });

  test("an answer of the registry that was lost sends nothing twice and nothing away", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, ["1"]);
    practice.registry.cut = "after";
    await one.dispatch();
    practice.registry.cut = null;
    practice.passTime();
    await press(two, ["1"]);
    await Promise.all([one.dispatch(), two.dispatch()]);
    await Promise.all([one.dispatch(), two.dispatch()]);
    expect(texts).toHaveLength(1);
    expect([...(await states(one)), ...(await states(two))]).toEqual(["sent", "sent"]);
  });

  test("a claim whose owner is gone is taken over, though the worker stops between two looks", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, ["1"]);
    await press(two, ["1"]);
    // It claims, and reaches nothing any more.
    one.reaches = 1;
    await one.dispatch();
    await two.dispatch();
    expect(texts).toEqual([]);
    for (let look = 0; look < 4; look++) {
      practice.passTime(25_000);
      await two.start({ isBrowser: false });
      await two.dispatch();
    }
    expect(texts).toHaveLength(1);
    expect(await states(two)).toEqual(["sent"]);
  });

  test("a computer that hears of something else meanwhile asks a person, who may send it all the same", async () => {
    const { one, two, texts } = await openTwo();
    await one.sending.recordChange(calendarId, { type: "created", appointment: appointment("1", 9) });
    await one.dispatch();
    // It was moved on another computer, which does not know of the first text, and back on this one.
    await two.sending.recordChange(calendarId, { type: "created", appointment: appointment("1", 11) });
    await two.dispatch();
    expect(texts).toHaveLength(1);
    const [row] = await two.rows();
    expect(row).toMatchObject({ state: "held", reason: { code: "newsElsewhere", detail: "recepce 1" } });
    await two.sending.decideOn(row?.id ?? "", "send", Date.now());
    await two.dispatch();
    expect(texts).toHaveLength(2);
  });

  test("a move and a cancellation on one computer follow what another told", async () => {
    const { one, two, texts } = await openTwo();
    await one.sending.recordChange(calendarId, { type: "created", appointment: appointment("1", 9) });
    await one.dispatch();
    const { start } = appointment("1", 9);
    await two.sending.recordChange(calendarId, {
      type: "moved",
      appointment: appointment("1", 10),
      previousStart: start,
    });
    await two.dispatch();
    expect(texts.map(({ text }) => / v (\d+:\d\d)/.exec(text)?.[1])).toEqual(["9:00", "10:00"]);
  });

  test("a person may repeat what another computer sent, once they were told of it", async () => {
    const { one, two, texts } = await openTwo();
    await press(one, ["1"]);
    await one.dispatch();
    await press(two, ["1"]);
    await two.dispatch();
    expect(texts).toHaveLength(1);
    // Undelivered as one learns, it is repeated there.
    await press(one, ["2"]);
    await one.dispatch();
    expect(texts).toHaveLength(2);
  });

  test("what GoSMS did not take for certain is free again, for either computer", async () => {
    for (const who of [0, 1]) {
      const { practice, texts } = await openTwo();
      const [first, second] = who === 0 ? practice.computers : practice.computers.toReversed();
      const next = who === 0 ? first : second;
      await press(first as Computer, ["1"]);
      await press(second as Computer, ["1"]);
      practice.account.pauses = 1;
      await first?.dispatch();
      expect(texts).toEqual([]);
      practice.passTime();
      vi.setSystemTime(Date.now() + 5000);
      await next?.dispatch();
      expect(texts).toHaveLength(1);
      expect(await states(next as Computer)).toEqual(["sent"]);
    }
  });

  test("own words are their words: the same once, others too, and they tell no news", async () => {
    const { one, two, texts } = await openTwo();
    await one.sending.recordChange(calendarId, { type: "created", appointment: appointment("1", 9) });
    await one.dispatch();
    const write = async (computer: Computer, text: string) => {
      const own = { appointment: appointment("1", 9), kind: "own" as const, text };
      expect(await computer.sending.sendBulk(calendarId, [own])).toMatchObject({ refused: [] });
      await computer.dispatch();
    };
    await write(one, "Vezmete si s sebou zpravu");
    await write(two, "Vezmete si s sebou zpravu");
    await write(two, "Parkujte ve dvore");
    expect(texts.map(({ text }) => text).slice(1)).toEqual([
      "Vezmete si s sebou zpravu",
      "Parkujte ve dvore",
    ]);
    await press(two, ["1"]);
    await two.dispatch();
    expect(texts).toHaveLength(4);
  });

  test("cut off at any step, a computer sends nothing that another one sends", async () => {
    for (let reaches = 0; reaches < 9; reaches++) {
      const { practice, one, two, texts } = await openTwo();
      await press(one, ["1"]);
      await press(two, ["1"]);
      one.reaches = reaches;
      await one.dispatch();
      // To be claimed, and then to begin.
      expect(texts).toHaveLength(reaches < 2 ? 0 : 1);
      for (let round = 0; round < 3; round++) {
        await two.dispatch();
        practice.passTime();
      }
      one.reaches = Number.POSITIVE_INFINITY;
      await one.dispatch();
      await two.dispatch();
      expect(texts).toHaveLength(1);
    }
  });

  describe("a reminder that GoSMS has from one computer", () => {
    const inTwoDays = { ...appointment("1", 9), start: new Date(Date.now() + 60 * 3600_000).toISOString() };
    const remind = async () => {
      const { practice, one, two, texts } = await openTwo((settings) => {
        settings.reminders.enabled = true;
      });
      await one.sending.recordChange(calendarId, { type: "created", appointment: inTwoDays });
      for (let round = 0; round < 3; round++) await one.dispatch();
      const reminders = () => texts.filter(({ later }) => later);
      expect(reminders()).toHaveLength(1);
      return { practice, one, two, reminders };
    };
    const cancel = async (computer: Computer) => {
      await computer.sending.recordChange(calendarId, { type: "cancelled", appointment: inTwoDays });
      await computer.dispatch();
      await computer.sending.withdrawReminders();
      await computer.dispatch();
    };

    test("is taken back by another that tells of the end of its appointment, and the first learns it", async () => {
      const { practice, one, two, reminders } = await remind();
      await cancel(two);
      expect(reminders()).toMatchObject([{ gone: true }]);
      practice.passTime();
      await one.dispatch();
      const row = (await one.rows()).find(({ kind }) => kind === "reminder");
      expect(row).toMatchObject({ state: "skipped", reason: { code: "takenBackElsewhere" } });
    });

    test("is handed over once, stands on both, and either takes it back", async () => {
      const { one, two, reminders } = await remind();
      await two.sending.recordChange(calendarId, { type: "created", appointment: inTwoDays });
      for (let round = 0; round < 3; round++) await two.dispatch();
      expect(reminders()).toHaveLength(1);
      const row = (await two.rows()).find(({ kind }) => kind === "reminder");
      expect(row).toMatchObject({ state: "scheduled", reason: { code: "scheduledElsewhere" } });
      await cancel(two);
      expect(reminders()).toMatchObject([{ gone: true }]);
      expect((await one.rows()).find(({ kind }) => kind === "reminder")?.state).toBe("scheduled");
    });
  });

  test("a computer that only shows holds everything, until it is to send", async () => {
    const { one, texts } = await openTwo();
    await one.change({ mode: "alone", sends: false });
    await press(one, ["1"]);
    await one.dispatch();
    expect(texts).toEqual([]);
    expect(await one.rows()).toMatchObject([{ state: "held", reason: { code: "onlyShows" } }]);
    await one.change({ sends: true });
    await one.dispatch();
    expect(texts).toHaveLength(1);
  });

  test("what was sent before the practice set it up is told first", async () => {
    const { one, two, texts } = await openTwo();
    await one.change({ mode: "alone" });
    await press(one, ids);
    await one.dispatch();
    expect(texts).toHaveLength(20);
    await one.change({ mode: "shared", isPublished: false });
    await one.dispatch();
    await press(two, ids);
    await two.dispatch();
    expect(texts).toHaveLength(20);
  });
});
