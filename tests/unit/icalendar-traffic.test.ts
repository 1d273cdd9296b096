import { describe, expect, it } from "vitest";
import { readTraffic } from "../../lib/background/icalendar/traffic.ts";
import { CalendarListing } from "../../lib/domain/calendar-object.ts";
import fc from "../properties.ts";
import { calendarObject, event } from "./support/icalendar.ts";

/** What rules of plugins without code get to see of CalDAV. */

const now = Date.UTC(2026, 10, 24);
const told = (body: string | null, response: string | null = null) => {
  const read = readTraffic({ body, response }, "Europe/Prague", now);
  const listing = (text: string | null) => {
    try {
      return CalendarListing.parse(JSON.parse(text ?? ""));
    } catch {
      return text;
    }
  };
  return { body: listing(read.body), response: listing(read.response) };
};

const visit = event({
  start: ";TZID=Europe/Prague:20261124T080000",
  end: ";TZID=Europe/Prague:20261124T083000",
  lines: [
    "SUMMARY:Jana Vzorová <kontrola>",
    "DESCRIPTION:tel. 601 000 001 & e-mail",
    "LOCATION:Ordinace 2",
    "ATTENDEE;CN=Jana Vzorová:tel:+420601000001",
    "CONTACT:matka\\, 602 000 002",
  ],
});
const weekly = event({
  uid: "w@test",
  start: ";TZID=Europe/Prague:20261123T100000",
  lines: ["RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Petr Vzorový"],
});
const escaped = (text: string) => text.replace(/[&<>\r]/g, (char) => `&#${char.codePointAt(0)};`);
const answer = (...texts: string[]) =>
  `<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:">${texts
    .map(
      (text, index) =>
        `<d:response><d:href>/kal/a%20${index}.ics</d:href><d:propstat><d:prop><c:calendar-data>${escaped(text)}</c:calendar-data></d:prop></d:propstat></d:response>`,
    )
    .join("")}</d:multistatus>`;
const question = (start: string, end: string) =>
  `<c:calendar-query><c:filter><c:time-range start="${start}" end="${end}"/></c:filter></c:calendar-query>`;

describe("readTraffic", () => {
  it("tells a single event's own fields, with whom it names", () => {
    expect(told(calendarObject(visit)).body).toMatchObject({
      ...{ id: "a@test", uid: "a@test", recurrenceId: null, href: null, status: "confirmed" },
      ...{ start: "2026-11-24T07:00:00Z", end: "2026-11-24T07:30:00Z" },
      ...{ summary: "Jana Vzorová <kontrola>", location: "Ordinace 2" },
      contacts: "Jana Vzorová tel:+420601000001\nmatka, 602 000 002",
      events: [{ id: "a@test" }],
    });
  });

  it("tells a day for an event without hours, and one that was called off", () => {
    const day = event({
      start: ";VALUE=DATE:20261124",
      end: ";VALUE=DATE:20261126",
      lines: ["STATUS:CANCELLED"],
    });
    expect(told(calendarObject(day)).body).toMatchObject({
      ...{ start: "2026-11-24", end: "2026-11-26", status: "cancelled" },
    });
  });

  it("tells the occurrences of a series, of which none is the event itself", () => {
    const { body } = told(calendarObject(weekly));
    expect(body).not.toHaveProperty("start");
    expect(body).toMatchObject({
      events: [
        { id: "w@test@2026-11-23T09:00:00Z", recurrenceId: "2026-11-23T09:00:00Z" },
        { start: "2026-11-30T09:00:00Z" },
        { start: "2026-12-07T09:00:00Z" },
      ],
    });
  });

  it("reads WebDAV answers, within the time that was asked for, with the address of each", () => {
    const asked = question("20261123T230000Z", "20261130T230000Z");
    const { body, response } = told(asked, answer(calendarObject(visit), calendarObject(weekly)));
    expect(body).toEqual({ events: [], from: "2026-11-23T23:00:00Z", to: "2026-11-30T23:00:00Z" });
    expect(response).toMatchObject({
      events: [
        {
          href: "/kal/a%200.ics",
          summary: "Jana Vzorová <kontrola>",
          description: "tel. 601 000 001 & e-mail",
        },
        { href: "/kal/a%201.ics", start: "2026-11-30T09:00:00Z" },
      ],
      ...{ from: "2026-11-23T23:00:00Z", to: "2026-11-30T23:00:00Z" },
    });
    expect(told(asked, answer()).response).toMatchObject({ events: [] });
  });

  it("says around now where it looked for what recurs, when nobody says for which time", () => {
    expect(told(null, answer()).response).toMatchObject({
      ...{ from: "2026-10-25T00:00:00Z", to: "2027-11-24T00:00:00Z" },
    });
  });

  it("never takes for an empty calendar what is none, or what it cannot read", () => {
    const broken = calendarObject(visit).replace("DTSTART", "DTSTAR");
    for (const text of ["", "<html><form>Heslo</form></html>", '{"events":[]}', broken, "BEGIN:VCALENDAR"])
      expect(readTraffic({ body: text, response: text }, "Europe/Prague", now)).toEqual({
        body: text,
        response: text,
      });
    // One of several is named beside the others.
    const partly = told(null, answer(calendarObject(visit), broken)).response;
    expect(partly).toMatchObject({
      events: [{ uid: "a@test", start: "2026-11-24T07:00:00Z" }],
      unreadable: [{ href: "/kal/a%201.ics", problem: "an event without a start" }],
    });
    // Years are nobody's view.
    const years = question("20200101T000000Z", "20300101T000000Z");
    expect(told(years).body).toBe(years);
  });

  it("takes whatever a page sends", () => {
    const pieces = [
      "BEGIN:VCALENDAR\r\n",
      "END:VCALENDAR",
      "<d:multistatus ",
      "<response>",
      "&#x110000;",
      "<href>",
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (parts) => {
        expect(() => told(parts.join(""), parts.join(""))).not.toThrow();
      }),
    );
  });
});
