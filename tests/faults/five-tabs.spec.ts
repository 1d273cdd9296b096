import { expect, test } from "@playwright/test";
import { Place } from "./place.ts";
import { Course, randomFrom, textOf } from "./practice.ts";

const tabs = 5;
const appointments = 1000;

/**
 * The same calendar in five tabs, each of which reports every appointment; and the day's reminders sent from five
 * windows at once.
 */
test("five tabs and a thousand appointments: a thousand texts exactly", async () => {
  test.setTimeout(5 * 60_000);
  await using place = await Place.open();
  await using chromium = await place.setUp();
  const random = randomFrom(5);
  const courses = Array.from({ length: appointments }, (_, index) => new Course(index, false, random));

  const changes = courses.map(({ last }) => last);
  const acknowledged = await chromium.reportFrom(tabs, changes);
  expect(acknowledged).toBe(tabs * appointments);

  const items = courses.map(({ last: { appointment } }) => ({
    appointment,
    kind: "reminder",
    text: textOf(appointment, "reminder", place.settings),
  }));
  const calendarId = new URL(place.calendar).origin;
  const windows = Array.from({ length: tabs }, () =>
    chromium.call<{ queued: string[] }>("bulk.send", { calendarId, items }),
  );
  const queued = (await Promise.all(windows)).flatMap((answer) => answer.queued);
  expect(queued).toHaveLength(appointments);

  // A thousand automatic texts at once are odd, so a person is asked, and agrees.
  await chromium.call("outbox.release", null);
  const isDone = async () => {
    const rows = await chromium.rows();
    if (rows.some(({ state }) => state === "held")) await chromium.call("outbox.release", null);
    return rows.every(({ state }) => state === "sent");
  };
  await expect.poll(isDone, { timeout: 180_000, intervals: [1000] }).toBe(true);

  const received = place.gosms.messages;
  for (const kind of ["Termin", "Pripominka"]) {
    const texts = received.filter(({ text }) => text.startsWith(kind));
    expect(texts).toHaveLength(appointments);
    expect(new Set(texts.flatMap(({ recipients }) => recipients)).size).toBe(appointments);
  }
});
