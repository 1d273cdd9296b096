import { describe, expect, test } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import {
  choicesFor,
  countsOf,
  heldGroups,
  pickRows,
  seriesGroups,
  todayView,
} from "../../lib/domain/outbox/today.ts";
import { sampleMessage } from "./support/sample-message.ts";

let made = 0;
function row(state: Message["state"], change: Partial<Message> = {}): Message {
  made++;
  const start = "2026-11-24T07:00:00Z";
  return sampleMessage({
    id: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    appointment: { id: String(made), start, end: null, allDay: false, title: "", patient: null },
    state,
    history: [],
    createdAt: -made,
    updatedAt: 0,
    notBefore: 0,
    ...change,
  });
}

describe("counts", () => {
  test("every text counts once, as people see it", () => {
    const rows = [
      row("sent", { delivery: "pending" }),
      row("sent", { delivery: "delivered" }),
      row("sent", { delivery: "undelivered" }),
      row("queued"),
      row("held"),
      row("sending"),
      row("unknown"),
      row("rejected"),
      row("skipped", { reason: { code: "stoppedByUser" } }),
    ];
    expect(countsOf(rows)).toEqual({
      sent: 2,
      waiting: 3,
      scheduled: 0,
      unknown: 1,
      undelivered: 1,
      notSent: 2,
    });
  });

  test("a text that a newer one replaced is not counted among the unsent", () => {
    const rows = [
      row("skipped", { reason: { code: "superseded" } }),
      row("skipped", { reason: { code: "takenBack" } }),
    ];
    expect(countsOf(rows).notSent).toBe(0);
  });
});

test("held texts are told by reason, the commonest first", () => {
  const rows = [
    row("held", { reason: { code: "burst" } }),
    row("held", { reason: { code: "credit" } }),
    row("held", { reason: { code: "credit" } }),
    row("queued", { reason: { code: "rateLimited" } }),
  ];
  expect(heldGroups(rows)).toEqual([
    { reason: { code: "credit" }, count: 2 },
    { reason: { code: "burst" }, count: 1 },
  ]);
});

describe("a long day", () => {
  test("keeps the order, and what needs a person however old it is", () => {
    const old = row("unknown");
    const rows = [row("sent"), row("sent"), row("sent"), old, row("sent")];
    expect(pickRows(rows, 3)).toEqual([rows[0], rows[1], old]);
  });

  test("never shows more than fits, not even when all of it needs a person", () => {
    const rows = Array.from({ length: 5 }, () => row("rejected"));
    expect(pickRows(rows, 2)).toEqual(rows.slice(0, 2));
  });

  test("says how many found no room, and tells no row twice", () => {
    const rows = [row("sent"), row("unknown"), row("sent")];
    const yesterday = [row("rejected"), row("held", { reason: { code: "credit" } })];
    const view = todayView(rows, [...rows.slice(1, 2), ...yesterday], { today: 2, earlier: 1 });
    expect(view.today).toEqual(rows.slice(0, 2));
    expect(view.earlier).toEqual(yesterday.slice(0, 1));
    expect(view.left).toBe(2);
    expect(view.held).toEqual([{ reason: { code: "credit" }, count: 1 }]);
    expect(view.counts.notSent).toBe(0);
  });
});

describe("what a person can do", () => {
  test.for<[string, Message, string[]]>([
    ["an unknown outcome", row("unknown"), ["wasSent", "sendAgain", "doNotSend"]],
    ["a rejected text", row("rejected"), ["sendAgain", "dismiss"]],
    ["an undelivered text", row("sent", { delivery: "undelivered" }), ["sendAgain", "dismiss"]],
    ["a held text", row("held"), ["doNotSend"]],
    ["a change within its grace period", row("queued"), ["doNotSend"]],
    ["a text of a bulk send that waits its turn", row("queued", { origin: "bulk" }), []],
    ["a text that went out", row("sent", { delivery: "pending" }), []],
    ["a rejected text that is dealt with", row("rejected", { acknowledged: true }), []],
  ])("about %s", ([, message, choices]) => {
    expect(choicesFor(message, Date.now())).toEqual(choices);
  });
});

test("texts about one recurring appointment are one question, the next first, and are not told as held once more", () => {
  const at = (day: number, change: Partial<Message>) =>
    row("held", {
      reason: { code: "series" },
      appointment: { ...row("held").appointment, start: `2026-12-0${day}T09:00:00Z` },
      ...change,
    });
  const [first, second, alone] = ["a", "a", "b"].map((batch, index) => at(5 - index, { batch }));
  const rows = [first, second, alone].filter((one) => one !== undefined);
  expect(seriesGroups(rows)).toEqual([[second, first]]);
  const view = todayView(rows, [], { today: 10, earlier: 10 });
  expect(view.series).toHaveLength(1);
  // What is left of a question is told like any other text that waits.
  expect(view.held).toEqual([{ reason: { code: "series" }, count: 1 }]);
  expect(alone && choicesFor(alone, Date.now())).toEqual(["send", "doNotSend"]);
});

describe("a flood of texts over a cap", () => {
  const over = (count: number) =>
    Array.from({ length: count }, () => row("held", { reason: { code: "burst" } }));

  test("is one line, and takes no row from others", () => {
    const sent = row("sent");
    const view = todayView([...over(270), sent], [], { today: 100, earlier: 50 });
    expect(view.held).toEqual([{ reason: { code: "burst" }, count: 270 }]);
    expect(view.today).toEqual([sent]);
    expect(view.left).toBe(0);
  });

  test("is none while they are few", () => {
    expect(todayView(over(5), [], { today: 100, earlier: 50 }).today).toHaveLength(5);
  });
});

describe("a text that was never put into words", () => {
  test("can be sent once what was missing may have been mended", () => {
    const code = "placeholderEmpty";
    expect(choicesFor(row("skipped", { text: "", reason: { code } }), Date.now())).toEqual(["sendMended"]);
    expect(
      choicesFor(row("skipped", { text: "", reason: { code }, acknowledged: true }), Date.now()),
    ).toEqual([]);
    // Its words went to a number that has changed since.
    expect(choicesFor(row("skipped", { reason: { code: "phoneChanged" } }), Date.now())).toEqual(["dismiss"]);
    expect(choicesFor(row("skipped", { text: "", reason: { code: "optedOut" } }), Date.now())).toEqual([]);
  });
});
