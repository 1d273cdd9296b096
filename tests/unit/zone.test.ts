import { describe, expect, it } from "vitest";
import { instantText, UnknownTimeZone, zoneNamed } from "../../lib/plugin-kit/zone.ts";
import fc, { runs } from "../properties.ts";

const at = (zone: string, marker: string, exact?: string): string =>
  instantText(zoneNamed(zone, "Europe/Prague").epochMs(marker, exact));

describe("wall clocks", () => {
  it.each([
    ["local", "2026-11-24T08:00:00", "2026-11-24T07:00:00Z"],
    ["local", "2026-07-24T08:00:00", "2026-07-24T06:00:00Z"],
    ["UTC", "2026-11-24T08:00:00", "2026-11-24T08:00:00Z"],
    ["America/New_York", "2026-11-24T08:00:00", "2026-11-24T13:00:00Z"],
    // The night when 2:00 to 3:00 does not exist: the moment after the gap.
    ["local", "2026-03-29T01:59:00", "2026-03-29T00:59:00Z"],
    ["local", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z"],
    ["local", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"],
    ["local", "2026-03-29T08:00:00", "2026-03-29T06:00:00Z"],
    ["local", "2026-03-28T08:00:00", "2026-03-28T07:00:00Z"],
    // The night that has it twice: the first.
    ["local", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z"],
    ["local", "2026-10-25T08:00:00", "2026-10-25T07:00:00Z"],
    ["local", "2026-10-24T08:00:00", "2026-10-24T06:00:00Z"],
  ])("%s %s → %s", (zone, marker, expected) => {
    expect(at(zone, marker)).toBe(expected);
  });

  it("takes the calendar's word for which of two it is, and for nothing else", () => {
    expect(at("local", "2026-10-25T02:30:00", "2026-10-25T01:30:00.000Z")).toBe("2026-10-25T01:30:00Z");
    expect(at("local", "2026-10-25T02:30:00", "2026-10-25T05:30:00.000Z")).toBe("2026-10-25T00:30:00Z");
    expect(at("local", "2026-11-24T08:00:00", "2026-11-24T08:00:00.000Z")).toBe("2026-11-24T07:00:00Z");
  });

  it("knows a zone that does not exist", () => {
    expect(() => zoneNamed("Europe/Praha")).toThrow(UnknownTimeZone);
  });

  it("agrees with Temporal everywhere", () => {
    const zones = [
      "Europe/Prague",
      "America/New_York",
      "Asia/Kathmandu",
      "Pacific/Apia",
      "Australia/Lord_Howe",
    ];
    const minutes = fc.integer({ min: Date.UTC(2010, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (id, minute) => {
        const zone = zoneNamed(id);
        const marker = new Date(minute * 60_000).toISOString().slice(0, 19);
        const expected = Temporal.PlainDateTime.from(marker).toZonedDateTime(id).epochMilliseconds;
        expect(zone.epochMs(marker)).toBe(expected);
        expect(zone.epochMs(zone.marker(expected), new Date(expected).toISOString())).toBe(expected);
      }),
      { numRuns: runs(500) },
    );
  });
});
