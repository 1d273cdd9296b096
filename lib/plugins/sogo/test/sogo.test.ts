import { describe, expect, it, vi } from "vitest";
import fc, { runs } from "../../../../tests/properties.ts";
import { readEvent } from "../../../background/reading/event.ts";
import type { NetworkWrite } from "../../../plugin-api/index.ts";
import { readAddress } from "../address.ts";
import { Changes, daysToRead, outcomeOf } from "../changes.ts";
import { daysAsked } from "../page-reads.ts";
import {
  appointmentOf,
  appointmentsByDay,
  keyOf,
  type OwnedRow,
  type Row,
  readRows,
  textOf,
} from "../read.ts";
import { type Deed, deedOf } from "../request.ts";

const root = "https://kal.example/SOGo/so/lekar/Calendar";
const prague = "Europe/Prague";
const at = (wall: string): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(prague).epochMilliseconds;
const monday = Temporal.PlainDate.from("2026-11-23").toZonedDateTime(prague);

/** As the background reads it. */
const owned = (row: Row): OwnedRow => ({ ...row, patient: readEvent(textOf(row)).patient });

const rowOf = (change: Partial<Row> = {}): Row => ({
  name: "1F59.ics",
  occurrence: null,
  start: at("2026-11-24T09:00"),
  end: at("2026-11-24T09:30"),
  allDay: false,
  cancelled: false,
  title: "Jana Vzorová 601 000 001",
  location: "",
  description: "",
  ...change,
});

describe("addresses", () => {
  it.each([
    [`${root}/personal/1F59.ics/adjust`, ["personal", "1F59.ics", "adjust"]],
    ["https://kal.example/SOGo/so/lekar%40kal.cz/Calendar/a%20b/x.ics", ["a b", "x.ics"]],
    [`${root}/view#!/calendar/week/20261125`, ["view"]],
    [root, []],
    ["https://kal.example/SOGo/so/lekar/Contacts/personal/1.vcf", undefined],
    ["https://kal.example/SOGo/so/lekar/Calendars/x", undefined],
    ["https://kal.example/Calendar/personal/1F59.ics", undefined],
    ["nonsense", undefined],
    [`${root}/%E0%A4%A/x`, ["%E0%A4%A", "x"]],
  ])("%s", (address, parts) => {
    expect(readAddress(address)?.parts).toEqual(parts);
  });

  it("are those of one user", () => {
    expect(readAddress(`${root}/personal/1.ics`)?.folder).toBe(root);
    expect(readAddress(`${root.replace("lekar", "jiny")}/personal/1.ics`)?.folder).not.toBe(root);
  });
});

describe("what the page asked its server to do", () => {
  const write = (path: string, body: unknown, rest: Partial<NetworkWrite> = {}): NetworkWrite => ({
    id: 1,
    answerId: 2,
    method: "POST",
    url: `${root}/${path}`,
    body: body === null ? null : JSON.stringify(body),
    status: 204,
    response: "",
    location: null,
    redirected: false,
    startedAt: 1_000,
    endedAt: 2_000,
    ...rest,
  });
  const success = { status: 200, response: '{"status":"success"}' };
  const day = Temporal.PlainDate.from("2026-11-24");
  const times = { startedAt: 1_000, endedAt: 2_000 };

  it.each<[string, NetworkWrite, object]>([
    [
      "a new one",
      write("personal/1F59.ics/saveAsAppointment", { isNew: true, startDate: "2026-11-24" }, success),
      { does: "create", day, keys: ["1F59.ics"] },
    ],
    [
      "one that is edited",
      write("personal/1F59.ics/save", { startDate: "2026-11-24" }, success),
      { does: "save", day, keys: ["1F59.ics"] },
    ],
    [
      "one occurrence that is edited",
      write("personal/1F59.ics/occurence1795510800/save", { startDate: "2026-11-24" }, success),
      { does: "save", day, keys: ["1F59.ics/occurence1795510800"] },
    ],
    [
      "one that is dragged",
      write("personal/1F59.ics/adjust", { days: 2, start: 90, duration: 0 }),
      { does: "shift", days: 2, minutes: 90, keys: ["1F59.ics"] },
    ],
    [
      "one that is made longer",
      write("personal/1F59.ics/adjust", { duration: 15 }),
      { does: "shift", days: 0, minutes: 0, keys: ["1F59.ics"] },
    ],
    [
      "one that is deleted, which SOGo does by GET",
      write("personal/1F59.ics/delete", null, { method: "GET" }),
      { does: "remove", keys: ["1F59.ics"] },
    ],
    [
      "several that are deleted",
      write("personal/batchDelete", { uids: ["1F59.ics", 7, "2A.ics"] }),
      { does: "remove", keys: ["1F59.ics", "2A.ics"] },
    ],
  ])("%s", (_, request, deed) => {
    expect(deedOf(request, root)).toEqual({ ...deed, ...times });
  });

  const fine = { isNew: true, startDate: "2026-11-24" };
  it.each<[string, NetworkWrite]>([
    ["refused", write("personal/1.ics/saveAsAppointment", fine, { status: 403, response: "{}" })],
    [
      "refused with 200",
      write("personal/1.ics/saveAsAppointment", fine, { status: 200, response: '{"status":"failure"}' }),
    ],
    [
      "answered with nothing that says yes",
      write("personal/1.ics/saveAsAppointment", fine, { status: 200, response: "{}" }),
    ],
    ["not answered", write("personal/1.ics/adjust", { days: 1 }, { status: 0, response: null })],
    [
      "answered by a login page",
      write("personal/1.ics/delete", null, { method: "GET", status: 200, response: "<html></html>" }),
    ],
    ["sent elsewhere", write("personal/1.ics/adjust", { days: 1 }, { redirected: true })],
    ["about somebody else's calendars", write("../../jiny/Calendar/personal/1.ics/adjust", { days: 1 })],
    ["no number", write("personal/1.ics/adjust", { days: "a lot" })],
    ["without a day", write("personal/1.ics/save", { startDate: "soon" }, success)],
    ["on a day that does not exist", write("personal/1.ics/save", { startDate: "2026-02-31" }, success)],
    ["about a calendar", write("personal/delete", {})],
    ["about what is no appointment", write("personal/1.ics/something/else/adjust", { days: 1 })],
    ["another action", write("personal/1.ics/sendTo", {}, success)],
    ["without a list", write("personal/batchDelete", { uids: "1.ics" })],
  ])("is no news when it is %s", (_, request) => {
    expect(deedOf(request, root)).toBeNull();
  });
});

describe("what SOGo answers", () => {
  const eventsFields = [
    "c_name",
    "c_status",
    "c_title",
    "c_startdate",
    "c_enddate",
    "c_location",
    "c_isallday",
    "c_recurrence_id",
    "c_description",
  ];
  const nine = at("2026-11-24T09:00") / 1000;
  const answer = (...events: unknown[][]) => [{ eventsFields, events }];
  const jana = ["1F59.ics", 1, "Jana Vzorová", nine, nine + 1800, "Ordinace", 0, null, "601 000 001"];

  it("is read by the names of its fields", () => {
    expect(readRows(answer(jana), monday)).toEqual([
      rowOf({ title: "Jana Vzorová", location: "Ordinace", description: "601 000 001" }),
    ]);
    const [row] = readRows(answer(jana), monday) ?? [];
    expect(row && appointmentOf(owned(row))).toEqual({
      id: "1F59.ics",
      start: "2026-11-24T08:00:00Z",
      end: "2026-11-24T08:30:00Z",
      allDay: false,
      title: "Jana Vzorová",
      patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
    });
  });

  it("is put on the days of SOGo's user, without what is called off and what lies beside them", () => {
    const hours = (time: string) => at(`2026-11-24T${time}`) / 1000;
    const rows = readRows(
      answer(
        jana.with(0, "late.ics").with(3, hours("23:30")).with(4, hours("23:59")),
        jana.with(0, "off.ics").with(1, 0),
        jana.with(0, "before.ics").with(3, at("2026-11-23T23:59") / 1000),
        jana,
      ),
      monday,
    );
    const day = Temporal.PlainDate.from("2026-11-24");
    const days = appointmentsByDay((rows ?? []).map(owned), { from: day, to: day.add({ days: 1 }) }, prague);
    expect([...days].map(([one, all]) => [one, all.map(({ id }) => id)])).toEqual([
      ["2026-11-24", ["late.ics", "1F59.ics"]],
      ["2026-11-25", []],
    ]);
    expect(appointmentsByDay([], { from: day, to: day.add({ years: 1 }) }, prague).size).toBe(42);
  });

  it("counts the rows that lack a name or a start, and reads the others", () => {
    const onUnread = vi.fn<() => void>();
    const events = [jana.with(3, null), jana, jana.with(0, ""), jana.with(3, "brzy")];
    expect(readRows(answer(...events), monday, onUnread)?.map(keyOf)).toEqual(["1F59.ics"]);
    expect(onUnread).toHaveBeenCalledTimes(3);
  });

  it("takes each name and occurrence once", () => {
    const first = jana.with(7, "occurence1795510800");
    const rows = readRows([...answer(jana, first, first), ...answer(jana)], monday) ?? [];
    expect(rows.map(keyOf)).toEqual(["1F59.ics", "1F59.ics/occurence1795510800"]);
  });

  it("knows what is called off, and numbers that come as text", () => {
    const [off] = readRows(answer(jana.with(1, 0).with(3, String(nine))), monday) ?? [];
    expect(off).toMatchObject({ cancelled: true, start: at("2026-11-24T09:00") });
    expect(readRows(answer(jana.with(1, null)), monday)?.[0]?.cancelled).toBe(false);
  });

  it.each(["2026-03-28", "2026-10-24"])(
    "puts days to midnight, also where the clocks change: %s",
    (first) => {
      const from = Temporal.PlainDate.from(first).toZonedDateTime(prague);
      // The day after, as SOGo shifts it: by the offset of the first moment that was asked for.
      const wrong =
        Date.parse(`${from.toPlainDate().add({ days: 2 })}T00:00Z`) - from.offsetNanoseconds / 1e6;
      const whole = jana
        .with(6, "1")
        .with(3, wrong / 1000)
        .with(4, wrong / 1000 + 86_400);
      const [row] = readRows(answer(whole), from) ?? [];
      expect(row?.start).toBe(from.add({ days: 2 }).epochMilliseconds);
      expect(row?.end).toBe(from.add({ days: 3 }).epochMilliseconds);
    },
  );

  it.each([
    null,
    {},
    "<html>",
    [{ eventsFields }],
    [{ eventsFields: ["c_name"], events: [] }],
    [{ eventsFields, events: [{}] }],
  ])("is nothing when it is %j", (value) => {
    expect(readRows(value, monday)).toBeNull();
  });

  it("leaves out rows that make no sense", () => {
    const rows = answer(jana.with(0, ""), jana.with(3, "soon"), jana.with(3, 1e300), [], jana);
    expect(readRows(rows, monday)).toHaveLength(1);
    expect(readRows(answer(jana.with(4, nine - 60)), monday)?.[0]?.end).toBeNull();
  });

  it("never throws, and whatever it gives is bounded", () => {
    const cell = fc.oneof(fc.jsonValue(), fc.string({ maxLength: 10_000, size: "max" }), fc.double());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 5 }), (events) => {
        for (const row of readRows(answer(...events), monday) ?? []) {
          expect(keyOf(row).length).toBeLessThanOrEqual(401);
          expect(appointmentOf(owned(row)).title.length).toBeLessThanOrEqual(500);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("the days that the page read", () => {
  it.each([
    ["eventsblocks?sd=20261123&ed=20261129&view=weekview", "2026-11-23 2026-11-29 shown"],
    ["eventslist?day=20261123&filterpopup=view_next7", "2026-11-23 2026-11-30"],
    ["eventslist?day=20261123&filterpopup=view_thismonth", "2026-11-01 2026-12-02"],
    ["eventslist?day=20261123&filterpopup=view_all", "2026-11-23 2027-02-23"],
    ["eventsblocks?sd=20261123&ed=20261129&view=monthview&for=pipni", null],
    ["eventsblocks?sd=20261129&ed=20261123&view=weekview", null],
    ["eventsblocks?sd=20261399&ed=20261399", null],
    ["alarmslist?browserTime=1", null],
  ])("%s", (request, expected) => {
    const days = daysAsked(`${root}/${request}`, root);
    expect(days && `${days.from} ${days.to}${days.shown ? " shown" : ""}`).toBe(expected);
  });
});

const asked = { keys: ["1F59.ics"], startedAt: 1_000, endedAt: 2_000 };
const remove: Deed = { ...asked, does: "remove" };
const shift: Deed = { ...asked, does: "shift", days: 1, minutes: 0 };
const create: Deed = { ...asked, does: "create", day: Temporal.PlainDate.from("2026-11-24") };

describe("what was read before", () => {
  it("is the last of what was read when the request left", () => {
    const detector = new Changes();
    const later = owned(rowOf({ start: at("2026-11-24T10:00") }));
    detector.learn([owned(rowOf())], { startedAt: 100, endedAt: 200 });
    detector.learn([later], { startedAt: 900, endedAt: 1_500 });
    expect(detector.before("1F59.ics", 1_000)).toEqual(owned(rowOf()));
    expect(detector.before("1F59.ics", 1_500)).toEqual(later);
    expect(detector.before("1F59.ics", 150)).toBeNull();
    expect(detector.before("other.ics", 1_500)).toBeNull();
  });

  it("is no answer that may be from before or after a change of this page", () => {
    const detector = new Changes();
    detector.wrote(shift);
    detector.learn([owned(rowOf())], { startedAt: 1_900, endedAt: 2_100 });
    expect(detector.before("1F59.ics", 3_000)).toBeNull();
    detector.learn([owned(rowOf())], { startedAt: 2_000, endedAt: 2_200 });
    expect(detector.before("1F59.ics", 3_000)).toEqual(owned(rowOf()));
  });

  it("knows a series by its occurrences", () => {
    const detector = new Changes();
    const occurrence = owned(rowOf({ occurrence: "occurence1795510800" }));
    detector.learn([occurrence, owned(rowOf({ name: "2.ics" }))], { startedAt: 0, endedAt: 1 });
    expect(detector.occurrenceOf("1F59.ics")).toEqual(occurrence);
    expect(detector.occurrenceOf("2.ics")).toBeNull();
  });
});

describe("where a change would be seen", () => {
  const days = (of: Deed, row: OwnedRow | null) => {
    const range = daysToRead(of, new Map([["1F59.ics", row]]), prague);
    return range && `${range.from} ${range.to}`;
  };

  it("is the day of a new or edited one, the old day of a deleted one, and the new one of a moved one", () => {
    expect(days(create, null)).toBe("2026-11-24 2026-11-24");
    expect(days(remove, owned(rowOf()))).toBe("2026-11-24 2026-11-24");
    expect(days(shift, owned(rowOf()))).toBe("2026-11-25 2026-11-25");
  });

  it.each([
    ["2026-11-24T00:30", "2026-11-24 2026-11-25"],
    ["2026-11-24T23:30", "2026-11-25 2026-11-26"],
  ])(
    "is also the next one where a change of the clocks can push what starts at %s there",
    (wall, expected) => {
      expect(days(shift, owned(rowOf({ start: at(wall) })))).toBe(expected);
    },
  );

  it("is nowhere when nothing is known", () => {
    expect(days(remove, null)).toBeNull();
    expect(days(shift, null)).toBeNull();
  });
});

describe("what came of it", () => {
  const told = (
    of: Deed,
    before: OwnedRow | null,
    after: OwnedRow | null,
    series: OwnedRow | null = null,
  ) => {
    const outcome = outcomeOf(of, before, after, series);
    if (outcome === null) return null;
    if (outcome.type === "missed") return `missed ${outcome.title}`;
    const from = outcome.type === "moved" ? ` from ${outcome.previousStart}` : "";
    return `${outcome.type} ${outcome.appointment.start}${from}`;
  };
  const off = owned(rowOf({ cancelled: true }));
  const next = owned(rowOf({ start: at("2026-11-25T09:00") }));

  it.each<[string, Parameters<typeof told>, string | null]>([
    ["made", [create, null, owned(rowOf())], "created 2026-11-24T08:00:00Z"],
    ["made as called off", [create, null, off], null],
    ["made, and gone again", [create, null, null], null],
    ["deleted", [remove, owned(rowOf()), null], "cancelled 2026-11-24T08:00:00Z"],
    ["still there, whatever the server answered", [remove, owned(rowOf()), owned(rowOf())], null],
    ["deleted after it was called off", [remove, off, null], null],
    ["deleted without having been seen", [remove, null, null], null],
    ["moved", [shift, owned(rowOf()), next], "moved 2026-11-25T08:00:00Z from 2026-11-24T08:00:00Z"],
    [
      "saved as it was",
      [shift, owned(rowOf()), owned(rowOf({ title: "Jana Vzorová 601 000 001 kontrola" }))],
      null,
    ],
    ["called off", [shift, owned(rowOf()), off], "cancelled 2026-11-24T08:00:00Z"],
    ["on again", [shift, off, next], "created 2026-11-25T08:00:00Z"],
    ["moved to where nobody looks", [shift, owned(rowOf()), null], "missed Jana Vzorová"],
    ["a meeting, moved to where nobody looks", [shift, owned(rowOf({ title: "Porada" })), null], null],
    ["a series as a whole", [remove, null, null, owned(rowOf())], "missed Jana Vzorová"],
    ["a series of meetings", [remove, null, null, owned(rowOf({ title: "Porada" }))], null],
  ])("%s", (_, [of, before, after, series], expected) => {
    expect(told(of, before, after, series)).toBe(expected);
  });
});

describe("another patient", () => {
  const day = Temporal.PlainDate.from("2026-11-24");
  const save: Deed = { does: "save", day, keys: ["1F59.ics"], startedAt: 1, endedAt: 2 };
  const petr = "Petr Ukázkový 601 000 002";
  const outcome = (change: Partial<Row>) => outcomeOf(save, owned(rowOf()), owned(rowOf(change)), null);

  it("is told with the one before, and with the start before when it also moved", () => {
    const previousPatient = { id: null, name: "Jana Vzorová", phone: "601 000 001" };
    expect(outcome({ title: petr })).toMatchObject({ type: "patientChanged", previousPatient });
    expect(outcome({ title: petr })).not.toHaveProperty("previousStart");
    const moved = outcome({ title: petr, start: at("2026-11-24T10:00"), end: at("2026-11-24T10:30") });
    expect(moved).toMatchObject({
      type: "patientChanged",
      appointment: { start: "2026-11-24T09:00:00Z", patient: { name: "Petr Ukázkový" } },
      previousPatient,
      previousStart: "2026-11-24T08:00:00Z",
    });
  });

  it("is no corrected spelling, and of a corrected number the background is told both", () => {
    expect(outcome({ title: "Jana Vzorová 601 000 009" })).toMatchObject({
      type: "patientChanged",
      appointment: { patient: { name: "Jana Vzorová", phone: "601 000 009" } },
      previousPatient: { name: "Jana Vzorová", phone: "601 000 001" },
    });
    expect(outcome({ title: "Jana Vzorova 601 000 001" })).toBeNull();
  });
});
