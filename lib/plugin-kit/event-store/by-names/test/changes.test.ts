import { describe, expect, it } from "vitest";
import fc, { runs } from "../../../../../tests/properties.ts";
import { readEvent } from "../../../../background/reading/event.ts";
import { readWrite } from "../../../../background/reading/write.ts";
import type { AppointmentChange, NetworkWrite } from "../../../../plugin-api/index.ts";
import { zoneNamed } from "../../../zone.ts";
import { Entry, syntheticId } from "../../entry.ts";
import type { RawView } from "../../messages.ts";
import type { Snapshot } from "../../snapshot.ts";
import { detectChanges } from "../changes.ts";
import { factsOf } from "../facts.ts";

const zone = zoneNamed("local", "Europe/Prague");

interface Event {
  id: string;
  start: string;
  name?: string;
  phone?: string;
  status?: string;
  title?: string;
}

const jana = { name: "Jana Vzorová", phone: "+420 700 000 001" };
const petr = { name: "Petr Ukázkový", phone: "+420 700 000 002" };
const a: Event = { id: "1", start: "2026-11-24T08:00:00", ...jana };
const b: Event = { id: "2", start: "2026-11-24T09:00:00", ...petr };
const c: Event = { id: "3", start: "2026-11-25T09:00:00", name: "Eva Smyšlená", phone: "700000003" };

function entry({ id, start, name, phone, status, title }: Event): [string, Entry] {
  const props = { ...(name ? { patient: { name, phone } } : {}), ...(status ? { status } : {}) };
  const raw = {
    uid: `${id}|${start}`,
    id: id.replace(/@.*$/, ""),
    title: title ?? name ?? "Oběd",
    start,
    end: null,
    allDay: false,
    recurring: id.includes("@"),
    props: JSON.stringify(props),
  };
  return [
    id === "" ? syntheticId(raw) : id,
    new Entry(raw, zone).take(readEvent({ title: raw.title, fields: raw.props })),
  ];
}

/** A calendar page on a clock of its own. */
class Page {
  readonly detector = detectChanges({
    unseen: ({ start, why, isTold, ids }) => {
      this.kept.push(`${ids.join()} ${isTold ? "told" : "kept"}`);
      if (why === "notShown") this.hidden.push(start);
      else if (isTold) this.distant.push(start);
    },
    missed: (title) => this.missed.push(title),
  });
  readonly distant: number[] = [];
  readonly hidden: number[] = [];
  readonly kept: string[] = [];
  readonly missed: string[] = [];
  readonly changes: AppointmentChange[] = [];
  now = 1_000_000;
  reads = 0;
  week = "2026-11-23";
  root = "1";
  /** As the page's network observer counts what begins and what is answered. */
  #network = 0;

  show(events: readonly Event[], view: Partial<RawView> & { stable?: boolean } = {}): this {
    const from = Temporal.PlainDate.from(this.week);
    const { stable = true, ...rest } = view;
    const snapshot: Snapshot = {
      view: {
        root: this.root,
        timeZone: "local",
        activeStart: `${from}T00:00:00`,
        activeEnd: `${from.add({ days: 7 })}T00:00:00`,
        loading: !stable,
        failed: false,
        reads: this.reads,
        readBy: 0,
        sources: [],
        unread: 0,
        dragged: [],
        ...rest,
      },
      zone,
      from: zone.epochMs(`${from}T00:00:00`),
      to: zone.epochMs(`${from.add({ days: 7 })}T00:00:00`),
      stable,
      entries: new Map(
        events
          .filter(({ start }) => start >= `${from}T` && start < `${from.add({ days: 7 })}T`)
          .map((event) => entry(event)),
      ),
    };
    this.#take(this.detector.look(snapshot, this.now));
    return this;
  }

  /** What its server shows after a refetch. */
  read(events: readonly Event[]): this {
    this.reads += 1;
    return this.show(events);
  }

  /** The place of a request that begins now among all that the page's network does. */
  request(): number {
    return ++this.#network;
  }

  /** The same, read by a request that is known; without one, by one that begins now. */
  readBy(events: readonly Event[], request = this.request()): this {
    this.reads += 1;
    return this.show(events, { readBy: request });
  }

  drag(events: readonly Event[], id: string): this {
    return this.show(events, { dragged: [id] });
  }

  write(
    request: string,
    body: unknown = null,
    {
      status = 200,
      answer = "",
      took = 50,
      type = "json",
      id = this.request(),
      answerId = this.request(),
    } = {},
  ): this {
    const [method = "", path = ""] = request.split(" ");
    this.wait(took);
    const encoded =
      body === null
        ? null
        : type === "form"
          ? new URLSearchParams(body as Record<string, string>).toString()
          : null;
    const write: NetworkWrite = {
      id,
      answerId,
      method,
      url: `https://kal.example${path}`,
      body: encoded ?? (body === null ? null : typeof body === "string" ? body : JSON.stringify(body)),
      status,
      response: answer,
      location: null,
      redirected: false,
      startedAt: this.now - took,
      endedAt: this.now,
    };
    const reading = readWrite(write);
    if (reading) this.#take(this.detector.wrote(factsOf(write, reading), this.now));
    return this;
  }

  wait(ms: number): this {
    const end = this.now + ms;
    for (;;) {
      const due = this.detector.dueAt(this.now);
      if (due === null || due > end) break;
      this.now = due;
      this.#take(this.detector.tick(this.now));
    }
    this.now = end;
    return this;
  }

  #take(changes: readonly AppointmentChange[]): void {
    this.changes.push(...changes);
  }

  /** `moved 1 2026-11-24T07:00:00Z < …` once everything is stable. */
  told(): string[] {
    return this.wait(30_000).toldByNow();
  }

  toldByNow(): string[] {
    return this.changes.map((change) => {
      const previous = change.type === "moved" ? ` < ${change.previousStart}` : "";
      return `${change.type} ${change.appointment.id} ${change.appointment.start}${previous}`;
    });
  }
}

const start = (): Page => new Page().read([a, b]).wait(5_000);
const at = (event: Event, time: string): Event => ({ ...event, start: time });
const created = { id: "9", start: "2026-11-24T10:00:00", ...jana };
const createdAt = "2026-11-24T09:00:00Z";
const createBody = { start: "2026-11-24T10:00:00+01:00", patient: { name: "Jana Vzorová" } };

describe("created", () => {
  it.each<[string, unknown, string]>([
    ["instant", { start: "2026-11-24T09:00:00.000Z", phone: "700000001" }, ""],
    ["offset", createBody, ""],
    ["wall clock", { from: "2026-11-24T10:00", client: "Vzorová Jana", tel: "+420700000001" }, ""],
    ["space", { start_datetime: "2026-11-24 10:00:00", first_name: "Jana", last_name: "Vzorová" }, ""],
    ["date and time apart", { date: "2026-11-24", time: "10:00", name: "jana vzorová" }, ""],
    ["Czech date and time", { datum: "24. 11. 2026", cas: "10:00", jmeno: "Jana Vzorová" }, ""],
    ["Czech text", { kdy: "24.11.2026 10:00", kdo: "Jana Vzorová" }, ""],
    ["epoch ms", { start: Date.parse("2026-11-24T09:00:00Z"), title: "Jana Vzorová" }, ""],
    ["epoch s", { start: Date.parse("2026-11-24T09:00:00Z") / 1000, title: "Jana Vzorová" }, ""],
    [
      "the id in the answer",
      { start: "2026-11-24T09:00:00Z", patientId: 5 },
      '{"id":9,"start":"x","patient":{"id":5}}',
    ],
    ["the id as the answer", { start: "2026-11-24T09:00:00Z" }, "9"],
    ["iCalendar", "BEGIN:VCALENDAR\nDTSTART;TZID=Europe/Prague:20261124T100000\nSUMMARY:Jana Vzorová\n", ""],
    [
      "GraphQL",
      {
        query: "mutation Add($i: I!)",
        variables: { i: { start: "2026-11-24T09:00:00Z", phone: "700000001" } },
      },
      '{"data":{"add":{"id":"9"}}}',
    ],
  ])("is told for a start as %s", (_, body, answer) => {
    const page = start().write("POST /appointments", body, { status: 201, answer });
    expect(page.wait(300).read([a, b, created]).told()).toEqual([`created 9 ${createdAt}`]);
  });

  it("is told for a form with names in brackets", () => {
    const body = {
      "appointment[start]": "2026-11-24 10:00:00",
      "appointment[end]": "2026-11-24 10:30:00",
      "customer[first_name]": "Jana",
      "customer[last_name]": "Vzorová",
    };
    const page = start().write("POST /save_appointment", body, { answer: '{"success":true}', type: "form" });
    expect(page.read([a, b, created]).told()).toEqual([`created 9 ${createdAt}`]);
  });

  it("is told once, also when it was shown before the answer", () => {
    const page = start().show([a, b, created]).write("POST /appointments", createBody, { took: 2_000 });
    expect(page.wait(200).read([a, b, created]).wait(2_000).read([a, b, created]).told()).toEqual([
      `created 9 ${createdAt}`,
    ]);
  });

  it("takes the id that stays, not the one that stood in for it", () => {
    const page = start().show([a, b, { ...created, id: "tmp-1" }]);
    page.write("POST /appointments", createBody, { answer: '{"id":9}' }).wait(1_500);
    expect(page.read([a, b, created]).told()).toEqual([`created 9 ${createdAt}`]);
  });

  it("waits for a calendar that is loading", () => {
    const page = start().show([a, b, { ...created, id: "tmp-1" }]);
    page.write("POST /appointments", createBody).show([], { stable: false }).wait(3_000);
    expect(page.read([a, b, created]).told()).toEqual([`created 9 ${createdAt}`]);
  });

  it("is not told twice under two ids", () => {
    const page = start().show([a, b, { ...created, id: "tmp-1" }]);
    page.write("POST /appointments", createBody).wait(3_000);
    expect(page.read([a, b, created]).told()).toHaveLength(1);
  });

  it("knows an id that the page itself gave", () => {
    const page = start().show([a, b, { ...created, id: "u-1" }]);
    page.write("PUT /appointments/u-1", createBody, { status: 201 });
    expect(page.told()).toEqual([`created u-1 ${createdAt}`]);
  });

  it("waits for the answer of a slow server", () => {
    const page = start().show([a, b, created]).write("POST /appointments", createBody, { took: 25_000 });
    expect(page.told()).toEqual([`created 9 ${createdAt}`]);
  });

  it("is told on the page that was turned to after it, when the answer names it", () => {
    const page = start();
    const later = { ...created, start: "2026-12-02T10:00:00" };
    page.write(
      "POST /appointments",
      { ...createBody, start: "2026-12-02T09:00:00Z" },
      { answer: '{"id":9}' },
    );
    page.week = "2026-11-30";
    expect(
      page
        .wait(400)
        .read([later, at(c, "2026-12-02T10:00:00")])
        .told(),
    ).toEqual(["created 9 2026-12-02T09:00:00Z"]);
  });

  describe("on a day that is not shown", () => {
    const later = { ...created, start: "2026-12-02T10:00:00" };
    const startsAt = "2026-12-02T09:00:00Z";
    const body = { ...createBody, patientId: 7, start: startsAt };

    it("is known to wait, and told when that day is shown, an hour later too", () => {
      const page = start().write("POST /appointments", body, { answer: '{"id":9}' }).wait(3_600_000);
      expect(page.changes).toEqual([]);
      expect(page.distant).toEqual([Date.parse(startsAt)]);
      page.week = "2026-11-30";
      page.read([later, at(c, "2026-12-02T10:00:00")]);
      expect(page.told()).toEqual([`created 9 ${startsAt}`]);
    });

    it("is kept at once, before the page may turn to it", () => {
      const page = start().write("POST /appointments", body, { answer: '{"id":9}' });
      expect(page.kept).toEqual(["9 kept"]);
      expect(page.wait(3_600_000).kept).toEqual(["9 kept", "9 told"]);
    });

    it("is not where a filter hides it on a day that is shown, which is said once", () => {
      const page = start().write(
        "POST /appointments",
        { ...createBody, patientId: 7 },
        { answer: '{"id":9}' },
      );
      expect(page.wait(60_000).distant).toEqual([]);
      expect(page.hidden).toHaveLength(1);
      // What stands there already was no creation: a bill for it, say.
      const shown = start()
        .write("POST /appointments", { ...createBody, patientId: 7 }, { answer: '{"id":9}' })
        .read([a, b, created])
        .wait(60_000);
      expect(shown.hidden).toEqual([]);
    });

    it("does not pass for a colleague's at the same time", () => {
      const page = start().write("POST /appointments", body, { answer: '{"id":9}' }).wait(60_000);
      page.week = "2026-11-30";
      page.read([{ ...later, id: "10" }]);
      expect(page.told()).toEqual([]);
    });

    it("is not spoken of when the page turns to it at once, when it is refused, or when it is nobody's", () => {
      const turned = start().write("POST /appointments", body, { answer: '{"id":9}' });
      turned.week = "2026-11-30";
      turned.wait(300).read([later]);
      expect(turned.told()).toEqual([`created 9 ${startsAt}`]);
      const refused = start().write("POST /appointments", body, { status: 409, answer: '{"id":9}' });
      const nobodys = start().write(
        "POST /appointments",
        { start: startsAt, title: "Oběd" },
        { answer: '{"id":9}' },
      );
      const shown = start().write("POST /appointments", createBody, { answer: '{"id":9}' });
      for (const page of [turned, refused, nobodys, shown]) expect(page.wait(60_000).distant).toEqual([]);
    });
  });

  it.each<[string, (page: Page) => Page]>([
    ["a colleague's new one", (page) => page.read([a, b, created])],
    [
      "one without a difference",
      (page) => page.write("POST /appointments", createBody, { answer: '{"id":9}' }),
    ],
    [
      "a refused one",
      (page) => page.write("POST /appointments", createBody, { status: 409 }).read([a, b, created]),
    ],
    [
      "one refused with 200",
      (page) =>
        page
          .write("POST /x", createBody, { answer: '{"success":false,"conflict":true}' })
          .read([a, b, created]),
    ],
    [
      "one that was shown and taken back",
      (page) => page.show([a, b, created]).write("POST /x", createBody).wait(200).read([a, b]),
    ],
    [
      "a colleague's one in the same refetch, at another time",
      (page) =>
        page.write("POST /x", { start: "2026-11-24T11:00:00Z", name: "Jana Vzorová" }).read([a, b, created]),
    ],
    [
      "a colleague's one at the same time, for somebody else",
      (page) => page.write("POST /x", createBody).read([a, b, { ...created, ...petr }]),
    ],
    ["one too long after", (page) => page.write("POST /x", createBody).wait(11_000).read([a, b, created])],
    [
      "one named by a whole list",
      (page) =>
        page
          .write("POST /list", { start: "2026-11-24T09:00:00Z" }, { answer: '[{"id":1},{"id":2},{"id":9}]' })
          .read([a, b, created]),
    ],
    [
      "one named by a list of strangers",
      (page) =>
        page
          .write("POST /list", { start: "2026-11-24T09:00:00Z" }, { answer: '[{"id":8},{"id":9}]' })
          .read([a, b, created]),
    ],
    [
      "one whose time the request does not name",
      (page) =>
        page
          .write("POST /x", { start: "2026-11-24T15:00:00Z", name: "Jana Vzorová" }, { answer: '{"id":9}' })
          .read([a, b, created]),
    ],
    ["one without an id", (page) => page.write("POST /x", createBody).read([a, b, { ...created, id: "" }])],
    [
      "the end of another",
      (page) =>
        page
          .write("POST /x", {
            start: "2026-11-24T08:00:00Z",
            end: "2026-11-24T09:00:00Z",
            name: "Jana Vzorová",
          })
          .read([a, b, created]),
    ],
    ["a reload", (page) => new Page().read([a, b, created]).write("POST /log", createBody).wait(page.now)],
    [
      "a note on what a colleague made",
      (page) =>
        page
          .read([a, b, created])
          .wait(6_000)
          .write("PUT /appointments/9", { id: 9, ...createBody }),
    ],
  ])("is not told for %s", (_, act) => {
    expect(act(start()).told()).toEqual([]);
  });

  it("tells two that the same page made at once, and only as many as it made", () => {
    const twin = { ...created, id: "10" };
    const page = start().write("POST /x", createBody).write("POST /x", createBody);
    expect(page.read([a, b, created, twin]).told().toSorted()).toEqual([
      `created 10 ${createdAt}`,
      `created 9 ${createdAt}`,
    ]);
    expect(start().write("POST /x", createBody).read([a, b, created, twin]).told()).toEqual([]);
  });
});

const ten = "2026-11-24T10:00:00";
const movedTold = `moved 1 ${createdAt} < 2026-11-24T07:00:00Z`;

describe("moved", () => {
  const body = { start: "2026-11-24T10:00:00+01:00" };

  it.each<[string, (page: Page) => Page]>([
    [
      "saved, then read again",
      (page) =>
        page
          .write("PATCH /appointments/1", body)
          .wait(400)
          .read([at(a, ten), b]),
    ],
    ["dragged, then saved", (page) => page.drag([at(a, ten), b], "1").write("PATCH /appointments/1", body)],
    [
      "dragged, and saved after a long thought",
      (page) =>
        page
          .drag([at(a, ten), b], "1")
          .wait(90_000)
          .write("PUT /x", { eventId: 1, ...body }),
    ],
    [
      "dragged, shown as it was by a poll, then saved",
      (page) =>
        page
          .drag([at(a, ten), b], "1")
          .wait(8_000)
          .read([a, b])
          .wait(4_000)
          .write("PUT /appointments/1", body)
          .read([at(a, ten), b]),
    ],
    [
      "moved by a shift",
      (page) => page.write("POST /1.ics/adjust", { days: 0, start: 8 }).read([at(a, ten), b]),
    ],
    [
      "moved while the week is turned and turned back",
      (page) => {
        page.drag([at(a, ten), b], "1").write("PATCH /appointments/1", body);
        page.week = "2026-11-30";
        page.show([], { stable: false }).wait(300).read([]);
        return page;
      },
    ],
    [
      "moved by a form",
      (page) =>
        page
          .write(
            "POST /save",
            { "appointment[id]": "1", "appointment[start]": "2026-11-24 10:00" },
            { type: "form" },
          )
          .read([at(a, ten), b]),
    ],
  ])("is told when %s", (_, act) => {
    expect(act(start()).told()).toEqual([movedTold]);
  });

  it("is told once with both when moved twice at once", () => {
    const eleven = at(a, "2026-11-24T11:00:00");
    const page = start()
      .drag([at(a, ten), b], "1")
      .wait(100)
      .drag([eleven, b], "1");
    page.write("PATCH /appointments/1", body).read([at(a, ten), b]);
    page.write("PATCH /appointments/1", { start: "2026-11-24T11:00:00+01:00" }).read([eleven, b]);
    expect(page.told()).toEqual(["moved 1 2026-11-24T10:00:00Z < 2026-11-24T07:00:00Z"]);
  });

  it("is told once for a shift, whatever a colleague does next", () => {
    const page = start()
      .write("POST /1.ics/adjust", { start: 8 })
      .read([at(a, ten), b])
      .wait(3_000);
    expect(page.read([at(a, "2026-11-24T11:00:00"), b]).told()).toEqual([movedTold]);
  });

  it("is told there and back as two", () => {
    const page = start()
      .write("PATCH /appointments/1", body)
      .read([at(a, ten), b])
      .wait(3_000);
    page.write("PATCH /appointments/1", { start: "2026-11-24T08:00:00+01:00" }).read([a, b]);
    expect(page.told()).toEqual([movedTold, `moved 1 2026-11-24T07:00:00Z < ${createdAt}`]);
  });

  it("is told for another week, where it cannot be seen", () => {
    const page = start().write("PATCH /appointments/1", { start: "2026-12-02T09:00:00+01:00" }).read([b]);
    expect(page.told()).toEqual(["moved 1 2026-12-02T08:00:00Z < 2026-11-24T07:00:00Z"]);
    page.week = "2026-11-30";
    expect(page.read([at(a, "2026-12-02T09:00:00")]).told()).toHaveLength(1);
  });

  it.each<[unknown, string]>([
    [{ start: "2026-12-02 01:30 PM" }, "12:30"],
    [{ start: "2026-12-02T01:30:00 p.m." }, "12:30"],
    [{ start: "2026-12-02 1:30pm" }, "12:30"],
    [{ start: "2026-12-02 12:15 PM" }, "11:15"],
    [{ start: "2026-12-02 08:30 AM" }, "07:30"],
    [{ start: "2. 12. 2026 1:30 PM" }, "12:30"],
    [{ start: "2. 12. 2026 v 1:30 odpoledne" }, "12:30"],
    [{ start: "2. 12. 2026 v 8:30 ráno" }, "07:30"],
    [{ date: "2026-12-02", time: "1:30 PM" }, "12:30"],
    [{ date: "2026-12-02", time: "08:30 AM" }, "07:30"],
    // No such hour on a clock with twelve: one with twenty-four is meant.
    [{ start: "2026-12-02 13:30 PM" }, "12:30"],
    [{ start: "2026-12-02 08:30 AMbulance" }, "07:30"],
  ])("%j is told by the half of the day that it names", (to, hour) => {
    const page = start().write("PATCH /appointments/1", to).read([b]);
    expect(page.told()).toEqual([`moved 1 2026-12-02T${hour}:00Z < 2026-11-24T07:00:00Z`]);
  });

  it("is told where it is shown at the hour of a clock with twelve that was saved", () => {
    for (const to of [
      { start: "2026-11-24 01:30 PM" },
      { date: "11/24/2026", time: "1:30 PM" },
      { start: "11/24/2026 1:30 PM" },
    ])
      expect(
        start()
          .write("PATCH /appointments/1", to)
          .read([at(a, "2026-11-24T13:30:00"), b])
          .told(),
      ).toEqual(["moved 1 2026-11-24T12:30:00Z < 2026-11-24T07:00:00Z"]);
    const morning = at(a, "2026-11-24T01:30:00");
    const page = start().write("PATCH /appointments/1", { start: "2026-11-24 01:30 PM" });
    expect(page.read([morning, b]).told()).toEqual([]);
  });

  it("is told for a day that it may name in two ways only where it is shown there", () => {
    for (const to of [{ date: "12/02/2026", time: "09:00" }, { start: "12/02/2026 09:00" }]) {
      // The second of December, or the twelfth of February.
      expect(start().write("PATCH /appointments/1", to).read([b]).told()).toEqual([]);
      const turned = start().write("PATCH /appointments/1", to);
      turned.week = "2026-11-30";
      expect(
        turned
          .wait(200)
          .read([at(a, "2026-12-02T09:00:00")])
          .told(),
      ).toEqual(["moved 1 2026-12-02T08:00:00Z < 2026-11-24T07:00:00Z"]);
    }
    for (const to of [{ date: "28/12/2026", time: "09:00" }, { start: "12/28/2026 09:00" }])
      expect(start().write("PATCH /appointments/1", to).read([b]).told()).toEqual([
        "moved 1 2026-12-28T08:00:00Z < 2026-11-24T07:00:00Z",
      ]);
  });

  it("is told in the other week, when the page turns there by itself", () => {
    const page = start().write("PATCH /appointments/1", { start: "2026-12-02T09:00:00+01:00" });
    page.week = "2026-11-30";
    expect(
      page
        .wait(200)
        .read([at(a, "2026-12-02T09:00:00")])
        .told(),
    ).toEqual(["moved 1 2026-12-02T08:00:00Z < 2026-11-24T07:00:00Z"]);
  });

  it("survives a calendar that is drawn anew with every change", () => {
    const page = start().write("PATCH /appointments/1", body);
    page.detector.gone("1", page.now);
    page.root = "2";
    expect(
      page
        .wait(300)
        .read([at(a, ten), b])
        .told(),
    ).toEqual([movedTold]);
  });

  it("starts from where a colleague has put it in the meantime", () => {
    const page = start()
      .read([at(a, "2026-11-24T12:00:00"), b])
      .wait(20_000);
    page.drag([at(a, ten), b], "1").write("PATCH /appointments/1", body);
    expect(page.told()).toEqual([`moved 1 ${createdAt} < 2026-11-24T11:00:00Z`]);
  });

  it("keeps to moving for what a colleague has made in the meantime", () => {
    const page = start().read([a, b, created]).wait(20_000);
    const eleven = at(created, "2026-11-24T11:00:00");
    page
      .drag([a, b, eleven], "9")
      .write("PATCH /x/9", { start: "2026-11-24T11:00:00+01:00" }, { answer: '{"id":9}' });
    expect(page.told()).toEqual([`moved 9 2026-11-24T10:00:00Z < ${createdAt}`]);
  });

  it.each<[string, (page: Page) => Page]>([
    ["a colleague's move", (page) => page.read([at(a, ten), b])],
    [
      "a colleague's move beside a note of ours",
      (page) => page.write("PATCH /appointments/1", { note: "x" }).read([at(a, ten), b]),
    ],
    [
      "a colleague's move beside a save of ours of the old time",
      (page) =>
        page
          .write("PUT /appointments/1", { start: "2026-11-24T08:00:00+01:00", note: "x" })
          .read([at(a, ten), b]),
    ],
    [
      "a colleague's move of another",
      (page) => page.write("PATCH /appointments/2", body).read([at(a, ten), b]),
    ],
    [
      "a note some time after a colleague's move",
      (page) =>
        page
          .read([at(a, ten), b])
          .wait(5_000)
          .write("PUT /appointments/1", { id: 1, ...body, note: "x" }),
    ],
    [
      "a refused drag",
      (page) =>
        page
          .drag([at(a, ten), b], "1")
          .write("PATCH /appointments/1", body, { status: 409 })
          .show([a, b]),
    ],
    [
      "a drag taken back",
      (page) =>
        page
          .drag([at(a, ten), b], "1")
          .wait(3_000)
          .show([a, b])
          .write("POST /ping", {}),
    ],
    [
      "a drag that nobody saves",
      (page) => page.drag([at(a, ten), b], "1").write("POST /heartbeat", { t: 1 }),
    ],
    [
      "a save that changes nothing",
      (page) => page.write("PUT /appointments/1", { id: 1, start: "2026-11-24T08:00:00+01:00" }).read([a, b]),
    ],
    [
      "an undo that came in time",
      (page) =>
        page
          .drag([at(a, ten), b], "1")
          .write("PATCH /appointments/1", body)
          .wait(300)
          .show([a, b]),
    ],
    [
      "another id in the same path",
      (page) => page.write("PATCH /clinics/1/appointments/2", body).read([at(a, ten), b]),
    ],
    [
      "somebody else's id in the body",
      (page) => page.write("POST /x", { patient_id: 1, ...body }).read([at(a, ten), b]),
    ],
  ])("is not told for %s", (_, act) => {
    expect(act(start()).told()).toEqual([]);
  });
});

describe("a write beside a change that is not its own", () => {
  const later = "2027-03-01T08:00";
  const moved = at(a, "2026-11-24T10:00:00");
  const named = { start: "2026-11-24T10:00:00" };
  const told = { name: "Jana Vzorová", start: "2026-11-24T10:00:00" };

  it.each<[string, unknown, readonly Event[]]>([
    // The app hides whoever was there.
    ["PATCH /appointments/1", { status: "done", nextVisit: later }, [b]],
    ["PATCH /appointments/1", { followUpDate: later }, [b]],
    ["PATCH /appointments/1", { dalsi_kontrola: "2027-03-01 08:00" }, [b]],
    ["PATCH /appointments/1", { recall: { at: later } }, [b]],
    ["PATCH /appointments/1", { payment: { paidAt: "2026-12-01T08:00" } }, [b]],
    ["PATCH /appointments/1", { arrivedAt: "2026-11-20T08:00" }, [b]],
    ["PATCH /appointments/1", { prescriptionValidFrom: "2027-01-20T08:00" }, [b]],
    ["PATCH /appointments/1", { note: "znovu 1. 3. 2027 8:00" }, [b]],
    ["PATCH /appointments/1", { neschopenka: later }, [b]],
    ["POST /appointments/1/notes", { text: "x", date: later }, [b]],
    ["POST /appointments/1/tasks", { date: later }, [b]],
    // A colleague moved it, or the page draws what it has only asked for.
    ["PUT /appointments/1/reminder", { at: "2026-11-24T10:00:00" }, [moved, b]],
    ["PUT /appointments/1", { notifyAt: "2026-11-24T10:00:00" }, [moved, b]],
    ["POST /slots/search", { appointment_id: 1, from: "2026-11-24T10:00:00" }, [moved, b]],
    ["POST /appointments/1/validate", named, [moved, b]],
    ["POST /availability/check", { id: 1, ...named }, [moved, b]],
    ["POST /api", { action: "check_conflicts", id: 1, ...named }, [moved, b]],
    ["POST /audit", { event: "open", appointment_id: 1, ...named }, [moved, b]],
    ["POST /audit", { event: "open", ...told }, [a, b, created]],
    ["POST /availability/check", told, [a, b, created]],
    ["POST /appointments/validate", told, [a, b, created]],
    ["POST /emails", { to: "jana@example.cz", text: "Jana Vzorová 24. 11. 2026 10:00" }, [a, b, created]],
    ["POST /sms", { to: "700000001", text: "Termin 24. 11. 2026 10:00" }, [a, b, created]],
    ["POST /waitinglist", told, [a, b, created]],
  ])("%s %j proves nothing", (request, body, events) => {
    expect(start().write(request, body).read(events).told()).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["POST /appointments/1/edit", named],
    ["POST /appointments/1/reschedule", named],
    ["PUT /kalendar/1/presun", named],
    ["POST /sync", { changes: [{ id: 1, ...named }] }],
    ["POST /appointment-requests/1", named],
    ["POST /projects/(default)/documents:commit", { writes: [{ appointmentId: 1, ...named }] }],
    ["PATCH /appointments/1", { ...named, note: "volala", reminderAt: "2026-11-23T10:00", nextVisit: later }],
  ])("%s %j is a save", (request, body) => {
    expect(start().write(request, body).read([moved, b]).told()).toEqual([
      "moved 1 2026-11-24T09:00:00Z < 2026-11-24T07:00:00Z",
    ]);
  });

  it.each(["POST /booking-form", "POST /documents", "POST /calendar/edit", "POST /visits/new"])(
    "%s makes an appointment",
    (request) => {
      expect(start().write(request, told).read([a, b, created]).told()).toEqual([`created 9 ${createdAt}`]);
    },
  );
});

describe("cancelled", () => {
  const told = ["cancelled 1 2026-11-24T07:00:00Z"];

  it.each<[string, (page: Page) => Page]>([
    [
      "deleted, then read again",
      (page) => page.write("DELETE /appointments/1", null, { status: 204 }).read([b]),
    ],
    [
      "gone at once, then deleted",
      (page) => page.show([b]).write("DELETE /appointments/1", null, { status: 204 }),
    ],
    [
      "deleted when the offer to undo ran out",
      (page) => page.show([b]).wait(8_000).write("DELETE /appointments/1"),
    ],
    [
      "deleted by POST",
      (page) =>
        page.write("POST /calendar/delete_appointment", { appointment_id: 1 }, { type: "form" }).read([b]),
    ],
    ["deleted in its doctor's calendar", (page) => page.write("DELETE /api/v1/doctors/5/events/1").read([b])],
    ["deleted in the calendar", (page) => page.write("DELETE /calendar/1").read([b])],
    ["deleted by a page", (page) => page.write("POST /ajax/delete-event.php", { id: 1 }).read([b])],
    ["stornoed by a word of its own", (page) => page.write("POST /termin/1/storno").read([b])],
    [
      "deleted by an app's own action",
      (page) =>
        page.write("POST /admin-ajax.php", { action: "salon_delete_patient_booking", id: 1 }).read([b]),
    ],
    ["deleted by GET", (page) => page.write("GET /Calendar/1.ics/delete", null, { status: 204 }).read([b])],
    ["deleted by a field", (page) => page.write("POST /api", { action: "delete", id: 1 }).read([b])],
    [
      "deleted by GraphQL",
      (page) =>
        page.write("POST /graphql", { operationName: "CancelReservation", variables: { id: "1" } }).read([b]),
    ],
    [
      "deleted by a query that asks for more",
      (page) =>
        page
          .write("POST /graphql", { query: 'mutation { deleteVisit(id: "1") { id email notes } }', id: "1" })
          .read([b]),
    ],
    [
      "saved as cancelled and hidden",
      (page) => page.write("PATCH /appointments/1", { status: "cancelled" }).read([b]),
    ],
    [
      "saved as cancelled together with its payment",
      (page) =>
        page
          .write("PUT /appointments/1", { payment: { status: "cancelled" }, appointmentStatus: "cancelled" })
          .read([b]),
    ],
    [
      "saved as cancelled and shown so",
      (page) => page.write("PUT /appointments/1", { stav: "zrušeno" }).read([{ ...a, status: "zrušeno" }, b]),
    ],
  ])("is told when %s", (_, act) => {
    expect(act(start()).told()).toEqual(told);
  });

  it("knows who it was", () => {
    const page = start().write("DELETE /appointments/1").read([b]);
    page.told();
    expect(page.changes[0]?.appointment.patient).toMatchObject(jana);
  });

  it.each<[string, (page: Page) => Page]>([
    ["a colleague's deletion", (page) => page.read([b])],
    ["a colleague's deletion beside ours", (page) => page.write("DELETE /appointments/2").read([a])],
    ["a filter", (page) => page.show([b]).wait(3_000).show([a, b])],
    [
      "a page turn",
      (page) => {
        page.week = "2026-11-30";
        return page.read([]);
      },
    ],
    [
      "a deletion that was refused",
      (page) => page.show([b]).write("DELETE /appointments/1", null, { status: 403 }).show([a, b]),
    ],
    ["a deletion that leaves it there", (page) => page.write("DELETE /appointments/1/reminder").read([a, b])],
    [
      "another doctor, out of the filter",
      (page) => page.write("PUT /appointments/1", { id: 1, doctor: 2 }).read([b]),
    ],
    [
      "another doctor, out of the filter, with the old time",
      (page) =>
        page.write("PUT /appointments/1", { doctor: 2, start: "2026-11-24T08:00:00+01:00" }).read([b]),
    ],
    ["a failed read", (page) => page.write("DELETE /appointments/1").show([], { stable: false })],
    ...(
      [
        ["PATCH /appointments/1", { id: 1, payment_status: "cancelled" }],
        ["PATCH /appointments/1", { id: 1, platbaStav: "zrušeno" }],
        ["PUT /appointments/1", { id: 1, payment: { status: "cancelled", amount: 500 } }],
        ["PUT /appointments/1", { id: 1, reminder_deleted: true }],
        ["POST /appointments/1/invoice/cancel", {}],
        ["POST /appointments/1/payments/77/void", { id: 1 }],
        ["DELETE /appointments/1/reminder", null],
        ["DELETE /appointments/1/attachments/5", null],
        ["POST /api?action=deleteNote", { appointment_id: 1 }],
        ["DELETE /appointments/1/editing", null],
        ["DELETE /appointments/1/presence/4", null],
        ["POST /appointments/1/removeFlag", {}],
        ["POST /appointments/1?event=cancelEdit", {}],
        ["DELETE /patients/1", null],
        ["DELETE /resources/1", null],
        ["DELETE /calendars/1", null],
        ["DELETE /users/1/session", null],
        ["DELETE /filters/1", null],
        ["POST /filters/remove", { id: 1 }],
        ["POST /api", { action: "removeProvider", id: 1 }],
        ["PUT /appointments/1", { id: 1, status: "cancellation_requested" }],
        ["PUT /appointments/1", { id: 1, status: "not_cancelled" }],
        ["PUT /appointments/1", { id: 1, cancel_requested: true }],
        ["POST /graphql", { query: 'mutation { deleteNote(id: "1") { visit { id } } }', id: "1" }],
      ] as const
    ).map(([request, body]): [string, (page: Page) => Page] => [
      `a filter beside ${request} ${JSON.stringify(body)}`,
      (page) => page.write(request, body).read([b]),
    ]),
  ])("is not told for %s", (_, act) => {
    const [first] = act(start()).told();
    expect(first === undefined || first.startsWith("cancelled 2")).toBe(true);
  });

  it("tells the other one only", () => {
    expect(start().write("DELETE /appointments/2").read([]).told()).toEqual([
      "cancelled 2 2026-11-24T08:00:00Z",
    ]);
  });

  it("tells the return of what was cancelled as new", () => {
    const page = start().write("DELETE /appointments/1").read([b]).wait(3_000);
    page.write("POST /appointments/1/restore").read([a, b]);
    expect(page.told()).toEqual([...told, "created 1 2026-11-24T07:00:00Z"]);
  });

  it("does not mind a stale read in between", () => {
    const page = start()
      .write("DELETE /appointments/1")
      .read([b])
      .wait(1_000)
      .read([a, b])
      .wait(1_000)
      .read([b]);
    expect(page.told()).toEqual(told);
  });

  it("tells one occurrence of a series when the request says which", () => {
    const series = ["2026-11-23", "2026-11-25"].map((day) => ({
      id: `7@${day}T09:00:00`,
      start: `${day}T09:00:00`,
      ...jana,
    }));
    const page = new Page().read([...series, b]).wait(5_000);
    page.write("DELETE /events/7?occurrence=2026-11-25").read([series[0] as Event, b]);
    expect(page.told()).toEqual(["cancelled 7@2026-11-25T09:00:00 2026-11-25T08:00:00Z"]);
  });
});

describe("a series that is moved", () => {
  const occurrence = (day: string, time: string): Event => ({
    id: `7@${day}T${time}:00`,
    start: `${day}T${time}:00`,
    ...jana,
  });
  const days = ["2026-11-23", "2026-11-25"];
  const before = days.map((day) => occurrence(day, "09:00"));
  const after = days.map((day) => occurrence(day, "11:00"));
  const moving = () => new Page().read([...before, b]).wait(5_000);

  it("is told nobody, and named once", () => {
    const page = moving()
      .write("PATCH /events/7", { start: "2026-11-23T11:00:00" })
      .read([...after, b])
      .wait(2_000);
    expect(page.told()).toEqual([]);
    expect(page.missed).toEqual(["Jana Vzorová"]);
    page.read([...after, b]).wait(90_000);
    expect(page.missed).toHaveLength(1);
  });

  it("is named once more when it is moved once more", () => {
    const page = moving()
      .write("PATCH /events/7", { days: 0, minutes: 120 })
      .read([...after, b])
      .wait(90_000)
      .write("PATCH /events/7", { days: 0, minutes: -120 })
      .read([...before, b])
      .wait(2_000);
    expect(page.told()).toEqual([]);
    expect(page.missed).toEqual(["Jana Vzorová", "Jana Vzorová"]);
  });

  it("is not named where the server refused it, or somebody else did it", () => {
    const refused = moving()
      .write("PATCH /events/7", { start: "2026-11-23T11:00:00" }, { status: 409 })
      .read([...after, b])
      .wait(2_000);
    const foreign = moving()
      .read([...after, b])
      .wait(2_000);
    const another = moving()
      .write("PATCH /events/2", { start: "2026-11-24T11:00:00" })
      .read([...after, at(b, "2026-11-24T11:00:00")])
      .wait(2_000);
    for (const page of [refused, foreign, another]) expect(page.missed).toEqual([]);
  });

  it("is not named where it was only filtered away after it was saved", () => {
    const page = moving().write("PATCH /events/7", { note: "hodí se" }).read([b]).wait(2_000);
    expect(page.missed).toEqual([]);
  });
});

describe("once the calendar has been read from its server anew", () => {
  const body = { start: "2026-11-24T10:00:00+01:00" };
  const movedA = at(a, ten);
  const later = at(a, "2026-12-02T09:00:00");

  it.each<[string, (page: Page) => Page, string]>([
    [
      "a creation",
      (page) => page.write("POST /appointments", createBody).readBy([a, b, created]),
      `created 9 ${createdAt}`,
    ],
    [
      "a creation that was shown before",
      (page) => page.show([a, b, created]).write("POST /x", createBody).readBy([a, b, created]),
      `created 9 ${createdAt}`,
    ],
    ["a move", (page) => page.write("PATCH /appointments/1", body).readBy([movedA, b]), movedTold],
    [
      "a drag",
      (page) => page.drag([movedA, b], "1").write("PATCH /appointments/1", body).readBy([movedA, b]),
      movedTold,
    ],
    [
      "a move to another week",
      (page) => page.write("PATCH /appointments/1", { start: later.start }).readBy([b]),
      "moved 1 2026-12-02T08:00:00Z < 2026-11-24T07:00:00Z",
    ],
    [
      "a cancellation",
      (page) => page.write("DELETE /appointments/1").readBy([b]),
      "cancelled 1 2026-11-24T07:00:00Z",
    ],
    [
      "a cancellation that is shown as such",
      (page) =>
        page.write("PUT /appointments/1", { stav: "zrušeno" }).readBy([{ ...a, status: "zrušeno" }, b]),
      "cancelled 1 2026-11-24T07:00:00Z",
    ],
  ])("%s is told at once, and once", (_, act, expected) => {
    const page = act(start());
    expect(page.toldByNow()).toEqual([expected]);
    expect(page.wait(300).readBy([b]).told()[0]).toBe(expected);
    expect(page.changes.length).toBeLessThanOrEqual(1);
  });

  it("is told when the answer is reported after the reading that it came before", () => {
    const page = start();
    const answer = { id: page.request(), answerId: page.request() };
    const reading = page.request();
    page.drag([movedA, b], "1").readBy([movedA, b], reading);
    page.write("PATCH /appointments/1", body, { took: 0, ...answer });
    expect(page.toldByNow()).toEqual([movedTold]);
  });

  it.each<[string, (page: Page) => Page, string[]]>([
    [
      "the reading began before the answer",
      (page) => {
        const early = page.request();
        return page.drag([movedA, b], "1").write("PATCH /appointments/1", body).readBy([movedA, b], early);
      },
      [movedTold],
    ],
    [
      "nobody knows who read it",
      (page) => page.write("PATCH /appointments/1", body).read([movedA, b]),
      [movedTold],
    ],
    [
      "it has been changed here since it was read",
      (page) => page.write("PATCH /appointments/1", body).readBy([a, b]).show([movedA, b]),
      [movedTold],
    ],
    [
      "the calendar is loading again",
      (page) => {
        const reading = page.drag([movedA, b], "1").write("PATCH /appointments/1", body).request();
        return page.show([movedA, b], { stable: false, readBy: reading });
      },
      [],
    ],
    [
      "the reading is of another week",
      (page) => {
        page.show([b]).write("DELETE /appointments/1");
        page.week = "2026-11-30";
        return page.readBy([]);
      },
      ["cancelled 1 2026-11-24T07:00:00Z"],
    ],
    [
      "the reading of another week does not show what was moved here",
      (page) => {
        page.drag([movedA, b], "1").write("PATCH /appointments/1", body);
        page.week = "2026-11-30";
        return page.readBy([]);
      },
      [movedTold],
    ],
    [
      "the other calendar on the page was read",
      (page) => {
        page.drag([movedA, b], "1").write("PATCH /appointments/1", body);
        page.root = "2";
        return page.readBy([c]);
      },
      [movedTold],
    ],
    [
      "the answer names another one, for which this may stand in",
      (page) => page.write("POST /x", createBody, { answer: '{"id":10}' }).readBy([a, b, created]),
      [`created 9 ${createdAt}`],
    ],
  ])("is not told at once when %s", (_, act, expected) => {
    const page = act(start());
    expect(page.toldByNow()).toEqual([]);
    expect(page.wait(590).toldByNow()).toEqual([]);
    expect(page.told()).toEqual(expected);
  });

  it.each<[string, (page: Page) => Page]>([
    ["took it back", (page) => page.drag([movedA, b], "1").write("PATCH /x/1", body).readBy([a, b])],
    [
      "never took it",
      (page) => page.drag([movedA, b], "1").write("PATCH /x/1", body, { status: 409 }).readBy([movedA, b]),
    ],
    ["was not written to from here", (page) => page.readBy([movedA])],
    [
      "shows a colleague's beside ours",
      (page) => page.write("PATCH /x/2", { note: "x" }).readBy([movedA, b, created]),
    ],
  ])("nothing is told when the server %s", (_, act) => {
    expect(act(start()).told()).toEqual([]);
  });
});

describe("what this page shows before its server has it", () => {
  const body = { start: "2026-11-24T10:00:00+01:00" };
  const movedA = at(a, ten);

  it("is never told when it is taken back in time, whatever is read meanwhile", () => {
    const step = fc.record({
      what: fc.constantFrom("shown", "read early", "read", "loading"),
      wait: fc.integer({ min: 0, max: 70 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const page = start().drag([movedA, b], "1");
        const early = page.request();
        page.write("PATCH /appointments/1", body);
        for (const { what, wait } of steps) {
          if (what === "shown") page.show([movedA, b]);
          else if (what === "read early") page.readBy([movedA, b], early);
          else if (what === "read") page.readBy([a, b]);
          else page.show([movedA, b], { stable: false, readBy: page.request() });
          page.wait(wait);
        }
        expect(page.show([a, b]).told()).toEqual([]);
      }),
    );
  });
});

describe("whatever colleagues, filters and polls do", () => {
  const ids = ["1", "2", "3", "4"];
  const state = fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      start: fc.constantFrom("2026-11-24T08:00:00", "2026-11-24T09:00:00", "2026-12-01T08:00:00"),
      name: fc.constantFrom("Jana Vzorová", "Petr Ukázkový"),
    }),
    { maxLength: 4 },
  );
  const unique = (events: Event[]): Event[] => [
    ...new Map(events.map((event) => [event.id, event])).values(),
  ];
  const step = fc.record({
    events: state.map(unique),
    wait: fc.integer({ min: 0, max: 15_000 }),
    week: fc.constantFrom("2026-11-23", "2026-11-30"),
    stable: fc.boolean(),
    known: fc.boolean(),
  });
  const noise = [
    (page: Page) => page,
    (page: Page) => page.write("POST /heartbeat", { at: 1 }),
    (page: Page) => page.write("POST /search", { q: "Jana Vzorová" }, { answer: '[{"id":1},{"id":2}]' }),
    (page: Page) => page.write("PATCH /appointments/1", { note: "x" }, { status: 500 }),
    (page: Page) => page.write("PATCH /appointments/1", { note: "volat" }, { answer: '{"id":1}' }),
  ];

  it("tells nothing without a write that names it", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.array(fc.nat(4), { maxLength: 12 }),
        (steps, noises) => {
          const page = new Page();
          steps.forEach(({ events, wait, week, stable, known }, index) => {
            page.week = week;
            page.reads += 1;
            page.show(events, { stable, readBy: known ? page.request() : 0 });
            noise[noises[index] ?? 0]?.(page);
            page.wait(wait);
          });
          expect(page.told()).toEqual([]);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it("tells a write once, however often the calendar is read after it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 8 }), (waits) => {
        const page = start().write("PATCH /appointments/1", { start: "2026-11-24T10:00:00+01:00" });
        for (const wait of waits) {
          if (wait % 2) page.read([at(a, ten), b]).wait(wait);
          else page.readBy([at(a, ten), b]).wait(wait);
        }
        expect(page.told()).toEqual([movedTold]);
      }),
    );
  });
});

describe("another patient", () => {
  const toPetr = { ...a, ...petr };
  const body = { patient: petr };
  const lastOf = (page: Page) => page.changes.at(-1);

  it("is told with the one before, once", () => {
    const page = start().write("PATCH /appointments/1", body).wait(300).read([toPetr, b]).wait(2_000);
    expect(page.told()).toEqual(["patientChanged 1 2026-11-24T07:00:00Z"]);
    expect(lastOf(page)).toMatchObject({
      appointment: { patient: petr },
      previousPatient: { name: jana.name, phone: jana.phone },
    });
    expect(page.read([toPetr, b]).wait(60_000).changes).toHaveLength(1);
  });

  it("is told with the start before, when the same act also moved it", () => {
    const moved = { ...body, start: "2026-11-24T10:00:00+01:00" };
    const page = start()
      .write("PATCH /appointments/1", moved)
      .read([at(toPetr, "2026-11-24T10:00:00"), b])
      .wait(2_000);
    expect(lastOf(page)).toMatchObject({
      type: "patientChanged",
      previousStart: "2026-11-24T07:00:00Z",
      previousPatient: { name: jana.name },
    });
  });

  it.each<[string, Event]>([
    ["a corrected number", { ...a, phone: "+420 700 000 009" }],
    ["a corrected number and a title", { ...a, name: "Mgr. Jana Vzorová", phone: "700000009" }],
  ])("may be the same one with %s: the background is told both", (_, changed) => {
    const { name, phone } = changed;
    const page = start().write("PATCH /appointments/1", { patient: { name, phone } });
    expect(page.read([changed, b]).wait(120_000).told()).toEqual(["patientChanged 1 2026-11-24T07:00:00Z"]);
    expect(lastOf(page)).toMatchObject({
      appointment: { patient: { name, phone } },
      previousPatient: { name: jana.name, phone: jana.phone },
    });
  });

  it.each<[string, Event]>([
    ["a corrected spelling", { ...a, name: "Jana Wzorová" }],
    ["a title before the name", { ...a, name: "Mgr. Jana Vzorová" }],
  ])("is not %s", (_, changed) => {
    const { name, phone } = changed;
    const page = start().write("PATCH /appointments/1", { patient: { name, phone } });
    expect(page.read([changed, b]).wait(120_000).told()).toEqual([]);
  });

  it("is not told without a write that names the appointment and the new patient", () => {
    expect(start().read([toPetr, b]).wait(120_000).told()).toEqual([]);
    const page = start().write("PATCH /appointments/1", { note: "volat" });
    expect(page.read([toPetr, b]).wait(120_000).told()).toEqual([]);
    const other = start().write("PATCH /appointments/2", body);
    expect(other.read([toPetr, b]).wait(120_000).told()).toEqual([]);
  });

  it("is not told when the app takes it back", () => {
    const page = start().show([toPetr, b]).write("PATCH /appointments/1", body, { status: 409 });
    expect(page.read([a, b]).wait(120_000).told()).toEqual([]);
  });
});
