// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import { appointment, calendarId } from "./support/clinic.ts";
import { shortWaits } from "./support/short-waits.ts";
import { type Computer, openTwo, type Practice } from "./support/two-computers.ts";

/** What lies in the registry and cannot be read is about one patient, and stops no other one's texts. */

shortWaits();
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

const press = async (computer: Computer, ...ids: string[]) => {
  const items = ids.map((id) => ({
    appointment: appointment(id, 9),
    kind: "reminder" as const,
    text: `Zveme vas ${id}`,
  }));
  await computer.sending.sendBulk(calendarId, items);
  await computer.dispatch();
};

/** All that lies there by now of a kind: `c/` of appointments, `n/` of people. */
async function spoil({ registry }: Practice, under: "c/" | "n/", value: string): Promise<void> {
  const { found } = await registry.since("0", under);
  expect(found.size).toBeGreaterThan(0);
  for (const { key, revision } of found.values())
    await registry.change([{ key, value, expects: revision, until: Date.now() + 3600_000_000 }]);
}

const rowOf = async (computer: Computer, id: string) =>
  (await computer.rows()).find((row) => row.appointment.id === id);

const unreadable = [
  ["damaged", '{"version":1,"cla'],
  ["of a newer version", '{"version":2,"claims":[],"refusals":[]}'],
] as const;

describe.for(unreadable)("an entry that is %s", ([, value]) => {
  test("holds the text about its appointment alone, until a person decides", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    await spoil(practice, "c/", value);
    await press(two, "1", "2");
    for (let look = 0; look < 3; look++) {
      practice.passTime();
      await two.dispatch();
    }
    expect(texts.map(({ text }) => text)).toEqual(["Zveme vas 1", "Zveme vas 2"]);
    const held = await rowOf(two, "1");
    expect(held).toMatchObject({ state: "held", reason: { code: "unreadableElsewhere" } });
    expect(await rowOf(two, "2")).toMatchObject({ state: "sent" });
    // With all others nothing goes on that somebody has to look at.
    await two.sending.decideOn(held?.id ?? "", "send", Date.now());
    await two.dispatch();
    expect(texts.map(({ text }) => text)).toEqual(["Zveme vas 1", "Zveme vas 2", "Zveme vas 1"]);
    expect(await rowOf(two, "1")).toMatchObject({ state: "sent" });
    practice.passTime();
    await two.dispatch();
    await one.dispatch();
    expect(texts).toHaveLength(3);
  });

  test("about people holds their texts alone, also where this computer has something to say of them", async () => {
    const { practice, one, two, texts } = await openTwo();
    const optOut = { day: "2026-03-03", source: "telefonicky", phone: "+420601000001" };
    await one.sending.putPatient({ ...newPatient({ name: "Kdosi Jiný" }, 0), optOut }, ["CZ"]);
    await one.dispatch();
    await spoil(practice, "n/", value);
    await one.sending.putPatient({ ...newPatient({ name: "Kdosi Další" }, 0), optOut }, ["CZ"]);
    await press(one, "2");
    await press(two, "1", "3");
    expect(texts.map(({ text }) => text)).toEqual(["Zveme vas 2", "Zveme vas 3"]);
    const held = await rowOf(two, "1");
    expect(held).toMatchObject({ state: "held", reason: { code: "unreadableElsewhere" } });
    await two.sending.decideOn(held?.id ?? "", "send", Date.now());
    await two.dispatch();
    expect(texts.map(({ text }) => text)).toEqual(["Zveme vas 2", "Zveme vas 3", "Zveme vas 1"]);
  });

  test("of what this computer has left open stops neither its next texts nor what it learns of others", async () => {
    const { practice, one, two, texts } = await openTwo((settings) => {
      settings.reminders.enabled = true;
    });
    const inTwoDays = { ...appointment("7", 9) };
    inTwoDays.start = Temporal.Instant.from(inTwoDays.start).add({ hours: 48 }).toString();
    await one.sending.recordChange(calendarId, { type: "created", appointment: inTwoDays });
    await one.dispatch();
    const before = texts.length;
    expect((await one.rows()).some(({ state }) => state === "scheduled")).toBe(true);
    await spoil(practice, "c/", value);
    practice.passTime(600_000);
    await press(one, "2");
    await press(two, "3", "4");
    practice.passTime(600_000);
    await one.dispatch();
    expect(
      texts
        .slice(before)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(["Zveme vas 2", "Zveme vas 3", "Zveme vas 4"]);
    expect((await one.rows()).some(({ state }) => state === "scheduled")).toBe(true);
    await one.sending.adopt(calendarId, [inTwoDays, appointment("3", 9), appointment("4", 9)]);
    expect(await rowOf(one, "3")).toMatchObject({ reason: { code: "sentElsewhere" } });
    expect(await rowOf(one, "4")).toMatchObject({ reason: { code: "sentElsewhere" } });
  });

  test("about an answered text stops neither the answers of others nor their texts", async () => {
    const { practice, one, texts } = await openTwo();
    await press(one, "1", "2");
    for (const text of texts) text.answers.push("Neprijdu");
    practice.passTime(600_000);
    await one.sending.askReceipts();
    const read = async (id: string, replyId: string) => {
      const row = await rowOf(one, id);
      await one.sending.readReply({ id: row?.id ?? "", replyId, verdict: "declines" }, "SMS");
    };
    const { found } = await practice.registry.since("0", "c/");
    const [first] = [...found.values()];
    const damaged = { key: first?.key ?? "", value, expects: first?.revision ?? null };
    await practice.registry.change([{ ...damaged, until: Date.now() + 3600_000_000 }]);
    for (const id of ["1", "2"]) await read(id, (await rowOf(one, id))?.replies[0]?.id ?? "");
    await one.dispatch();
    await press(one, "3");
    expect(texts.map(({ text }) => text)).toContain("Zveme vas 3");
    const after = (await practice.registry.since("0", "c/")).found;
    expect([...after.values()].filter((one) => one.value.includes("declines"))).toHaveLength(1);
  });

  test("keeps nobody who looks from seeing what comes with it", async () => {
    const { practice, two } = await openTwo();
    let news = 0;
    const watch = new two.sending.LiveWatch(() => {
      news++;
    });
    watch.begin();
    await expect.poll(() => news).toBe(1);
    const until = Date.now() + 3600_000;
    const answer = { reply: "r", verdict: "confirms", news: "n", owner: "recepce 1", by: "recepce 1", at: 1 };
    const answered = JSON.stringify({ version: 1, until, claims: [], answers: [answer] });
    await practice.registry.change([
      { key: "c/torn", value, expects: null, until },
      { key: "c/whole", value: answered, expects: null, until },
    ]);
    await expect.poll(() => news).toBe(2);
    watch.end();
  });

  test("does not keep a computer from joining with what it sent before", async () => {
    const { practice, one, two, texts } = await openTwo();
    await press(one, "1");
    await press(two, "2");
    await spoil(practice, "c/", value);
    await one.change({ isPublished: false });
    await press(one, "3");
    expect(texts.map(({ text }) => text)).toEqual(["Zveme vas 1", "Zveme vas 2", "Zveme vas 3"]);
  });
});
