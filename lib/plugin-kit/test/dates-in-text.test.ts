import { expect, test } from "vitest";
import { datesIn, mayName, soleDayIn } from "../dates-in-text.ts";

/** As a screen reader would hear it, in the languages in which people use Pípni. */
const written = [
  "úterý 1. prosince 2026",
  "utorok 1. decembra 2026",
  "Tuesday, December 1, 2026",
  "Tuesday 1 December 2026",
  "Jana Vzorová, 9:00 až 9:30, úterý 1. prosince 2026, zaneprázdněný",
  "Event from 9:00 AM to 9:30 AM, Tuesday, December 1, 2026, Busy",
];

test.for(written)("%s", (text) => {
  expect(soleDayIn(text)).toBe("2026-12-01");
  expect(mayName(text, "2026-12-01")).toBe(true);
  expect(mayName(text, "2026-12-02")).toBe(false);
});

test("every month in every language", () => {
  for (const language of ["cs", "sk", "en"])
    for (let month = 1; month <= 12; month++) {
      const day = new Temporal.PlainDate(2027, month, 9);
      const text = day.toLocaleString(language, { dateStyle: "full" });
      expect(soleDayIn(text), text).toBe(day.toString());
    }
});

test("what names no day, or several, or one that there is not", () => {
  for (const text of [
    "",
    "prosinec 2026",
    "1. prosince",
    "od 1. prosince 2026 do 3. prosince 2026",
    "31. listopadu 2026",
    "1. mars 2026",
    "11. prosincelení 2026",
  ])
    expect(soleDayIn(text), text).toBeNull();
  expect(mayName("Porada", "2026-12-01")).toBe(true);
  expect(datesIn("úterý 1. prosince")).toEqual([{ year: null, month: 12, day: 1 }]);
  expect(mayName("úterý 1. prosince", "2026-12-01")).toBe(true);
  expect(mayName("středa 2. prosince", "2026-12-01")).toBe(false);
});
