// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { markOf } from "../../lib/domain/thread/mark.ts";
import type { Reply } from "../../lib/domain/thread/reply.ts";
import fc from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** What stands beside an appointment in its calendar. */

const start = "2026-11-24T08:00:00Z";
const later = "2026-11-24T10:00:00Z";
const now = 2_000_000;

const appointment = sampleMessage().appointment;
const reply = (text: string, verdict: Reply["verdict"], at = 1_500_000): Reply => ({
  id: `odpověď ${at}`,
  at,
  text,
  verdict,
});
const mark = (rows: readonly Message[], at = start, isCalled = false) => markOf(rows, at, now, isCalled);

describe("one text", () => {
  test.for<[what: string, change: Partial<Message>, kind: ReturnType<typeof mark>]>([
    ["sent and not answered", {}, null],
    ["confirmed", { replies: [reply("Ano", "confirms")] }, "comes"],
    ["declined", { replies: [reply("Ne", "declines")] }, "declines"],
    ["answered, and nobody has read it", { replies: [reply("Přijdu v 9", null)] }, "asks"],
    ["refused by GoSMS", { state: "rejected", reason: { code: "refused" } }, "call"],
    ["undelivered", { delivery: "undelivered" }, "call"],
    ["without a number", { state: "skipped", reason: { code: "noPhone" }, phone: "" }, "call"],
    ["stopped by a person", { state: "skipped", reason: { code: "stoppedByUser" } }, null],
    ["waiting for its moment", { state: "queued" }, null],
    ["held for a person's word", { state: "held", reason: { code: "proposed" } }, null],
  ])("%s", ([, change, kind]) => expect(mark([sampleMessage(change)])).toBe(kind));
});

describe("news and answers", () => {
  const told = sampleMessage({ replies: [reply("Ano", "confirms")] });

  test("whoever confirmed another time knows another time", () => {
    expect(mark([told], later)).toBe("otherTime");
  });

  test("until what tells the new one is on its way", () => {
    const change = {
      kind: "change" as const,
      createdAt: 1_700_000,
      appointment: { ...appointment, start: later },
    };
    expect(mark([told, sampleMessage({ ...change, state: "queued" })], later)).toBeNull();
    expect(mark([told, sampleMessage({ ...change, state: "held" })], later)).toBe("otherTime");
    expect(mark([told, sampleMessage({ ...change, state: "sent" })], later)).toBeNull();
  });

  test("what may not have left proves no other time", () => {
    expect(mark([sampleMessage({ state: "unknown" })], later)).not.toBe("otherTime");
  });

  test("who was told that it is off, while the calendar shows it", () => {
    const off = sampleMessage({ kind: "cancellation", createdAt: 1_700_000 });
    expect(mark([told, off])).toBe("cancelled");
  });

  test("an answer after the last one that was read is to be read first", () => {
    const both = [reply("Ne", "declines", 1_500_000), reply("Přece přijdu", null, 1_600_000)];
    expect(mark([sampleMessage({ replies: both })])).toBe("asks");
    expect(mark([sampleMessage({ replies: both.map((one) => ({ ...one, at: 3_000_000 - one.at })) })])).toBe(
      "declines",
    );
  });

  test("nobody is to be called twice", () => {
    const failed = sampleMessage({ state: "rejected" });
    expect(mark([failed], start, false)).toBe("call");
    expect(mark([failed], start, true)).toBeNull();
  });

  test("the one who had the appointment before says nothing of the one who has it", () => {
    const before = { subject: "před", replies: [reply("Ano", "confirms")] };
    const rows = [
      sampleMessage({ ...before, createdAt: 1_100_000 }),
      sampleMessage({ ...before, replies: [], kind: "cancellation", createdAt: 1_600_001 }),
      sampleMessage({ subject: "nyní", phone: "+420601000002", createdAt: 1_600_000 }),
    ];
    expect(mark(rows)).toBeNull();
  });
});

test("the order in which rows are given does not count", () => {
  const row = fc.record({
    state: fc.constantFrom("queued", "held", "sent", "unknown", "rejected", "skipped"),
    kind: fc.constantFrom("confirmation", "change", "reminder", "cancellation"),
    createdAt: fc.integer({ min: 1, max: 1_000_000 }),
    verdict: fc.constantFrom(null, "confirms", "declines", "read"),
  });
  const rows = fc.uniqueArray(row, { maxLength: 6, selector: ({ createdAt }) => createdAt });
  fc.assert(
    fc.property(rows, (given) => {
      const all = given.map(({ verdict, ...change }) =>
        sampleMessage({
          ...(change as Partial<Message>),
          replies: [reply("…", verdict as Reply["verdict"], change.createdAt + 1)],
        }),
      );
      expect(mark(all.toReversed())).toBe(mark(all));
    }),
  );
});
