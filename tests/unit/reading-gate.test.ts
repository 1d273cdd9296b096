// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SiteReader } from "../../lib/domain/site-reading/site-reading.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** Every door to a patient's phone, before and after a person has confirmed what is read in the calendar. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
  const { sitesItem } = await import("../../lib/storage/sites.ts");
  await sitesItem.save([
    { id: calendarId, origin: calendarId, name: "Ordinace", plugin: null, enabled: true },
  ]);
  await readBy({});
});
afterEach(() => clinic[Symbol.asyncDispose]());

/** As its page last told. */
async function readBy(change: Partial<SiteReader>): Promise<void> {
  const { saveReader } = await import("../../lib/storage/site-readings.ts");
  await saveReader({
    siteId: calendarId,
    plugin: "fullcalendar",
    isGeneral: true,
    described: "",
    ailment: null,
    ...change,
  });
}

async function confirm(since = 0): Promise<void> {
  const { saveReading } = await import("../../lib/storage/site-readings.ts");
  for (const reading of confirmedReadings(calendarId).readings) await saveReading({ ...reading, since });
}

const rows = async () => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const standing = async () =>
  (await rows()).map(({ kind, state, reason }) => [kind, state, reason?.code ?? ""].join(" ").trim()).sort();
const created = (id: string) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment(id, 9) });
const sent = () => clinic.gosms.messages.length;
const bulkItem = (id: string) => ({
  appointment: appointment(id, 9),
  kind: "reminder" as const,
  text: "Pripominame termin.",
});

describe("before anybody has confirmed", () => {
  test("a change is held, says why, and does not leave on a press either", async () => {
    const { skipped, pending } = await created("1");
    expect([skipped, pending]).toEqual([{ code: "unconfirmed" }, []]);
    const [row] = await rows();
    if (!row) throw new Error("nothing is held");
    await clinic.dispatcher.releaseThese([row]);
    await clinic.dispatcher.dispatch();
    expect([await standing(), sent()]).toEqual([["confirmation held unconfirmed"], 0]);
    await clinic.dispatcher.release();
    await clinic.dispatcher.dispatch();
    expect([await standing(), sent()]).toEqual([["confirmation held unconfirmed"], 0]);
    await confirm();
    await clinic.dispatcher.dispatch();
    expect(sent()).toBe(0);
    await clinic.dispatcher.releaseThese([row]);
    await clinic.dispatcher.dispatch();
    expect([await standing(), sent()]).toEqual([["confirmation sent"], 1]);
  });

  test("no reminder is planned, and none is taken back", async () => {
    await clinic.set(({ reminders }) => {
      reminders.enabled = true;
    });
    const later = (id: string) => {
      const one = appointment(id, 9);
      const start = Temporal.Instant.from(one.start)
        .add({ hours: 10 * 24 })
        .toString();
      return { ...one, start };
    };
    const reminders = async () =>
      (await rows())
        .filter(({ kind }) => kind === "reminder")
        .map(({ appointment: { id }, state }) => `${id} ${state}`);
    await confirm();
    await clinic.intake.recordChange(calendarId, { type: "created", appointment: later("1") });
    expect(await reminders()).toEqual(["1 planned"]);
    await readBy({ ailment: "names" });
    await clinic.intake.recordChange(calendarId, { type: "created", appointment: later("2") });
    await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: later("1") });
    expect(await reminders()).toEqual(["1 planned"]);
  });

  test("a bulk is refused, each with the reason", async () => {
    const { queued, refused } = await clinic.intake.sendBulk(calendarId, [bulkItem("1"), bulkItem("2")]);
    expect(queued).toEqual([]);
    expect(refused).toEqual(
      ["1", "2"].map((appointmentId) => ({ appointmentId, reason: { code: "unconfirmed" } })),
    );
    await confirm();
    expect((await clinic.intake.sendBulk(calendarId, [bulkItem("1")])).queued).toHaveLength(1);
  });

  test("what an older version had queued waits at the last door", async () => {
    await confirm();
    await created("1");
    const { readingsItem } = await import("../../lib/storage/site-readings.ts");
    await readingsItem.save([]);
    await clinic.dispatcher.dispatch();
    expect([await standing(), sent()]).toEqual([["confirmation held unconfirmed"], 0]);
  });
});

test("what was read otherwise than it was confirmed since waits for a person", async () => {
  await confirm();
  await created("1");
  await confirm(Date.now() + 1);
  await clinic.dispatcher.dispatch();
  expect([await standing(), sent()]).toEqual([["confirmation held unconfirmed"], 0]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await clinic.dispatcher.releaseThese(await rows());
  await clinic.dispatcher.dispatch();
  expect(sent()).toBe(1);
});

test("of a reading that is no longer so nothing leaves, until it is so again", async () => {
  await confirm();
  await created("1");
  await readBy({ ailment: "phones" });
  await clinic.dispatcher.dispatch();
  expect([await standing(), sent()]).toEqual([["confirmation held readingChanged"], 0]);
  await readBy({});
  await clinic.dispatcher.releaseThese(await rows());
  await clinic.dispatcher.dispatch();
  expect(sent()).toBe(1);
});

test("a plugin that was written for the calendar asks nobody, and lets go on what waited for that to be known", async () => {
  const { readersItem } = await import("../../lib/storage/site-readings.ts");
  await readersItem.save([]);
  await created("1");
  expect(await standing()).toEqual(["confirmation held unconfirmed"]);
  await readBy({ plugin: "sogo", isGeneral: false });
  const { releaseUnconfirmed } = await import("../../lib/background/sending/by-itself.ts");
  await releaseUnconfirmed("https://other.example");
  await releaseUnconfirmed(calendarId);
  await clinic.dispatcher.dispatch();
  expect(sent()).toBe(1);
});
