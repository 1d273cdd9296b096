// @vitest-environment node
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { type Message, MessageState } from "../../lib/domain/outbox/message.ts";
import { needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { isNews, todayView } from "../../lib/domain/outbox/today.ts";
import fc, { runs } from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";

const limits = { today: 5, earlier: 3 };

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
});

const row = fc.record({
  state: fc.constantFrom(...MessageState.options),
  createdAt: fc.integer({ min: 500, max: 2500 }),
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
        globalThis.indexedDB = new IDBFactory();
        vi.resetModules();
        const { changeRows } = await import("../../lib/storage/outbox-store.ts");
        const { readDay } = await import("../../lib/storage/day-queries.ts");
        const rows = made.map(({ code, ...change }, at) =>
          sampleMessage({ ...change, subject: String(at), reason: { code: code as "credit" } }),
        );
        await changeRows([], rows, 0);
        const view = await readDay(1000, 2000, limits);
        const all = reference(rows, 1000, 2000);
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
