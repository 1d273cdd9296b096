import { describe, expect, it } from "vitest";
import { calendarObject, event } from "../../../../tests/unit/support/icalendar.ts";
import { readCalendar } from "../../../background/icalendar/read.ts";
import { readEvent } from "../../../background/reading/event.ts";
import type { AppointmentChange, NetworkWrite } from "../../../plugin-api/index.ts";
import { type Address, addressOf } from "../address.ts";
import { followWrites } from "../changes.ts";

const origin = "https://cloud.example";
const calendar = `${origin}/remote.php/dav/calendars/jana/personal`;
const now = Date.UTC(2026, 9, 1);

const text = (wall: string, ...lines: string[]): string =>
  calendarObject(
    event({ start: `;TZID=Europe/Prague:${wall}`, lines: ["SUMMARY:Jana Vzorová 601 000 001", ...lines] }),
  );

const addressNamed = (name: string): Address => addressOf(`${calendar}/${name}.ics`, origin) as Address;

/** A page's network: its requests and answers in the order of the seconds after `now` that are given for them. */
class Page {
  /** Of whoever reads texts for the page. */
  asked = 0;
  slow: Promise<void> | null = null;
  readonly detector = followWrites(
    async (text, bounds) => {
      this.asked += 1;
      await this.slow;
      const [object] = readCalendar(text, { timeZone: "Europe/Prague", ...bounds });
      return object ?? null;
    },
    async (texts) => texts.map((text) => readEvent(text).patient),
    origin,
  );

  reads(name: string, body: string | null, [id, answerId]: [number, number] = [0, 1]): void {
    this.detector.learn([{ url: `${calendar}/${name}.ics`, text: body, id, answerId }]);
  }

  async writes(...of: Parameters<Page["changes"]>): Promise<string[]> {
    return (await this.changes(...of)).map(told);
  }

  changes(
    method: string,
    name: string,
    body: string | null,
    { at = [10, 11], ...rest }: { at?: [number, number] } & Partial<NetworkWrite> = {},
  ): Promise<AppointmentChange[]> {
    return this.detector.wrote(
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
    );
  }

  async tick(at: number): Promise<string[]> {
    return (await this.detector.tick(now + at * 1000)).map(told);
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
  ])("%s", async (url, id) => {
    expect(addressOf(url, origin)?.id).toBe(id);
  });

  it("are the same however they are encoded", async () => {
    const paths = ["/d/calendars/u/Můj/a@b.ics", "/d/calendars/u/M%C5%AFj/a%40b.ics"];
    expect(new Set(paths.map((path) => addressOf(path, origin)?.path)).size).toBe(1);
  });

  it("give ids of a bearable length", async () => {
    expect(addressOf(`/d/calendars/u/c/${"x".repeat(2000)}.ics`, origin)?.id).toHaveLength(250);
  });
});

describe("what the page writes and its server accepts", () => {
  it("makes an appointment", async () => {
    expect(await new Page().writes("PUT", "A", text("20261124T080000"), { status: 201 })).toEqual([
      "created personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });

  it("moves one, and knows the time before", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(await page.writes("PUT", "A", text("20261124T090000"), known)).toEqual([
      "moved personal/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    expect(await page.writes("PUT", "A", text("20261124T100000"), { ...known, at: [20, 21] })).toEqual([
      "moved personal/A 2026-11-24T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová",
    ]);
  });

  it("cancels one, and makes it again", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(await page.writes("DELETE", "A", null)).toEqual([
      "cancelled personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    expect(await page.writes("DELETE", "A", null, { at: [20, 21] })).toEqual([]);
    expect(await page.writes("PUT", "A", text("20261124T080000"), { at: [30, 31] })).toEqual([
      "created personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });

  it("names each occurrence of a series", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000", "RRULE:FREQ=WEEKLY;COUNT=3"));
    const without = text(
      "20261124T080000",
      "RRULE:FREQ=WEEKLY;COUNT=3",
      "EXDATE;TZID=Europe/Prague:20261201T080000",
    );
    expect(await page.writes("PUT", "A", without, known)).toEqual([
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
  ])("is nothing after %s, and what was known stays known", async (_, answer) => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(await page.writes("PUT", "A", text("20261124T090000"), { ...known, ...answer })).toEqual([]);
    expect(await page.writes("DELETE", "A", null, answer)).toEqual([]);
    expect(await page.writes("PUT", "B", text("20261124T090000"), answer)).toEqual([]);
    expect(await page.writes("PUT", "A", text("20261124T093000"), { ...known, at: [20, 21] })).toEqual([
      "moved personal/A 2026-11-24T08:30:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });

  it.each([
    ["POST", "A", text("20261124T080000")],
    ["PUT", "A", calendarObject("BEGIN:VTODO\r\nUID:t\r\nEND:VTODO")],
  ])("is nothing when it is no appointment: %s %s", async (method, name, body) => {
    expect(await new Page().writes(method, name, body)).toEqual([]);
  });

  it("is nothing outside of calendars", async () => {
    const page = new Page();
    const url = `${origin}/remote.php/dav/files/jana/a.ics`;
    expect(await page.writes("PUT", "A", text("20261124T080000"), { url })).toEqual([]);
  });

  it("is told to be unreadable, and still known from then on", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    await expect(page.writes("PUT", "A", "Dobrý den", known)).rejects.toThrow();
    await expect(page.writes("PUT", "C", null)).rejects.toThrow();
    expect(await page.writes("PUT", "B", text("20261124T080000"))).toHaveLength(1);
    // What is between is unknown, so nothing can be said of the step out of it.
    await expect(
      page.writes("PUT", "A", text("20261124T090000"), { ...known, at: [20, 21] }),
    ).rejects.toThrow();
    expect(await page.writes("PUT", "A", text("20261124T100000"), { ...known, at: [30, 31] })).toHaveLength(
      1,
    );
  });
});

describe("what others write", () => {
  it("is what the next change departs from", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    page.reads("A", text("20261125T080000"), [5, 6]);
    expect(await page.writes("PUT", "A", text("20261125T080000", "LOCATION:Jinde"), known)).toEqual([]);
    expect(await page.writes("PUT", "A", text("20261126T080000"), { ...known, at: [20, 21] })).toEqual([
      "moved personal/A 2026-11-26T07:00:00Z from 2026-11-25T07:00:00Z Jana Vzorová",
    ]);
  });

  it("deletes: a new appointment at the same address is one", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    page.reads("A", null, [5, 6]);
    expect(await page.writes("PUT", "A", text("20261124T080000"))).toHaveLength(1);
  });
});

describe("reads beside writes", () => {
  it("one that shows already what is being written does not hide the change", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    // Began after the write did, and was over before it.
    page.reads("A", text("20261124T090000"), [10.2, 10.8]);
    expect(await page.writes("PUT", "A", text("20261124T090000"), known)).toHaveLength(1);
  });

  it("one that began before the write and ends after it does not bring back what was before", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"), [0, 1]);
    expect(await page.writes("PUT", "A", text("20261124T090000"), known)).toHaveLength(1);
    page.reads("A", text("20261124T080000"), [9, 12]);
    expect(
      await page.writes("PUT", "A", text("20261124T090000", "LOCATION:X"), { ...known, at: [20, 21] }),
    ).toEqual([]);
  });
});

describe("an answer that is told in parts", () => {
  const [morning, noon] = [text("20261124T080000"), text("20261124T120000")];
  const reading = (name: string) => ({ url: `${calendar}/${name}.ics`, text: morning, id: 0, answerId: 1 });

  it("is waited for by what the page writes meanwhile, in the order of the writes", async () => {
    const page = new Page();
    page.detector.learn([reading("A")], false);
    const moved = page.writes("PUT", "B", noon, known);
    const cancelled = page.writes("DELETE", "B", null, { at: [20, 21] });
    page.detector.learn([reading("B")], true);
    expect(await moved).toEqual([
      "moved personal/B 2026-11-24T11:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    expect(await cancelled).toEqual(["cancelled personal/B 2026-11-24T11:00:00Z Jana Vzorová"]);
  });
});

describe("a series that is split: this one and all that follow", () => {
  const head = text("20261124T080000", "RRULE:FREQ=WEEKLY;COUNT=4", "UID:old").replace("UID:a@test\r\n", "");
  const cut = head.replace("COUNT=4", "UNTIL=20261208T065959Z");
  const split = cut.replace("END:VEVENT", "RELATED-TO;RELTYPE=SIBLING:new\r\nEND:VEVENT");
  const tail = (wall: string, rule = "RRULE:FREQ=WEEKLY;COUNT=2") =>
    text(wall, rule, "UID:new", "RELATED-TO;RELTYPE=SIBLING:old").replace("UID:a@test\r\n", "");

  it("and moved, is moved occurrence by occurrence", async () => {
    const page = new Page();
    page.reads("A", head);
    expect(await page.writes("PUT", "A", split, known)).toEqual([]);
    expect(page.detector.dueAt()).toBe(now + 21_000);
    expect(await page.writes("PUT", "B", tail("20261208T093000"), { at: [12, 13] })).toEqual([
      "moved personal/B@2026-12-08T08:30:00Z 2026-12-08T08:30:00Z from 2026-12-08T07:00:00Z Jana Vzorová",
      "moved personal/B@2026-12-15T08:30:00Z 2026-12-15T08:30:00Z from 2026-12-15T07:00:00Z Jana Vzorová",
    ]);
    expect(page.detector.dueAt()).toBeNull();
    expect(await page.tick(60)).toEqual([]);
  });

  it("for another reason, is no news", async () => {
    const page = new Page();
    page.reads("A", head);
    expect(await page.writes("PUT", "A", split, known)).toEqual([]);
    expect(await page.writes("PUT", "B", tail("20261208T080000"), { at: [12, 13] })).toEqual([]);
    expect(await page.tick(60)).toEqual([]);
  });

  it("and given another rule, is news where it differs", async () => {
    const page = new Page();
    page.reads("A", head);
    await page.writes("PUT", "A", split, known);
    expect(
      await page.writes("PUT", "B", tail("20261208T080000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"), {
        at: [12, 13],
      }),
    ).toEqual([
      "cancelled personal/A@2026-12-15T07:00:00Z 2026-12-15T07:00:00Z Jana Vzorová",
      "created personal/B@2026-12-22T07:00:00Z 2026-12-22T07:00:00Z Jana Vzorová",
    ]);
  });

  it("and whose other half never comes, has ended", async () => {
    const page = new Page();
    page.reads("A", head);
    await page.writes("PUT", "A", split, known);
    expect(await page.writes("PUT", "B", tail("20261208T080000"), { at: [12, 13], status: 500 })).toEqual([]);
    expect(await page.tick(20)).toEqual([]);
    expect(await page.tick(21)).toEqual([
      "cancelled personal/A@2026-12-08T07:00:00Z 2026-12-08T07:00:00Z Jana Vzorová",
      "cancelled personal/A@2026-12-15T07:00:00Z 2026-12-15T07:00:00Z Jana Vzorová",
    ]);
    expect(await page.tick(22)).toEqual([]);
  });

  it("is just ended when nothing says that another half comes", async () => {
    const page = new Page();
    page.reads("A", head);
    expect(await page.writes("PUT", "A", cut, known)).toHaveLength(2);
  });
});

describe("an appointment that is put into another calendar", () => {
  it("is no news, and still known", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const destination = `${origin}/remote.php/dav/calendars/jana/work/A.ics`;
    expect(await page.writes("MOVE", "A", null, { status: 201, destination })).toEqual([]);
    expect(
      await page.writes("PUT", "A", text("20261124T090000"), { ...known, url: destination, at: [20, 21] }),
    ).toEqual(["moved work/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová"]);
    expect(await page.writes("DELETE", "A", null, { at: [30, 31] })).toEqual([]);
  });

  it("is cancelled when it is put into the bin", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const destination = `${origin}/remote.php/dav/calendars/jana/trashbin/objects/1.ics`;
    expect(await page.writes("MOVE", "A", null, { status: 201, destination })).toEqual([
      "cancelled personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });
});

describe("appointments that were on the screen before anybody listened", () => {
  const shown = { title: "Jana Vzorová 601 000 001", description: "", location: "" };
  const seven = Date.UTC(2026, 10, 24, 7);
  const address = addressNamed("A");

  it("are moved and cancelled, too", async () => {
    const page = new Page();
    page.detector.shown([{ address, original: seven, start: seven, end: null, allDay: false, ...shown }]);
    // The page shows at once what it is about to ask its server for.
    page.detector.shown([
      { address, original: seven + 3_600_000, start: seven + 3_600_000, end: null, allDay: false, ...shown },
    ]);
    expect(await page.writes("PUT", "A", text("20261124T090000"), known)).toEqual([
      "moved personal/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
    page.detector.shown([
      { address, original: seven + 3_600_000, start: seven + 3_600_000, end: null, allDay: false, ...shown },
    ]);
    expect(await page.writes("DELETE", "A", null, { at: [20, 21] })).toHaveLength(1);
  });

  it("cannot be compared as a series: no more is said than is certain", async () => {
    const page = new Page();
    const day = 24 * 3_600_000;
    page.detector.shown([
      { address, original: seven, start: seven, end: null, allDay: false, ...shown },
      { address, original: seven + day, start: seven + day, end: null, allDay: false, ...shown },
    ]);
    expect(await page.writes("PUT", "A", text("20261124T090000", "RRULE:FREQ=DAILY;COUNT=2"), known)).toEqual(
      [],
    );
    const other = new Page();
    other.detector.shown([
      { address, original: seven, start: seven, end: null, allDay: false, ...shown },
      { address, original: seven + day, start: seven + day, end: null, allDay: false, ...shown },
    ]);
    expect(await other.writes("DELETE", "A", null)).toHaveLength(2);
  });

  it("that nobody has seen at all are not taken for new ones", async () => {
    expect(await new Page().writes("PUT", "A", text("20261124T090000"), known)).toEqual([]);
  });

  it("are forgotten for what the server says", async () => {
    const page = new Page();
    page.detector.shown([{ address, original: seven, start: seven, end: null, allDay: false, ...shown }]);
    page.reads("A", text("20261125T080000"));
    expect(await page.writes("PUT", "A", text("20261125T080000"), known)).toEqual([]);
  });
});

describe("texts that take their time to be read", () => {
  it("are told in the order in which they were written, and hide no change that was made meanwhile", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const { promise, resolve } = Promise.withResolvers<void>();
    page.slow = promise;
    const order: string[] = [];
    const note = (changes: string[]): void => void order.push(...changes);
    const first = page.writes("PUT", "A", text("20261124T090000"), known).then(note);
    await new Promise((done) => setTimeout(done));
    page.slow = null;
    const second = page.writes("PUT", "A", text("20261124T100000"), { ...known, at: [20, 21] }).then(note);
    const third = page.writes("PUT", "B", text("20261125T080000"), { at: [22, 23] }).then(note);
    await new Promise((done) => setTimeout(done));
    expect(order).toEqual([]);
    resolve();
    await Promise.all([first, second, third]);
    expect(order).toEqual([
      "moved personal/A 2026-11-24T08:00:00Z from 2026-11-24T07:00:00Z Jana Vzorová",
      "moved personal/A 2026-11-24T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová",
      "created personal/B 2026-11-25T07:00:00Z Jana Vzorová",
    ]);
  });

  it("keep a series that was cut from being told as ended while its other half is being read", async () => {
    const page = new Page();
    const weekly = (...lines: string[]) =>
      text("20261124T080000", ...lines, "UID:old").replace("UID:a@test\r\n", "");
    page.reads("A", weekly("RRULE:FREQ=WEEKLY;COUNT=4"));
    const split = ["RRULE:FREQ=WEEKLY;UNTIL=20261208T065959Z", "RELATED-TO;RELTYPE=SIBLING:new"];
    await page.writes("PUT", "A", weekly(...split), known);
    const { promise, resolve } = Promise.withResolvers<void>();
    page.slow = promise;
    const rest = text("20261208T080000", "RRULE:FREQ=WEEKLY;COUNT=2", "UID:new").replace(
      "UID:a@test\r\n",
      "",
    );
    const other = page.writes("PUT", "B", rest, { at: [12, 13] });
    const late = page.tick(60);
    resolve();
    expect([await other, await late]).toEqual([[], []]);
  });

  it("that fail leave those that follow alone", async () => {
    const page = new Page();
    page.slow = Promise.reject(new Error("no answer"));
    const failed = page.writes("PUT", "A", text("20261124T080000"));
    await expect(failed).rejects.toThrow("no answer");
    page.slow = null;
    expect(await page.writes("DELETE", "A", null, { at: [20, 21] })).toEqual([
      "cancelled personal/A 2026-11-24T07:00:00Z Jana Vzorová",
    ]);
  });
});

describe("what is called off", () => {
  const shown = { title: "", description: "", location: "", end: null, allDay: false };
  const at = (wall: number, name = "A") => ({
    ...shown,
    address: addressNamed(name),
    original: wall,
    start: wall,
  });
  const seven = Date.UTC(2026, 10, 24, 7);
  const week = 7 * 24 * 3_600_000;

  it("is found out from the server's text, once", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000", "STATUS:CANCELLED"));
    page.reads("B", text("20261124T080000", "STATUS:CONFIRMED"));
    const all = [at(seven), at(seven, "B"), at(seven, "C")];
    expect(all.map((one) => page.detector.calledOff.has(one))).toEqual([false, false, false]);
    expect(await page.detector.calledOff.find(all)).toBe(true);
    expect(all.map((one) => page.detector.calledOff.has(one))).toEqual([true, false, false]);
    expect(await page.detector.calledOff.find(all)).toBe(false);
    expect(page.asked).toBe(1);
    page.reads("A", text("20261124T080000"), [5, 6]);
    expect(page.detector.calledOff.has(at(seven))).toBe(false);
  });

  it("may be one occurrence of many", async () => {
    const page = new Page();
    const series = event({ start: ";TZID=Europe/Prague:20261124T080000", lines: ["RRULE:FREQ=WEEKLY"] });
    const off = event({
      start: ";TZID=Europe/Prague:20261201T080000",
      lines: ["RECURRENCE-ID;TZID=Europe/Prague:20261201T080000", "STATUS:CANCELLED"],
    });
    page.reads("A", calendarObject(series, off));
    const all = [at(seven), at(seven + week), at(seven + 2 * week)];
    await page.detector.calledOff.find(all);
    expect(all.map((one) => page.detector.calledOff.has(one))).toEqual([false, true, false]);
  });

  it("is told to be unknown when the text cannot be read", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000", "STATUS:CANCELLED").replace("Europe/Prague", "Nowhere"));
    await expect(page.detector.calledOff.find([at(seven)])).rejects.toThrow();
  });
});

describe("another patient", () => {
  const petr = (wall: string): string =>
    text(wall).replace("Jana Vzorová 601 000 001", "Petr Ukázkový 602 000 002");

  it("is told with the one before", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const [change] = await page.changes("PUT", "A", petr("20261124T080000"));
    expect(change).toMatchObject({
      type: "patientChanged",
      appointment: { id: "personal/A", start: "2026-11-24T07:00:00Z", patient: { name: "Petr Ukázkový" } },
      previousPatient: { name: "Jana Vzorová" },
    });
    expect(change).not.toHaveProperty("previousStart");
  });

  it("is told with the start before, when the same act also moved it", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(await page.changes("PUT", "A", petr("20261124T090000"))).toMatchObject([
      { type: "patientChanged", previousStart: "2026-11-24T07:00:00Z" },
    ]);
  });

  it("may be the same one with a corrected number: the background is told both", async () => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    const corrected = text("20261124T080000").replace("601 000 001", "601 000 009");
    expect(await page.changes("PUT", "A", corrected)).toMatchObject([
      {
        type: "patientChanged",
        appointment: { patient: { name: "Jana Vzorová", phone: "601 000 009" } },
        previousPatient: { name: "Jana Vzorová", phone: "601 000 001" },
      },
    ]);
  });

  it.each([
    ["spelling", "Vzorová", "Vzorova"],
    ["place", "SUMMARY:", "LOCATION:Ordinace 2\r\nSUMMARY:"],
  ])("is no corrected %s", async (_, from, to) => {
    const page = new Page();
    page.reads("A", text("20261124T080000"));
    expect(await page.changes("PUT", "A", text("20261124T080000").replace(from, to))).toEqual([]);
  });
});
