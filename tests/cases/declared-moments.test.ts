import { describe, expect, test } from "vitest";
import { parseMoment } from "../../lib/declarative/dates.ts";
import { testCases } from "./cases.ts";

function read(text: string, formats: readonly string[]): string | null {
  const found = parseMoment(text, formats, "2026-11-24");
  if (found?.epochMs != null) return new Date(found.epochMs).toISOString();
  return found && [found.date, found.time].filter(Boolean).join(" ");
}

describe("a moment", () => {
  testCases<{ text: string; formats: string[] }, string>(
    "14-declared-moments.json",
    ({ text, formats }, expected) => {
      expect(read(text, formats)).toBe(expected);
    },
  );

  test.for<[text: string, expected: string | null]>([
    ["2026-11-24T9:00", "2026-11-24 09:00:00"],
    ["2026-11-24 9:00:30", "2026-11-24 09:00:30"],
    ["2026-11-24  09:00", "2026-11-24 09:00:00"],
    ["2026-11-24, 9:00", "2026-11-24 09:00:00"],
    ["2026-11-24 v 9:00", "2026-11-24 09:00:00"],
    ["2026-11-24 9.00", "2026-11-24 09:00:00"],
    ["2026-11-24 9:00–9:30", "2026-11-24 09:00:00"],
    ["2026-11-24 9:00 PM", "2026-11-24 21:00:00"],
    ["2026-11-24 12:15 a.m.", "2026-11-24 00:15:00"],
    ["2026-11-24 9:00Z", "2026-11-24T09:00:00.000Z"],
    ["2026-11-24 9:00+01:00", "2026-11-24T08:00:00.000Z"],
    ["2026-1-5 9:00", "2026-01-05 09:00:00"],
    ["2026/11/24 9:00", "2026-11-24 09:00:00"],
    ["20261124T0900", "2026-11-24 09:00:00"],
    ["2026-11-24\u00a09:00", "2026-11-24 09:00:00"],
    ["9:00", "09:00:00"],
    ["2026-11-24", "2026-11-24"],
    // A time that is not understood makes no day of it.
    ["2026-11-24 25:00", null],
    ["2026-11-24 (út) 9:00", null],
    ["2026-11-24 9h00", null],
    ["2026-11-24 13:00 PM", null],
    ["2026-11-24 9:5", null],
    // A zone that is told is not the calendar's.
    ["2026-11-24 09:00 UTC", "2026-11-24T09:00:00.000Z"],
    ["2026-11-24 09:00 (GMT)", "2026-11-24T09:00:00.000Z"],
    ["2026-11-24T09:00[Europe/London]", null],
    ["2026-11-24 09:00 CET", null],
    ["2026-11-24T09:00+01:00[Europe/Prague]", "2026-11-24T08:00:00.000Z"],
    ["2026-11-24 09:00 EST", null],
    ["2026-11-24T09:00[Mars/Base]", null],
  ])("%s: %s", ([text, expected]) => {
    expect(read(text, ["iso"])).toBe(expected);
  });

  test.for<[text: string, expected: string | null]>([
    ["24.11. 9:00", "2026-11-24 09:00:00"],
    ["út 24. listopadu 2026, 9.00", "2026-11-24 09:00:00"],
    ["24. 11. 2026 od 9:00 do 9:30", "2026-11-24 09:00:00"],
    ["24. 11. 2026 (3 termíny)", "2026-11-24"],
    ["dnes v 9:00", "09:00:00"],
    ["9:00 Jana Nováková 777/123 456, půl hodiny", "09:00:00"],
    // An hour beside a day that is not understood is no hour of today.
    ["24. list. 2026 9:00", null],
    ["24/11/2026 9:00", null],
    ["24-11-2026 9:00", null],
    ["24.11.26 9:00", null],
    ["24 listopadu 2026 9:00", null],
    ["31. 11. 2026 9:00", null],
  ])("in words, %s: %s", ([text, expected]) => {
    expect(read(text, ["cs"])).toBe(expected);
  });
});
