import { expect, test } from "vitest";
import type { MessageEvent } from "../../lib/domain/outbox/event.ts";
import { transition } from "../../lib/domain/outbox/machine.ts";
import { type Message, type MessageState, statusOf } from "../../lib/domain/outbox/message.ts";
import { needsPerson, sentAt, standing } from "../../lib/domain/outbox/predicates.ts";
import { receiptDelay } from "../../lib/domain/outbox/receipt-times.ts";
import fc from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";

const reason = { code: "network" } as const;
const events: MessageEvent[] = [
  { type: "claim" },
  { type: "accepted", gatewayId: "1", price: null, currency: null },
  { type: "refused", reason },
  { type: "lost", reason },
  { type: "putBack", notBefore: 5, reason },
  { type: "hold", reason },
  { type: "release" },
  { type: "skip", reason: { code: "stoppedByUser" } },
  { type: "drop", reason: { code: "superseded" } },
  { type: "outdate", start: null },
  { type: "clockSetBack", notBefore: 7 },
  { type: "personSaysSent" },
  { type: "personGivesUp", reason },
  { type: "acknowledge" },
  { type: "creditAsked" },
  { type: "receipt", delivery: "delivered", price: 1, currency: "CZK", nextReceiptAt: null, replies: [] },
  { type: "receiptFailed", nextReceiptAt: null },
];

/** Plays events on a new row; those that its state does not know are passed over, as the store does. */
function play(played: readonly MessageEvent[]): {
  row: Message;
  path: [MessageState, MessageEvent["type"]][];
} {
  let row = sampleMessage({ state: "queued" });
  const path: [MessageState, MessageEvent["type"]][] = [];
  played.forEach((event, at) => {
    const next = transition(row, event, at + 1);
    if (next) path.push([next.state, event.type]);
    row = next ?? row;
  });
  return { row, path };
}

const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 30 });

test("a text is sent only on GoSMS's acceptance or a person's word, and only out of sending or unknown", () => {
  fc.assert(
    fc.property(anyEvents, (played) => {
      const { path } = play(played);
      const [first] = path.filter(([state]) => state === "sent");
      if (first) expect(["accepted", "personSaysSent"]).toContain(first[1]);
    }),
  );
});

test("what may have left never waits again, and what ended stays ended", () => {
  const after: Partial<Record<MessageState, MessageState[]>> = {
    sent: ["sent"],
    rejected: ["rejected"],
    skipped: ["skipped"],
    unknown: ["unknown", "sent", "skipped"],
  };
  fc.assert(
    fc.property(anyEvents, (played) => {
      const states = play(played).path.map(([state]) => state);
      states.forEach((state, index) => {
        const next = states[index + 1];
        if (next) expect(after[state] ?? [next]).toContain(next);
      });
    }),
  );
});

test("the history tells every change of state, in order", () => {
  fc.assert(
    fc.property(anyEvents, (played) => {
      const { row, path } = play(played);
      const told = row.history
        .map(({ state }) => state)
        .filter((state, index, all) => state !== all[index - 1]);
      const been = ["queued", ...path.map(([state]) => state)].filter(
        (state, index, all) => state !== all[index - 1],
      );
      expect(told).toEqual(been);
    }),
  );
});

test("an unknown, refused, held or undelivered text needs a person until one has seen it", () => {
  for (const change of [
    { state: "unknown" },
    { state: "rejected" },
    { state: "held" },
    { state: "sent", delivery: "undelivered" },
  ] as const) {
    expect(needsPerson(sampleMessage(change))).toBe(true);
    expect(needsPerson(sampleMessage({ ...change, acknowledged: true }))).toBe(false);
  }
  expect(needsPerson(sampleMessage({ state: "sent", delivery: "pending" }))).toBe(false);
});

test("delivered and undelivered are shown only for what was sent", () => {
  expect(statusOf({ state: "sent", delivery: "pending" })).toBe("sent");
  expect(statusOf({ state: "sent", delivery: "delivered" })).toBe("delivered");
  expect(statusOf({ state: "unknown", delivery: null })).toBe("unknown");
});

test("news that was taken back frees its key, a text that a person stopped does not", () => {
  const row = sampleMessage({ state: "queued" });
  const skipped = (code: "takenBack" | "stoppedByUser") =>
    transition(row, { type: "skip", reason: { code } }, 1)?.key;
  expect(skipped("takenBack")).not.toBe(row.key);
  expect(skipped("stoppedByUser")).toBe(row.key);
});

test("an outcome that nobody knows stays unknown when it is given up, and is dealt with", () => {
  const row = sampleMessage({ state: "unknown" });
  const after = transition(row, { type: "personGivesUp", reason: { code: "givenUp" } }, 1);
  expect(after).toMatchObject({ state: "unknown", acknowledged: true, reason: { code: "givenUp" } });
  expect(after && needsPerson(after)).toBe(false);
});

test("a reminder that GoSMS sent at its time was sent then, whenever that was learnt", () => {
  const schedule = { slot: "day", sendAt: 500 };
  const played: MessageEvent[] = [
    { type: "claim" },
    { type: "deferred", gatewayId: "1", sendAt: 500 },
    { type: "receipt", delivery: "delivered", price: 1, currency: "CZK", nextReceiptAt: null, replies: [] },
  ];
  const row = played.reduce<Message>(
    (before, event, index) => transition(before, event, [10, 20, 900][index] ?? 0) ?? before,
    sampleMessage({ state: "queued", schedule }),
  );
  expect(row.state).toBe("sent");
  expect(sentAt(row)).toBe(500);
  expect(standing(row)).toEqual({ code: "alreadySent", at: 500 });
  // What was late, and left at once, was sent as it left.
  const late = sampleMessage({ schedule, history: [{ at: 700, state: "sent" }], updatedAt: 900 });
  expect(sentAt(late)).toBe(700);
});

test("the delivery is asked for at growing intervals, up to a day", () => {
  const delays = Array.from({ length: 20 }, (_, tries) => receiptDelay(tries));
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  expect(delays.at(-1)).toBe(24 * 3600 * 1000);
});
