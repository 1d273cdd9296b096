import { describe, expect, it } from "vitest";
import { readCalendar, UnreadableCalendar } from "../../lib/background/icalendar/read.ts";
import { CalendarObject, type CalendarQuery } from "../../lib/domain/calendar-object.ts";
import fc, { runs } from "../properties.ts";
import { calendarObject, event, outlookZone } from "./support/icalendar.ts";

const bounds = { timeZone: "Europe/Prague", from: Date.UTC(2026, 0), to: Date.UTC(2027, 0) };

const read = (text: string, within: Partial<CalendarQuery> = {}): CalendarObject => {
  const [object] = readCalendar(text, { ...bounds, ...within });
  if (!object) throw new Error("no event");
  // Whatever the text, the answer fits its own schema.
  return CalendarObject.parse(object);
};

const instantText = (epochMs: number): string => new Date(epochMs).toISOString().replace(".000", "");

const starts = (text: string, within: Partial<CalendarQuery> = {}): string[] =>
  read(text, within).occurrences.map(({ start, original, cancelled }) =>
    [
      instantText(start),
      ...(original === start ? [] : [`instead of ${instantText(original)}`]),
      ...(cancelled ? ["cancelled"] : []),
    ].join(" "),
  );

describe("one event", () => {
  it("has its text, and no more than one occurrence, however far away", () => {
    const text = calendarObject(
      event({
        start: ";TZID=Europe/Prague:20391124T080000",
        end: ";TZID=Europe/Prague:20391124T083000",
        lines: [
          "SUMMARY:Jana Dvořáková\\, kontrola",
          "DESCRIPTION:tel. 601 000 001\\nbolí zub",
          "LOCATION:Ordinace 2",
        ],
      }),
    );
    const object = read(text);
    expect(object).toMatchObject({ uid: "a@test" });
    expect(object.occurrences).toEqual([
      {
        inSeries: false,
        original: Date.UTC(2039, 10, 24, 7),
        wall: Date.UTC(2039, 10, 24, 8),
        start: Date.UTC(2039, 10, 24, 7),
        end: Date.UTC(2039, 10, 24, 7, 30),
        allDay: false,
        title: "Jana Dvořáková, kontrola",
        description: "tel. 601 000 001\nbolí zub",
        location: "Ordinace 2",
        cancelled: false,
      },
    ]);
  });

  it.each([
    ["UTC", ":20261124T070000Z", "2026-11-24T07:00:00Z"],
    ["an IANA zone without a definition", ";TZID=Europe/Prague:20261124T080000", "2026-11-24T07:00:00Z"],
    ["another zone", ";TZID=America/New_York:20261124T080000", "2026-11-24T13:00:00Z"],
    ["a floating time, in the calendar's zone", ":20261124T080000", "2026-11-24T07:00:00Z"],
    ["a day", ";VALUE=DATE:20261124", "2026-11-23T23:00:00Z"],
    [
      "the hour that is skipped: the one after it",
      ";TZID=Europe/Prague:20260329T023000",
      "2026-03-29T01:30:00Z",
    ],
    [
      "the hour that is repeated: the first of the two",
      ";TZID=Europe/Prague:20261025T023000",
      "2026-10-25T00:30:00Z",
    ],
  ])("in %s", (_, start, expected) => {
    expect(starts(calendarObject(event({ start })))).toEqual([expected]);
  });

  it("in a zone that only the text itself defines", () => {
    const zone = "Central Europe Standard Time";
    expect(
      starts(calendarObject(outlookZone(zone), event({ start: `;TZID=${zone}:20261124T080000` }))),
    ).toEqual(["2026-11-24T07:00:00Z"]);
    expect(
      starts(calendarObject(outlookZone(zone), event({ start: `;TZID=${zone}:20260724T080000` }))),
    ).toEqual(["2026-07-24T06:00:00Z"]);
  });

  it.each([
    ["DTEND", { end: ":20261124T073000Z" }, 30],
    ["DURATION", { lines: ["DURATION:PT1H15M"] }, 75],
    ["neither", {}, null],
  ])("ends by %s", (_, rest, minutes) => {
    const [only] = read(calendarObject(event({ start: ":20261124T070000Z", ...rest }))).occurrences;
    expect(only?.end).toBe(minutes === null ? null : Date.UTC(2026, 10, 24, 7, minutes));
  });

  it("knows an event that is called off", () => {
    expect(
      starts(calendarObject(event({ start: ":20261124T070000Z", lines: ["STATUS:CANCELLED"] }))),
    ).toEqual(["2026-11-24T07:00:00Z cancelled"]);
  });
});

describe("a series", () => {
  const weekly = (lines: string[], start = ";TZID=Europe/Prague:20261006T100000") =>
    event({ start, end: start.replace("T10", "T11"), lines });

  it("keeps its hour on the wall across the clock change", () => {
    expect(starts(calendarObject(weekly(["RRULE:FREQ=WEEKLY;COUNT=5"])))).toEqual([
      "2026-10-06T08:00:00Z",
      "2026-10-13T08:00:00Z",
      "2026-10-20T08:00:00Z",
      "2026-10-27T09:00:00Z",
      "2026-11-03T09:00:00Z",
    ]);
  });

  it("goes no further than asked for, and not back either", () => {
    const text = calendarObject(weekly(["RRULE:FREQ=WEEKLY"]));
    const within = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 11) };
    expect(starts(text, within)).toEqual(["2026-11-03T09:00:00Z", "2026-11-10T09:00:00Z"]);
  });

  it.each([
    // Ten o'clock in Prague is nine in UTC by then: the last one is still within.
    ["a moment in UTC", "20261103T090000Z", 5],
    ["a moment just before the last", "20261103T085959Z", 4],
    ["a day", "20261103", 5],
    ["the wall clock", "20261103T100000", 5],
  ])("ends by %s", (_, until, count) => {
    expect(starts(calendarObject(weekly([`RRULE:FREQ=WEEKLY;UNTIL=${until}`])))).toHaveLength(count);
  });

  it("leaves out EXDATE, however it is written, whether or not each of them fits", () => {
    expect(
      starts(
        calendarObject(
          weekly([
            "RRULE:FREQ=WEEKLY;COUNT=6",
            // The first two fit nothing.
            "EXDATE;TZID=Europe/Prague:20261007T100000,20261008T100000,20261013T100000",
            "EXDATE:20261027T090000Z",
            "EXDATE;VALUE=DATE:20261103",
          ]),
        ),
      ),
    ).toEqual(["2026-10-06T08:00:00Z", "2026-10-20T08:00:00Z", "2026-11-10T09:00:00Z"]);
  });

  it("adds RDATE, also as a period", () => {
    expect(
      starts(
        calendarObject(
          weekly([
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "RDATE;TZID=Europe/Prague:20261007T100000",
            "RDATE;VALUE=PERIOD:20261009T080000Z/PT1H",
          ]),
        ),
      ),
    ).toEqual([
      "2026-10-06T08:00:00Z",
      "2026-10-07T08:00:00Z",
      "2026-10-09T08:00:00Z",
      "2026-10-13T08:00:00Z",
    ]);
    expect(starts(calendarObject(weekly(["RDATE;TZID=Europe/Prague:20261007T100000"])))).toEqual([
      "2026-10-06T08:00:00Z",
      "2026-10-07T08:00:00Z",
    ]);
  });

  it("has occurrences of their own time and text", () => {
    const own = event({
      start: ";TZID=Europe/Prague:20261014T150000",
      end: ";TZID=Europe/Prague:20261014T153000",
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261013T100000", "SUMMARY:Jinak"],
    });
    const off = event({
      start: ";TZID=Europe/Prague:20261020T100000",
      lines: ["RECURRENCE-ID:20261020T080000Z", "STATUS:CANCELLED"],
    });
    const text = calendarObject(weekly(["RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Všechny"]), own, off);
    expect(starts(text)).toEqual([
      "2026-10-06T08:00:00Z",
      "2026-10-14T13:00:00Z instead of 2026-10-13T08:00:00Z",
      "2026-10-20T08:00:00Z cancelled",
      "2026-10-27T09:00:00Z",
    ]);
    const [first, second] = read(text).occurrences;
    expect([first?.title, second?.title]).toEqual(["Všechny", "Jinak"]);
    expect(second?.end).toBe(Date.UTC(2026, 9, 14, 13, 30));
  });

  it("does without an occurrence's own version once the occurrence itself is gone", () => {
    const own = event({
      start: ";TZID=Europe/Prague:20261014T150000",
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261013T100000"],
    });
    const master = weekly(["RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;TZID=Europe/Prague:20261013T100000"]);
    expect(starts(calendarObject(master, own))).toEqual(["2026-10-06T08:00:00Z"]);
  });

  it("keeps an occurrence that was moved into the bounds from before them", () => {
    const own = event({
      start: ";TZID=Europe/Prague:20261114T150000",
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261013T100000"],
    });
    const text = calendarObject(weekly(["RRULE:FREQ=WEEKLY;COUNT=2"]), own);
    expect(starts(text, { from: Date.UTC(2026, 10), to: Date.UTC(2026, 11) })).toEqual([
      "2026-11-14T14:00:00Z instead of 2026-10-13T08:00:00Z",
    ]);
  });

  it("may be known by single occurrences alone, as to who is invited to one of them", () => {
    const own = event({
      start: ";TZID=Europe/Prague:20261014T150000",
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261013T100000"],
    });
    expect(starts(calendarObject(own))).toEqual(["2026-10-14T13:00:00Z instead of 2026-10-13T08:00:00Z"]);
    expect(read(calendarObject(own)).occurrences[0]?.inSeries).toBe(true);
  });

  it("of whole days counts in days", () => {
    const text = calendarObject(
      event({
        start: ";VALUE=DATE:20261024",
        end: ";VALUE=DATE:20261026",
        lines: ["RRULE:FREQ=DAILY;COUNT=2"],
      }),
    );
    expect(
      read(text).occurrences.map(({ start, end, allDay }) => [
        instantText(start),
        end && instantText(end),
        allDay,
      ]),
    ).toEqual([
      // In local days, of which the second is an hour longer.
      ["2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z", true],
      ["2026-10-24T22:00:00Z", "2026-10-26T23:00:00Z", true],
    ]);
  });

  it("does not depend on the zone's name being known", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY"),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 3, max: 23 }),
        (rule, month, day, hour) => {
          const two = (value: number) => String(value).padStart(2, "0");
          const wall = `2026${two(month)}${two(day)}T${two(hour)}0000`;
          const of = (zone: string) => event({ start: `;TZID=${zone}:${wall}`, lines: [`RRULE:${rule}`] });
          const named = starts(calendarObject(of("Europe/Prague")));
          const zone = "Central Europe Standard Time";
          expect(starts(calendarObject(outlookZone(zone), of(zone)))).toEqual(named);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe("a text of several events", () => {
  it("is one object for each UID", () => {
    const text = calendarObject(
      event({ uid: "a", start: ":20261124T070000Z" }),
      event({ uid: "b", start: ":20261125T070000Z", lines: ["RRULE:FREQ=DAILY;COUNT=2"] }),
      event({ uid: "b", start: ":20261126T090000Z", lines: ["RECURRENCE-ID:20261126T070000Z"] }),
    );
    const objects = readCalendar(text, bounds).map(({ uid, occurrences }) => [
      uid,
      ...occurrences.map(({ start }) => instantText(start)),
    ]);
    expect(objects).toEqual([
      ["a", "2026-11-24T07:00:00Z"],
      ["b", "2026-11-25T07:00:00Z", "2026-11-26T09:00:00Z"],
    ]);
  });

  it("does not take longer than one", () => {
    const slow = (uid: number) =>
      event({ uid: String(uid), start: ":20000101T070000Z", lines: ["RRULE:FREQ=DAILY"] });
    expect(() =>
      readCalendar(calendarObject(...Array.from({ length: 500 }, (_, uid) => slow(uid))), bounds),
    ).toThrow("rules that take too long");
    // And leaves nothing behind for the next one.
    expect(readCalendar(calendarObject(slow(1)), bounds)[0]?.occurrences).toHaveLength(365);
  });
});

it("cuts what nobody would read", () => {
  const long = calendarObject(
    event({ start: ":20261124T070000Z", lines: [`SUMMARY:${"x".repeat(100_000)}`] }),
  );
  expect(read(long).occurrences[0]?.title).toHaveLength(4_000);
});

describe("what is no appointment, or cannot be understood", () => {
  it("is nothing where there is no event", () => {
    const task = ["BEGIN:VTODO", "UID:t", "SUMMARY:Zavolat", "END:VTODO"].join("\r\n");
    expect(readCalendar(calendarObject(task), bounds)).toEqual([]);
  });

  it.each([
    ["not iCalendar", "Dobrý den"],
    ["an unknown zone", calendarObject(event({ start: ";TZID=Europe/Praha:20261124T080000" }))],
    ["no start", calendarObject(event({ start: "" }).replace(/^DTSTART.*\r\n/mu, ""))],
    [
      "more occurrences than anybody's",
      calendarObject(event({ start: ":20260101T000000Z", lines: ["RRULE:FREQ=MINUTELY"] })),
    ],
    // Left alone, the library looks for the next one for ever.
    [
      "a rule that no day fits",
      calendarObject(
        event({ start: ":20260105T070000Z", lines: ["RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"] }),
      ),
    ],
    [
      "a rule that steps past all the days that fit",
      calendarObject(event({ start: ":20260105T070000Z", lines: ["RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU"] })),
    ],
    [
      "a zone that never ends to change",
      calendarObject(
        outlookZone("X").replaceAll(
          "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
          "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
        ),
        event({ start: ";TZID=X:20261124T080000" }),
      ),
    ],
    [
      "steps without end",
      calendarObject(
        event({ start: ":20260105T070000Z", lines: ["RRULE:FREQ=DAILY;INTERVAL=999999999999"] }),
      ),
    ],
  ])("says so of %s", (_, text) => {
    expect(() => starts(text)).toThrow(UnreadableCalendar);
  });
});
