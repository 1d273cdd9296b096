import { describe, expect, it } from "vitest";
import { Differences } from "../../lib/declarative/differences.ts";
import type { Entry } from "../../lib/declarative/entry.ts";
import type { Operation } from "../../lib/declarative/operation.ts";
import { type Snapshot, Tracker } from "../../lib/declarative/tracker.ts";
import { WallClock } from "../../lib/declarative/wall-clock.ts";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";

const clock = new WallClock("Europe/Prague");
const week = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"];
const nextWeek = ["2026-11-30", "2026-12-01"];

const when = (text: string) => {
  const [date = "", time = ""] = text.split(" ");
  const start = clock.epochMs(date, `${time}:00`);
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
    const tracker = tracking();
    const created = operation("create", {
      id: "n",
      when: when("2026-11-25 09:00"),
      patient: jana,
      placeholders: { POKOJ: "1", PATRO: "2" },
    });
    const [change] = tracker.did(created, 100_200).changes;
    expect(change?.appointment.placeholders).toEqual({ POKOJ: "1", PATRO: "2" });
    tracker.look(
      show([entry("n", "2026-11-25 09:00", "Jana Vzorová", { placeholders: { POKOJ: "7" } })]),
      101_000,
    );
    const cancelled = operation("cancel", {
      id: "n",
      startedAt: 110_000,
      endedAt: 110_100,
      placeholders: { PATRO: "3" },
    });
    expect(tracker.did(cancelled, 110_200).changes[0]?.appointment.placeholders).toEqual({ POKOJ: "7" });
  });
});

/** A tracker that has been looking at a week since long before the request. */
function tracking(...entries: Entry[]): Tracker {
  const tracker = new Tracker();
  expect(tracker.look(show(entries), 10_000).changes).toEqual([]);
  return tracker;
}

describe("created", () => {
  it("at once, when request and answer say it all", () => {
    const tracker = tracking();
    const made = operation("create", { id: "5", when: when("2026-11-24 09:00"), patient: jana });
    expect(told(tracker.did(made, 100_100).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová 601000001",
    ]);
    expect(tracker.look(show([entry("5", "2026-11-24 09:00")]), 100_500).changes).toEqual([]);
    expect(tracker.waiting().size).toBe(0);
  });

  it("once the calendar shows what the answer left out: the id", () => {
    const old = entry("1", "2026-11-24 09:00", "Petr Novák");
    const tracker = tracking(old);
    const made = operation("create", { when: when("2026-11-24 09:00"), patient: jana });
    expect(tracker.did(made, 100_100).changes).toEqual([]);
    expect(tracker.look(show([old]), 100_300).changes).toEqual([]);
    // Somebody else's, made at the same moment.
    const other = entry("6", "2026-11-24 09:00", "Eva Smyšlená", {
      patient: { id: null, name: "Eva Smyšlená", phone: "603000003" },
    });
    expect(tracker.look(show([old, other]), 100_400).changes).toEqual([]);
    const { changes } = tracker.look(show([old, other, entry("5", "2026-11-24 09:00")]), 100_500);
    expect(told(changes)).toEqual(["created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001"]);
  });

  it("once the calendar shows what the request left out: the person", () => {
    const tracker = tracking();
    const person = { id: "7", name: "", phone: null };
    tracker.did(operation("create", { id: "5", when: when("2026-11-24 09:00"), patient: person }), 100_100);
    const shown = entry("5", "2026-11-24 09:00");
    expect(told(tracker.look(show([shown]), 100_500).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("not by the stand-in that a page draws before its server has agreed", () => {
    const tracker = tracking();
    const standIn = entry("new-1", "2026-11-24 09:00");
    tracker.look(show([standIn]), 99_950);
    const made = operation("create", { when: when("2026-11-24 09:00"), patient: jana });
    expect(tracker.did(made, 100_100).changes).toEqual([]);
    expect(told(tracker.look(show([entry("5", "2026-11-24 09:00")]), 100_400).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("one for each of two that are alike", () => {
    const tracker = tracking();
    for (const at of [100_100, 100_200]) {
      tracker.did(operation("create", { when: when("2026-11-24 09:00"), patient: jana, endedAt: at }), at);
    }
    const [a, b] = [entry("5", "2026-11-24 09:00"), entry("6", "2026-11-24 09:00")];
    expect(told(tracker.look(show([a]), 100_300).changes)).toHaveLength(1);
    expect(told(tracker.look(show([a, b]), 100_400).changes)).toEqual([
      "created 6 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("later, when its day is not shown; the user is told that it waits, once", () => {
    const tracker = tracking();
    tracker.did(operation("create", { when: when("2026-11-30 09:00"), patient: jana }), 100_100);
    const due = tracker.dueAt(100_100) ?? 0;
    expect(tracker.tick(due).distant.concat(tracker.tick(103_200).distant)).toEqual([
      when("2026-11-30 09:00").start,
    ]);
    expect(tracker.tick(200_000).distant).toEqual([]);
    const made = entry("5", "2026-11-30 09:00");
    expect(told(tracker.look(show([made], nextWeek), 3_600_000).changes)).toHaveLength(1);
  });

  it("never from a look alone", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    expect(tracker.look(show([entry("2", "2026-11-25 09:00")]), 11_000).changes).toEqual([]);
    expect(tracker.look(show([], nextWeek), 12_000).changes).toEqual([]);
    expect(tracker.look(show([entry("1", "2026-11-26 09:00")]), 13_000).changes).toEqual([]);
  });

  it("nothing once it has taken too long", () => {
    const tracker = tracking();
    tracker.did(operation("create", { when: when("2026-11-24 09:00"), patient: jana }), 100_100);
    expect(tracker.look(show([]), 120_000).changes).toEqual([]);
    expect(tracker.look(show([entry("5", "2026-11-24 09:00")]), 121_000).changes).toEqual([]);
  });
});

describe("moved", () => {
  const move = operation("move", { id: "1", when: when("2026-11-25 10:00") });

  it("from where it stood, with its person", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    expect(told(tracker.did(move, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    // The same once more is no move.
    expect(tracker.did(move, 100_200).changes).toEqual([]);
  });

  it("from where it stood before it was dragged about", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    tracker.look(show([entry("1", "2026-11-24 15:00")]), 99_000);
    tracker.look(show([entry("1", "2026-11-25 10:00")]), 99_900);
    expect(told(tracker.did(move, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("from where a colleague had put it", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    tracker.look(show([entry("1", "2026-11-24 15:00")]), 50_000);
    expect(told(tracker.did(move, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T14:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("by as much as the request says", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    tracker.look(show([entry("1", "2026-11-25 09:30")]), 99_900);
    const shift = operation("move", { id: "1", shiftMs: 86_400_000 + 1_800_000 });
    expect(told(tracker.did(shift, 100_100).changes)).toEqual([
      "moved 1 2026-11-25T08:30:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("to where the calendar shows it, when the request does not say", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    expect(tracker.did(operation("move", { id: "1" }), 100_100).changes).toEqual([]);
    const { changes } = tracker.look(show([entry("1", "2026-11-25 10:00")]), 100_500);
    expect(told(changes)).toEqual([
      "moved 1 2026-11-25T09:00:00Z from 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("nothing of what nobody knows, and nothing of a series when no occurrence is named", () => {
    expect(tracking().did(move, 100_100).changes).toEqual([]);
    const series = [entry("1@a", "2026-11-24 09:00"), entry("1@b", "2026-11-26 09:00")];
    const tracker = tracking(...series.map((one) => ({ ...one, base: "1" })));
    expect(tracker.did(move, 100_100).changes).toEqual([]);
  });
});

describe("cancelled", () => {
  it("as it was last read, whether or not it is still shown, each id once", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"), entry("2", "2026-11-25 09:00", "Petr Novák"));
    tracker.look(show([]), 99_900);
    expect(told(tracker.did(operation("cancel", { id: "1" }), 100_100).changes)).toEqual([
      "cancelled 1 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
    expect(tracker.did(operation("cancel", { id: "1" }), 100_200).changes).toEqual([]);
    expect(told(tracker.did(operation("cancel", { id: "2" }), 100_300).changes)).toHaveLength(1);
    expect(tracker.did(operation("cancel", { id: "3" }), 100_400).changes).toEqual([]);
  });

  it("by another name that the server has for it", () => {
    const tracker = tracking(entry("uid-1", "2026-11-24 09:00", "Jana Vzorová", { key: "/cal/1.ics" }));
    expect(told(tracker.did(operation("cancel", { key: "/cal/1.ics" }), 100_100).changes)).toHaveLength(1);
  });
});

describe("saved", () => {
  it("is created, moved, cancelled or nothing", () => {
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    const save = (change: Partial<Operation>) =>
      told(
        tracker.did(operation("save", { when: when("2026-11-24 09:00"), patient: jana, ...change }), 100_100)
          .changes,
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
  function arriving(before: Entry[], posted: Operation): Tracker {
    const tracker = new Tracker();
    tracker.restore(before);
    expect(tracker.did(posted, 101_000).changes).toEqual([]);
    return tracker;
  }

  it("is created when the calendar shows what it did not show before", () => {
    const old = entry("1", "2026-11-24 09:00", "Petr Novák", {
      patient: { id: null, name: "Petr Novák", phone: null },
    });
    const tracker = arriving([old], post("create", { when: when("2026-11-24 09:00"), patient: jana }));
    expect(told(tracker.look(show([old, entry("5", "2026-11-24 09:00")]), 101_200).changes)).toEqual([
      "created 5 2026-11-24T08:00:00Z Jana Vzorová +420 601 000 001",
    ]);
  });

  it("is nothing when it showed it before: the server said no", () => {
    const old = entry("1", "2026-11-24 09:00");
    const tracker = arriving([old], post("create", { when: when("2026-11-24 09:00"), patient: jana }));
    expect(tracker.look(show([old]), 101_200).changes).toEqual([]);
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
    const tracker = tracking(entry("1", "2026-11-24 09:00"));
    tracker.look(show([]), 100_000);
    expect(tracker.did(post("cancel", { id: "1" }), 100_200).changes).toEqual([]);
  });
});

describe("Differences", () => {
  const jan = entry("1", "2026-11-24 09:00");
  const petr = entry("2", "2026-11-25 09:00", "Petr Novák", { patient: null });

  /** Two looks, the second of which shows these, with a person's hand in between; what is proposed in the end. */
  function between(before: Entry[], after: Entry[], { touched = true, days = week } = {}): string[] {
    const differences = new Differences();
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
    const differences = new Differences();
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
});
