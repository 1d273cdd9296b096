// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { calendarId } from "./support/clinic.ts";
import { Workstation } from "./support/workstation.ts";

/** GoSMS asks for a pause of a whole day, and the worker dies again and again meanwhile. */

const now = Temporal.ZonedDateTime.from("2026-03-10T10:00[Europe/Prague]").epochMilliseconds;
const hour = 3_600_000;

const items = Array.from({ length: 20 }, (_, at) => ({
  appointment: {
    id: String(at),
    start: "2026-03-13T09:00:00Z",
    end: null,
    allDay: false,
    title: "",
    patient: { id: null, name: `Pacient ${at}`, phone: `6010000${at + 10}` },
  },
  kind: "confirmation" as const,
  text: "Potvrzujeme",
}));

let station: Workstation;
beforeEach(async () => {
  station = await Workstation.open(now, ({ practice, sending }) => {
    practice.name = "Ordinace Na Náměstí";
    practice.phone = "+420 234 567 890";
    practice.timeZone = "Europe/Prague";
    sending.channel = 1;
  });
});
afterEach(() => station[Symbol.asyncDispose]());

test("it is kept, GoSMS is hardly asked, and afterwards all leave by themselves, each once", async () => {
  let arrived = 0;
  station.gosms.onArrival = () => {
    arrived += 1;
  };
  station.gosms.faults.add({ kind: "429", retryAfter: 86_400, times: "always" });
  await station.press("bulk.send", { calendarId, items });
  await station.pass(hour / 30);
  const first = arrived;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(8);

  for (let times = 0; times < 10; times++) {
    await station.restart(times % 2 === 0 ? "worker" : "browser");
    await station.pass(hour / 60);
  }
  // A new worker knows what the one before it was asked for.
  expect(arrived).toBe(first);
  const { all } = await station.rows();
  expect(all.every(({ state }) => state === "queued")).toBe(true);

  await station.pass(23 * hour);
  // Once an hour somebody has to look whether it still is so.
  expect(arrived).toBeLessThan(first + 24 * 6);
  expect(station.gosms.messages).toEqual([]);
  station.gosms.faults.clear();
  await station.pass(3 * hour);
  expect(new Set(station.gosms.messages.flatMap(({ recipients }) => recipients)).size).toBe(20);
  expect(station.gosms.messages).toHaveLength(20);
});

test("a person who does not want to wait for others is obeyed, also by the next worker", async () => {
  station.gosms.faults.add({ kind: "429", retryAfter: 3_600, times: 5 });
  await station.press("bulk.send", { calendarId, items: items.slice(0, 1) });
  await station.pass(hour / 30);
  await station.restart("worker");
  await station.pass(hour / 60);
  expect(station.gosms.messages).toEqual([]);
  station.gosms.faults.clear();
  await station.press("bulk.send", { calendarId, items: items.slice(1, 2) });
  await station.pass(hour / 60);
  expect(station.gosms.messages).toEqual([]);
  await station.press("outbox.release", null);
  await station.pass(hour / 60);
  expect(station.gosms.messages).toHaveLength(1);
});
