// @vitest-environment node

import { describe, expect, test } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { compareLooks, looksToKeep } from "../../lib/domain/looks/compare.ts";
import { type DayLook, Look } from "../../lib/domain/looks/day-look.ts";
import { scopeOf } from "../../lib/domain/looks/scope.ts";
import { fitting, type UnseenCreation } from "../../lib/domain/looks/unseen.ts";
import { namedQuestions } from "../../lib/plugin-kit/named-questions.ts";
import fc from "../properties.ts";

/** What two looks at a calendar tell, and what they must not. */

const calendarId = "https://kalendar.example";
const now = Date.parse("2026-03-10T08:00:00Z");
const day = (index: number): string => Temporal.PlainDate.from("2026-03-10").add({ days: index }).toString();

const at = (id: string, index: number, hour: number, change: Partial<Appointment> = {}): Appointment => ({
  id,
  start: `${day(index)}T${String(hour).padStart(2, "0")}:00:00Z`,
  end: null,
  allDay: false,
  title: "",
  patient: { id: null, name: `Pacient ${id}`, phone: "601 000 001" },
  ...change,
});

/** A look at days 0 to 6. */
const look = (appointments: readonly Appointment[], change: Partial<Look> = {}): Look =>
  Look.parse({
    page: "b",
    reader: "kalendar 1.0.0",
    questions: ["/api?from=2026-03-10&doctor=1"],
    isWhole: true,
    days: Array.from({ length: 7 }, (_, index) => ({
      day: day(index),
      appointments: appointments.filter(({ start }) => start.startsWith(day(index))),
    })),
    ...change,
  });

const kept = (appointments: readonly Appointment[], change: Partial<Look> = {}): DayLook[] =>
  looksToKeep(look(appointments, { page: "a", ...change }), calendarId, [], now - 3600_000);

const changes = (next: Look, known: readonly DayLook[], isWatched = false): string[] =>
  compareLooks(next, { known, isWatched: () => isWatched }, now).map(
    ({ type, appointment }) => `${type} ${appointment.id}`,
  );

const [a, b] = [at("1", 1, 9), at("2", 2, 10)];

describe("where no request tells what was moved", () => {
  const told = { questions: null, isWhole: false, unprovenMoves: true } as const;
  /** Days on which there is something. */
  const ownDays = (appointments: readonly Appointment[], change: Partial<Look> = {}): Look => {
    const whole = look(appointments, { ...told, ...change });
    return { ...whole, days: whole.days.filter((one) => one.appointments.length > 0) };
  };
  const keep = (appointments: readonly Appointment[], known: readonly DayLook[], page: string): DayLook[] => {
    const next = looksToKeep(ownDays(appointments, { page }), calendarId, known, now);
    const key = ({ day: one }: DayLook): string => one;
    const days = new Set(next.map(key));
    return [...known.filter((row) => !days.has(row.day)), ...next];
  };

  test("ten of ten moves are found after a new page, on days of which nothing was known", () => {
    const before = Array.from({ length: 10 }, (_, index) => at(`${index}`, 1, 6 + index));
    let known = keep(before, [], "page 0");
    const now10 = [...before];
    for (const index of before.keys()) {
      const moved = at(`${index}`, 4, 6 + index);
      now10[index] = moved;
      const next = ownDays(now10, { page: `page ${index + 1}` });
      expect(compareLooks(next, { known, isWatched: (page) => page === next.page }, now)).toEqual([
        { type: "moved", appointment: moved, previousStart: before[index]?.start },
      ]);
      known = keep(now10, known, next.page);
    }
    // There and back again: it stands in one place only.
    const back = ownDays([at("0", 1, 6), ...now10.slice(1)], { page: "last" });
    expect(changes(back, known)).toEqual(["moved 0"]);
  });

  test("nothing is new or gone, nothing is moved by a counter, and nothing that a page tells itself", () => {
    expect(changes(ownDays([at("3", 1, 8)]), keep([a, b], [], "a"))).toEqual([]);
    const many = Array.from({ length: 30 }, (_, index) => at(`${index}`, 1, 6));
    const shifted = many.map((one) => at(one.id, 2, 7));
    expect(changes(ownDays(shifted), keep(many, [], "a"))).toEqual([]);
    expect(changes(ownDays([at("1", 3, 15)]), keep([a], [], "a"), true)).toEqual([]);
    expect(changes(ownDays([at("1", 3, 15)], { unprovenMoves: false }), keep([a], [], "a"))).toEqual([]);
  });
});

describe("what a later look tells", () => {
  test("is what is new, what has moved and what is gone", () => {
    const moved = at("1", 3, 15);
    expect(changes(look([moved, at("3", 1, 11)]), kept([a, b]))).toEqual([
      "created 3",
      "cancelled 2",
      "moved 1",
    ]);
    expect(compareLooks(look([moved, b]), { known: kept([a, b]), isWatched: () => false }, now)).toEqual([
      { type: "moved", appointment: moved, previousStart: a.start },
    ]);
  });

  test("is nothing where nothing was looked at before, or some page has watched since", () => {
    expect(changes(look([a, b]), [])).toEqual([]);
    expect(changes(look([a, b]), kept([a]), true)).toEqual([]);
    const otherDays = kept([a]).filter((row) => row.day !== day(2));
    expect(changes(look([a, b]), otherDays)).toEqual([]);
  });

  test("is nothing where it was read in another way: by another version, or through another filter", () => {
    for (const change of [
      { reader: "kalendar 1.0.1" },
      { questions: ["/api?from=2026-03-10&doctor=2"] },
      { questions: null },
    ])
      expect(changes(look([a, b], change), kept([a]))).toEqual([]);
  });

  test("is never that something is gone where a filter may hide it, and that stays known", () => {
    const partial = { isWhole: false };
    const first = kept([a, b], partial);
    expect(changes(look([a], partial), first)).toEqual([]);
    const second = looksToKeep(look([a], partial), calendarId, first, now);
    expect(changes(look([a, b], { ...partial, page: "c" }), second)).toEqual([]);
  });

  test("is nothing of what has begun, of nobody, or of an unknown occurrence of a known series", () => {
    const others = [at("3", 0, 7), at("4", 1, 12, { patient: null }), at("2@2026-03-13T10:00:00", 3, 10)];
    expect(changes(look([a, b, ...others]), kept([a, b]))).toEqual([]);
    expect(changes(look([b]), kept([at("3", 0, 7), b]))).toEqual([]);
  });

  test.for<[first: string, second: string, third: string]>([
    ["2@2026-03-12T10:00:00Z", "2@2026-03-13T10:00:00Z", "2@2026-03-14T10:00:00Z"],
    ["2.ics/occurence1773309600", "2.ics/occurence1773396000", "2.ics/occurence1773482400"],
  ])("is nothing of a series whose occurrences are others by now: %s", ([first, second, third]) => {
    const before = [a, at(first, 2, 10), at(second, 3, 10)];
    expect(changes(look([a, at(third, 4, 10)]), kept(before))).toEqual([]);
    // One that is gone while the others stay is news.
    expect(changes(look(before.slice(0, 2)), kept(before))).toEqual([`cancelled ${second}`]);
  });

  test("believes the last look of the same kind, where others saw it elsewhere before", () => {
    const moved = at("1", 3, 15);
    const other = { questions: ["/api?from=2026-03-10&doctor=2"] };
    const earlier = kept([a, b], other);
    const since = kept([moved, b]);
    for (const known of [
      [...since, ...earlier],
      [...earlier, ...since],
    ])
      expect(changes(look([moved, b]), known)).toEqual([]);
  });

  test("knows what another filter or another week has shown", () => {
    const elsewhere = kept([b], { questions: ["/api?from=2026-03-10&doctor=2"] });
    expect(changes(look([a, b]), [...kept([a]), ...elsewhere])).toEqual([]);
  });

  test("keeps of a shortened list no patient, and writes nothing that is kept already", () => {
    const partial = look([a], { isWhole: false });
    const rows = looksToKeep(partial, calendarId, [], now);
    expect(rows.flatMap(({ seen }) => seen)).toEqual([{ id: "1", start: a.start, patient: null }]);
    expect(looksToKeep(partial, calendarId, rows, now + 1)).toEqual([]);
  });

  test("is exactly the difference, whatever two looks show", () => {
    const some = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 })), {
      selector: ([id]) => id,
      maxLength: 30,
    });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const list = (pairs: [number, number][]) => pairs.map(([id, index]) => at(String(id), index, 9));
        const told = new Set(changes(look(list(after)), kept(list(before))));
        const was = new Map(before);
        const is = new Map(after);
        const expected = [
          ...after.flatMap(([id, index]) => {
            const old = was.get(id);
            return old === undefined ? [`created ${id}`] : old === index ? [] : [`moved ${id}`];
          }),
          ...before.flatMap(([id]) => (is.has(id) ? [] : [`cancelled ${id}`])),
        ];
        expect(told).toEqual(new Set(expected));
        // And once it is kept, it is no news.
        const next = looksToKeep(look(list(after)), calendarId, [], now);
        expect(changes(look(list(after), { page: "c" }), next)).toEqual([]);
      }),
    );
  });
});

describe("what was created unseen", () => {
  const creation = (change: Partial<UnseenCreation>): UnseenCreation => ({
    start: a.start,
    ids: [],
    patient: null,
    title: "",
    why: "otherDay",
    isTold: true,
    ...change,
  });
  const person = (id: string | null, name: string, phone: string | null) => ({ id, name, phone });

  test.for<[what: string, creation: Partial<UnseenCreation>, shown: Partial<Appointment>, fits: boolean]>([
    ["by the server's own id", { ids: ["1"] }, {}, true],
    ["as an occurrence of it", { ids: ["1"] }, { id: "1@2026-03-11T09:00:00" }, true],
    ["not by another id, whoever it is about", { ids: ["9"], patient: a.patient }, {}, false],
    [
      "by the calendar's own number of the patient",
      { patient: person("7", "", null) },
      { patient: person("7", "Jana", null) },
      true,
    ],
    [
      "not with another one",
      { patient: person("7", "Jana", null) },
      { patient: person("8", "Jana", null) },
      false,
    ],
    ["by number", { patient: person(null, "", "+420601000001") }, {}, true],
    ["not with another number", { patient: person(null, "Pacient 1", "602000002") }, {}, false],
    ["by name", { patient: person(null, "pacient 1", null) }, {}, true],
    ["by title", { title: "Pacient 1" }, {}, true],
    ["not by its time alone", {}, {}, false],
    ["not at another time", { ids: ["1"], start: b.start }, {}, false],
  ])("is found %s", ([, change, shown, fits]) => {
    expect(fitting(creation(change), [{ ...a, ...shown }])).toHaveLength(fits ? 1 : 0);
  });
});

test("two questions are one where they differ in days alone", () => {
  const host = "https://kalendar.example/api";
  const asked = [
    `${host}?start=2026-03-09T00:00:00%2B01:00&end=2026-03-16T00:00:00%2B01:00&doctor=2&_=1764500000000`,
    `${host}?start=2026-03-16T00:00:00%2B01:00&end=2026-03-23T00:00:00%2B01:00&doctor=2&_=1764500099999`,
  ];
  expect(new Set(asked.map((one) => scopeOf([one])))).toHaveProperty("size", 1);
  expect(scopeOf(asked)).toBe(scopeOf(asked.slice(1)));
  expect(scopeOf([asked[0]?.replace("doctor=2", "doctor=3") ?? ""])).not.toBe(scopeOf(asked));
  expect(scopeOf([`${host}?from=20260309&week`])).toBe(scopeOf([`${host}?from=20260316&week`]));
});

test("a question told by names is the same in any order, and another one for another name", () => {
  const scope = (...names: string[]) => scopeOf(namedQuestions(names) ?? []);
  expect(scope("Europe/Prague", "personal", "1F59-6B039880-15")).toBe(
    scope("1F59-6B039880-15", "personal", "Europe/Prague"),
  );
  // What tells these apart looks like a day.
  expect(scope("1F59-6B039880-15")).not.toBe(scope("1F59-6B039881-15"));
  expect(scope("a", "b")).not.toBe(scope("a,b"));
  const long = Array.from({ length: 60 }, (_, at) => `${at}`.padEnd(250, "x"));
  expect(scope(...long)).not.toBe(scope(...long.slice(1)));
  for (const question of namedQuestions(long) ?? []) expect(question.length).toBeLessThanOrEqual(2_000);
  expect(namedQuestions([...long, ...long, ...long])).toBeNull();
});
