// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { calendarId } from "./support/clinic.ts";
import { Workstation } from "./support/workstation.ts";

/** Nothing is sent, and nothing that rests on the rows is answered, before these are recovered. */

const now = Temporal.ZonedDateTime.from("2026-03-10T10:00[Europe/Prague]").epochMilliseconds;
const booked = (id: string) => ({
  type: "created" as const,
  appointment: {
    id,
    start: "2026-03-12T09:00:00Z",
    end: null,
    allDay: false,
    title: "Jana Vzorová",
    patient: { id: "7", name: "Jana Vzorová", phone: `601 000 00${id}` },
  },
});

let station: Workstation;
beforeEach(async () => {
  station = await Workstation.open(now, (settings) => {
    settings.practice.name = "Ordinace Na Náměstí";
    settings.practice.phone = "+420 234 567 890";
    settings.practice.timeZone = "Europe/Prague";
    settings.sending.channel = 1;
    settings.sending.settleSeconds = 0;
  });
});
afterEach(() => station[Symbol.asyncDispose]());

test("every way in waits for the recovery, and goes on after it", async () => {
  station.goOnline(false);
  await station.ask("page.changed", booked("1"));
  await station.rest();
  const before = station.gosms.messages.length;
  const copy = Promise.withResolvers<void>();
  station.secondCopy = copy.promise;
  await station.restart("browser");
  station.goOnline(true);
  const [row] = (await station.rows()).all;
  const answered: string[] = [];
  const gated = {
    "page.hello": station.ask("page.hello", null),
    "page.changed": station.ask("page.changed", booked("2")),
    "page.stop": station.ask("page.stop", { id: crypto.randomUUID() }),
    "bulk.send": station.press("bulk.send", {
      calendarId,
      items: [{ appointment: booked("3").appointment, kind: "confirmation", text: "Potvrzujeme" }],
    }),
    "outbox.release": station.press("outbox.release", null),
    "outbox.decide": station.press("outbox.decide", { ids: [row?.id ?? ""], decision: "keep" }),
    "patients.changed": station.press("patients.changed", null),
    "calls.day": station.press("calls.day", { day: "2026-03-12" }),
  };
  for (const [name, answer] of Object.entries(gated)) void answer.then(() => answered.push(name));
  // Others need not wait.
  await station.press("sites.list", null);
  await station.rest();
  // Alarms and timers as well.
  await station.pass(2 * 60_000);
  expect(answered).toEqual([]);
  expect(station.gosms.messages.length).toBe(before);
  copy.resolve();
  station.secondCopy = null;
  await Promise.all(Object.values(gated));
  await station.pass(60_000);
  expect(station.gosms.messages.flatMap(({ recipients }) => recipients).sort()).toEqual([
    "+420601000001",
    "+420601000002",
    "+420601000003",
  ]);
});
