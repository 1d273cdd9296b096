// @vitest-environment node
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { appointmentOf } from "../../lib/declarative/entry.ts";
import { exchangeOf } from "../../lib/declarative/exchange.ts";
import { readList } from "../../lib/declarative/list-reading.ts";
import { keepLists } from "../../lib/declarative/lists.ts";
import { operationsOf } from "../../lib/declarative/operation.ts";
import { readPage } from "../../lib/declarative/page-reading.ts";
import { readRequest } from "../../lib/declarative/request-reading.ts";
import { readRequests } from "../../lib/declarative/requests.ts";
import type { DeclaredCalendar, NetworkRule } from "../../lib/plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../../lib/plugin-api/index.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";

const clock = zoneNamed("Europe/Prague");
const reference = "2026-11-24";

async function read(calendar: DeclaredCalendar, html: string, href = "https://kal.example/kalendar") {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const found = await readPage(calendar, {
    document: document as unknown as Document,
    href,
    reference,
    clock,
  });
  if (found.state !== "read") return found;
  return { days: found.days, appointments: [...found.entries.values()].map(appointmentOf) };
}

/** How many could not be read; `null` where the page counts as unreadable. */
async function unreadIn(html: string): Promise<number | null> {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const page = { document: document as unknown as Document, href: "https://kal.example/", reference, clock };
  const found = await readPage(simple, page);
  return found.state === "read" ? found.unread : null;
}

const column = (day: string, chips: string) => `<section class="day" data-date="${day}">${chips}</section>`;
const chip = (id: string, time: string, rest = "") =>
  `<div class="event" data-id="${id}"><time>${time}</time>${rest}</div>`;

const simple: DeclaredCalendar = {
  day: { columns: { sel: ".day", attr: "data-date" } },
  events: {
    source: "dom",
    selector: ".event",
    exclude: [".ghost"],
    fields: {
      id: { attr: "data-id" },
      start: { sel: "time", format: "H:mm" },
      end: { sel: "time", regex: "–\\s*(\\d{1,2}:\\d{2})", format: "H:mm" },
      title: ".title",
      patient: { from: "title", regex: "^(?<last>\\p{L}+)\\s+(?<first>\\p{L}+)" },
      phone: {
        attr: "data-phone",
        or: [{ from: "title", regex: "(?:\\+420)?\\s?\\d{3}\\s?\\d{3}\\s?\\d{3}" }],
      },
      status: { attr: "class", map: { zruseno: "cancelled" } },
    },
  },
};

describe("readPage", () => {
  it("reads hours in the column of their day, names out of a title, and numbers wherever they stand", async () => {
    const page = await read(
      simple,
      column("2026-11-23", "") +
        column(
          "2026-11-24",
          chip("5", "9:00 – 9:30", '<b class="title">Nováková  Jana, 601 000 001</b>') +
            `<div class="event ghost" data-id="6"><time>9:00</time></div>` +
            `<div class="event" data-id="7" data-phone="+420601000002"><time>23:30 – 0:15</time></div>`,
        ),
    );
    expect(page).toEqual({
      days: ["2026-11-23", "2026-11-24"],
      appointments: [
        {
          id: "5",
          start: "2026-11-24T08:00:00Z",
          end: "2026-11-24T08:30:00Z",
          allDay: false,
          title: "Nováková Jana, 601 000 001",
          patient: { id: null, name: "Jana Nováková", phone: "601 000 001" },
        },
        {
          id: "7",
          start: "2026-11-24T22:30:00Z",
          end: "2026-11-24T23:15:00Z",
          allDay: false,
          title: "",
          patient: { id: null, name: "", phone: "+420601000002" },
        },
      ],
    });
  });

  it("takes a date without hours for a whole day, and a day from a label or the address", async () => {
    const list = (start: string) =>
      `<h1>pondělí 23. listopadu</h1><p class="event" data-id="1"><time>${start}</time></p>`;
    const events = {
      ...simple.events,
      fields: {
        id: { attr: "data-id" },
        start: { sel: "time", format: ["d. M. yyyy H:mm", "d. M. yyyy", "H:mm"] },
      },
    };
    const labelled: DeclaredCalendar = { day: { label: { sel: "h1", format: "cs" } }, events };
    expect(await read(labelled, list("10:15"))).toMatchObject({
      days: ["2026-11-23"],
      appointments: [{ start: "2026-11-23T09:15:00Z", allDay: false }],
    });
    expect(await read(labelled, list("24. 12. 2026"))).toMatchObject({
      appointments: [{ start: "2026-12-23T23:00:00Z", allDay: true }],
    });
    const addressed: DeclaredCalendar = {
      day: { url: { regex: "/(\\d{4}-\\d{2}-\\d{2})$", span: 2 } },
      events,
    };
    const shown = await read(addressed, list("24. 11. 2026 8:00"), "https://kal.example/kalendar/2026-11-24");
    expect(shown).toMatchObject({
      days: ["2026-11-24", "2026-11-25"],
      appointments: [{ start: "2026-11-24T07:00:00Z" }],
    });
  });

  it("knows what is cancelled, and makes up ids only where it is told to", async () => {
    const html = column("2026-11-24", `<div class="event zruseno" data-id="1"><time>9:00</time></div>`);
    const { document } = parseHTML(`<html><body>${html}</body></html>`);
    const page = {
      document: document as unknown as Document,
      href: "https://kal.example/",
      reference,
      clock,
    };
    const found = await readPage(simple, page);
    expect(found.state === "read" && [...found.entries.values()]).toMatchObject([
      { id: "1", cancelled: true },
    ]);

    const nameless = column(
      "2026-11-24",
      `<div class="event"><time>9:00</time><b class="title">Oběd</b></div>`,
    );
    expect(await read(simple, nameless)).toEqual({ state: "unreadable", field: "id" });
    // Few enough are told beside the others, also those that are too many to be looked at.
    const few = (count: number, more = "") =>
      column(
        "2026-11-24",
        Array.from({ length: count }, (_, at) => chip(String(at), "9:00")).join("") + more,
      );
    const lame = '<div class="event"><time>9:00</time></div>';
    expect(await unreadIn(few(9, lame))).toBe(1);
    expect(await unreadIn(few(9))).toBe(0);
    expect(await unreadIn(few(9, '<div class="event ghost"></div>'))).toBe(0);
    expect(await unreadIn(few(3_005))).toBe(5);
    expect(await unreadIn(few(4_000))).toBeNull();
    const synthetic: DeclaredCalendar = {
      ...simple,
      events: { ...simple.events, syntheticId: ["start", "title"] },
    };
    const [made] = ((await read(synthetic, nameless)) as { appointments: { id: string }[] }).appointments;
    expect(made?.id).toBe(`~${Date.parse("2026-11-24T08:00:00Z")}~Oběd`);
  });

  it("tells occurrences of one series apart, and what is drawn twice from two", async () => {
    const html =
      column("2026-11-23", chip("7", "9:00")) +
      column("2026-11-24", chip("7", "9:00") + chip("8", "9:00") + chip("8", "9:00"));
    const page = (await read(simple, html)) as { appointments: { id: string }[] };
    expect(page.appointments.map(({ id }) => id)).toEqual([
      "7@2026-11-23T08:00:00Z",
      "7@2026-11-24T08:00:00Z",
      "8",
    ]);
  });

  it("says what is missing instead of leaving it out", async () => {
    const present: DeclaredCalendar = {
      ...simple,
      present: ["#kal"],
      path: "/kalendar$",
      loading: [".spin"],
    };
    expect(await read(present, "")).toEqual({ state: "absent", expected: true });
    expect(await read(present, "", "https://kal.example/login")).toEqual({
      state: "absent",
      expected: false,
    });
    expect(await read(present, '<p id="kal"></p><i class="spin"></i>')).toEqual({ state: "loading" });
    expect(await read(present, '<p id="kal"></p>')).toEqual({ days: [], appointments: [] });
    const soon = column("2026-11-24", chip("1", "9:00") + chip("2", "brzy"));
    expect(await read(simple, soon)).toEqual({ state: "unreadable", field: "start" });
    // One odd one among many hides nobody else.
    const many = Array.from({ length: 9 }, (_, index) => chip(`${index + 10}`, "10:00")).join("");
    expect(await read(simple, column("2026-11-24", chip("2", "brzy") + many))).toMatchObject({
      appointments: { length: 9 },
    });
  });

  it("takes a selector that is none for the plugin's fault", async () => {
    await expect(read({ ...simple, present: ["#!"] }, "")).rejects.toThrow();
  });

  it("bounds whatever a page may hold", async () => {
    const long = chip("x".repeat(1_000), "9:00", `<b class="title">${"ž".repeat(100_000)} 601 000 001</b>`);
    const page = (await read(simple, column("2026-11-24", long))) as {
      appointments: { id: string; title: string; patient: unknown }[];
    };
    const [one] = page.appointments;
    expect(one?.id).toHaveLength(250);
    expect(one?.title).toHaveLength(500);
    expect(one?.patient).toBeNull();
  });
});

const write = (change: Partial<NetworkWrite>): NetworkWrite => ({
  id: 1,
  answerId: 2,
  method: "POST",
  url: "https://kal.example/save",
  body: null,
  status: 200,
  response: null,
  location: null,
  redirected: false,
  startedAt: 1_000,
  endedAt: 2_000,
  ...change,
});
const rule = (change: Partial<NetworkRule>): NetworkRule => ({
  kind: "create",
  method: "POST",
  url: "/save",
  ...change,
});

describe("Exchange", () => {
  it("knows its rule by method, address, condition and operation", () => {
    const create = rule({ when: [{ request: "appointment[id]", empty: true }] });
    expect(exchangeOf(write({ body: "appointment[id]=&x=1" }), create)).not.toBeNull();
    expect(exchangeOf(write({ body: "appointment[id]=5" }), create)).toBeNull();
    expect(exchangeOf(write({ method: "PUT" }), create)).toBeNull();
    expect(exchangeOf(write({ url: "https://kal.example/list" }), create)).toBeNull();

    const graph = rule({
      body: "graphql",
      operation: "SaveVisit",
      when: [{ request: "variables.draft", equals: false }],
    });
    const body = (operationName: string) => JSON.stringify({ operationName, variables: { draft: false } });
    expect(exchangeOf(write({ body: body("SaveVisit") }), graph)).not.toBeNull();
    expect(exchangeOf(write({ body: body("ListVisits") }), graph)).toBeNull();
    const query = "mutation SaveVisit($x: ID!) { saveVisit(id: $x) { id } }";
    const batch = [{ query: "query Other { a }" }, { query, variables: { draft: false } }];
    expect(exchangeOf(write({ body: JSON.stringify(batch) }), graph)).not.toBeNull();
  });

  it.each<[string, Partial<NetworkRule>, Partial<NetworkWrite>, boolean]>([
    ["2xx", {}, { status: 201 }, true],
    ["a conflict", {}, { status: 409 }, false],
    ["no answer", {}, { status: 0 }, false],
    ["200 that says no", {}, { response: '{"success":false}' }, false],
    ["a login page", {}, { response: '<!doctype html><input type="password">', redirected: true }, false],
    ["a status of its own", { ok: { status: [302] } }, { status: 302 }, true],
    ["another than its own", { ok: { status: [204] } }, { status: 200 }, false],
    [
      "what must stand in it",
      { ok: { json: { "result.code": 0 } } },
      { response: '{"result":{"code":0}}' },
      true,
    ],
    [
      "something else there",
      { ok: { json: { "result.code": 0 } } },
      { response: '{"result":{"code":7}}' },
      false,
    ],
    ["nothing there", { ok: { json: { "result.code": 0 } } }, { response: "{}" }, false],
    ["no errors", { ok: { absent: ["errors"] } }, { response: '{"data":{},"errors":[]}' }, true],
    ["errors", { ok: { absent: ["errors"] } }, { response: '{"errors":[{"message":"x"}]}' }, false],
    ["its word", { ok: { text: "^Uloženo" } }, { response: "Uloženo." }, true],
    ["another word", { ok: { text: "^Uloženo" } }, { response: "Chyba" }, false],
  ])("%s", (_, change, answer, expected) => {
    expect(exchangeOf(write(answer), rule(change))?.accepted).toBe(expected);
  });
});

describe("operationsOf", () => {
  const operations = (change: Partial<NetworkRule>, sent: Partial<NetworkWrite>) => {
    const made = rule(change);
    const exchange = exchangeOf(write(sent), made);
    return exchange && operationsOf(made, exchange, clock, reference);
  };

  it("reads forms, with day and hour apart", () => {
    const fields = {
      id: "response:id",
      date: { request: "den", format: "cs" },
      start: { request: "od", format: "H:mm" },
      patient: { join: ["request:customer[first]", "request:customer[last]"] },
      phone: "request:customer[phone]",
    };
    const body = new URLSearchParams({
      den: "24. 11. 2026",
      od: "9:30",
      "customer[first]": "Jana",
      "customer[last]": "Vzorová",
      "customer[phone]": "601 000 001",
    }).toString();
    expect(operations({ fields }, { body, response: '{"id":57}', status: 201 })).toMatchObject([
      {
        kind: "create",
        id: "57",
        when: { start: Date.parse("2026-11-24T08:30:00Z"), allDay: false, date: "2026-11-24" },
        patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
        isNew: true,
        accepted: true,
      },
    ]);
  });

  it("reads shifts, ids in the address, and where a new thing is to be found", () => {
    const move = {
      kind: "move" as const,
      url: "/(?<id>[^/]+)/adjust$",
      fields: { id: "url:id", days: "request:days", minutes: "request:start" },
    };
    const url = "https://kal.example/so/u%20x/adjust";
    expect(operations(move, { url, body: '{"days":2,"start":-30}' })).toMatchObject([
      { id: "u x", when: null, shiftMs: 2 * 86_400_000 - 30 * 60_000 },
    ]);
    const made = { fields: { id: { location: true as const, regex: "/(\\d+)$" } } };
    expect(operations(made, { location: "https://kal.example/visits/58" })).toMatchObject([{ id: "58" }]);
  });

  it("makes one of each id when several are cancelled at once", () => {
    const cancel = { kind: "cancel" as const, fields: { id: "request:uids[*]" } };
    expect(operations(cancel, { body: '{"uids":["a","b"]}' })?.map(({ id }) => id)).toEqual(["a", "b"]);
    const form = { kind: "cancel" as const, fields: { id: "request:id[]" } };
    expect(operations(form, { body: "id[]=1&id[]=2" })?.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  describe("of a request about several", () => {
    const fields = {
      id: "request:$[*].id",
      start: "request:$[*].start",
      patient: "request:$[*].who",
      status: { request: "$[*].state", map: { off: "cancelled" } },
    };
    const sent = [
      { id: 1, start: "2026-11-24T09:00", who: "Jana Vzorová", state: "on" },
      { id: 2, start: "2026-11-25T14:00", who: "Petr Novák", state: "off" },
    ];
    const of = (change: Partial<NetworkRule>, body: unknown, answer: Partial<NetworkWrite> = {}) =>
      operations({ kind: "save", fields, ...change }, { body: JSON.stringify(body), ...answer })?.map(
        ({ id, when, patient, cancels, kind }) => [
          `${kind} ${id}`,
          when && new Date(when.start).toISOString().slice(5, 16),
          patient?.name ?? null,
          cancels,
        ],
      );

    it("tells each what stands beside its own id, and all what is said once", () => {
      expect(of({}, sent)).toEqual([
        ["save 1", "11-24T08:00", "Jana Vzorová", false],
        ["save 2", "11-25T13:00", "Petr Novák", true],
      ]);
      const together = {
        fields: { ...fields, id: "request:ids[*]", start: "request:to", patient: "request:who" },
      };
      expect(of(together, { ids: [1, 2], to: "2026-11-24T09:00", who: "Jana Vzorová" })).toEqual([
        ["save 1", "11-24T08:00", "Jana Vzorová", false],
        ["save 2", "11-24T08:00", "Jana Vzorová", false],
      ]);
    });

    it("tells nobody what may be another's", () => {
      const [one, two] = sent;
      expect(of({}, [one, { ...two, start: undefined, who: undefined }, { ...two, id: 3 }])).toEqual([
        ["save 1", "11-24T08:00", "Jana Vzorová", false],
        ["save 2", null, null, true],
        ["save 3", "11-25T13:00", "Petr Novák", true],
      ]);
      const apart = { fields: { id: "request:ids[*]", start: "request:to[*]", patient: "request:who[*]" } };
      const body = { ids: [1, 2, 3], to: [one?.start, two?.start], who: [one?.who] };
      expect(of(apart, body)?.map(([id, at, who]) => [id, at, who])).toEqual([
        ["save 1", null, null],
        ["save 2", null, null],
        ["save 3", null, null],
      ]);
    });

    it("finds each of those whose id is cut out, and of those that have none yet", () => {
      const cut = { fields: { ...fields, id: { request: "$[*].id", regex: "^v(\\d+)$" } } };
      const named = sent.map((one) => ({ ...one, id: `v${one.id}` }));
      expect(of(cut, named)?.map(([id, at]) => [id, at])).toEqual([
        ["save 1", "11-24T08:00"],
        ["save 2", "11-25T13:00"],
      ]);
      const { id: _, ...without } = fields;
      expect(of({ kind: "create", fields: without }, sent)?.map(([id, at, who]) => [id, at, who])).toEqual([
        ["create null", "11-24T08:00", "Jana Vzorová"],
        ["create null", "11-25T13:00", "Petr Novák"],
      ]);
    });

    it("gives nobody what the one beside them lacks", () => {
      const [one, two] = sent;
      expect(of({}, [one, { id: 2, start: two?.start, who: null }])?.map(([id, , who]) => [id, who])).toEqual(
        [
          ["save 1", "Jana Vzorová"],
          ["save 2", null],
        ],
      );
      const gaps = [
        { id: 1 },
        { id: 2, who: "Petr Novák" },
        { id: null, start: two?.start, who: "Eva Malá" },
      ];
      expect(of({}, gaps)?.map(([id, , who]) => [id, who])).toEqual([
        ["save 1", null],
        ["save 2", "Petr Novák"],
        ["save null", "Eva Malá"],
      ]);
    });

    it("tells of new ones before the server has given them ids", () => {
      const [one, two] = sent;
      const made = [
        { ...one, id: undefined },
        { ...two, id: undefined, state: "on" },
      ];
      const told = [
        ["11-24T08:00", "Jana Vzorová"],
        ["11-25T13:00", "Petr Novák"],
      ];
      expect(of({}, made)?.map(([, at, who]) => [at, who])).toEqual(told);
      const late = { kind: "create" as const, fields: { ...fields, id: "response:$[*].id" } };
      expect(of(late, made)?.map(([, at, who]) => [at, who])).toEqual(told);
      const cut = { fields: { ...fields, id: { request: "$[*].id", regex: "^v(\\d+)$" } } };
      const temporary = made.map((given, at) => ({ ...given, id: `tmp${at}` }));
      expect(of(cut, temporary)?.map(([id, at, who]) => [id, at, who])).toEqual(
        told.map((given) => ["save null", ...given]),
      );
      // An old one beside it has its id.
      expect(of({}, [{ ...one, id: null }, two])?.map(([id, at]) => [id, at])).toEqual([
        ["save null", "11-24T08:00"],
        ["save 2", "11-25T13:00"],
      ]);
    });

    it("takes one id for one appointment, whatever else there is several of", () => {
      const one = { fields: { id: "request:id", start: "request:$.slots[*].start" } };
      expect(
        of(one, { id: 5, slots: [{ start: "2026-11-24T09:00" }, { start: "2026-11-24T09:30" }] }),
      ).toEqual([["save 5", "11-24T08:00", null, false]]);
    });

    it("finds each in lists of lists", () => {
      const days = {
        fields: { id: "request:$.days[*].visits[*].id", start: "request:$.days[*].visits[*].at" },
      };
      const visit = (id: number, at: string) => ({ id, at: `2026-11-24T${at}` });
      const body = {
        days: [{ visits: [visit(1, "09:00"), visit(2, "10:00")] }, { visits: [visit(3, "11:00")] }],
      };
      expect(of(days, body)?.map(([id, at]) => [id, at])).toEqual([
        ["save 1", "11-24T08:00"],
        ["save 2", "11-24T09:00"],
        ["save 3", "11-24T10:00"],
      ]);
      const phones = {
        fields: { id: "request:$[*].id", patient: "request:$[*].who", phone: "request:$[*].tel[*]" },
      };
      const people = [
        { id: 1, who: "Jana", tel: ["601000001", "601000002"] },
        { id: 2, who: "Petr", tel: [] },
      ];
      expect(
        operations({ kind: "save", ...phones }, { body: JSON.stringify(people) })?.map(
          ({ patient }) => patient?.phone,
        ),
      ).toEqual(["601000001", null]);
    });

    it("takes what a form says twice for one", () => {
      const form = { fields: { start: "request:start", patient: "request:who" } };
      const body = "start=2026-11-24T09:00&start=2026-11-24T09:00&who=Jana";
      expect(operations({ ...form, kind: "create" }, { body })).toHaveLength(1);
      const keyed = { fields: { key: "request:key", start: "request:start" } };
      expect(operations({ ...keyed, kind: "move" }, { body: `key=a&${body}` })).toHaveLength(1);
    });

    it("learns of each from the answer whether it is new", () => {
      const save = { new: [{ response: "$[*].made", equals: true }] };
      const response = JSON.stringify([{ made: false }, { made: true }]);
      const on = sent.map((one) => ({ ...one, state: "on" }));
      expect(of(save, on, { response })?.map(([what]) => what)).toEqual(["move 1", "create 2"]);
    });
  });

  it("learns from the answer whether a save made something new or edited it", () => {
    const save = { kind: "save" as const, fields: { id: "request:klic", status: "request:stav" } };
    const byField = { ...save, new: [{ response: "nove", equals: true }] };
    const byStatus = { ...save, new: [{ status: [201] }] };
    const kinds = (change: Partial<NetworkRule>, sent: Partial<NetworkWrite>) =>
      operations(change, { body: '{"klic":"a"}', ...sent })?.map(({ kind }) => kind);
    expect(kinds(byField, { response: '{"nove":true}' })).toEqual(["create"]);
    expect(kinds(byField, { response: '{"nove":false}' })).toEqual(["move"]);
    expect(kinds(byField, { response: "{}" })).toEqual(["move"]);
    expect(kinds(byStatus, { status: 201 })).toEqual(["create"]);
    expect(kinds(byStatus, { status: 200 })).toEqual(["move"]);
    const cancelled = { body: '{"klic":"a","stav":"cancelled"}', status: 201 };
    expect(kinds(byStatus, cancelled)).toEqual(["save"]);
    expect(kinds(save, {})).toEqual(["save"]);
  });

  it("is not fooled by numbers out of all bounds", () => {
    const fields = { id: "request:id", start: { request: "at", format: "epoch-ms" } };
    expect(operations({ fields }, { body: '{"id":"1","at":99999999999999999999}' })).toMatchObject([
      { when: null },
    ]);
  });
});

describe("several GraphQL requests in one", () => {
  const variables = (path: string) => `request:variables.${path}`;
  const graph = { method: "POST", url: "/graphql", body: "graphql" } as const;
  const calendar = {
    timeZone: "Europe/Prague",
    events: { source: "network" as const },
    network: [
      {
        ...{ ...graph, kind: "list" as const, operation: "Visits", items: "data.visits" },
        fields: { id: "id", start: "start" },
        range: { from: variables("from"), to: variables("to"), inclusive: true },
      },
      {
        ...{ ...graph, kind: "move" as const, operation: "Move", ok: { json: { "data.moved": true } } },
        fields: { id: variables("id"), start: variables("start") },
      },
      { ...graph, kind: "cancel" as const, operation: "Cancel", fields: { id: variables("id") } },
    ],
  };
  const ask = (requests: readonly (readonly [string, object, unknown])[], response?: string) =>
    readRequest(calendar, {
      write: write({
        url: "https://kal.example/graphql",
        body: JSON.stringify(requests.map(([operationName, about]) => ({ operationName, variables: about }))),
        response: response ?? JSON.stringify(requests.map(([, , data]) => data)),
      }),
      reference,
    });
  const move = (id: string, start: string, moved = true) =>
    ["Move", { id, start }, { data: { moved } }] as const;

  it("are each read with the answer to it", () => {
    const reading = ask([
      move("1", "2026-11-24T09:00"),
      ["Me", {}, { data: { me: 1 } }],
      move("2", "2026-11-25T14:00"),
      move("3", "2026-11-25T15:00", false),
      ["Cancel", { id: "4" }, { data: { cancel: "4" } }],
      ["Cancel", { id: "5" }, { errors: [{ message: "no" }] }],
    ]);
    expect(reading?.accepted).toBe(true);
    expect(
      reading?.operations.map(({ kind, id, when }) => `${kind} ${id} ${when?.start ?? ""}`.trim()),
    ).toEqual([
      `move 1 ${Date.parse("2026-11-24T08:00Z")}`,
      `move 2 ${Date.parse("2026-11-25T13:00Z")}`,
      "cancel 4",
    ]);
    expect(ask([move("1", "2026-11-24T09:00", false), move("2", "2026-11-24T09:00", false)])).toMatchObject({
      accepted: false,
    });
    expect(ask([["Me", {}, {}]])).toBeNull();
  });

  it("are all taken on the page", async () => {
    const list = ["Visits", { from: "2026-11-23", to: "2026-11-24" }, { data: { visits: [] } }] as const;
    const said = ask([move("1", "2026-11-24T09:00"), list, move("2", "2026-11-25T14:00")]);
    const taken: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    readRequests(calendar, new AbortController().signal, () => Promise.resolve(said), {
      listed: (_, __, found) => taken.push(found.ok),
      did: ({ id }) => taken.push(id) === 3 && resolve(),
      leaves: () => taken.push("leaves"),
      posted: () => taken.push("posted"),
      missed: () => taken.push("missed"),
      entries: () => [],
    }).heard(write({ url: "https://kal.example/graphql" }));
    await promise;
    expect(taken).toEqual([true, "1", "2"]);
  });

  it("list together, or not at all where one of them does not, and beside what is changed", () => {
    const visit = (id: number, start: string) => ({ id, start });
    const list = (from: string, to: string, visits: unknown) =>
      ["Visits", { from, to }, { data: { visits } }] as const;
    const one = list("2026-11-23", "2026-11-24", [visit(1, "2026-11-24T09:00")]);
    const two = list("2026-11-24", "2026-11-25", [visit(2, "2026-11-24T10:00"), { id: 3 }]);
    const both = ask([one, two, move("2", "2026-11-24T10:00")]);
    expect(both?.operations).toHaveLength(1);
    expect(both?.list).toMatchObject({
      ok: true,
      entries: [{ id: "1" }, { id: "2" }],
      days: ["2026-11-23", "2026-11-24", "2026-11-25"],
      unread: 1,
    });
    const none = ["Visits", {}, { errors: [{ message: "no" }] }] as const;
    expect(ask([one, none])?.list).toMatchObject({ ok: false });
  });
});

describe("readList", () => {
  const list = (change: Partial<NetworkRule>, sent: Partial<NetworkWrite>) => {
    const made = rule({ kind: "list", method: "GET", url: "/list", ...change });
    const exchange = exchangeOf(
      write({ method: "GET", url: "https://kal.example/list?from=2026-11-23&to=2026-11-25", ...sent }),
      made,
    );
    if (!exchange) throw new Error("not this rule");
    return readList(made, exchange, { clock, syntheticId: undefined }, reference);
  };
  const fields = { id: "id", start: "from", patient: "who.name", phone: "who.phones[0]" };
  const item = (id: number, from: string) => ({
    id,
    from,
    who: { name: "Jana Vzorová", phones: ["601000001"] },
  });

  it("reads items, and the days that they stand for", () => {
    const found = list(
      { items: "$.data[*]", fields, range: { from: "url:from", to: "url:to", inclusive: true } },
      { response: JSON.stringify({ data: [item(1, "2026-11-24T09:00"), item(2, "x")] }) },
    );
    expect(found).toMatchObject({ ok: true, days: ["2026-11-23", "2026-11-24", "2026-11-25"] });
    expect(found.ok && [...found.entries.values()].map(appointmentOf)).toMatchObject([
      { id: "1", start: "2026-11-24T08:00:00Z", patient: { name: "Jana Vzorová", phone: "601000001" } },
    ]);
  });

  it("reads rows whose columns are named apart, behind Google's guard", () => {
    const response = `)]}'\n${JSON.stringify({ names: ["id", "from"], rows: [["1", 1_795_509_000]] })}`;
    const found = list(
      {
        items: "rows",
        columns: "names",
        fields: { id: "id", start: { path: "from", format: "epoch-s" } },
        range: { from: "url:from", to: "url:to", inclusive: false },
      },
      { response },
    );
    expect(found).toMatchObject({ ok: true, days: ["2026-11-23", "2026-11-24"] });
    expect(found.ok && [...found.entries.values()].map(appointmentOf)).toMatchObject([
      { id: "1", start: "2026-11-24T08:30:00Z" },
    ]);
  });

  it("reads what placeholders stand for, cut to size, and leaves out what is not there", () => {
    const response = JSON.stringify([
      { ...item(1, "2026-11-24T09:00"), where: "pokoj 12, 2. patro" },
      { ...item(2, "2026-11-24T10:00"), where: "jinde", note: "x".repeat(900) },
      item(3, "2026-11-24T11:00"),
    ]);
    const placeholders: NonNullable<NetworkRule["fields"]> = {
      "#POKOJ#": { path: "where", regex: "pokoj (\\d+)", or: [{ path: "where", map: { sál: "S" } }] },
      "#POZNAMKA#": "note",
    };
    const found = list({ fields: { ...fields, ...placeholders } }, { response });
    expect(found.ok && [...found.entries.values()].map(appointmentOf)).toMatchObject([
      { placeholders: { POKOJ: "12" } },
      { placeholders: { POZNAMKA: "x".repeat(200) } },
      { placeholders: undefined },
    ]);
  });

  it("does not take what it cannot read for an empty list", () => {
    expect(list({ items: "data", fields }, { response: "{}" })).toEqual({ ok: false, field: null });
    expect(list({ items: "data", fields }, { response: "<html>" })).toEqual({ ok: false, field: null });
    expect(list({ items: "data", fields }, { status: 500 })).toEqual({ ok: false, field: null });
    const other = JSON.stringify({ data: [{ id: 1, begins: "2026-11-24T09:00" }] });
    expect(list({ items: "data", fields }, { response: other })).toEqual({ ok: false, field: "start" });
    expect(list({ items: "data", fields }, { response: '{"data":[]}' })).toMatchObject({ ok: true });
  });

  it("keeps prototypes out of it", () => {
    const response =
      '{"data":[{"__proto__":{"id":"5","from":"2026-11-24T09:00"},"constructor":{"name":"x"}}]}';
    expect(list({ items: "data", fields }, { response })).toEqual({ ok: false, field: "start" });
  });

  it("leaves out what is no appointment, and does not count it as unread", () => {
    const body = {
      data: [
        { id: 1, at: "2026-11-24 09:00", kind: "visit", who: "Jana" },
        { id: 2, kind: "break" },
        { id: 3, at: "2026-11-24 10:00", kind: "visit", who: null },
        { id: 4, at: "2026-11-24 11:00", kind: "blocked" },
      ],
    };
    const made = rule({
      kind: "list",
      items: "$.data",
      exclude: [
        { path: "kind", regex: "^b" },
        { path: "who", empty: true },
      ],
      fields: { id: "id", start: "at" },
    });
    const exchange = exchangeOf(write({ response: JSON.stringify(body) }), made);
    const list = exchange && readList(made, exchange, { clock, syntheticId: undefined }, reference);
    expect(list).toMatchObject({ ok: true, unread: 0 });
    expect(list?.ok && [...list.entries.keys()]).toEqual(["1"]);
  });

  it("says how many items it could not read", () => {
    const items = (good: number, bad: number) => [
      ...Array.from({ length: good }, (_, at) => ({ id: String(at), from: "2026-11-24T09:00" })),
      ...Array.from({ length: bad }, (_, at) => ({ id: `x${at}`, from: "někdy" })),
    ];
    const answer = (good: number, bad: number) =>
      list({ items: "data", fields }, { response: JSON.stringify({ data: items(good, bad) }) });
    expect(answer(9, 1)).toMatchObject({ ok: true, unread: 1 });
    expect(answer(9, 0)).toMatchObject({ ok: true, unread: 0 });
    expect(answer(0, 0)).toMatchObject({ ok: true, unread: 0 });
    expect(answer(5_010, 0)).toMatchObject({ ok: true, unread: 10 });
    expect(answer(0, 2)).toEqual({ ok: false, field: "start" });
  });
});

describe("Lists", () => {
  const entry = (id: string, date: string) => ({
    id,
    base: id,
    key: null,
    start: clock.epochMs(`${date}T09:00:00`),
    end: null,
    allDay: false,
    date,
    title: "Jana",
    patient: null,
    cancelled: false,
    synthetic: false,
  });
  const list = (question: string, days: string[], ids: string[], at: number) => ({
    rule: 0,
    question,
    days,
    unread: 0,
    at,
    entries: new Map(ids.map((id) => [id, entry(id, days[0] ?? "")])),
  });

  it("goes by the newest of each rule, with what came beside it", () => {
    const lists = keepLists(clock);
    lists.add(list("doctor 1", ["2026-11-23"], ["a"], 1_000));
    lists.add(list("doctor 2", ["2026-11-23"], ["b"], 1_500));
    expect([...lists.entries().keys()]).toEqual(["a", "b"]);
    // Asked again, one visit is gone.
    lists.add(list("doctor 2", ["2026-11-23"], [], 2_000));
    expect([...lists.entries().keys()]).toEqual(["a"]);
    // The page was turned.
    lists.add(list("next week", ["2026-11-30"], ["c"], 2_500));
    expect([...lists.entries().keys()]).toEqual(["c"]);
    expect(lists.days()).toEqual(["2026-11-30"]);
    expect(lists.about("a")?.id).toBe("a");
  });

  it("says how many items it could not read of the lists that count", () => {
    const lists = keepLists(clock);
    lists.add({ ...list("doctor 1", ["2026-11-23"], ["a"], 1_000), unread: 2 });
    lists.add({ ...list("doctor 2", ["2026-11-23"], ["b"], 1_500), unread: 1 });
    expect(lists.unread()).toBe(3);
    lists.add(list("next week", ["2026-11-30"], ["c"], 9_500));
    expect(lists.unread()).toBe(0);
  });

  it("takes no day for empty that a list without days may not have been asked for", () => {
    const lists = keepLists(clock);
    const undated = (days: string[], at: number) => ({
      ...list("all", [], [], at),
      days: null,
      entries: new Map(days.map((day) => [day, entry(day, day)])),
    });
    lists.add(undated(["2026-11-24"], 1_000));
    expect(lists.shown(["2026-11-24"]).days).toEqual(["2026-11-24"]);
    // The page was turned, and its list has not come.
    expect(lists.shown(["2026-11-25"]).days).toEqual([]);
    lists.add(undated(["2026-11-24", "2026-11-27"], 9_000));
    expect(lists.shown(["2026-11-23", "2026-11-25", "2026-11-27", "2026-11-28"]).days).toEqual([
      "2026-11-25",
      "2026-11-27",
    ]);
    lists.forget(0);
    expect(lists.isEmpty()).toBe(true);
  });

  it("learns what the page did without asking again", () => {
    const lists = keepLists(clock);
    lists.add(list("week", ["2026-11-23", "2026-11-24"], ["a", "b"], 1_000));
    const appointment = { ...appointmentOf(entry("a", "2026-11-24")), start: "2026-11-24T12:00:00Z" };
    lists.apply({ type: "moved", appointment, previousStart: "2026-11-23T08:00:00Z" });
    lists.apply({ type: "cancelled", appointment: appointmentOf(entry("b", "2026-11-23")) });
    lists.apply({ type: "created", appointment: { ...appointment, id: "c" } });
    expect([...lists.entries().values()].map(({ id, date }) => `${id} ${date}`)).toEqual([
      "a 2026-11-24",
      "c 2026-11-24",
    ]);
  });
});
