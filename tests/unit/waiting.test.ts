import { describe, expect, test } from "vitest";
import { letters } from "../../lib/domain/outbox/letter.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { HeldGroup } from "../../lib/domain/outbox/today.ts";
import { waitingItems } from "../../lib/domain/outbox/waiting.ts";
import type { SlotShown } from "../../lib/domain/waiting-list/shown.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** What waits for a person, in the order in which a receptionist should look at it. */

const view = (rest: {
  today?: Message[];
  earlier?: Message[];
  held?: HeldGroup[];
  series?: Message[][];
}) => ({
  view: { today: [], earlier: [], held: [], series: [], ...rest },
  unseen: [],
  slots: [],
  unreadable: null,
  lostAt: null,
});
const delivered = sampleMessage({ id: "delivered", state: "sent", delivery: "delivered" });
const rejected = sampleMessage({ id: "rejected", state: "rejected", reason: { code: "invalidRecipient" } });
const unknown = sampleMessage({ id: "unknown", state: "unknown", reason: { code: "timeout" } });
const answered = sampleMessage({
  id: "answered",
  state: "sent",
  delivery: "delivered",
  replies: [{ id: "1", text: "nemohu", at: 1, verdict: null }],
});
const group = (code: HeldGroup["reason"]["code"], count: number): HeldGroup => ({ reason: { code }, count });
const names = (given: Parameters<typeof waitingItems>[0]) =>
  waitingItems(given).map((item) => (item.type === "row" ? item.message.id : item.type));

describe("the list of what waits for a person", () => {
  test("begins with answers, then open outcomes, then what is held, then failures", () => {
    const held = [group("burst", 12), group("credit", 2)];
    expect(names(view({ today: [delivered, rejected, unknown, answered], held }))).toEqual([
      "answered",
      "unknown",
      "group",
      "held",
      "rejected",
    ]);
  });

  test("has whoever does not come before whoever does, and what must be read in between", () => {
    const answer = (id: string, text: string) =>
      sampleMessage({ ...answered, id, replies: [{ id, text, at: 1, verdict: null }] });
    const today = [
      answer("yes", "Ano, přijdu"),
      answer("stop", "STOP"),
      answer("what", "V kolik?"),
      answer("no", "Bohužel nemohu přijít"),
    ];
    expect(names(view({ today }))).toEqual(["no", "what", "stop", "yes"]);
  });

  test("leaves out what needs nobody", () => {
    expect(names(view({ today: [delivered] }))).toEqual([]);
  });

  test("begins with what the browser lost, for nothing leaves until somebody has mended that", () => {
    expect(names({ ...view({ today: [unknown, answered] }), lostAt: 1 })).toEqual([
      "lost",
      "answered",
      "unknown",
    ]);
  });

  test("tells which rows are of an earlier day", () => {
    const items = waitingItems(view({ today: [unknown], earlier: [rejected] }));
    expect(items.map((item) => item.type === "row" && item.isEarlier)).toEqual([false, true]);
  });

  test("has what was never seen and what cannot be read at its end, and of the former only what is lost", () => {
    const row = (id: string, state: "waits" | "absent") => ({
      id,
      calendarId: "c",
      key: id,
      madeAt: 0,
      state,
      creation: {
        start: "2026-12-01T09:00:00Z",
        ids: [],
        patient: null,
        title: "",
        why: "otherDay" as const,
        isTold: true,
      },
    });
    const given = {
      ...view({ today: [rejected] }),
      unseen: [row("a", "waits"), row("b", "absent")],
      unreadable: { count: 2, since: 5 },
    };
    expect(names(given)).toEqual(["rejected", "unseen", "unreadable"]);
    expect(waitingItems(given)[1]).toMatchObject({ rows: [{ id: "b" }] });
  });

  test("has a time that became free with its answers, and these once", () => {
    const letter = (id: string, text: string) =>
      sampleMessage({
        ...answered,
        id,
        calendarId: letters,
        kind: "own",
        replies: [{ id, text, at: 1, verdict: null }],
      });
    const today = [letter("yes", "Ano"), letter("stop", "STOP"), letter("other", "Ano"), unknown];
    const offer = (rowId: string, says: "yes" | "stop") => ({
      id: rowId,
      entryId: rowId,
      name: "",
      phone: "",
      state: "left" as const,
      answers: [{ rowId, replyId: rowId, text: "", at: 1, says, isRead: false }],
      says,
      place: null,
      isTold: false,
    });
    const slot = {
      id: "slot",
      start: "2026-12-01T09:00:00Z",
      end: null,
      doctor: "",
      calendar: "",
      step: "answered" as const,
      isOneOfMany: false,
      standstill: null,
      filledBy: null,
      room: 1,
      fits: [],
      others: [],
      offers: [offer("yes", "yes"), offer("stop", "stop")],
      untold: [],
      booked: null,
      takenText: null,
    };
    const list = (step: SlotShown["step"]) => names({ ...view({ today }), slots: [{ ...slot, step }] });
    expect(list("answered")).toEqual(["slot", "other", "stop", "unknown"]);
    expect(list("tell")).toEqual(["other", "stop", "unknown", "slot"]);
    // Where the time does not show, its answers do.
    expect(list("done")).toEqual(["yes", "other", "stop", "unknown"]);
  });

  test("keeps one new number at its own row, and makes several one line", () => {
    expect(names(view({ held: [group("newNumber", 1)] }))).toEqual(["held"]);
    expect(names(view({ held: [group("newNumber", 2)] }))).toEqual(["group"]);
  });
});
