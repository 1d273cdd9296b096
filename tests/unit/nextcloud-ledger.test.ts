import { describe, expect, it } from "vitest";
import type { AppointmentChange, NetworkWrite } from "../../lib/plugin-api/index.ts";
import { Zone } from "../../lib/plugins/fullcalendar/instants.ts";
import { addressOf } from "../../lib/plugins/nextcloud-calendar/address.ts";
import { UnreadableCalendarObject } from "../../lib/plugins/nextcloud-calendar/icalendar.ts";
import { Ledger } from "../../lib/plugins/nextcloud-calendar/ledger.ts";
import { calendarObject, event } from "./support/icalendar.ts";

const origin = "https://cloud.example";
const calendar = `${origin}/remote.php/dav/calendars/jana/personal`;
const now = Date.UTC(2026, 9, 1);

const text = (wall: string, ...lines: string[]): string =>
  calendarObject(
    event({ start: `;TZID=Europe/Prague:${wall}`, lines: ["SUMMARY:Jana Vzorová 601 000 001", ...lines] }),
  );

/** A page's network: its requests and answers in the order of the seconds after `now` that are given for them. */
class Page {
  readonly ledger = new Ledger(() => new Zone("Europe/Prague"), origin);

  reads(name: string, body: string | null, [id, answerId]: [number, number] = [0, 1]): void {
    this.ledger.learn({
      url: `${calendar}/${name}.ics`,
      text: body,
      id,
      answerId,
    });
  }

  writes(
    method: string,
    name: string,
    body: string | null,
    { at = [10, 11], ...rest }: { at?: [number, number] } & Partial<NetworkWrite> = {},
  ): string[] {
    return this.ledger
      .wrote(
        {
          id: at[0],
          answerId: at[1],
          method,
          url: `${calendar}/${name}.ics`,
          body,
          status: 204,
          response: "",
          location: null,
          redirected: false,
          startedAt: now + at[0] * 1000,
          endedAt: now + at[1] * 1000,
          ...rest,
        } as NetworkWrite,
        now + at[1] * 1000,
      )
      .map(told);
  }

  tick(at: number): string[] {
    return this.ledger.tick(now + at * 1000).map(told);
  }
}

const told = (change: AppointmentChange): string => {
  const { id, start, patient } = change.appointment;
  const from = change.type === "moved" ? ` from ${change.previousStart}` : "";
  return `${change.type} ${id} ${start}${from} ${patient?.name ?? "–"}`;
};

const known = { ifMatch: true as const };

describe("addresses", () => {
  it.each([
    ["/remote.php/dav/calendars/jana/personal/A-1.ics", "personal/A-1"],
    [`${origin}/remote.php/dav/calendars/jana%40x.cz/personal/A%201.ics?x=1`, "personal/A 1"],
    ["/remote.php/dav/calendars/jana/personal/", undefined],
    ["/remote.php/dav/calendars/jana/inbox/A.ics", undefined],
    ["/remote.php/dav/calendars/jana/trashbin/objects/A.ics", undefined],
    ["/remote.php/dav/calendars/jana/trashbin/A.ics", undefined],
    ["/remote.php/dav/addressbooks/users/jana/contacts/A.vcf", undefined],
    ["/remote.php/dav/files/jana/kalendar.ics", undefined],
    ["/%E0%A4%A", undefined],
  ])("%s", (url, id) => {
    expect(addressOf(url, origin)?.id).toBe(id);
  });

  it("are the same however they are encoded", () => {
    const paths = ["/d/calendars/u/Můj/a@b.ics", "/d/calendars/u/M%C5%AFj/a%40b.ics"];
    expect(new Set(paths.map((path) => addressOf(path, origin)?.path)).size).toBe(1);
  });

  it("give ids of a bearable length", () => {
    expect(addressOf(`/d/calendars/u/c/${"x".repeat(2000)}.ics`, origin)?.id).toHaveLength(250);
  });
});

describe("what the page writes and its server accepts", () => {
  it("makes an appointment", () => {
    expect(new Page().writes("PUT", "A", text("20261124T080000"), { status: 201 })).toEqual([
      "created personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });

  it("moves one, and knows the time before", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(page.writes("PUT", "A", text("20261124T090000"), known)).toEqual([
      "moved personal/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    expect(page.writes("PUT", "A", text("20261124T100000"), { ...known, at: [20, 21] })).toEqual([
      "moved personal/A 2026-11-24T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová",
    ]);
  });

  it("cancels one, and makes it again", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(page.writes("DELETE", "A", null)).toEqual([
      "cancelled personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    expect(page.writes("DELETE", "A", null, { at: [20, 21] })).toEqual([]);
    expect(page.writes("PUT", "A", text("20261124T080000"), { at: [30, 31] })).toEqual([
      "created personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });

  it("names each occurrence of a series", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000", "RRULE:FREQ=WEEKLY;COUNT=3"));
    const without = text(
      "20261124T080000",
      "RRULE:FREQ=WEEKLY;COUNT=3",
      "EXDATE;TZID=Europe/Prague:20261201T080000",
    );
    expect(page.writes("PUT", "A", without, known)).toEqual([
      "cancelled personal/A@2026-12-01T07:00:00Z 2026-12-01T07:00:00Z Jana Vzorová",
    ]);
  });

  it.each([
    ["a refusal", { status: 412, response: "<error/>" }],
    ["no answer", { status: 0, response: null }],
    ["a server's failure", { status: 500 }],
    ["a login page", { status: 200, response: '<!doctype html><input type="password">', redirected: true }],
    [
      "a deletion that failed in part",
      { status: 207, response: "<multistatus><status>HTTP/1.1 423 Locked</status></multistatus>" },
    ],
  ])("is nothing after %s, and what was known stays known", (_, answer) => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(page.writes("PUT", "A", text("20261124T090000"), { ...known, ...answer })).toEqual([]);
    expect(page.writes("DELETE", "A", null, answer)).toEqual([]);
    expect(page.writes("PUT", "B", text("20261124T090000"), answer)).toEqual([]);
    expect(page.writes("PUT", "A", text("20261124T093000"), { ...known, at: [20, 21] })).toEqual([
      "moved personal/A 2026-11-24T08:30:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });

  it.each([
    ["POST", "A", text("20261124T080000")],
    ["PUT", "A", calendarObject("BEGIN:VTODO\r\nUID:t\r\nEND:VTODO")],
  ])("is nothing when it is no appointment: %s %s", (method, name, body) => {
    expect(new Page().writes(method, name, body)).toEqual([]);
  });

  it("is nothing outside of calendars", () => {
    const page = new Page();
    const url = `${origin}/remote.php/dav/files/jana/a.ics`;
    expect(page.writes("PUT", "A", text("20261124T080000"), { url })).toEqual([]);
  });

  it("is told to be unreadable, and still known from then on", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(() => page.writes("PUT", "A", "Dobrý den", known)).toThrow(UnreadableCalendarObject);
    expect(() => page.writes("PUT", "C", null)).toThrow(UnreadableCalendarObject);
    expect(page.writes("PUT", "B", text("20261124T080000"))).toHaveLength(1);
    // What is between is unknown, so nothing can be said of the step out of it.
    expect(() => page.writes("PUT", "A", text("20261124T090000"), { ...known, at: [20, 21] })).toThrow(
      UnreadableCalendarObject,
    );
    expect(page.writes("PUT", "A", text("20261124T100000"), { ...known, at: [30, 31] })).toHaveLength(1);
  });
});

describe("what others write", () => {
  it("is what the next change departs from", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    page.reads("A", text("20261125T080000"), [5, 6]);
    expect(page.writes("PUT", "A", text("20261125T080000", "LOCATION:Jinde"), known)).toEqual([]);
    expect(page.writes("PUT", "A", text("20261126T080000"), { ...known, at: [20, 21] })).toEqual([
      "moved personal/A 2026-11-26T07:00:00Z from 2026-11-25T07:00:00Z Jana Vzorová",
    ]);
  });

  it("deletes: a new appointment at the same address is one", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    page.reads("A", null, [5, 6]);
    expect(page.writes("PUT", "A", text("20261124T080000"))).toHaveLength(1);
  });
});

describe("reads beside writes", () => {
  it("one that shows already what is being written does not hide the change", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    // Began after the write did, and was over before it.
    page.reads("A", text("20261124T090000"), [10.2, 10.8]);
    expect(page.writes("PUT", "A", text("20261124T090000"), known)).toHaveLength(1);
  });

  it("one that began before the write and ends after it does not bring back what was before", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    expect(page.writes("PUT", "A", text("20261124T090000"), known)).toHaveLength(1);
    page.reads("A", text("20261124T080000"), [9, 12]);
    expect(
      page.writes("PUT", "A", text("20261124T090000", "LOCATION:X"), { ...known, at: [20, 21] }),
    ).toEqual([]);
  });
});

describe("a series that is split: this one and all that follow", () => {
  const head = text("20261124T080000", "RRULE:FREQ=WEEKLY;COUNT=4", "UID:old").replace("UID:a@test\r\n", "");
  const cut = head.replace("COUNT=4", "UNTIL=20261208T065959Z");
  const split = cut.replace("END:VEVENT", "RELATED-TO;RELTYPE=SIBLING:new\r\nEND:VEVENT");
  const tail = (wall: string, rule = "RRULE:FREQ=WEEKLY;COUNT=2") =>
    text(wall, rule, "UID:new", "RELATED-TO;RELTYPE=SIBLING:old").replace("UID:a@test\r\n", "");

  it("and moved, is moved occurrence by occurrence", () => {
    const page = new Page();
    page.reads("A", head);
    expect(page.writes("PUT", "A", split, known)).toEqual([]);
    expect(page.ledger.dueAt()).toBe(now + 21_000);
    expect(page.writes("PUT", "B", tail("20261208T093000"), { at: [12, 13] })).toEqual([
      "moved personal/B@2026-12-08T08:30:00Z 2026-12-08T08:30:00Z from 2026-12-08T07:00:00Z Jana Vzorová",
      "moved personal/B@2026-12-15T08:30:00Z 2026-12-15T08:30:00Z from 2026-12-15T07:00:00Z Jana Vzorová",
    ]);
    expect(page.ledger.dueAt()).toBeNull();
    expect(page.tick(60)).toEqual([]);
  });

  it("for another reason, is no news", () => {
    const page = new Page();
    page.reads("A", head);
    expect(page.writes("PUT", "A", split, known)).toEqual([]);
    expect(page.writes("PUT", "B", tail("20261208T080000"), { at: [12, 13] })).toEqual([]);
    expect(page.tick(60)).toEqual([]);
  });

  it("and given another rule, is news where it differs", () => {
    const page = new Page();
    page.reads("A", head);
    page.writes("PUT", "A", split, known);
    expect(
      page.writes("PUT", "B", tail("20261208T080000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"), {
        at: [12, 13],
      }),
    ).toEqual([
      "cancelled personal/A@2026-12-15T07:00:00Z 2026-12-15T07:00:00Z Jana Vzorová",
      "created personal/B@2026-12-22T07:00:00Z 2026-12-22T07:00:00Z Jana Vzorová",
    ]);
  });

  it("and whose other half never comes, has ended", () => {
    const page = new Page();
    page.reads("A", head);
    page.writes("PUT", "A", split, known);
    expect(page.writes("PUT", "B", tail("20261208T080000"), { at: [12, 13], status: 500 })).toEqual([]);
    expect(page.tick(20)).toEqual([]);
    expect(page.tick(21)).toEqual([
      "cancelled personal/A@2026-12-08T07:00:00Z 2026-12-08T07:00:00Z Jana Vzorová",
      "cancelled personal/A@2026-12-15T07:00:00Z 2026-12-15T07:00:00Z Jana Vzorová",
    ]);
    expect(page.tick(22)).toEqual([]);
  });

  it("is just ended when nothing says that another half comes", () => {
    const page = new Page();
    page.reads("A", head);
    expect(page.writes("PUT", "A", cut, known)).toHaveLength(2);
  });
});

describe("an appointment that is put into another calendar", () => {
  it("is no news, and still known", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const destination = `${origin}/remote.php/dav/calendars/jana/work/A.ics`;
    expect(page.writes("MOVE", "A", null, { status: 201, destination })).toEqual([]);
    expect(
      page.writes("PUT", "A", text("20261124T090000"), { ...known, url: destination, at: [20, 21] }),
    ).toEqual(["moved work/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová"]);
    expect(page.writes("DELETE", "A", null, { at: [30, 31] })).toEqual([]);
  });

  it("is cancelled when it is put into the bin", () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const destination = `${origin}/remote.php/dav/calendars/jana/trashbin/objects/1.ics`;
    expect(page.writes("MOVE", "A", null, { status: 201, destination })).toEqual([
      "cancelled personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });
});

describe("appointments that were on the screen before anybody listened", () => {
  const shown = { title: "Jana Vzorová 601 000 001", description: "", location: "" };
  const seven = Date.UTC(2026, 10, 24, 7);
  const url = `${calendar}/A.ics`;

  it("are moved and cancelled, too", () => {
    const page = new Page();
    page.ledger.shown([{ url, original: seven, start: seven, end: null, allDay: false, ...shown }]);
    // The page shows at once what it is about to ask its server for.
    page.ledger.shown([
      { url, original: seven + 3_600_000, start: seven + 3_600_000, end: null, allDay: false, ...shown },
    ]);
    expect(page.writes("PUT", "A", text("20261124T090000"), known)).toEqual([
      "moved personal/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    page.ledger.shown([
      { url, original: seven + 3_600_000, start: seven + 3_600_000, end: null, allDay: false, ...shown },
    ]);
    expect(page.writes("DELETE", "A", null, { at: [20, 21] })).toHaveLength(1);
  });

  it("cannot be compared as a series: no more is said than is certain", () => {
    const page = new Page();
    const day = 24 * 3_600_000;
    page.ledger.shown([
      { url, original: seven, start: seven, end: null, allDay: false, ...shown },
      { url, original: seven + day, start: seven + day, end: null, allDay: false, ...shown },
    ]);
    expect(page.writes("PUT", "A", text("20261124T090000", "RRULE:FREQ=DAILY;COUNT=2"), known)).toEqual([]);
    const other = new Page();
    other.ledger.shown([
      { url, original: seven, start: seven, end: null, allDay: false, ...shown },
      { url, original: seven + day, start: seven + day, end: null, allDay: false, ...shown },
    ]);
    expect(other.writes("DELETE", "A", null)).toHaveLength(2);
  });

  it("that nobody has seen at all are not taken for new ones", () => {
    expect(new Page().writes("PUT", "A", text("20261124T090000"), known)).toEqual([]);
  });

  it("are forgotten for what the server says", () => {
    const page = new Page();
    page.ledger.shown([{ url, original: seven, start: seven, end: null, allDay: false, ...shown }]);
    page.reads("A", text("20261125T080000"));
    expect(page.writes("PUT", "A", text("20261125T080000"), known)).toEqual([]);
  });
});
