import { describe, expect, it } from "vitest";
import { parseMoment } from "../../lib/declarative/dates.ts";
import { dayAddress } from "../../lib/declarative/day-address.ts";
import { dateFormatProblem } from "../../lib/plugin-api/date-format.ts";
import { dayIn, zoneNamed } from "../../lib/plugin-kit/zone.ts";

const reference = "2026-11-24";
const read = (text: string, ...formats: string[]) => {
  const found = parseMoment(text, formats, reference);
  return found && (found.epochMs === null ? [found.date, found.time] : new Date(found.epochMs).toISOString());
};

describe("parseMoment", () => {
  it.each<[string, string, unknown]>([
    // ISO 8601, with and without a zone
    ["2026-11-24", "iso", ["2026-11-24", null]],
    ["2026-11-24T09:30", "iso", ["2026-11-24", "09:30:00"]],
    ["2026-11-24 09:30:15", "iso", ["2026-11-24", "09:30:15"]],
    ["2026-11-24T09:30:00Z", "iso", "2026-11-24T09:30:00.000Z"],
    ["2026-11-24T09:30:00.123+01:00", "iso", "2026-11-24T08:30:00.000Z"],
    ["20261124T093000Z", "iso", "2026-11-24T09:30:00.000Z"],
    ["20261124", "iso", ["2026-11-24", null]],
    ["09:30", "iso", [null, "09:30:00"]],
    ["2026-02-30", "iso", null],
    ["x", "iso", null],
    // Czech
    ["úterý 24. 11. 2026 v 9:30", "cs", ["2026-11-24", "09:30:00"]],
    ["24.11.2026", "cs", ["2026-11-24", null]],
    ["24. listopadu 2026, 14.05", "cs", ["2026-11-24", "14:05:00"]],
    ["Listopad 24.", "cs", null],
    ["úterý 24. listopadu", "cs", ["2026-11-24", null]],
    ["út 24. 11.", "cs", ["2026-11-24", null]],
    ["9:30–10:00", "cs", [null, "09:30:00"]],
    ["31. 11. 2026", "cs", null],
    // the nearest of the years when none is said
    ["2. ledna", "cs", ["2027-01-02", null]],
    ["30. 12.", "cs", ["2026-12-30", null]],
    ["29. února", "cs", null],
    // German
    ["Dienstag, 24. November 2026, 9:30 Uhr", "de", ["2026-11-24", "09:30:00"]],
    ["Di. 5. März, 14 Uhr", "de", ["2027-03-05", "14:00:00"]],
    // English
    ["Tuesday, November 24, 2026 at 2:30 PM", "en", ["2026-11-24", "14:30:00"]],
    ["24 Nov 2026 12:05 am", "en", ["2026-11-24", "00:05:00"]],
    ["Nov 24, 12 p.m.", "en", ["2026-11-24", "12:00:00"]],
    ["11/24/2026 09:30", "en", ["2026-11-24", "09:30:00"]],
    // patterns
    ["24/11/26", "dd/MM/yy", ["2026-11-24", null]],
    ["Út 24.11. 9 hodin", "EEE d.M. H 'hodin'", ["2026-11-24", "09:00:00"]],
    ["24. novembra 2026", "d. MMMM yyyy", ["2026-11-24", null]],
    ["2026-11-24T09:30:00-0500", "yyyy-MM-dd'T'HH:mm:ssXXX", "2026-11-24T14:30:00.000Z"],
    ["9:30 odp.", "h:mm a", [null, "21:30:00"]],
    ["25:00", "H:mm", null],
    ["Termin 24: 9:30", "MMMM d", null],
    ["č. 124. 11. 2026", "d. M. yyyy", null],
    ["24. 11. 2026", "d. M. yyyy", ["2026-11-24", null]],
    // numbers
    ["1795509000", "epoch-s", "2026-11-24T08:30:00.000Z"],
    ["1795509000000", "epoch-ms", "2026-11-24T08:30:00.000Z"],
    ["79", "quarters", [null, "19:45:00"]],
    ["570", "minutes", [null, "09:30:00"]],
    ["1440", "minutes", null],
    [String((2026 - 1970) * 512 + 11 * 32 + 24), "google-day", ["2026-11-24", null]],
    ["soon", "epoch-ms", null],
  ])("%s as %s", (text, format, expected) => {
    expect(read(text, format)).toEqual(expected);
  });

  it("takes the first format that fits", () => {
    expect(read("24. 11. 2026", "iso", "d. M. yyyy")).toEqual(["2026-11-24", null]);
  });

  it("looks only so far into what a page may be full of", () => {
    expect(read(`${"x ".repeat(100)}24. 11. 2026`, "cs")).toEqual(["2026-11-24", null]);
    expect(read(`${"x ".repeat(1_000)}24. 11. 2026`, "cs")).toBeNull();
  });
});

describe("dateFormatProblem", () => {
  it.each(["iso", "cs", "d. M. yyyy H:mm", "EEEE d. MMMM", "H:mm 'Uhr'"])("takes %s", (format) => {
    expect(dateFormatProblem(format)).toBeNull();
  });
  it.each([
    ["H:mm Uhr", { code: "formatUnknown", values: { piece: "U" } }],
    ["d. M. d", { code: "formatTwice", values: { part: "day" } }],
    ["– –", { code: "formatEmpty" }],
    ["H 'Uhr", { code: "formatQuote" }],
    [
      "czech",
      { code: "formatUnknown", values: { piece: "c", known: expect.stringMatching(/^iso, .*XXX$/) } },
    ],
  ])("refuses %s", (format, problem) => {
    expect(dateFormatProblem(format)).toMatchObject(problem);
  });
});

describe("the wall clock", () => {
  const clock = zoneNamed("Europe/Prague");
  const at = (date: string, time: string) => new Date(clock.epochMs(`${date}T${time}`)).toISOString();

  it("knows summer from winter, the hour that comes twice, and the one that never comes", () => {
    expect(at("2026-11-24", "09:30:00")).toBe("2026-11-24T08:30:00.000Z");
    expect(at("2026-07-01", "09:30:00")).toBe("2026-07-01T07:30:00.000Z");
    expect(at("2026-10-25", "02:30:00")).toBe("2026-10-25T00:30:00.000Z");
    expect(at("2026-03-29", "02:30:00")).toBe("2026-03-29T01:30:00.000Z");
  });

  it("tells the day of a moment", () => {
    expect(dayIn(clock, Date.parse("2026-11-23T23:30:00Z"))).toBe("2026-11-24");
  });
});

describe("dayAddress", () => {
  const clock = zoneNamed("Europe/Prague");
  const start = (day: string) => clock.epochMs(`${day}T00:00:00`);
  it.each([
    ["/k?od={yyyy-MM-dd}&do={yyyy-MM-dd+1}", "/k?od=2026-11-30&do=2026-12-01"],
    ["/k/{d}.{M}.{yyyy}", "/k/30.11.2026"],
    ["/k?t={epoch-s}", "/k?t=1795993200"],
    ["/k?t={epoch-ms-7}", "/k?t=1795388400000"],
  ])("%s", (template, expected) => {
    expect(dayAddress(template, "2026-11-30", start)).toBe(expected);
  });
});
