// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { appointment, calendarId } from "./support/clinic.ts";
import { shortWaits } from "./support/short-waits.ts";
import { type Computer, openTwo } from "./support/two-computers.ts";

/** Reminders that one computer has handed to GoSMS, where another one moves their appointment. */

shortWaits();

type Change = Parameters<Computer["sending"]["recordChange"]>[1];
const hour = 3600_000;
const inHours = (hours: number) => ({
  ...appointment("1", 9),
  start: new Date(Math.ceil(Date.now() / hour) * hour + hours * hour).toISOString(),
});
const tell = async (computer: Computer, change: Change) => {
  await computer.sending.recordChange(calendarId, change);
  for (let round = 0; round < 3; round++) {
    await computer.dispatch();
    await computer.sending.withdrawReminders();
    vi.advanceTimersByTime(60_000);
  }
};

const withReminders = () =>
  openTwo((settings) => {
    settings.reminders.enabled = true;
  });
const reminderAt = async (computer: Computer, { start }: { start: string }) =>
  (await computer.rows()).find(({ kind, appointment }) => kind === "reminder" && appointment.start === start);

test("moved on another computer, an appointment is reminded of without anybody's doing", async () => {
  const { two, one, texts } = await withReminders();
  const before = inHours(60);
  const after = inHours(84);
  await tell(one, { type: "created", appointment: before });
  await tell(two, { type: "moved", appointment: after, previousStart: before.start });
  expect(await reminderAt(two, after)).toMatchObject({ state: "scheduled" });
  expect(texts.filter(({ later }) => later).map(({ gone }) => gone)).toEqual([true, false]);
});

describe("a reminder of where the appointment is by now stands", () => {
  test("where another computer learns late that one of before had left", async () => {
    const { practice, one, two, texts } = await withReminders();
    const before = inHours(60);
    const after = inHours(180);
    await tell(one, { type: "created", appointment: before });
    // It leaves a day before, and the patient calls that another day suits them better.
    practice.passTime(40 * hour);
    for (const text of texts) text.later = false;
    await tell(two, { type: "moved", appointment: after, previousStart: before.start });
    for (let round = 0; round < 3; round++) {
      practice.passTime();
      await one.dispatch();
      await one.sending.askReceipts();
      await one.sending.withdrawReminders();
    }
    practice.passTime();
    await two.dispatch();
    expect(texts.filter(({ gone }) => gone)).toEqual([]);
    expect(await reminderAt(two, after)).toMatchObject({ state: "scheduled" });
  });

  test("where another computer joins that had told of where it was before", async () => {
    const { practice, one, two, texts } = await withReminders();
    const before = inHours(60);
    const after = inHours(84);
    await one.change({ mode: "alone" });
    await one.sending.recordChange(calendarId, { type: "created", appointment: before });
    await one.dispatch();
    practice.passTime(hour);
    await tell(two, { type: "moved", appointment: after, previousStart: before.start });
    await one.change({ mode: "shared", isPublished: false, stamp: 2 });
    for (let round = 0; round < 3; round++)
      for (const computer of [one, two]) {
        practice.passTime();
        await computer.dispatch();
        await computer.sending.withdrawReminders();
      }
    expect(await reminderAt(two, after)).toMatchObject({ state: "scheduled" });
    const left = texts.filter(({ later, gone, text }) => later && !gone && text.includes("pripominame"));
    expect(left.map(({ id }) => String(id))).toContain((await reminderAt(two, after))?.gatewayId);
  });
});

describe.for([
  [
    "moved",
    (before: Appointment, after: Appointment): Change => ({
      type: "moved",
      appointment: after,
      previousStart: before.start,
    }),
  ],
  ["cancelled", (before: Appointment): Change => ({ type: "cancelled", appointment: before })],
] as const)("%s on a computer that tells nobody of it", ([, changeOf]) => {
  const silently = () =>
    openTwo(({ reminders, templates }) => {
      reminders.enabled = true;
      for (const kind of ["confirmation", "change", "cancellation"] as const) templates[kind].enabled = false;
    });
  const before = inHours(60);
  const after = inHours(84);

  test("an appointment is reminded of by no other one, which may be off", async () => {
    const { practice, one, two, texts } = await silently();
    await tell(one, { type: "created", appointment: before });
    expect(texts).toMatchObject([{ later: true }]);
    const change = changeOf(before, after);
    await tell(two, change);
    await tell(two, change);
    const isMoved = change.type === "moved";
    expect(texts.map(({ gone }) => gone)).toEqual(isMoved ? [true, false] : [true]);
    practice.passTime();
    await one.dispatch();
    expect(await reminderAt(one, before)).toMatchObject({
      state: "skipped",
      reason: { code: "takenBackElsewhere" },
    });
  });

  test("what nobody can prove leaves its reminder", async () => {
    const { one, two, texts } = await silently();
    await tell(one, { type: "created", appointment: before });
    await two.sending.recordGuess(calendarId, changeOf(before, after));
    await two.dispatch();
    await two.sending.withdrawReminders();
    expect(texts).toMatchObject([{ gone: false }]);
  });
});
