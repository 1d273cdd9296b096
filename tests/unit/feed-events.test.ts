// @vitest-environment node
import { describe, expect, test } from "vitest";
import { readFeedText } from "../../lib/background/feeds/events.ts";
import { calendarObject, event } from "./support/icalendar.ts";

const window = {
  timeZone: "Europe/Prague",
  from: Date.parse("2026-11-23T23:00:00Z"),
  to: Date.parse("2027-05-26T22:00:00Z"),
};
const prague = (time: string) => `;TZID=Europe/Prague:${time}`;
const idsAndStarts = (text: string, known?: ReadonlySet<string>) =>
  readFeedText(text, window, known).events.map(({ id, start }) => `${id} ${start}`);

describe("the text of a whole calendar", () => {
  test("is read for the time that is asked for, and no further", () => {
    const text = calendarObject(
      event({ uid: "past", start: prague("20200103T080000"), end: prague("20200103T083000") }),
      event({ uid: "soon", start: prague("20261124T080000"), end: prague("20261124T083000") }),
      event({ uid: "far", start: prague("20290103T080000") }),
      event({
        uid: "ended",
        start: prague("20200103T080000"),
        lines: ["RRULE:FREQ=WEEKLY;UNTIL=20200401T000000Z"],
      }),
      event({ uid: "monthly", start: prague("20260124T100000"), lines: ["RRULE:FREQ=MONTHLY;COUNT=12"] }),
    );
    expect(idsAndStarts(text)).toEqual([
      "soon 2026-11-24T07:00:00Z",
      "monthly@2026-11-24T09:00:00Z 2026-11-24T09:00:00Z",
      "monthly@2026-12-24T09:00:00Z 2026-12-24T09:00:00Z",
    ]);
  });

  test("tells where one that was known has gone, however far that is", () => {
    const text = calendarObject(event({ uid: "far", start: prague("20290103T080000") }));
    expect(idsAndStarts(text)).toEqual([]);
    expect(idsAndStarts(text, new Set(["far"]))).toEqual(["far 2029-01-03T07:00:00Z"]);
  });

  test("tells the same of one whose UID has a comma", () => {
    const text = calendarObject(event({ uid: "a\\,b", start: prague("20290103T080000") }));
    expect(idsAndStarts(text, new Set(["a,b"]))).toEqual(["a,b 2029-01-03T07:00:00Z"]);
  });

  test("with one bad event loses no other, and names it", () => {
    const text = calendarObject(
      event({ uid: "good", start: prague("20261124T080000") }),
      event({ uid: "bad", start: ";TZID=Nikde/Nic:20261125T080000", lines: ["SUMMARY:Jana Vzorová"] }),
      event({ uid: "", start: prague("20261126T080000"), lines: ["SUMMARY:Bez UID"] }),
    );
    expect(readFeedText(text, window)).toMatchObject({
      events: [{ id: "good" }],
      odd: [{ title: "Bez UID" }, { title: "Jana Vzorová", day: "2026-11-25" }],
    });
  });

  test("knows a moved and a called off occurrence by its original start", () => {
    const series = event({
      uid: "s",
      start: prague("20261124T080000"),
      lines: ["RRULE:FREQ=WEEKLY;COUNT=3"],
    });
    const moved = event({
      uid: "s",
      start: prague("20261202T090000"),
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261201T080000"],
    });
    const off = event({
      uid: "s",
      start: prague("20261208T080000"),
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261208T080000", "STATUS:CANCELLED"],
    });
    const { events } = readFeedText(calendarObject(series, moved, off), window);
    expect(events.map(({ id, start, cancelled }) => [id, start, cancelled])).toEqual([
      ["s@2026-11-24T07:00:00Z", "2026-11-24T07:00:00Z", false],
      ["s@2026-12-01T07:00:00Z", "2026-12-02T08:00:00Z", false],
      ["s@2026-12-08T07:00:00Z", "2026-12-08T07:00:00Z", true],
    ]);
  });

  test.for([
    [
      "an occurrence moved",
      ["RRULE:FREQ=WEEKLY;COUNT=3"],
      ["RECURRENCE-ID;TZID=Europe/Prague:20261201T080000"],
    ],
    ["a later version", ["SEQUENCE:1"], ["SEQUENCE:2"]],
  ])("of which one part cannot be read tells no time that may be over: %s", ([, first, second]) => {
    const text = calendarObject(
      event({ uid: "good", start: prague("20261124T080000") }),
      event({ uid: "s", start: prague("20261124T080000"), lines: first as string[] }),
      event({
        uid: "s",
        start: prague("20261202T090000"),
        lines: [...(second as string[]), "SUMMARY:Jana Vzorová", "DESCRIPTION:Přeobjednáno", "Volat předem"],
      }),
    );
    const { events, odd, unread } = readFeedText(text, window);
    expect(events.map(({ id }) => id)).toEqual(["good"]);
    // On whatever day it may be missing.
    expect(odd).toEqual([{ title: "Jana Vzorová", day: null }]);
    expect([...unread]).toEqual(["s"]);
  });

  test("that is none is refused", () => {
    expect(() => readFeedText("<!DOCTYPE html><p>Přihlaste se", window)).toThrow("no calendar");
  });
});

const pragueZone = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Prague",
  "X-LIC-LOCATION:Europe/Prague",
  ...["BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19700329T020000"],
  ...["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"],
  ...["BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000"],
  ...["RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE"],
];

describe("as calendars export it", () => {
  test("Google: UTC, long folded lines, escaped text, attendees", () => {
    const text = [
      "BEGIN:VCALENDAR",
      "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
      "VERSION:2.0",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "X-WR-CALNAME:Ordinace",
      "X-WR-TIMEZONE:Europe/Prague",
      "BEGIN:VEVENT",
      "DTSTART:20261124T070000Z",
      "DTEND:20261124T073000Z",
      "DTSTAMP:20261101T120000Z",
      "UID:4k2j3h4k2j3h4@google.com",
      "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=ja",
      " na@pacient.example;X-NUM-GUESTS=0:mailto:jana@pacient.example",
      "DESCRIPTION:Tel: 601 000 001\\nPrvní návštěva\\, přinést zprá",
      " vu",
      "SEQUENCE:0",
      "STATUS:CONFIRMED",
      "SUMMARY:Jana Vzorová",
      "TRANSP:OPAQUE",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n");
    expect(readFeedText(text, window).events).toEqual([
      {
        id: "4k2j3h4k2j3h4@google.com",
        start: "2026-11-24T07:00:00Z",
        end: "2026-11-24T07:30:00Z",
        allDay: false,
        title: "Jana Vzorová",
        description: "Tel: 601 000 001\nPrvní návštěva, přinést zprávu",
        location: "",
        contacts: "jana@pacient.example mailto:jana@pacient.example",
        cancelled: false,
      },
    ]);
  });

  test("Outlook: zones by the names of Windows, without a definition", () => {
    const text = [
      "BEGIN:VCALENDAR",
      "METHOD:PUBLISH",
      "PRODID:Microsoft Exchange Server 2010",
      "VERSION:2.0",
      "X-WR-CALNAME:Kalendář",
      "BEGIN:VEVENT",
      "DESCRIPTION:+420 601 000 002\\n",
      "UID:040000008200E00074C5B7101A82E00800000000A0",
      "SUMMARY:Petr Ukázka",
      "DTSTART;TZID=Central Europe Standard Time:20261124T090000",
      "DTEND;TZID=Central Europe Standard Time:20261124T093000",
      "CLASS:PUBLIC",
      "PRIORITY:5",
      "DTSTAMP:20261128T190000Z",
      "TRANSP:OPAQUE",
      "STATUS:CONFIRMED",
      "SEQUENCE:0",
      "LOCATION:Ordinace 2",
      "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n");
    expect(idsAndStarts(text)).toEqual(["040000008200E00074C5B7101A82E00800000000A0 2026-11-24T08:00:00Z"]);
  });

  test("Apple: a zone with its definition, and a call in the place", () => {
    const text = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Apple Inc.//macOS 15.1//EN",
      "CALSCALE:GREGORIAN",
      ...pragueZone,
      "BEGIN:VEVENT",
      "CREATED:20261101T100000Z",
      "UID:6C1E2D3F-0000-4000-8000-1234567890AB",
      "DTEND;TZID=Europe/Prague:20261124T103000",
      "TRANSP:OPAQUE",
      "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
      "SUMMARY:Eva Příkladová 601000003",
      "LAST-MODIFIED:20261102T100000Z",
      "DTSTAMP:20261102T100001Z",
      "DTSTART;TZID=Europe/Prague:20261124T100000",
      "LOCATION:Ordinace\\nNáměstí 1",
      "SEQUENCE:1",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n");
    expect(idsAndStarts(text)).toEqual(["6C1E2D3F-0000-4000-8000-1234567890AB 2026-11-24T09:00:00Z"]);
  });

  test("5,000 events over ten years within bounds", () => {
    const start = Date.parse("2017-01-02T08:00:00Z");
    const events = Array.from({ length: 5_000 }, (_, at) => {
      const time = new Date(start + Math.floor(at * 0.73) * 86_400_000 + (at % 8) * 1_800_000);
      const stamp = time.toISOString().slice(0, 19).replace(/[-:]/gu, "");
      const lines = [`SUMMARY:Pacient ${at} 601 000 ${String(at % 1000).padStart(3, "0")}`];
      return event({ uid: `e${at}`, start: `:${stamp}Z`, lines });
    });
    const { events: read } = readFeedText(calendarObject(...events), window);
    expect(read.length).toBeGreaterThan(0);
    expect(read.length).toBeLessThan(400);
  });
});
