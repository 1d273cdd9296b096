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
  ])("%s: %s", ([text, expected]) => {
    expect(read(text, ["iso"])).toBe(expected);
  });
});
