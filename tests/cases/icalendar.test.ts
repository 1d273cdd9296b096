import { describe, expect, test } from "vitest";
import { readCalendar, readCalendarText } from "../../lib/background/icalendar/read.ts";
import { readTraffic } from "../../lib/background/icalendar/traffic.ts";
import type { CalendarListing, Occurrence } from "../../lib/domain/calendar-object.ts";
import { testCases } from "./cases.ts";

const query = {
  timeZone: "Europe/Prague",
  from: Date.UTC(2026, 8, 1),
  to: Date.UTC(2027, 2, 1),
};
const now = Date.UTC(2026, 10, 24);

const localOf = ({ start, allDay, cancelled }: Occurrence): string => {
  const local = Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(query.timeZone)
    .toPlainDateTime();
  return [local.toString().slice(5, 16), allDay && "day", cancelled && "off"].filter(Boolean).join(" ");
};
const startsIn = (text: string): string[] =>
  readCalendar(text, query).flatMap(({ occurrences }) => occurrences.map(localOf));

const listing = (response: string): CalendarListing =>
  JSON.parse(readTraffic({ body: null, response }, query.timeZone, now).response ?? "");

const calendar = (...lines: string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//CS", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: string[]): string[] => [
  "BEGIN:VEVENT",
  ...(lines.some((line) => line.startsWith("UID")) ? [] : ["UID:a@t"]),
  "DTSTAMP:20261101T000000Z",
  ...lines,
  "END:VEVENT",
];
const prague = (name: string, wall: string): string => `${name};TZID=Europe/Prague:${wall}`;
const weekly = event(prague("DTSTART", "20261006T100000"), "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Novák");

describe("which occurrence, and when", () => {
  testCases<string, string[]>("05-icalendar-wrong-occurrence.json", (text, expected) => {
    expect(startsIn(text)).toEqual(expected);
  });

  const own = (id: string, start: string, ...more: string[]): string[] =>
    event(id, prague("DTSTART", start), ...more);
  const thirteenth = prague("RECURRENCE-ID", "20261013T100000");

  test.for<[what: string, text: string, expected: string[]]>([
    [
      "of two versions of one sequence the one written later",
      calendar(
        ...weekly,
        ...own(thirteenth, "20261013T150000", "SEQUENCE:1").map((line) =>
          line.replace("20261101", "20261102"),
        ),
        ...own(thirteenth, "20261013T140000", "SEQUENCE:1"),
      ),
      ["10-06T10:00", "10-13T15:00", "10-20T10:00"],
    ],
    [
      "a later version of a single event takes the place of the one before",
      calendar(
        ...event(prague("DTSTART", "20261007T140000"), "SEQUENCE:2"),
        ...event(prague("DTSTART", "20261006T100000"), "SEQUENCE:1"),
      ),
      ["10-07T14:00"],
    ],
    [
      "the same event twice is one",
      calendar(
        ...event(prague("DTSTART", "20261006T100000")),
        ...event(prague("DTSTART", "20261006T100000")),
      ),
      ["10-06T10:00"],
    ],
    [
      "a change of all that follow, and one of them changed by itself",
      calendar(
        ...event(prague("DTSTART", "20261006T100000"), "RRULE:FREQ=WEEKLY;COUNT=4"),
        ...own(thirteenth.replace(";TZID", ";RANGE=THISANDFUTURE;TZID"), "20261014T110000"),
        ...own(prague("RECURRENCE-ID", "20261020T100000"), "20261020T080000"),
      ),
      ["10-06T10:00", "10-14T11:00", "10-20T08:00", "10-28T11:00"],
    ],
    [
      "all that follow are called off",
      calendar(
        ...weekly,
        ...own(
          thirteenth.replace(";TZID", ";RANGE=THISANDFUTURE;TZID"),
          "20261013T100000",
          "STATUS:CANCELLED",
        ),
      ),
      ["10-06T10:00", "10-13T10:00 off", "10-20T10:00 off"],
    ],
    [
      "over the change of the clocks",
      calendar(
        ...event(prague("DTSTART", "20261013T100000"), "RRULE:FREQ=WEEKLY;COUNT=3"),
        ...own(prague("RECURRENCE-ID;RANGE=THISANDFUTURE", "20261020T100000"), "20261020T140000"),
      ),
      ["10-13T10:00", "10-20T14:00", "10-27T14:00"],
    ],
    [
      "an id that names the day alone",
      calendar(...weekly, ...own("RECURRENCE-ID;VALUE=DATE:20261013", "20261013T150000")),
      ["10-06T10:00", "10-13T15:00", "10-20T10:00"],
    ],
    [
      "an exception by rule, without an end",
      calendar(
        ...event(
          prague("DTSTART", "20261006T100000"),
          "RRULE:FREQ=DAILY;COUNT=4",
          "EXRULE:FREQ=DAILY;INTERVAL=2",
        ),
      ),
      ["10-07T10:00", "10-09T10:00"],
    ],
    [
      "days written as midnights",
      calendar(...event(prague("DTSTART", "20261124T000000"), prague("DTEND", "20261125T000000"))),
      ["11-24T00:00 day"],
    ],
    [
      "Zrušeno in the title",
      calendar(...event(prague("DTSTART", "20261124T080000"), "SUMMARY:Zrušeno: Novák")),
      ["11-24T08:00 off"],
    ],
    [
      "a text that calls off",
      calendar("METHOD:CANCEL", ...event(prague("DTSTART", "20261124T080000"))),
      ["11-24T08:00 off"],
    ],
  ])("%s", ([, text, expected]) => {
    expect(startsIn(text)).toEqual(expected);
  });

  test.for<[string, string]>([
    [
      "by another clock",
      own(prague("RECURRENCE-ID;RANGE=THISANDFUTURE", "20261013T100000"), "20261013T140000")
        .join("\r\n")
        .replace("DTSTART;TZID=Europe/Prague", "DTSTART;TZID=Asia/Tokyo"),
    ],
    [
      "what went before",
      own(prague("RECURRENCE-ID;RANGE=THISANDPRIOR", "20261013T100000"), "20261013T140000").join("\r\n"),
    ],
    [
      "a rule of its own",
      own(
        prague("RECURRENCE-ID;RANGE=THISANDFUTURE", "20261013T100000"),
        "20261013T140000",
        "RRULE:FREQ=DAILY;COUNT=2",
      ).join("\r\n"),
    ],
  ])("a change that cannot be followed is refused: %s", ([, change]) => {
    expect(() => readCalendar(calendar(...weekly, change), query)).toThrow();
  });
});

describe("a changed occurrence that its series does not have", () => {
  const moved = (id: string, ...more: string[]): string[] =>
    event(id, prague("DTSTART", "20261015T150000"), "SUMMARY:Novák jindy", ...more);

  test.for<[what: string, ...text: string[]]>([
    ["another hour", ...weekly, ...moved(prague("RECURRENCE-ID", "20261013T110000"))],
    ["another day", ...weekly, ...moved(prague("RECURRENCE-ID", "20261014T100000"))],
    ["a day alone", ...weekly, ...moved("RECURRENCE-ID;VALUE=DATE:20261014")],
    ["after the last", ...weekly, ...moved(prague("RECURRENCE-ID", "20261117T100000"))],
    ["before the first", ...weekly, ...moved(prague("RECURRENCE-ID", "20260915T100000"))],
    ["by another clock", ...weekly, ...moved("RECURRENCE-ID:20261013T100000Z")],
    [
      "of all that follow",
      ...weekly,
      ...moved(prague("RECURRENCE-ID;RANGE=THISANDFUTURE", "20261117T100000")),
    ],
    [
      "of what does not recur",
      ...event(prague("DTSTART", "20261006T100000"), "SUMMARY:Novák"),
      ...moved(prague("RECURRENCE-ID", "20261013T100000")),
    ],
  ])("%s: it is named on its day, and the series is read", ([, ...text]) => {
    const { objects, odd } = readCalendarText(calendar(...text), query);
    expect(objects.map(({ uid }) => uid)).toEqual(["a@t"]);
    expect(odd).toMatchObject([{ uid: "a@t", summary: "Novák jindy", day: "2026-10-15" }]);
    // As a page asks for it: it stands on its day, without a time.
    const asked = '<c:time-range start="20260901T000000Z" end="20270301T000000Z"/>';
    const told = readTraffic({ body: asked, response: calendar(...text) }, query.timeZone, now).response;
    const { events, unreadable } = JSON.parse(told ?? "") as CalendarListing;
    expect(unreadable).toMatchObject([{ summary: "Novák jindy" }]);
    expect(events.filter(({ start }) => start === "2026-10-15")).toMatchObject([
      { summary: "⚠ Novák jindy", recurrenceId: null },
    ]);
    expect(() => readCalendar(calendar(...text), query)).toThrow();
  });

  test.for<[what: string, expected: string[], ...text: string[]]>([
    [
      "what is called off",
      ["10-06T10:00", "10-13T10:00", "10-20T10:00"],
      ...weekly,
      ...moved(prague("RECURRENCE-ID", "20261014T100000"), "STATUS:CANCELLED"),
    ],
    [
      "what was taken out of the series",
      ["10-06T10:00", "10-20T10:00"],
      ...event(
        prague("DTSTART", "20261006T100000"),
        "RRULE:FREQ=WEEKLY;COUNT=3",
        prague("EXDATE", "20261013T100000"),
      ),
      ...moved(prague("RECURRENCE-ID", "20261013T100000")),
    ],
    [
      "a later version of what does not recur",
      ["10-15T15:00"],
      ...event(prague("DTSTART", "20261006T100000"), "SEQUENCE:1"),
      ...moved(prague("RECURRENCE-ID", "20261006T100000"), "SEQUENCE:2"),
    ],
    [
      "an earlier one",
      ["10-06T10:00"],
      ...event(prague("DTSTART", "20261006T100000"), "SEQUENCE:2"),
      ...moved(prague("RECURRENCE-ID", "20261006T100000"), "SEQUENCE:1"),
    ],
  ])("but nobody misses %s", ([, expected, ...text]) => {
    expect(startsIn(calendar(...text))).toEqual(expected);
  });
});

describe("one odd event beside good ones", () => {
  testCases<string | { response: string }, unknown>("06-one-odd-event-hides-all.json", (input) => {
    if (typeof input === "string") {
      expect(readCalendar(input, query).map(({ uid }) => uid)).toEqual(["g1", "g2"]);
      expect(listing(input).events.map(({ uid }) => uid)).toEqual(["g1", "g2"]);
      return;
    }
    const { events, unreadable = [] } = listing(input.response);
    const uids = new Set([...events, ...unreadable].map(({ uid }) => uid));
    expect(uids).toEqual(new Set(["g1", "g2", "odd"]));
    expect(events.filter(({ uid }) => uid.startsWith("g")).map(({ start }) => start)).toEqual([
      "2026-11-11T07:00:00Z",
      "2026-11-12T07:00:00Z",
    ]);
  });

  const good = event("UID:g1", prague("DTSTART", "20261111T080000"), "SUMMARY:Novák 777123456");
  const odd: Record<string, string[]> = {
    "no start": event("UID:odd", "SUMMARY:Divná"),
    "an unknown zone": event("UID:odd", "DTSTART;TZID=Praha:20261124T080000", "SUMMARY:Divná"),
    "a rule that nothing fits": event(
      "UID:odd",
      prague("DTSTART", "20261124T080000"),
      "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
      "SUMMARY:Divná",
    ),
    ...Object.fromEntries(
      ["COUNT=0", "COUNT=-1", "COUNT=00"].map((count) => [
        `a rule with ${count}`,
        event("UID:odd", prague("DTSTART", "20261124T080000"), `RRULE:FREQ=WEEKLY;${count}`, "SUMMARY:Divná"),
      ]),
    ),
    "a rule that is none": event(
      "UID:odd",
      prague("DTSTART", "20261124T080000"),
      "RRULE:FREQ=OBČAS",
      "SUMMARY:Divná",
    ),
    "a line that is none": event(
      "UID:odd",
      prague("DTSTART", "20261124T080000"),
      "SUMMARY:Divná",
      "toto nic není",
    ),
    "a start that is none": event("UID:odd", "DTSTART:zítra", "SUMMARY:Divná"),
    "what cannot be followed": [
      ...event("UID:odd", prague("DTSTART", "20261124T080000"), "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Divná"),
      ...event(
        "UID:odd",
        prague("RECURRENCE-ID;RANGE=THISANDPRIOR", "20261124T080000"),
        prague("DTSTART", "20261124T090000"),
      ),
    ],
  };
  test.for(Object.keys(odd))("%s is named, and the others are read", (what) => {
    const { objects, odd: named } = readCalendarText(calendar(...good, ...(odd[what] ?? [])), query);
    expect(objects.map(({ uid }) => uid)).toEqual(["g1"]);
    expect(named).toMatchObject([{ uid: "odd", summary: "Divná" }]);
    const { events, unreadable } = listing(calendar(...good, ...(odd[what] ?? [])));
    expect(unreadable).toMatchObject([{ uid: "odd", summary: "Divná" }]);
    // It stands on its day, without a time: nobody is texted about it.
    for (const one of events.filter(({ uid }) => uid === "odd"))
      expect(one).toMatchObject({ start: "2026-11-24", summary: "⚠ Divná" });
  });

  test.for([
    ["W. Europe Standard Time", "2026-11-24T07:00:00Z"],
    ["Central Europe Standard Time", "2026-11-24T07:00:00Z"],
    ["GMT Standard Time", "2026-11-24T08:00:00Z"],
    ["FLE Standard Time", "2026-11-24T06:00:00Z"],
    ['"(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague"', "2026-11-24T07:00:00Z"],
    ["/mozilla.org/20050126_1/Europe/Prague", "2026-11-24T07:00:00Z"],
    ["/freeassociation.sourceforge.net/Tzfile/Europe/Prague", "2026-11-24T07:00:00Z"],
    ["UTC", "2026-11-24T08:00:00Z"],
  ])("the zone %s", ([zone, start]) => {
    expect(listing(calendar(...event(`DTSTART;TZID=${zone}:20261124T080000`))).events).toMatchObject([
      { start },
    ]);
  });

  test("a day without VALUE=DATE is a day", () => {
    expect(startsIn(calendar(...event("DTSTART:20261124", "DTEND:20261125")))).toEqual(["11-24T00:00 day"]);
    expect(startsIn(calendar(...event("DTSTART;TZID=Europe/Prague:20261124")))).toEqual(["11-24T00:00 day"]);
  });
});
