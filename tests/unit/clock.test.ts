import { expect, test } from "vitest";
import { clockOff, formatOff } from "../../lib/domain/clock.ts";

const now = Date.UTC(2026, 10, 30, 12);
const at = (minutes: number): string => new Date(now + minutes * 60_000).toUTCString();

test("what differs by less than two minutes is right, and what does not tell is nothing", () => {
  expect(clockOff(at(0), now)).toBe(0);
  expect(clockOff(at(1.9), now)).toBe(0);
  expect(clockOff(at(-1.9), now)).toBe(0);
  expect(clockOff(at(-58), now + 20_000)).toBe(58 * 60_000);
  expect(clockOff(at(61), now)).toBe(-61 * 60_000);
  for (const nothing of [null, "", "yesterday"]) expect(clockOff(nothing, now)).toBeNull();
});

test("it is told in the largest unit of which there are at least two", () => {
  const minutes = (count: number) => formatOff(count * 60_000, "cs");
  expect(minutes(2)).toBe("2 minuty");
  expect(minutes(-58)).toBe("58 minut");
  expect(minutes(119)).toBe("119 minut");
  expect(minutes(120)).toBe("2 hodiny");
  expect(minutes(47 * 60)).toBe("47 hodin");
  expect(minutes(-3 * 24 * 60)).toBe("3 dny");
});
