import { bound } from "../machine.ts";
import { Place } from "./place.ts";
import { Course, randomFrom, textOf } from "./practice.ts";

const tabs = 5;
const patienceMs = bound(360_000);

export interface FiveTabs {
  /** Answers that the tabs got: each of them reports every appointment. */
  acknowledged: number;
  /** Reminders that five windows together had taken, though each asked for the whole day. */
  queued: number;
  /** Texts of each kind that GoSMS received, and to how many numbers. */
  confirmations: Count;
  reminders: Count;
}

export interface Count {
  texts: number;
  numbers: number;
}

/**
 * The same calendar in five tabs, each of which reports every appointment; and the day's reminders sent from five
 * windows at once.
 */
export async function fiveTabs(appointments: number): Promise<FiveTabs> {
  await using place = await Place.open();
  place.settings.reminders.enabled = false;
  await using chromium = await place.setUp();
  const random = randomFrom(5);
  const courses = Array.from({ length: appointments }, (_, index) => new Course(index, random));

  const changes = courses.map(({ lastChange }) => lastChange);
  const acknowledged = await chromium.reportFrom(tabs, changes);

  const items = courses.map(({ appointment }) => ({
    appointment,
    kind: "reminder",
    text: textOf(appointment, "reminder", place.settings),
  }));
  const calendarId = new URL(place.calendar).origin;
  const windows = Array.from({ length: tabs }, () =>
    chromium.call<{ queued: string[] }>("bulk.send", { calendarId, items }),
  );
  const queued = (await Promise.all(windows)).flatMap((answer) => answer.queued);

  // A thousand automatic texts at once are odd, so a person is asked, and agrees.
  const end = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await chromium.rows();
    if (rows.every(({ state }) => state === "sent")) break;
    if (performance.now() > end) throw new Error("not all texts were sent in time");
    if (rows.some(({ state }) => state === "held")) await chromium.letGoOn();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }

  const count = (beginning: string): Count => {
    const texts = place.gosms.messages.filter(({ text }) => text.startsWith(beginning));
    return { texts: texts.length, numbers: new Set(texts.flatMap(({ recipients }) => recipients)).size };
  };
  return {
    acknowledged,
    queued: queued.length,
    confirmations: count("Termin"),
    reminders: count("Pripominka"),
  };
}

/** What must come of it: one text of each kind for each appointment. */
export const exactly = (appointments: number): FiveTabs => ({
  acknowledged: tabs * appointments,
  queued: appointments,
  confirmations: { texts: appointments, numbers: appointments },
  reminders: { texts: appointments, numbers: appointments },
});
