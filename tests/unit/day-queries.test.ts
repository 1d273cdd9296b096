// @vitest-environment node
import { beforeEach, expect, test } from "vitest";
import type { MessageEvent } from "../../lib/domain/outbox/event.ts";
import { type Message, MessageState } from "../../lib/domain/outbox/message.ts";
import { needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { isNews, todayView } from "../../lib/domain/outbox/today.ts";
import fc, { runs } from "../properties.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { sampleMessage } from "./support/sample-message.ts";

const limits = { today: 5, earlier: 3 };

beforeEach(() => {
  freshStorage();
});

/** Days begin at a quarter of an hour. */
const quarter = 15 * 60_000;

const row = fc.record({
  state: fc.constantFrom(...MessageState.options),
  createdAt: fc.integer({ min: 500, max: 2500 }).map((moment) => moment * quarter + (moment % 7)),
  code: fc.constantFrom("superseded", "credit", "burst", "timeout"),
  origin: fc.constantFrom("auto", "again"),
});

/** Told from all rows, as one could who has the time to read them. */
function reference(rows: readonly Message[], from: number, to: number) {
  const isToday = ({ createdAt }: Message) => createdAt >= from && createdAt < to;
  const newest = rows.toSorted((a, b) => b.createdAt - a.createdAt);
  return todayView(newest.filter(isToday), newest.filter(needsPerson), limits);
}

test("a day is told by index as by reading all of it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { maxLength: 40, selector: ({ createdAt }) => createdAt }),
      async (made) => {
        freshStorage();
        const { changeRows } = await import("../../lib/storage/outbox-store.ts");
        const { readDay } = await import("../../lib/storage/day-queries.ts");
        const rows = made.map(({ code, ...change }, at) =>
          sampleMessage({ ...change, subject: String(at), reason: { code: code as "credit" } }),
        );
        await changeRows([], rows, 0);
        const view = await readDay(1000 * quarter, 2000 * quarter, limits);
        const all = reference(rows, 1000 * quarter, 2000 * quarter);
        const ids = (some: readonly Message[]) => some.map(({ id }) => id);
        expect(view.counts).toMatchObject(all.counts);
        expect(ids(view.today)).toEqual(ids(all.today));
        expect(ids(view.earlier)).toEqual(ids(all.earlier));
        expect(view.left).toBe(all.left);
        const counts = (held: typeof view.held) =>
          Object.fromEntries(held.map((one) => [one.reason.code, one.count]));
        expect(counts(view.held)).toEqual(counts(all.held));
        expect(view.today.every(isNews)).toBe(true);
      },
    ),
    { numRuns: runs(40) },
  );
});

const anyEvent = fc.record({
  row: fc.nat(11),
  event: fc.constantFrom<MessageEvent>(
    { type: "release" },
    { type: "hold", reason: { code: "burst" } },
    { type: "hold", reason: { code: "credit" } },
    { type: "skip", reason: { code: "stoppedByUser" } },
    { type: "claim" },
  ),
  door: fc.constantFrom("step" as const, "many" as const, "change" as const),
});

test("whatever happens to texts that come in floods, as many are counted as there are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { maxLength: 40 }), fc.boolean(), async (happened, isRestored) => {
      freshStorage();
      const store = await import("../../lib/storage/outbox-store.ts");
      const { readDay } = await import("../../lib/storage/day-queries.ts");
      const { messagesInState } = await import("../../lib/storage/outbox-queries.ts");
      const rows = Array.from({ length: 12 }, (_, at) =>
        sampleMessage({
          state: at % 3 === 0 ? "queued" : "held",
          subject: String(at),
          reason: at % 3 === 0 ? null : { code: at % 3 === 1 ? "burst" : "dailyCap" },
          createdAt: at * quarter,
        }),
      );
      if (isRestored) await store.restoreMessages(rows);
      else await store.changeRows([], rows, 0);
      for (const { row: at, event, door } of happened) {
        const id = rows[at]?.id ?? "";
        if (door === "step") await store.updateMessage(id, event, 1);
        else if (door === "many") await store.updateMessages([id, rows[0]?.id ?? ""], event, 1);
        else await store.changeRows([{ id, event }], [], 1);
      }
      const held = await messagesInState("held");
      const view = await readDay(0, 6 * quarter, { today: 50, earlier: 50 });
      const counted = Object.fromEntries(view.held.map(({ reason, count }) => [reason.code, count]));
      const expected = Object.groupBy(held, ({ reason }) => reason?.code ?? "");
      expect(counted).toEqual(
        Object.fromEntries(Object.entries(expected).map(([code, some]) => [code, some?.length])),
      );
      const all = [...held, ...(await messagesInState("queued")), ...(await messagesInState("sending"))];
      expect(view.counts.waiting).toBe(all.filter(({ createdAt }) => createdAt < 6 * quarter).length);
    }),
    { numRuns: runs(40) },
  );
});
