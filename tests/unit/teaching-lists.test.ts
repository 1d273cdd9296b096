// @vitest-environment node
import { describe, expect, it } from "vitest";
import { readRequest } from "../../lib/declarative/request-reading.ts";
import { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../../lib/plugin-api/network.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { leavesOf, listsIn } from "../../lib/teaching/listed/lists-in.ts";
import { proposeLists, type Seen } from "../../lib/teaching/listed/propose.ts";
import fc, { runs } from "../properties.ts";

const clock = zoneNamed("Europe/Prague");
const today = "2026-11-23";
const origin = "https://kal.example";

const answer = (path: string, response: unknown, body: unknown = null, method = "GET"): NetworkWrite => ({
  ...{ id: 1, answerId: 2, method, url: `${origin}${path}`, status: 200, location: null, redirected: false },
  body: body === null ? null : JSON.stringify(body),
  response: JSON.stringify(response),
  ...{ startedAt: 1_000, endedAt: 1_200 },
});

const visits = [
  { id: "a1", first: "Jana", last: "Vzorová", phone: "601 000 001", day: "2026-11-24", time: "09:00" },
  { id: "a2", first: "Petr", last: "Novák", phone: "601 000 002", day: "2026-11-24", time: "10:30" },
  { id: "a3", first: "Šárka", last: "Malá", phone: "", day: "2026-11-26", time: "08:15" },
];
type Visit = (typeof visits)[number];
const seen: Seen = {
  pointed: { id: null, day: "2026-11-24", time: "09:00", patient: "Jana Vzorová", phone: null },
  rows: visits.map(({ day, time, first, last }) => ({
    ...{ id: null, phone: null },
    day,
    time,
    patient: `${first} ${last}`,
  })),
  days: ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"],
  origin,
};
const epoch = ({ day, time }: Visit): number => clock.epochMs(`${day}T${time}:00`);

/** What the engine reads of an answer by the likeliest list among all. */
function read(answers: readonly NetworkWrite[], given: Seen = seen) {
  const [best] = proposeLists(answers, given, clock, today);
  if (!best) return null;
  // As it is stored, through the schema.
  const calendar = DeclaredCalendar.parse({
    timeZone: clock.id,
    events: { source: "network" },
    network: [best.rule],
  });
  const lists = answers.flatMap((write) => readRequest(calendar, { write, reference: today })?.list ?? []);
  const [list] = lists.filter((one) => one.ok);
  const entries = list?.entries.map(({ id, start, patient, cancelled }) =>
    [
      id,
      clock.marker(start).slice(0, 16),
      patient?.name,
      patient?.phone ?? "",
      ...(cancelled ? ["cancelled"] : []),
    ].join(" | "),
  );
  return { best, entries, days: list?.days };
}

const right = visits.map(({ id, day, time, first, last, phone }) =>
  [id, `${day}T${time}`, `${first} ${last}`, phone].join(" | "),
);

const plainItem = ({ id, first, last, phone, day, time }: Visit) => ({
  id,
  name: `${first} ${last}`,
  phone,
  start: `${day}T${time}:00`,
  end: `${day}T18:00:00`,
});
const week = "/api/visits?from=2026-11-23&to=2026-11-30";

describe("the list that holds what was pointed at is found", () => {
  const shapes: [string, NetworkWrite][] = [
    ["a plain list", answer(week, visits.map(plainItem))],
    ["within an answer", answer(week, { ok: true, data: { visits: visits.map(plainItem), total: 3 } })],
    [
      "in edges and nodes",
      answer(week, {
        data: {
          visits: {
            pageInfo: { hasNextPage: false },
            edges: visits.map((one) => ({ cursor: `c${one.id}`, node: plainItem(one) })),
          },
        },
      }),
    ],
    [
      "below doctors",
      answer(week, {
        doctors: [
          { id: 1, name: "MUDr. Dobrá", visits: visits.slice(0, 2).map(plainItem) },
          { id: 2, name: "MUDr. Milý", visits: visits.slice(2).map(plainItem) },
        ],
      }),
    ],
    [
      "by days",
      answer(week, {
        days: Object.fromEntries(
          ["2026-11-24", "2026-11-26"].map((day) => [
            day,
            visits.filter((one) => one.day === day).map(plainItem),
          ]),
        ),
      }),
    ],
    ["by ids", answer(week, { byId: Object.fromEntries(visits.map((one) => [one.id, plainItem(one)])) })],
    [
      "milliseconds",
      answer(
        week,
        visits.map((one) => ({ ...plainItem(one), start: epoch(one), end: epoch(one) + 1_800_000 })),
      ),
    ],
    [
      "seconds as text",
      answer(
        week,
        visits.map((one) => ({ ...plainItem(one), start: String(epoch(one) / 1000), end: "" })),
      ),
    ],
    [
      "in another zone",
      answer(
        week,
        visits.map((one) => ({ ...plainItem(one), start: new Date(epoch(one)).toISOString(), end: null })),
      ),
    ],
    [
      "day and hour apart",
      answer(
        week,
        visits.map(({ id, first, last, phone, day, time }) => ({
          uid: id,
          klient: `${last} ${first}`,
          mobil: phone,
          datum: `${Number(day.slice(8))}. ${Number(day.slice(5, 7))}. ${day.slice(0, 4)}`,
          od: time,
          do: "18:00",
        })),
      ),
    ],
    [
      "a day at midnight, and an hour",
      answer(
        week,
        visits.map(({ id, first, last, phone, day, time }) => ({
          id,
          name: `${first} ${last}`,
          phone,
          date: `${day}T00:00:00`,
          time,
        })),
      ),
    ],
    [
      "a name in two fields, and a nested person",
      answer(
        week,
        visits.map(({ id, first, last, phone, day, time }) => ({
          id,
          begins: `${day} ${time}`,
          patient: { id: `p-${id}`, lastName: last, firstName: first, contact: { mobile: phone } },
        })),
      ),
    ],
    [
      "GraphQL",
      answer(
        "/graphql",
        { data: { visits: visits.map(plainItem) } },
        {
          operationName: "ListVisits",
          query: "query ListVisits",
          variables: { from: "2026-11-23", to: "2026-11-30" },
        },
        "POST",
      ),
    ],
    [
      "a POST",
      answer(
        "/rpc",
        { result: visits.map(plainItem) },
        { method: "visits.list", params: { from: "2026-11-23", to: "2026-11-29" } },
        "POST",
      ),
    ],
  ];
  it.each(shapes)("%s", (_, given) => {
    const { best, entries } = read([given]) ?? {};
    expect(
      entries?.map((one) =>
        one.replace(/^(.*\| )(\p{L}+) (\p{L}+)( \|.*)$/u, (whole, before, a, b, after) =>
          a === "Vzorová" || a === "Novák" || a === "Malá" ? `${before}${b} ${a}${after}` : whole,
        ),
      ),
    ).toEqual(right);
    expect(best?.unread).toBe(0);
  });

  it("whatever it is named, and however deep it lies", () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 4 }),
        fc.uniqueArray(word, { minLength: 4, maxLength: 4 }),
        (way, [id = "", name = "", phone = "", start = ""]) => {
          const items = visits.map((one) => ({
            [`${id}Id`]: one.id,
            [`x${name}`]: `${one.first} ${one.last}`,
            [`${phone}Phone`]: one.phone,
            [`q${start}`]: epoch(one),
          }));
          const nested = way.reduceRight<unknown>((inner, step) => ({ [step]: inner, other: [1, 2] }), items);
          const entries = read([answer(week, nested)])?.entries;
          expect(entries).toEqual(right);
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

describe("what holds the same name and is not that list does not win", () => {
  const list = answer(week, visits.map(plainItem));
  it.each<[string, NetworkWrite]>([
    [
      "the list of patients",
      answer(
        "/api/patients",
        visits.map(({ id, first, last, phone }) => ({
          id: `p${id}`,
          name: `${first} ${last}`,
          phone,
          born: "1980-01-01",
        })),
      ),
    ],
    [
      "patients with their next visits",
      answer(
        "/api/patients",
        visits.map(({ id, first, last, phone, day, time }) => ({
          id: `p${id}`,
          name: `${first} ${last}`,
          phone,
          nextVisit: `${day}T${time}`,
        })),
      ),
    ],
    [
      "a log",
      answer("/api/log", [
        { id: 7, at: "2026-11-24T09:00:00", text: "Jana Vzorová: vytvořeno", user: "recepce" },
      ]),
    ],
    ["another week", answer("/api/visits?from=2026-11-30&to=2026-12-07", [])],
  ])("%s", (_, other) => {
    for (const answers of [
      [other, list],
      [list, other],
    ])
      expect(read(answers)?.best.rule.url).toMatch(/visits/);
    if (!other.url.includes("/visits"))
      expect(read([other])?.best.rule.fields?.start ?? "nextVisit").toBe("nextVisit");
  });

  it("no list is better than a part of one", () => {
    expect(read([answer(week, { items: visits.map(plainItem), hasMore: true })])).toBeNull();
    expect(read([answer(`${week}&page=2`, visits.map(plainItem))])).toBeNull();
    // What follows are changes, although none was told yet.
    expect(read([answer(week, { items: visits.map(plainItem), syncToken: 0 })])).toBeNull();
    expect(read([answer(week, { items: visits.map(plainItem), hasMore: 0 })])).not.toBeNull();
    expect(read([list, answer(`${week}&since=17`, [])])).toBeNull();
    expect(read([answer(week, { success: false, visits: visits.map(plainItem) })])).toBeNull();
    // Half of the page is not in it.
    expect(read([answer(week, visits.slice(0, 1).map(plainItem))])).toBeNull();
  });

  it("without the hour there is no list", () => {
    expect(read([list], { ...seen, pointed: { ...seen.pointed, time: "09:05" } })).toBeNull();
    expect(read([list], { ...seen, pointed: { ...seen.pointed, patient: "Jana Jiná" } })).toBeNull();
  });
});

describe("a list that comes in parts later, and does not say so at first", () => {
  const first = answer("/api/visits?all=1", { visits: visits.map(plainItem), hasMore: false });
  const calendarOf = (given: NetworkWrite) =>
    DeclaredCalendar.parse({
      ...{ timeZone: clock.id, events: { source: "network" } },
      network: proposeLists([given], seen, clock, today)
        .slice(0, 1)
        .map(({ rule }) => JSON.parse(JSON.stringify(rule))),
    });
  const listOf = (write: NetworkWrite, given = first) =>
    readRequest(calendarOf(given), { write, reference: today })?.list;

  it("is no list any more once only changes of it are asked for, or its next page", () => {
    expect(listOf(first)).toMatchObject({ ok: true });
    for (const more of ["since=17", "syncToken=abc", "updatedAfter=2026-11-24T09:00", "page=2", "cursor=x"])
      expect(listOf(answer(`/api/visits?all=1&${more}`, { visits: [] }))).toMatchObject({ isPart: true });
    for (const same of ["since=", "page=1", "page=day", "_=176400", "after=2026-11-23"])
      expect(listOf(answer(`/api/visits?all=1&${same}`, { visits: [] }))).toMatchObject({ ok: true });
    const posted = (params: object) =>
      answer("/rpc", { result: visits.map(plainItem) }, { method: "visits.list", params }, "POST");
    expect(listOf(posted({ lastSync: 17 }), posted({}))).toMatchObject({ isPart: true });
    expect(listOf(posted({}), posted({}))).toMatchObject({ ok: true });
  });

  it("nor where its answer says that there is more, or no", () => {
    const told = (response: object) => listOf(answer("/api/visits?all=1", response));
    expect(told({ visits: [], hasMore: false })).toMatchObject({ ok: true });
    expect(told({ visits: [], hasMore: true })).toMatchObject({ ok: false });
    expect(told({ visits: [], hasMore: false, errors: ["x"] })).toMatchObject({ ok: false });
  });

  it("and is not proposed once the page was heard to ask so", () => {
    const parts = answer("/api/visits?all=1&page=2", { visits: [], hasMore: false });
    expect(proposeLists([first], seen, clock, today)).toHaveLength(1);
    expect(proposeLists([first, parts], seen, clock, today)).toEqual([]);
  });
});

describe("which days it was asked for", () => {
  const all = seen.days;
  it.each<[string, string | null, readonly string[] | null]>([
    ["/api/visits?from=2026-11-23&to=2026-11-30", "/api/visits?from={yyyy-MM-dd}&to={yyyy-MM-dd+1}", all],
    ["/api/visits?od=2026-11-23&do=2026-11-29&_=1764", "/api/visits?od={yyyy-MM-dd}&do={yyyy-MM-dd}", all],
    [
      "/v?start=2026-11-23T00%3A00%3A00%2B01%3A00&end=2026-11-30T00%3A00%3A00%2B01%3A00",
      "/v?start={yyyy-MM-dd}T00%3A00%3A00%2B01%3A00&end={yyyy-MM-dd+1}T00%3A00%3A00%2B01%3A00",
      all,
    ],
    [
      "/v?start=2026-11-22T23%3A00%3A00.000Z&end=2026-11-29T22%3A59%3A59.999Z",
      "/v?start={yyyy-MM-dd-1}T23%3A00%3A00.000Z&end={yyyy-MM-dd}T22%3A59%3A59.999Z",
      all,
    ],
    [
      `/v?a=${clock.epochMs("2026-11-23T00:00:00")}&b=${clock.epochMs("2026-11-30T00:00:00")}`,
      "/v?a={epoch-ms}&b={epoch-ms+1}",
      all,
    ],
    ["/v?from=23.11.2026&to=29.11.2026", "/v?from={d}.{M}.{yyyy}&to={d}.{M}.{yyyy}", all],
    ["/v?week=2026-11-23", null, null],
    ["/v", null, null],
  ])("%s", (path, fetch, days) => {
    const { best, days: covered } = read([answer(path, visits.map(plainItem))]) ?? {};
    expect(best?.fetch ?? null).toBe(fetch);
    // It is the same list on any other day.
    expect(best?.rule.when).toBeUndefined();
    expect(covered ?? null).toEqual(days);
  });

  it("never more than was asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.boolean(), (length, isShown) => {
        const to = Temporal.PlainDate.from("2026-11-26").add({ days: length }).toString();
        const given = answer(`/v?from=2026-11-23&to=${to}`, visits.map(plainItem));
        const days = read([given], { ...seen, days: isShown ? ["2026-11-24"] : [] })?.days ?? [];
        expect(days.every((day) => day >= "2026-11-23" && day <= to)).toBe(true);
      }),
      { numRuns: runs(20) },
    );
  });
});

describe("what an item says", () => {
  it("an appointment that the list marks as cancelled", () => {
    const items = visits.map((one, index) => ({
      ...plainItem(one),
      stav: index === 1 ? "Zrušeno" : "Objednáno",
    }));
    expect(read([answer(week, items)])?.entries?.[1]).toMatch(/cancelled$/);
    const flagged = visits.map((one, index) => ({ ...plainItem(one), cancelled: index === 1 }));
    expect(read([answer(week, flagged)])?.entries?.filter((one) => one.endsWith("cancelled"))).toHaveLength(
      1,
    );
  });

  it("a doctor's number is not the patient's", () => {
    const items = visits.map(({ phone: _, ...one }) => ({
      ...plainItem({ ...one, phone: "" }),
      phone: undefined,
      doctor: { name: "MUDr. Dobrá", phone: "602 000 000" },
    }));
    expect(read([answer(week, items)])?.best.rule.fields?.phone).toBeUndefined();
  });

  it("any answer is looked through without an error", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const { items } of listsIn(value)) leavesOf(items);
        expect(read([answer(week, value)])).toBeNull();
      }),
      { numRuns: runs(200) },
    );
  });
});
