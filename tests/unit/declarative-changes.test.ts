import { describe, expect, it } from "vitest";
import { type Changes, detectChanges, type Snapshot } from "../../lib/declarative/changes.ts";
import { findDifferences } from "../../lib/declarative/differences.ts";
import type { Entry } from "../../lib/declarative/entry.ts";
import type { Operation } from "../../lib/declarative/operation.ts";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";

const clock = zoneNamed("Europe/Prague");
const week = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"];
const nextWeek = ["2026-11-30", "2026-12-01"];

const when = (text: string) => {
  const [date = "", time = ""] = text.split(" ");
  const start = clock.epochMs(`${date}T${time}:00`);
  return { start, end: start + 1_800_000, allDay: false, date };
};
const entry = (id: string, at: string, name = "Jana Vzorová", change: Partial<Entry> = {}): Entry => ({
  ...when(at),
  id,
  base: id,
  key: null,
  title: name,
  patient: { id: null, name, phone: "+420 601 000 001" },
  cancelled: false,
  synthetic: false,
  ...change,
});
const show = (entries: Entry[], days: readonly string[] = week): Snapshot => ({
  days,
  entries: new Map(entries.map((one) => [one.id, one])),
});
const operation = (kind: Operation["kind"], change: Partial<Operation> = {}): Operation => ({
  kind,
  id: null,
  key: null,
  when: null,
  shiftMs: null,
  title: null,
  patient: null,
  cancels: false,
  isNew: false,
  accepted: true,
  startedAt: 100_000,
  endedAt: 100_100,
  ...change,
});
const jana = { id: null, name: "Jana Vzorová", phone: "601000001" };

const told = (changes: readonly AppointmentChange[]): string[] =>
  changes.map((change) => {
    const { id, start, patient } = change.appointment;
    const from = change.type === "moved" ? ` from ${change.previousStart}` : "";
    return `${change.type} ${id} ${start}${from} ${patient?.name ?? "–"} ${patient?.phone ?? "–"}`;
  });

describe("contributed placeholders", () => {
  it("come from the request where the calendar does not show them", () => {
    const detector = tracking();
    const created = operation("create", {
      id: "n",
      when: when("2026-11-25 09:00"),
      patient: jana,
      placeholders: { POKOJ: "1", PATRO: "2" },
    });
    const [change] = detector.wrote(created, 100_200).changes;
    expect(change?.appointment.placeholders).toEqual({ POKOJ: "1", PATRO: "2" });
    detector.look(
      show([entry("n", "2026-11-25 09:00", "Jana Vzorová", { placeholders: { POKOJ: "7" } })]),
      101_000,
    );
    const cancelled = operation("cancel", {
      id: "n",
      startedAt: 110_000,
      endedAt: 110_100,
      placeholders: { PATRO: "3" },
    });
    expect(detector.wrote(cancelled, 110_200).changes[0]?.appointment.placeholders).toEqual({ POKOJ: "7" });
  });
});

/** A detector that has been looking at a week since long before the request. */
function tracking(...entries: Entry[]): Changes {
  const detector = detectChanges();
  expect(detector.look(show(entries), 10_000).changes).toEqual([]);
  return detector;
}

describe("given to another patient", () => {
  const petr = { id: null, name: "Petr Novák", phone: "602000002" };
  const jana1 = entry("1", "2026-11-24 09:00");
  const save = (change: Partial<Operation> = {}): Operation =>
    operation("save", { id: "1", when: when("2026-11-24 09:00"), patient: petr, ...change });
  const toldOf = (changes: readonly AppointmentChange[]): unknown[] =>
    changes.map((change) => ({
      ...change,
      appointment: [change.appointment.id, change.appointment.title, change.appointment.patient],
    }));
  const toPetr = {
    type: "patientChanged",
    appointment: ["1", "Petr Novák", petr],
    previousPatient: jana1.patient,
  };

  it("is told with both of them", () => {
    expect(toldOf(tracking(jana1).wrote(save(), 100_100).changes)).toEqual([toPetr]);
  });

  it("is told together with another time", () => {
    const moved = save({ when: when("2026-11-25 10:00") });
    expect(toldOf(tracking(jana1).wrote(moved, 100_100).changes)).toEqual([
      { ...toPetr, previousStart: "2026-11-24T08:00:00Z" },
    ]);
  });

  it("is told where the request says no time", () => {
    expect(toldOf(tracking(jana1).wrote(save({ when: null }), 100_100).changes)).toEqual([toPetr]);
  });

  it("is told where the page showed the new one before its server had agreed", () => {
    const detector = tracking(jana1);
    detector.look(show([entry("1", "2026-11-24 09:00", "Petr Novák", { patient: petr })]), 99_900);
    expect(toldOf(detector.wrote(save(), 100_100).changes)).toEqual([toPetr]);
  });

  it("waits for the calendar to show whom a mere id means", () => {
    const known = entry("1", "2026-11-24 09:00", "Jana Vzorová", { patient: { ...jana, id: "7" } });
    const detector = tracking(known);
    expect(detector.wrote(save({ patient: { id: "8", name: "", phone: null } }), 100_100).changes).toEqual(
      [],
    );
    const shown = entry("1", "2026-11-24 09:00", "Petr Novák", { patient: { ...petr, id: "8" } });
    expect(toldOf(detector.look(show([shown]), 101_000).changes)).toEqual([
      {
        type: "patientChanged",
        appointment: ["1", "Petr Novák", { ...petr, id: "8" }],
        previousPatient: { ...jana, id: "7" },
      },
    ]);
  });

  it("is told without a name where the calendar shows none in time, so that the one before is not forgotten", () => {
    const known = entry("1", "2026-11-24 09:00", "Jana Vzorová", { patient: { ...jana, id: "7" } });
    const detector = tracking(known);
    const unnamed = { id: "8", name: "", phone: null };
    detector.wrote(save({ patient: unnamed }), 100_100);
    expect(detector.dueAt(102_000)).toBe(103_100);
    expect(detector.tick(103_100).changes).toMatchObject([
      { type: "patientChanged", appointment: { patient: unnamed }, previousPatient: { id: "7" } },
    ]);
  });

  it("may be the same one with a corrected number, whatever the calendar shows meanwhile", () => {
    const corrected = { id: null, name: "Ing. Jana Vzorova", phone: "601 000 009" };
    const toCorrected = [
      {
        type: "patientChanged",
        appointment: ["1", "Ing. Jana Vzorova", corrected],
        previousPatient: jana1.patient,
      },
    ];
    const detector = tracking(jana1);
    expect(toldOf(detector.wrote(save({ patient: corrected }), 100_100).changes)).toEqual(toCorrected);
    expect(detector.wrote(save({ patient: corrected }), 100_200).changes).toEqual([]);
    const unsure = tracking(jana1);
    const unanswered = save({ patient: corrected, accepted: false });
    expect(unsure.wrote(unanswered, 100_100).changes).toEqual([]);
    // Still with the old number: no proof of the new one, and never a new name beside it.
    expect(unsure.look(show([jana1]), 101_000).changes).toEqual([]);
    const shown = entry("1", "2026-11-24 09:00", "Jana Vzorová", {
      patient: { ...jana, phone: "601000009" },
    });
    expect(unsure.look(show([shown]), 102_000).changes).toMatchObject([
      {
        appointment: { patient: { name: "Jana Vzorová", phone: "601000009" } },
        previousPatient: jana1.patient,
      },
    ]);
  });

  it("never joins a name that a request brings to the number of whoever had it before", () => {
    const [change] = tracking(jana1).wrote(save({ patient: { ...petr, phone: null } }), 100_100).changes;
    expect(change?.appointment.patient).toEqual({ ...petr, phone: null });
    const mother = { id: null, name: "Anna Vzorová", phone: jana.phone };
    expect(tracking(jana1).wrote(save({ patient: mother }), 100_100).changes).toEqual([]);
  });

  it("is no news for the same patient written otherwise, nor once it was told", () => {
    const detector = tracking(jana1);
    const corrected = { id: null, name: "Ing. Jana Vzorova", phone: "+420 601 000 001" };
    expect(detector.wrote(save({ patient: corrected }), 100_100).changes).toEqual([]);
    expect(detector.wrote(save(), 100_200).changes).toHaveLength(1);
    expect(detector.wrote(save(), 100_300).changes).toEqual([]);
  });

  it("counts without an answer only once the calendar shows it", () => {
    const detector = tracking(jana1);
    expect(detector.wrote(save({ accepted: false }), 100_100).changes).toEqual([]);
    expect(detector.look(show([jana1]), 101_000).changes).toEqual([]);
    const shown = entry("1", "2026-11-24 09:00", "Petr Novák", { patient: petr });
    expect(toldOf(detector.look(show([shown]), 102_000).changes)).toEqual([toPetr]);
  });
});

describe("created", () => {
  it("at once, when request and answer say it all", () => {
    const detector = tracking();
    const made = operation("create", { id: "5", when: when("2026-11-24 09:00"), patient: jana });
    expect(told(detector.wrote(made, 100_100).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová 601000001",
    ]);
    expect(detector.look(show([entry("5", "2026-11-24 09:00")]), 100_500).changes).toEqual([]);
    expect(detector.waiting().size).toBe(0);
  });

  it("once the calendar shows what the answer left out: the id", () => {
    const old = entry("1", "2026-11-24 09:00", "Petr Novák");
    const detector = tracking(old);
    const made = operation("create", { when: when("2026-11-24 09:00"), patient: jana });
    expect(detector.wrote(made, 100_100).changes).toEqual([]);
    expect(detector.look(show([old]), 100_300).changes).toEqual([]);
    // Somebody else's, made at the same moment.
    const other = entry("6", "2026-11-24 09:00", "Eva Smyšlená", {
      patient: { id: null, name: "Eva Smyšlená", phone: "603000003" },
    });
    expect(detector.look(show([old, other]), 100_400).changes).toEqual([]);
    const { changes } = detector.look(show([old, other, entry("5", "2026-11-24 09:00")]), 100_500);
    expect(told(changes)).toEqual(["created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001"]);
  });

  it("once the calendar shows what the request left out: the person", () => {
    const detector = tracking();
    const person = { id: "7", name: "", phone: null };
    detector.wrote(
      operation("create", { id: "5", when: when("2026-11-24 09:00"), patient: person }),
      100_100,
    );
    const shown = entry("5", "2026-11-24 09:00");
    expect(told(detector.look(show([shown]), 100_500).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("not by the stand-in that a page draws before its server has agreed", () => {
    const detector = tracking();
    const standIn = entry("new-1", "2026-11-24 09:00");
    detector.look(show([standIn]), 99_950);
    const made = operation("create", { when: when("2026-11-24 09:00"), patient: jana });
    expect(detector.wrote(made, 100_100).changes).toEqual([]);
    expect(told(detector.look(show([entry("5", "2026-11-24 09:00")]), 100_400).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("nor by one that was drawn before the answer, and seen after it", () => {
    const detector = tracking();
    const made = operation("create", { when: when("2026-11-24 09:00"), patient: jana });
    const { endedAt } = made;
    detector.wrote(made, endedAt);
    const standIn = entry("new-1", "2026-11-24 09:00");
    expect(detector.look(show([standIn]), endedAt + 50, endedAt - 60).changes).toEqual([]);
    const real = entry("5", "2026-11-24 09:00");
    const first = detector.look(show([real]), endedAt + 400, endedAt + 80);
    expect(told(first.changes)).toEqual(["created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001"]);
  });

  it("by one that may have been drawn before the answer, once it has stayed for a while", () => {
    const detector = tracking();
    const made = operation("create", { when: when("2026-11-24 09:00"), patient: jana });
    const { endedAt } = made;
    detector.wrote(made, endedAt);
    const drawn = show([entry("5", "2026-11-24 09:00")]);
    expect(detector.look(drawn, endedAt + 50, endedAt - 60).changes).toEqual([]);
    expect(told(detector.tick(endedAt + 1_600).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("each of two who share a number and an hour, by name; never one that fits in part only", () => {
    const detector = tracking();
    const names = ["Jana Vzorová", "Eva Vzorová"];
    for (const name of names)
      detector.wrote(
        operation("create", { when: when("2026-11-24 09:00"), patient: { ...jana, name } }),
        100_100,
      );
    const [one, other] = names.map((name, index) => entry(String(index), "2026-11-24 09:00", name));
    const stranger = entry("7", "2026-11-24 09:00", "Ida Vzorová");
    expect(detector.look(show([stranger]), 100_300).changes).toEqual([]);
    const { changes } = detector.look(show([stranger, ...[one, other].flatMap((it) => it ?? [])]), 100_400);
    expect(told(changes)).toEqual([
      "created 0 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
      "created 1 2026-11-24T08:00:00Z Eva Vzorová +420 601 000 001",
    ]);
  });

  it("one for each of two that are alike", () => {
    const detector = tracking();
    for (const at of [100_100, 100_200]) {
      detector.wrote(operation("create", { when: when("2026-11-24 09:00"), patient: jana, endedAt: at }), at);
    }
    const [a, b] = [entry("5", "2026-11-24 09:00"), entry("6", "2026-11-24 09:00")];
    expect(told(detector.look(show([a]), 100_300).changes)).toHaveLength(1);
    expect(told(detector.look(show([a, b]), 100_400).changes)).toEqual([
      "created 6 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("later, when its day is not shown; the user is told that it waits, once", () => {
    const detector = tracking();
    detector.wrote(operation("create", { when: when("2026-11-30 09:00"), patient: jana }), 100_100);
    const due = detector.dueAt(100_100) ?? 0;
    const toldBy = (now: number) =>
      detector
        .tick(now)
        .unseen.filter(({ isTold }) => isTold)
        .map(({ start }) => Date.parse(start));
    expect(toldBy(due).concat(toldBy(103_200))).toEqual([when("2026-11-30 09:00").start]);
    expect(toldBy(200_000)).toEqual([]);
    const made = entry("5", "2026-11-30 09:00");
    expect(told(detector.look(show([made], nextWeek), 3_600_000).changes)).toHaveLength(1);
  });

  it("never from a look alone", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    expect(detector.look(show([entry("2", "2026-11-25 09:00")]), 11_000).changes).toEqual([]);
    expect(detector.look(show([], nextWeek), 12_000).changes).toEqual([]);
    expect(detector.look(show([entry("1", "2026-11-26 09:00")]), 13_000).changes).toEqual([]);
  });

  it("nothing once it has taken too long", () => {
    const detector = tracking();
    detector.wrote(operation("create", { when: when("2026-11-24 09:00"), patient: jana }), 100_100);
    expect(detector.look(show([]), 120_000).changes).toEqual([]);
    expect(detector.look(show([entry("5", "2026-11-24 09:00")]), 121_000).changes).toEqual([]);
  });
});

describe("accepted, and nothing comes of it", () => {
  it("is told once, with whom it was about", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    // The page never shows where it went.
    const moved = operation("move", { id: "1" });
    expect(detector.wrote(moved, 100_200).lost).toEqual([]);
    expect(detector.look(show([entry("1", "2026-11-24 09:00")]), 110_000).lost).toEqual([]);
    expect(detector.dueAt(110_000)).toBe(115_101);
    expect(detector.tick(115_101).lost).toEqual(["Jana Vzorová"]);
    expect(detector.tick(130_000).lost).toEqual([]);
  });

  it("also where a creation tells neither day nor id", () => {
    const detector = tracking();
    detector.wrote(operation("create", { patient: jana }), 100_200);
    expect(detector.tick(115_101)).toMatchObject({ unseen: [], lost: ["Jana Vzorová"] });
  });

  it("but not of lunch, nor of what the server has not accepted, nor of what is told otherwise", () => {
    const detector = tracking();
    detector.wrote(operation("create", { when: when("2026-11-24 12:00") }), 100_200);
    detector.wrote(operation("move", { id: "1", accepted: false }), 100_200);
    detector.wrote(operation("create", { when: when("2026-11-24 10:00"), patient: jana }), 100_200);
    expect(detector.tick(115_101)).toMatchObject({ unseen: [{ why: "notShown" }], lost: [] });
  });
});

describe("moved", () => {
  const move = operation("move", { id: "1", when: when("2026-11-25 10:00") });

  it("from where it stood, with its person", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    expect(told(detector.wrote(move, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    // The same once more is no move.
    expect(detector.wrote(move, 100_200).changes).toEqual([]);
  });

  it("from where it stood before it was dragged about", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    detector.look(show([entry("1", "2026-11-24 15:00")]), 99_000);
    detector.look(show([entry("1", "2026-11-25 10:00")]), 99_900);
    expect(told(detector.wrote(move, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("from where a colleague had put it", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    detector.look(show([entry("1", "2026-11-24 15:00")]), 50_000);
    expect(told(detector.wrote(move, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T14:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("by as much as the request says", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    detector.look(show([entry("1", "2026-11-25 09:30")]), 99_900);
    const shift = operation("move", { id: "1", shiftMs: 86_400_000 + 1_800_000 });
    expect(told(detector.wrote(shift, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T08:30:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("to where the calendar shows it, when the request does not say", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    expect(detector.wrote(operation("move", { id: "1" }), 100_100).changes).toEqual([]);
    const { changes } = detector.look(show([entry("1", "2026-11-25 10:00")]), 100_500);
    expect(told(changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("nothing of what nobody knows, and nothing of a series when no occurrence is named", () => {
    expect(tracking().wrote(move, 100_100).changes).toEqual([]);
    const series = [entry("1@a", "2026-11-24 09:00"), entry("1@b", "2026-11-26 09:00")];
    const detector = tracking(...series.map((one) => ({ ...one, base: "1" })));
    expect(detector.wrote(move, 100_100).changes).toEqual([]);
  });
});

describe("one request about a series", () => {
  const occurrence = (at: string) => entry(`1@${at}`, at, "Jana Vzorová", { base: "1" });
  const series = ["2026-11-24 09:00", "2026-11-26 09:00", "2026-12-01 09:00"].map(occurrence);
  const [first, second, third] = series as [Entry, Entry, Entry];

  it.each<[string, Operation]>([
    ["called off", operation("cancel", { id: "1" })],
    ["called off on a day", operation("cancel", { id: "1", when: when("2026-11-26 09:00") })],
    ["marked as called off", operation("save", { id: "1", cancels: true })],
    ["moved on", operation("move", { id: "1", shiftMs: 3_600_000 })],
    ["moved somewhere", operation("move", { id: "1" })],
    ["moved to a day that is not shown", operation("save", { id: "1", when: when("2026-12-02 10:00") })],
    [
      "given to another",
      operation("save", { id: "1", patient: { ...jana, name: "Petr", phone: "602000002" } }),
    ],
  ])("%s tells nobody, for which of them is meant it does not say; the user hears so, once", (_, request) => {
    const detector = tracking(first, second);
    detector.look(show([third], nextWeek), 20_000);
    const outcome = detector.wrote(request, 100_200);
    expect(outcome).toEqual({ changes: [], unseen: [], lost: ["Jana Vzorová"] });
    expect(detector.waiting().size).toBe(0);
    detector.look(show([third], nextWeek), 101_000);
    expect(detector.look(show([first]), 102_000)).toEqual({ changes: [], unseen: [], lost: [] });
    expect(detector.tick(100_100 + 20_000)).toEqual({ changes: [], unseen: [], lost: [] });
  });

  it("is no news where it says the same time and person as before, and is where the page had drawn it ahead", () => {
    const same = operation("save", { id: "1", when: when("2026-11-26 09:00"), patient: jana });
    expect(tracking(first, second).wrote(same, 100_200)).toEqual({ changes: [], unseen: [], lost: [] });
    const detector = tracking(first, second);
    const drawn = occurrence("2026-11-26 11:00");
    detector.look(show([first, drawn]), 99_900);
    const moved = operation("save", { id: "1", when: when("2026-11-26 11:00"), patient: jana });
    expect(detector.wrote(moved, 100_200).lost).toEqual(["Jana Vzorová"]);
  });

  it("without an answer says so once something of it is gone, and nothing as long as all stand", () => {
    const request = operation("cancel", { id: "1", accepted: false });
    const refused = tracking(first, second);
    refused.wrote(request, 100_200);
    expect(refused.look(show([first, second]), 101_000)).toEqual({ changes: [], unseen: [], lost: [] });
    expect(refused.tick(500_000)).toEqual({ changes: [], unseen: [], lost: [] });
    for (const left of [[first], []]) {
      const detector = tracking(first, second);
      expect(detector.wrote(request, 100_200)).toEqual({ changes: [], unseen: [], lost: [] });
      expect(detector.look(show(left), 101_000)).toEqual({ changes: [], unseen: [], lost: ["Jana Vzorová"] });
    }
  });
});

describe("cancelled", () => {
  it("as it was last read, whether or not it is still shown, each id once", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"), entry("2", "2026-11-25 09:00", "Petr Novák"));
    detector.look(show([]), 99_900);
    expect(told(detector.wrote(operation("cancel", { id: "1" }), 100_100).changes)).toEqual([
      "cancelled 1 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    expect(detector.wrote(operation("cancel", { id: "1" }), 100_200).changes).toEqual([]);
    expect(told(detector.wrote(operation("cancel", { id: "2" }), 100_300).changes)).toHaveLength(1);
    expect(detector.wrote(operation("cancel", { id: "3" }), 100_400).changes).toEqual([]);
  });

  it("by another name that the server has for it", () => {
    const detector = tracking(entry("uid-1", "2026-11-24 09:00", "Jana Vzorová", { key: "/cal/1.ics" }));
    expect(told(detector.wrote(operation("cancel", { key: "/cal/1.ics" }), 100_100).changes)).toHaveLength(1);
  });
});

describe("saved", () => {
  it("is created, moved, cancelled or nothing", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    const save = (change: Partial<Operation>) =>
      told(
        detector.wrote(
          operation("save", { when: when("2026-11-24 09:00"), patient: jana, ...change }),
          100_100,
        ).changes,
      );
    expect(save({ id: "1" })).toEqual([]);
    expect(save({ id: "1", when: when("2026-11-25 10:00") })).toHaveLength(1);
    expect(save({ id: "1", when: when("2026-11-25 10:00"), cancels: true })).toEqual([
      "cancelled 1 2026-11-25T09:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    // An edit of what this page has never shown is no creation, unless the server says that something is new.
    expect(save({ id: "9" })).toEqual([]);
    expect(save({ id: "9", isNew: true })).toHaveLength(1);
  });
});

describe("posted, and the answer is a page", () => {
  const post = (kind: Operation["kind"], change: Partial<Operation>) =>
    operation(kind, { accepted: false, ...change });

  /** The page before this one showed these, and posted that. */
  function arriving(before: Entry[], posted: Operation): Changes {
    const detector = detectChanges();
    detector.restore(before);
    expect(detector.wrote(posted, 101_000).changes).toEqual([]);
    return detector;
  }

  it("is created when the calendar shows what it did not show before", () => {
    const old = entry("1", "2026-11-24 09:00", "Petr Novák", {
      patient: { id: null, name: "Petr Novák", phone: null },
    });
    const detector = arriving([old], post("create", { when: when("2026-11-24 09:00"), patient: jana }));
    expect(told(detector.look(show([old, entry("5", "2026-11-24 09:00")]), 101_200).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("is nothing when it showed it before: the server said no", () => {
    const old = entry("1", "2026-11-24 09:00");
    const detector = arriving([old], post("create", { when: when("2026-11-24 09:00"), patient: jana }));
    expect(detector.look(show([old]), 101_200).changes).toEqual([]);
  });

  it("is moved or cancelled when the calendar bears it out, and waits as long as it does not", () => {
    const old = entry("1", "2026-11-24 09:00");
    const moving = arriving([old], post("move", { id: "1", when: when("2026-11-25 10:00") }));
    expect(moving.look(show([old]), 101_200).changes).toEqual([]);
    expect(told(moving.look(show([entry("1", "2026-11-25 10:00")]), 102_000).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    const cancelling = arriving([old], post("cancel", { id: "1" }));
    expect(cancelling.look(show([], nextWeek), 101_200).changes).toEqual([]);
    expect(cancelling.look(show([old]), 101_300).changes).toEqual([]);
    expect(told(cancelling.look(show([]), 102_000).changes)).toHaveLength(1);
  });

  it("is not borne out by a look from before it", () => {
    const detector = tracking(entry("1", "2026-11-24 09:00"));
    detector.look(show([]), 100_000);
    expect(detector.wrote(post("cancel", { id: "1" }), 100_200).changes).toEqual([]);
  });
});

describe("Differences", () => {
  const jan = entry("1", "2026-11-24 09:00");
  const petr = entry("2", "2026-11-25 09:00", "Petr Novák", { patient: null });

  /** Two looks, the second of which shows these, with a person's hand in between; what is proposed in the end. */
  function between(before: Entry[], after: Entry[], { touched = true, days = week } = {}): string[] {
    const differences = findDifferences();
    differences.look(show(before), 1_000);
    if (touched) differences.touched(2_000);
    differences.look(show(after, days), 3_000);
    expect(differences.tick(3_100)).toEqual([]);
    return told(differences.tick(differences.dueAt() ?? 60_000));
  }

  it("proposes what came, went and moved, once it has stood", () => {
    expect(between([jan], [jan, petr])).toEqual(["created 2 2026-11-25T08:00:00Z – –"]);
    expect(between([jan, petr], [jan])).toEqual(["cancelled 2 2026-11-25T08:00:00Z – –"]);
    expect(between([jan], [entry("1", "2026-11-24 10:00")])).toEqual([
      "moved 1 2026-11-24T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    expect(between([jan], [{ ...jan, cancelled: true }])).toHaveLength(1);
  });

  it("knows one without an id by its looks", () => {
    const nameless = (at: string) => entry(`~${at}`, at, "Jana Vzorová", { synthetic: true });
    expect(between([nameless("2026-11-24 09:00")], [nameless("2026-11-24 10:00")])).toEqual([
      "moved ~2026-11-24 10:00 2026-11-24T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("proposes nothing without a person's hand, for other days, or for many at once", () => {
    expect(between([jan], [jan, petr], { touched: false })).toEqual([]);
    expect(between([jan], [petr], { days: nextWeek })).toEqual([]);
    const many = Array.from({ length: 4 }, (_, index) => entry(`m${index}`, "2026-11-26 09:00"));
    expect(between([jan], [jan, ...many])).toEqual([]);
    expect(between([jan, ...many], [jan])).toEqual([]);
  });

  it("proposes nothing that is taken back, and nothing twice", () => {
    const differences = findDifferences();
    differences.look(show([jan]), 1_000);
    differences.touched(2_000);
    differences.look(show([jan, petr]), 3_000);
    differences.look(show([jan]), 3_500);
    expect(differences.dueAt()).toBeNull();
    differences.look(show([jan, petr]), 4_000);
    expect(differences.tick(6_000)).toHaveLength(1);
    differences.look(show([jan, petr]), 7_000);
    expect(differences.tick(60_000)).toEqual([]);
  });

  it("proposes ten of ten moves where each appointment carries its own date and nobody says which days are shown", () => {
    const differences = findDifferences();
    const ten = Array.from({ length: 10 }, (_, index) => entry(`o${index}`, "2026-11-26 09:00"));
    differences.look(show(ten, []), 1_000);
    for (const [index, one] of ten.entries()) {
      const at = 10_000 * (index + 1);
      differences.touched(at);
      ten[index] = { ...one, ...when("2026-12-03 10:00") };
      differences.look(show([...ten], []), at + 1_000);
      expect(told(differences.tick(at + 3_500))).toEqual([
        `moved o${index} 2026-12-03T09:00:00Z from 2026-11-26T08:00:00Z Jana Vzorová +420 601 000 001`,
      ]);
    }
  });

  it("proposes a move to a day that is turned to, and nothing of the page's other appointments", () => {
    const away = entry("1", "2026-11-30 09:00");
    expect(between([jan, petr], [away], { days: nextWeek })).toEqual([
      "moved 1 2026-11-30T08:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    const another = { id: null, name: "Eva Malá", phone: "+420 601 000 009" };
    expect(between([jan], [{ ...away, patient: another }], { days: nextWeek })).toEqual([]);
  });

  it("proposes no creation and no cancellation where nobody says which days are shown", () => {
    const differences = findDifferences();
    differences.look(show([jan, petr], []), 1_000);
    differences.touched(2_000);
    differences.look(show([jan], []), 3_000);
    expect(differences.tick(60_000)).toEqual([]);
  });
});
