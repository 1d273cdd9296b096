import { expect, test } from "vitest";
import { transitionBundle } from "../../lib/domain/outbox/bundle.ts";
import type { MessageEvent } from "../../lib/domain/outbox/event.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isCarrier } from "../../lib/domain/outbox/predicates.ts";
import fc, { runs } from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";

const reason = { code: "network" } as const;
const reply = { id: "1", text: "Ano", at: 1, verdict: null };
const events: MessageEvent[] = [
  { type: "claim" },
  { type: "accepted", gatewayId: "1", price: null, currency: null },
  { type: "refused", reason },
  { type: "lost", reason },
  { type: "putBack", notBefore: 5, reason },
  { type: "hold", reason },
  { type: "release" },
  { type: "skip", reason: { code: "stoppedByUser" } },
  { type: "skip", reason: { code: "superseded" } },
  { type: "skip", reason: { code: "optedOut" } },
  { type: "outdate", start: null },
  { type: "clockSetBack", notBefore: 7 },
  { type: "personSaysSent" },
  { type: "personGivesUp", reason },
  { type: "acknowledge" },
  { type: "creditAsked" },
  {
    type: "receipt",
    delivery: "delivered",
    price: 1,
    currency: "CZK",
    nextReceiptAt: 9,
    replies: [reply],
  },
  { type: "receiptFailed", nextReceiptAt: null },
];

const ids = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
const rowsOfOneText = (): Message[] =>
  ids.map((id) => sampleMessage({ id, bundle: ids, state: "queued", key: id, subject: id }));

/** GoSMS is asked about the carrier alone, as only that one is ever due. */
const mayHappen = (row: Message, { type }: MessageEvent): boolean =>
  isCarrier(row) || (type !== "receipt" && type !== "receiptFailed");

function play(
  played: readonly (readonly [number, MessageEvent])[],
  check: (rows: Message[]) => void,
): Message[] {
  let rows = rowsOfOneText();
  played.forEach(([which, event], at) => {
    const row = rows[which];
    if (!row || !mayHappen(row, event)) return;
    const others = rows.filter((one) => one !== row);
    const after = transitionBundle(row, others, event, at + 1) ?? [];
    rows = rows.map((one) => after.find(({ id }) => id === one.id) ?? one);
    check(rows);
  });
  return rows;
}

const story = fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...events)), { maxLength: 30 });

test("whatever happens to one row of a text, all share its state", () => {
  fc.assert(
    fc.property(story, (played) => {
      play(played, (rows) => {
        expect(new Set(rows.map(({ state }) => state)).size).toBe(1);
        expect(new Set(rows.map(({ delivery }) => delivery)).size).toBe(1);
        expect(new Set(rows.map(({ gatewayId }) => gatewayId)).size).toBe(1);
      });
    }),
    { numRuns: runs(2000) },
  );
});

test("price, receipts and replies are the carrier's alone, so that nothing is counted or asked twice", () => {
  fc.assert(
    fc.property(story, (played) => {
      play(played, (rows) => {
        for (const row of rows.filter((one) => !isCarrier(one)))
          expect(row).toMatchObject({ price: null, nextReceiptAt: null, replies: [] });
      });
    }),
  );
});

test("a text never waits once more when one of its appointments is no longer so", () => {
  fc.assert(
    fc.property(story, (played) => {
      play(played, (rows) => {
        const isWaiting = rows.some(({ state }) => state === "queued" || state === "held");
        if (isWaiting) expect(rows.every(({ changed }) => changed === null)).toBe(true);
      });
    }),
  );
});

const reasonsAfter = (...played: (readonly [number, MessageEvent])[]) =>
  play(played, () => {}).map(({ state, reason }) => [state, reason?.code]);

test("each row says why the text did not leave: its own reason, or that of another", () => {
  expect(reasonsAfter([1, { type: "skip", reason: { code: "superseded" } }])).toEqual([
    ["skipped", "bundleChanged"],
    ["skipped", "superseded"],
    ["skipped", "bundleChanged"],
  ]);
  expect(reasonsAfter([1, { type: "skip", reason: { code: "stoppedByUser" } }])).toEqual(
    Array(3).fill(["skipped", "stoppedByUser"]),
  );
  expect(
    reasonsAfter(
      [0, { type: "claim" }],
      [2, { type: "outdate", start: null }],
      [0, { type: "putBack", notBefore: 9, reason }],
    ),
  ).toEqual([
    ["skipped", "bundleChanged"],
    ["skipped", "bundleChanged"],
    ["skipped", "superseded"],
  ]);
});

test("the others' news may be told anew, for nobody was told", () => {
  const rows = play([[0, { type: "skip", reason: { code: "superseded" } }]], () => {});
  for (const { id, key } of rows) expect(key).not.toBe(id);
});
