import { describe, expect, test } from "vitest";
import { parseMoment } from "../../lib/declarative/dates.ts";
import { whenOf } from "../../lib/declarative/entry.ts";
import { readFields } from "../../lib/declarative/fields.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
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

  test.for<[format: string, text: string, expected: string | null]>([
    ["en", "9:00 Peter Novak", "09:00:00"],
    ["en", "9:00 P. Novak", "09:00:00"],
    ["en", "9:00 Paul", "09:00:00"],
    ["en", "9:00 pm Paul", "21:00:00"],
    ["en", "9:30p", "21:30:00"],
    ["en", "9 p.m.", "21:00:00"],
    ["en", "9:00 A.M.", "09:00:00"],
    ["h:mm a", "3:00 odpoledne", "15:00:00"],
    ["h:mm a", "9:00 dop. Jana", "09:00:00"],
    // Twelve hours too early, where the format knows no halves.
    ["cs", "3:00 odpoledne", null],
    ["H:mm", "8:30 večer", null],
    ["H:mm", "8:30 Večeřová", "08:30:00"],
    ["H:mm", "25:00", null],
    // What follows is when it ends.
    ["H:mm", "25:00 – 10:30", null],
    ["cs", "9:75 až 10:30", null],
  ])("of a clock, as %s, %s: %s", ([format, text, expected]) => {
    expect(read(text, [format])).toBe(expected);
  });
});

/** Where an appointment's start is read, and its day is that of its column. */
describe("a start", () => {
  const clock = zoneNamed("Europe/Prague");
  function start(text: string, format: string | string[], regex?: string): string | null {
    const place = { short: () => ({}), text: () => text };
    const fields = readFields({ start: { sel: "x", format, ...(regex && { regex }) } }, place, "2026-11-24");
    const when = whenOf(fields, clock, () => "2026-11-24");
    return when && `${clock.marker(when.start)}${when.allDay ? " all day" : ""}`;
  }

  test.for<[text: string, expected: string | null]>([
    ["24. 11. 2026 v 9:00", "2026-11-24T09:00:00"],
    ["24. 11. 2026", "2026-11-24T00:00:00 all day"],
    ["24. 11. 2026 (3 termíny)", "2026-11-24T00:00:00 all day"],
    ["9:00 Jana, zavolat zítra", "2026-11-24T09:00:00"],
    ["dnes v 9:00", "2026-11-24T09:00:00"],
    ["zítra 25. 11. v 9:00", "2026-11-25T09:00:00"],
    // No whole day, and nothing of the column's.
    ["24. 11. 2026 25:00", null],
    ["24. 11. 2026 v 25:00 hodin", null],
    ["24. 11. 2026 v 9 hodin", null],
    ["24. 11. 2026, 9 h", null],
    ["v 9 hodin", null],
    ["25:00", null],
    ["25:00 – 10:30", null],
    ["zítra v 9:00", null],
    ["Jana Nováková, zítra 9.00", null],
    ["pozítří od 9:00", null],
    ["zajtra o 9:00", null],
    ["včera 9:00", null],
    ["za 2 dny v 9:00", null],
    ["příští úterý v 9:00", null],
  ])("in words, %s: %s", ([text, expected]) => {
    expect(start(text, "cs")).toBe(expected);
  });

  test("by patterns and expressions all the same", () => {
    expect(start("24. 11. 2026 25:00", ["d. M. yyyy H:mm", "d. M. yyyy"])).toBeNull();
    expect(start("24. 11. 2026 24:30", ["d. M. yyyy H:mm", "d. M. yyyy"])).toBeNull();
    expect(start("zítra v 9:00 Jana", "H:mm", "\\d{1,2}:\\d{2}")).toBeNull();
    expect(start("tomorrow at 9:00 am", "en")).toBeNull();
    expect(start("morgen um 9 Uhr", "de")).toBeNull();
    expect(start("um 9 Uhr, Morgenstern", "de")).toBe("2026-11-24T09:00:00");
    expect(start("Eva Morgenová 9:00", "H:mm", "\\d{1,2}:\\d{2}")).toBe("2026-11-24T09:00:00");
  });
});
