// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  type BulkRow,
  canSend,
  isTickedAtFirst,
  lineOf,
  newestByAppointment,
  progressOf,
  runningBatch,
} from "../../lib/domain/bulk/lines.ts";
import type { Message, MessageState } from "../../lib/domain/outbox/message.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import { bulk as cs } from "../../lib/i18n/cs/bulk.ts";
import { bulk as en } from "../../lib/i18n/en/bulk.ts";
import { bulk as sk } from "../../lib/i18n/sk/bulk.ts";
import { sampleMessage } from "./support/sample-message.ts";

let made = 0;

function text(appointmentId: string, state: MessageState, more: Partial<Message> = {}): Message {
  const number = ++made;
  return sampleMessage({
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    origin: "bulk",
    batch: "batch",
    appointment: appointment(appointmentId),
    kind: "reminder",
    text: "Připomínáme",
    state,
    history: [],
    createdAt: number,
    notBefore: 0,
    ...more,
  });
}

function appointment(id: string) {
  return {
    id,
    start: "2026-11-24T07:00:00Z",
    end: null,
    allDay: false,
    title: "Jana Vzorová",
    patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
  };
}

const row = (id: string, more: Partial<BulkRow> = {}): BulkRow => ({
  appointment: appointment(id),
  phone: "+420601000001",
  country: "CZ",
  text: "Připomínáme",
  language: "cs",
  parts: 1,
  blocked: null,
  latest: null,
  doubt: null,
  knows: null,
  ...more,
});

describe("a line", () => {
  test("without any text so far can be sent and is ticked", () => {
    const line = lineOf(row("a"), null, null);
    expect(canSend(line)).toBe(true);
    expect(isTickedAtFirst(line)).toBe(true);
  });

  test.each<[MessageState, ReasonCode | undefined]>([
    ["queued", "alreadyWaiting"],
    ["held", "alreadyWaiting"],
    ["sending", "alreadyWaiting"],
    ["sent", "alreadySent"],
    ["unknown", "outcomeUnknown"],
    ["rejected", undefined],
    ["skipped", undefined],
  ])("whose text is %s is blocked for %s", (state, code) => {
    const line = lineOf(row("a"), text("a", state), null);
    expect(line.blocked?.code).toBe(code);
    expect(canSend(line)).toBe(code === undefined);
  });

  test("follows its text: what the background said at first is outdone", () => {
    const waiting = text("a", "queued");
    const before = row("a", { latest: waiting, blocked: { code: "alreadyWaiting" } });
    expect(lineOf(before, { ...waiting, state: "rejected" }, null).blocked).toBeNull();
    expect(lineOf(before, { ...waiting, state: "sent" }, null).blocked?.code).toBe("alreadySent");
  });

  test("is blocked when its text was taken back since the day was read: the appointment is another by now", () => {
    for (const code of ["superseded", "takenBack"] as const) {
      const after = text("a", "skipped", { reason: { code } });
      expect(lineOf(row("a"), after, null).blocked?.code).toBe(code);
      expect(lineOf(row("a", { latest: { ...after, state: "queued" } }), after, null).blocked?.code).toBe(
        code,
      );
      // Read anew, it says what the calendar has now.
      expect(lineOf(row("a", { latest: after }), after, null).blocked).toBeNull();
    }
  });

  test("keeps a reason that lies in the appointment", () => {
    const landline = row("a", { phone: null, country: null, text: null, blocked: { code: "phoneLandline" } });
    expect(lineOf(landline, text("a", "rejected"), null).blocked?.code).toBe("phoneLandline");
  });

  test("that was refused as it was handed over tells why", () => {
    expect(lineOf(row("a"), null, { code: "past" }).blocked?.code).toBe("past");
  });

  test("that failed, or that somebody stopped, waits for a second thought", () => {
    expect(isTickedAtFirst(lineOf(row("a"), text("a", "rejected"), null))).toBe(false);
    const stopped = text("a", "skipped", { reason: { code: "stoppedByUser" } });
    expect(isTickedAtFirst(lineOf(row("a"), stopped, null))).toBe(false);
    const dealtWith = text("a", "rejected", { acknowledged: true });
    expect(isTickedAtFirst(lineOf(row("a"), dealtWith, null))).toBe(true);
  });
});

describe("progress", () => {
  test("counts each appointment once, by its newest text", () => {
    const failed = text("b", "rejected", { acknowledged: true });
    const again = text("b", "sent", { origin: "again" });
    expect(progressOf([text("a", "sent"), again, failed])).toMatchObject({
      total: 2,
      sent: 2,
      finished: 2,
      notSent: 0,
    });
    expect(newestByAppointment([again, failed]).get("b")).toBe(again);
  });

  test("counts a text about several appointments once", () => {
    const bundle = [1, 2].map((number) => `10000000-0000-4000-8000-00000000000${number}`);
    const both = bundle.map((id, index) => text(String(index), "sent", { id, bundle }));
    expect(progressOf([...both, text("c", "sent")])).toMatchObject({ total: 2, sent: 2, finished: 2 });
  });

  test("counts as finished what will not change by itself, and not what waits", () => {
    const states: MessageState[] = ["queued", "held", "sending", "sent", "unknown", "rejected", "skipped"];
    expect(progressOf(states.map((state) => text(state, state)))).toEqual({
      total: 7,
      sent: 1,
      finished: 4,
      notSent: 2,
      unknown: 1,
      held: 1,
    });
  });

  test("is that of the latest batch still at work", () => {
    const done = row("a", { latest: text("a", "sent", { batch: "old" }) });
    const running = row("b", { latest: text("b", "queued", { batch: "first" }) });
    const later = row("c", { latest: text("c", "sending", { batch: "second" }) });
    const alone = row("d", { latest: text("d", "queued", { batch: null, origin: "auto" }) });
    expect(runningBatch([done, alone])).toBeNull();
    expect(runningBatch([done, later, running])).toBe("second");
  });
});

describe("words of the window", () => {
  test.each([
    [1, "z 1"],
    [2, "ze 2"],
    [5, "z 5"],
    [7, "ze 7"],
    [12, "ze 12"],
    [14, "ze 14"],
    [15, "z 15"],
    [25, "z 25"],
    [42, "ze 42"],
    [58, "z 58"],
    [60, "ze 60"],
    [100, "ze 100"],
    [250, "ze 250"],
    [500, "z 500"],
    [1000, "z 1000"],
  ])("say %i as Czech does: %s", (count, said) => {
    expect(cs.progress(0, count)).toBe(`Odesláno 0 ${said}`);
  });

  test("say what the button sends, and for which day", () => {
    const day = "2026-12-01";
    expect(cs.send(2, "reminder", day)).toBe("Odeslat 2× připomenutí na úterý 1. 12.");
    expect(cs.send(25, "cancellation", day)).toBe("Odeslat 25× zrušení na úterý 1. 12.");
    expect(sk.send(1, "confirmation", day)).toBe("Odoslať 1× potvrdenie na utorok 1. 12.");
    expect(en.send(1, "reminder", day)).toMatch(/^Send 1 reminder for Tuesday/u);
    expect(en.send(25, "reminder", day)).toMatch(/^Send 25 reminders for Tuesday/u);
    expect([cs, sk, en].map(({ send }) => send(0, "reminder", day))).toEqual(["Odeslat", "Odoslať", "Send"]);
  });

  test("count in the genitive", () => {
    expect(cs.covers(37, 42)).toBe("Kredit stačí na 37 ze 42.");
    expect(sk.covers(37, 42)).toBe("Kredit stačí na 37 zo 42.");
  });
});
