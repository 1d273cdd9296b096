import { describe, expect, it } from "vitest";
import fc, { runs } from "../../../../tests/properties.ts";
import { calendarObject, type EventText, event } from "../../../../tests/unit/support/icalendar.ts";
import { readCalendar } from "../../../background/icalendar/read.ts";
import { instantText } from "../../../plugin-kit/zone.ts";
import { newsIn, pairsBetween, type ReadText, readStates } from "../occurrences.ts";

const now = Date.UTC(2026, 9, 1);

const read: ReadText = async (text, bounds) => {
  const [object] = readCalendar(text, { timeZone: "Europe/Prague", ...bounds });
  return object ?? null;
};

const newsBetween = async (before: string | null, after: string | null, at = now) =>
  newsIn(pairsBetween(await readStates(before, after, at, read)), at);

const changes = async (before: string | null, after: string | null, at = now): Promise<string[]> =>
  (await newsBetween(before, after, at)).map(({ type, before: was, after: is }) =>
    [
      type,
      ...(was ? [instantText(was.start)] : []),
      ...(was && is ? ["→"] : []),
      ...(is ? [instantText(is.start)] : []),
    ].join(" "),
  );

const at = (wall: string): string => `;TZID=Europe/Prague:${wall}`;
const single = (wall: string, ...lines: string[]): string =>
  calendarObject(event({ start: at(wall), lines }));
const series = (wall: string, lines: string[], ...exceptions: string[]): string =>
  calendarObject(event({ start: at(wall), lines }), ...exceptions);
const instead = (original: string, wall: string, rest: Partial<EventText> = {}): string =>
  event({
    start: at(wall),
    ...rest,
    lines: [`RECURRENCE-ID${at(original)}`, ...(rest.lines ?? [])],
  });

const weekly = "RRULE:FREQ=WEEKLY;COUNT=4";
const tuesdays = series("20261006T100000", [weekly]);

describe("a single event", () => {
  it.each([
    ["made", null, single("20261124T080000"), ["created 2026-11-24T07:00:00Z"]],
    ["deleted", single("20261124T080000"), null, ["cancelled 2026-11-24T07:00:00Z"]],
    [
      "moved",
      single("20261124T080000"),
      single("20261125T093000"),
      ["moved 2026-11-24T07:00:00Z → 2026-11-25T08:30:00Z"],
    ],
    ["saved as it was", single("20261124T080000"), single("20261124T080000"), []],
    ["renamed", single("20261124T080000", "SUMMARY:A"), single("20261124T080000", "SUMMARY:B"), []],
    ["made longer", single("20261124T080000"), single("20261124T080000", "DURATION:PT2H"), []],
    [
      "called off",
      single("20261124T080000"),
      single("20261124T080000", "STATUS:CANCELLED"),
      ["cancelled 2026-11-24T07:00:00Z"],
    ],
    [
      "called off and moved: the patient knows of the time before",
      single("20261124T080000"),
      single("20261125T080000", "STATUS:CANCELLED"),
      ["cancelled 2026-11-24T07:00:00Z"],
    ],
    [
      "on again",
      single("20261124T080000", "STATUS:CANCELLED"),
      single("20261124T080000", "STATUS:CONFIRMED"),
      ["created 2026-11-24T07:00:00Z"],
    ],
    ["deleted after it was called off", single("20261124T080000", "STATUS:CANCELLED"), null, []],
    ["made as already called off", null, single("20261124T080000", "STATUS:CANCELLED"), []],
    ["entered for the past", null, single("20260924T080000"), ["created 2026-09-24T06:00:00Z"]],
    ["deleted when it is over", single("20260924T080000"), null, ["cancelled 2026-09-24T06:00:00Z"]],
    [
      "corrected in the past",
      single("20260924T080000"),
      single("20260925T080000"),
      ["moved 2026-09-24T06:00:00Z → 2026-09-25T06:00:00Z"],
    ],
    [
      "moved from the past into the future",
      single("20260924T080000"),
      single("20261125T080000"),
      ["moved 2026-09-24T06:00:00Z → 2026-11-25T07:00:00Z"],
    ],
    [
      "written in another zone, at the same moment",
      single("20261124T080000"),
      calendarObject(event({ start: ":20261124T070000Z" })),
      [],
    ],
    [
      "moved across the clock change",
      single("20261024T080000"),
      single("20261025T080000"),
      ["moved 2026-10-24T06:00:00Z → 2026-10-25T07:00:00Z"],
    ],
    ["made years ahead", null, single("20361124T080000"), ["created 2036-11-24T07:00:00Z"]],
  ])("%s", async (_, before, after, expected) => {
    expect(await changes(before, after)).toEqual(expected);
  });
});

describe("a series", () => {
  it("made is news for each occurrence to come", async () => {
    expect(await changes(null, tuesdays, Date.UTC(2026, 9, 14))).toEqual([
      "created 2026-10-20T08:00:00Z",
      "created 2026-10-27T09:00:00Z",
    ]);
  });

  it("deleted is news for each occurrence to come", async () => {
    expect(await changes(tuesdays, null, Date.UTC(2026, 9, 14))).toEqual([
      "cancelled 2026-10-20T08:00:00Z",
      "cancelled 2026-10-27T09:00:00Z",
    ]);
  });

  it("without one occurrence: EXDATE", async () => {
    const without = series("20261006T100000", [weekly, `EXDATE${at("20261013T100000")}`]);
    expect(await changes(tuesdays, without)).toEqual(["cancelled 2026-10-13T08:00:00Z"]);
    expect(await changes(without, tuesdays)).toEqual(["created 2026-10-13T08:00:00Z"]);
  });

  it("without its first occurrence, however that is written", async () => {
    const excluded = series("20261006T100000", [weekly, `EXDATE${at("20261006T100000")}`]);
    const later = series("20261013T100000", ["RRULE:FREQ=WEEKLY;COUNT=3"]);
    expect(await changes(tuesdays, excluded)).toEqual(["cancelled 2026-10-06T08:00:00Z"]);
    expect(await changes(tuesdays, later)).toEqual(["cancelled 2026-10-06T08:00:00Z"]);
    expect(await changes(excluded, later)).toEqual([]);
  });

  it("with one occurrence moved: RECURRENCE-ID, and moved again, and back", async () => {
    const once = series("20261006T100000", [weekly], instead("20261013T100000", "20261014T150000"));
    const twice = series("20261006T100000", [weekly], instead("20261013T100000", "20261015T150000"));
    expect(await changes(tuesdays, once)).toEqual(["moved 2026-10-13T08:00:00Z → 2026-10-14T13:00:00Z"]);
    expect(await changes(once, twice)).toEqual(["moved 2026-10-14T13:00:00Z → 2026-10-15T13:00:00Z"]);
    expect(await changes(twice, tuesdays)).toEqual(["moved 2026-10-15T13:00:00Z → 2026-10-13T08:00:00Z"]);
    const gone = series("20261006T100000", [weekly, `EXDATE${at("20261013T100000")}`]);
    expect(await changes(twice, gone)).toEqual(["cancelled 2026-10-15T13:00:00Z"]);
  });

  it("with one occurrence called off", async () => {
    const off = instead("20261013T100000", "20261013T100000", { lines: ["STATUS:CANCELLED"] });
    expect(await changes(tuesdays, series("20261006T100000", [weekly], off))).toEqual([
      "cancelled 2026-10-13T08:00:00Z",
    ]);
  });

  it("with one occurrence renamed is no news", async () => {
    const renamed = instead("20261013T100000", "20261013T100000", { lines: ["SUMMARY:Jinak"] });
    expect(await changes(tuesdays, series("20261006T100000", [weekly], renamed))).toEqual([]);
  });

  it("moved as a whole is moved occurrence by occurrence, by the clock on the wall", async () => {
    expect(await changes(tuesdays, series("20261007T113000", [weekly]), Date.UTC(2026, 9, 16))).toEqual([
      "moved 2026-10-20T08:00:00Z → 2026-10-21T09:30:00Z",
      "moved 2026-10-27T09:00:00Z → 2026-10-28T10:30:00Z",
    ]);
  });

  it("moved by months is moved occurrence by occurrence, too", async () => {
    const weeks = (wall: string) => series(wall, ["RRULE:FREQ=WEEKLY;COUNT=52"]);
    const [there, back] = [weeks("20261006T100000"), weeks("20270104T110000")];
    const moved = await newsBetween(there, back);
    expect(moved.map(({ type }) => type)).toEqual(Array.from({ length: 52 }, () => "moved"));
    expect(new Set((await newsBetween(back, there)).map(({ type }) => type))).toEqual(new Set(["moved"]));
  });

  it("moved by just its own interval only ends later", async () => {
    expect(await changes(tuesdays, series("20261013T100000", [weekly]))).toEqual([
      "cancelled 2026-10-06T08:00:00Z",
      "created 2026-11-03T09:00:00Z",
    ]);
  });

  it("shortened and prolonged", async () => {
    const longer = series("20261006T100000", ["RRULE:FREQ=WEEKLY;COUNT=6"]);
    expect(await changes(tuesdays, longer)).toEqual([
      "created 2026-11-03T09:00:00Z",
      "created 2026-11-10T09:00:00Z",
    ]);
    const until = series("20261006T100000", ["RRULE:FREQ=WEEKLY;UNTIL=20261027T085959Z"]);
    expect(await changes(tuesdays, until)).toEqual(["cancelled 2026-10-27T09:00:00Z"]);
  });

  it("made out of a single event, and that out of a series", async () => {
    const one = single("20261006T100000");
    expect(await changes(one, tuesdays)).toEqual([
      "created 2026-10-13T08:00:00Z",
      "created 2026-10-20T08:00:00Z",
      "created 2026-10-27T09:00:00Z",
    ]);
    expect(await changes(tuesdays, one)).toHaveLength(3);
    expect(await changes(one, series("20261006T110000", ["RRULE:FREQ=WEEKLY;COUNT=2"]))).toEqual([
      "moved 2026-10-06T08:00:00Z → 2026-10-06T09:00:00Z",
      "created 2026-10-13T09:00:00Z",
    ]);
  });

  it("without an end is news for a year ahead, at most two hundred times", async () => {
    const endless = (rule: string) => series("20261006T100000", [`RRULE:${rule}`]);
    expect(await changes(null, endless("FREQ=WEEKLY"))).toHaveLength(52);
    expect(await changes(null, endless("FREQ=DAILY"))).toHaveLength(200);
    expect((await changes(null, endless("FREQ=DAILY")))[0]).toBe("created 2026-10-06T08:00:00Z");
    expect(await changes(endless("FREQ=WEEKLY"), endless("FREQ=WEEKLY"))).toEqual([]);
    const without = series("20261006T100000", ["RRULE:FREQ=WEEKLY", `EXDATE${at("20261013T100000")}`]);
    expect(await changes(endless("FREQ=WEEKLY"), without)).toEqual(["cancelled 2026-10-13T08:00:00Z"]);
  });
});

describe("whatever the series", () => {
  const two = (value: number): string => String(value).padStart(2, "0");
  const rules = fc.constantFrom(
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=DAILY;INTERVAL=5",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;COUNT=9",
    "FREQ=WEEKLY;UNTIL=20270115T120000Z",
  );
  const start = fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 10, max: 12 }),
    hour: fc.integer({ min: 3, max: 22 }),
  });
  const wallOf = ({ day, month, hour }: { day: number; month: number; hour: number }): string =>
    `2026${two(month)}${two(day)}T${two(hour)}0000`;
  const later = { from: now, to: Date.UTC(2027, 8) };
  const wallText = (wall: number): string =>
    new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/gu, "");

  it("saving it unchanged is no news, and what one way creates the other way cancels", async () => {
    await fc.assert(
      fc.asyncProperty(start, rules, rules, async (when, one, other) => {
        const a = series(wallOf(when), [`RRULE:${one}`]);
        const b = series(wallOf(when), [`RRULE:${other}`]);
        expect(await changes(a, a)).toEqual([]);
        const swap = (line: string) =>
          line.startsWith("created")
            ? line.replace("created", "cancelled")
            : line.replace("cancelled", "created");
        expect(await changes(b, a)).toEqual((await changes(a, b)).map(swap));
      }),
      { numRuns: runs(60) },
    );
  });

  it("deleting some of its occurrences cancels those, and only those", async () => {
    await fc.assert(
      fc.asyncProperty(start, rules, fc.array(fc.nat(30), { maxLength: 5 }), async (when, rule, picks) => {
        const before = series(wallOf(when), [`RRULE:${rule}`]);
        const all = (await read(before, later))?.occurrences ?? [];
        const gone = [...new Set(picks.map((pick) => all[pick % Math.max(all.length, 1)]))].filter(
          (one) => one !== undefined,
        );
        const excluded = gone.map(({ wall }) => `EXDATE${at(wallText(wall))}`);
        const after = series(wallOf(when), [`RRULE:${rule}`, ...excluded]);
        expect((await changes(before, after)).sort()).toEqual(
          gone.map((one) => `cancelled ${instantText(one.start)}`).sort(),
        );
      }),
      { numRuns: runs(60) },
    );
  });

  it("moving it by some minutes moves every occurrence, and makes or cancels none", async () => {
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.constantFrom(
          "FREQ=WEEKLY",
          "FREQ=WEEKLY;COUNT=9",
          "FREQ=DAILY;INTERVAL=5",
          "FREQ=MONTHLY;BYDAY=2TU",
        ),
        fc.constantFrom(15, 30, 45, 59),
        async (when, rule, minutes) => {
          const wall = wallOf(when);
          const before = series(wall, [`RRULE:${rule}`]);
          const after = series(wall.replace(/0000$/u, `${minutes}00`), [`RRULE:${rule}`]);
          const found = await newsBetween(before, after);
          expect(found.length).toBeGreaterThan(0);
          for (const { type, before: was, after: is } of found) {
            expect(type).toBe("moved");
            expect((is?.start ?? 0) - (was?.start ?? 0)).toBe(minutes * 60_000);
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });
});
