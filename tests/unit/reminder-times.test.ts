import { describe, expect, test } from "vitest";
import { easterSunday, isPublicHoliday } from "../../lib/domain/public-holidays.ts";
import {
  defaultReminders,
  nextOpen,
  type ReminderOffset,
  ReminderSettings,
  reminderTimes,
} from "../../lib/domain/thread/reminders.ts";
import fc from "../properties.ts";

const zone = "Europe/Prague";
const instant = (local: string) =>
  Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant().toString({ smallestUnit: "second" });
const local = (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: "minute", timeZoneName: "never", offset: "never" });
const settings = (change: Partial<ReminderSettings> = {}): ReminderSettings => ({
  ...defaultReminders,
  enabled: true,
  ...change,
});
const leave = (start: string, offsets: ReminderOffset[], change: Partial<ReminderSettings> = {}) =>
  reminderTimes(instant(start), settings({ offsets, ...change }), zone).map(({ at }) => local(at));

const workingDays = (count: number): ReminderOffset => ({ count, unit: "workingDays" });
const days = (count: number): ReminderOffset => ({ count, unit: "days" });
const hours = (count: number): ReminderOffset => ({ count, unit: "hours" });

describe("when a reminder leaves", () => {
  test("a working day before a Monday is the Friday", () => {
    expect(leave("2026-11-23T09:30", [workingDays(1)])).toEqual(["2026-11-20T10:00"]);
  });

  test("three working days and one, over Christmas and the New Year", () => {
    // 24, 25, 26 December and 1 January are holidays; 2027-01-04 is a Monday.
    expect(leave("2027-01-04T09:30", [workingDays(1), workingDays(3)])).toEqual([
      "2026-12-29T10:00",
      "2026-12-31T10:00",
    ]);
  });

  test("hours before fall out of the night into the evening", () => {
    expect(leave("2026-11-24T09:00", [hours(2)])).toEqual(["2026-11-23T19:59"]);
    expect(leave("2026-11-24T14:00", [hours(2)])).toEqual(["2026-11-24T12:00"]);
    expect(leave("2026-11-24T22:30", [hours(2)])).toEqual(["2026-11-24T19:59"]);
  });

  test("a day before a Monday leaves on the Friday, unless rest days are on", () => {
    expect(leave("2026-11-23T09:30", [days(1)])).toEqual(["2026-11-20T19:59"]);
    expect(leave("2026-11-23T09:30", [days(1)], { restDays: true })).toEqual(["2026-11-22T10:00"]);
  });

  test("Slovak days of rest are others", () => {
    expect(leave("2026-01-07T09:30", [workingDays(1)], { holidays: "CZ" })).toEqual(["2026-01-06T10:00"]);
    expect(leave("2026-01-07T09:30", [workingDays(1)], { holidays: "SK" })).toEqual(["2026-01-05T10:00"]);
  });

  test("two that come to the same moment are one", () => {
    expect(leave("2026-11-24T09:30", [days(1), workingDays(1)])).toEqual(["2026-11-23T10:00"]);
  });

  test("both nights on which the clock changes keep the time of day", () => {
    expect(leave("2026-03-30T09:30", [days(1)], { restDays: true })).toEqual(["2026-03-29T10:00"]);
    expect(leave("2026-10-26T09:30", [days(1)], { restDays: true })).toEqual(["2026-10-25T10:00"]);
    expect(leave("2026-03-29T12:00", [hours(24)], { restDays: true })).toEqual(["2026-03-28T11:00"]);
  });

  test("never after the moment that was asked for, in a quiet hour or on a day of rest", () => {
    const offset = fc.record({
      count: fc.integer({ min: 1, max: 99 }),
      unit: fc.constantFrom("hours" as const, "days" as const, "workingDays" as const),
    });
    const start = fc.date({
      min: new Date("2026-01-01T00:00:00Z"),
      max: new Date("2031-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(start, fc.array(offset, { minLength: 1, maxLength: 3 }), (date, offsets) => {
        const begins = date.toISOString();
        const wanted = settings({ offsets });
        const times = reminderTimes(begins, wanted, zone);
        expect(new Set(times.map(({ at }) => at)).size).toBe(times.length);
        for (const { at } of times) {
          const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
          expect(at).toBeLessThan(date.getTime());
          expect(moment.hour).toBeGreaterThanOrEqual(8);
          expect(moment.hour).toBeLessThan(20);
          expect(moment.dayOfWeek).toBeLessThan(6);
          expect(isPublicHoliday(moment.toPlainDate(), "CZ")).toBe(false);
        }
      }),
    );
  });
});

test("a belated one waits for the morning, and for the Monday", () => {
  const open = (moment: string) =>
    local(nextOpen(Temporal.Instant.from(instant(moment)).epochMilliseconds, settings(), zone));
  expect(open("2026-11-24T09:12")).toBe("2026-11-24T09:12");
  expect(open("2026-11-24T06:12")).toBe("2026-11-24T08:00");
  expect(open("2026-11-27T21:00")).toBe("2026-11-30T08:00");
});

test("Easter and the holidays around it", () => {
  // From the published tables.
  const known = ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2030-04-21", "2038-04-25"];
  for (const day of known) expect(easterSunday(Number(day.slice(0, 4))).toString()).toBe(day);
  const isFree = (day: string, country: "CZ" | "SK") =>
    isPublicHoliday(Temporal.PlainDate.from(day), country);
  expect(isFree("2026-04-03", "CZ")).toBe(true);
  expect(isFree("2026-04-06", "SK")).toBe(true);
  expect(isFree("2026-04-07", "CZ")).toBe(false);
  expect(isFree("2026-09-28", "CZ")).toBe(true);
  expect(isFree("2026-09-28", "SK")).toBe(false);
  expect(isFree("2026-05-08", "SK")).toBe(false);
  expect(isFree("2027-05-08", "SK")).toBe(true);
});

test("quiet hours that leave no hour are refused", () => {
  expect(ReminderSettings.safeParse(settings({ from: "20:00", to: "08:00" })).success).toBe(false);
});
