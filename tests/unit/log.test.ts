// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import type { LogQuery } from "../../lib/domain/outbox/log.ts";
import { statusOf } from "../../lib/domain/outbox/message.ts";
import { messageKinds } from "../../lib/domain/text/message-kind.ts";
import { fold, searchWords } from "../../lib/storage/search-words.ts";
import fc, { runs } from "../properties.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { sampleMessage } from "./support/sample-message.ts";

let store: typeof import("../../lib/storage/outbox-store.ts") &
  typeof import("../../lib/storage/log-queries.ts");

beforeEach(async () => {
  freshStorage();
  store = {
    ...(await import("../../lib/storage/outbox-store.ts")),
    ...(await import("../../lib/storage/log-queries.ts")),
  };
});

const people = ["Jana Vzorová", "Petr Ukázkový", "Žofie Šťastná", "Jan Novotný"];
const states = ["sent", "rejected", "unknown", "skipped"] as const;

/** Sixty rows, some of them of the same moment. */
const rows = Array.from({ length: 60 }, (_, index) => {
  const message = sampleMessage({
    createdAt: 1_000_000 + Math.floor(index / 3) * 1000,
    state: states[index % 4] ?? "sent",
    kind: messageKinds[index % messageKinds.length] ?? "reminder",
    phone: `+420601000${String(index).padStart(3, "0")}`,
    text: `Termín číslo ${index}`,
  });
  const name = people[index % people.length] ?? "";
  return {
    ...message,
    appointment: { ...message.appointment, patient: { id: null, name, phone: message.phone } },
  };
});

async function readAll(query: Omit<LogQuery, "limit" | "before">, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let before: string | undefined;
  for (let pages = 0; pages < 100; pages++) {
    const page = await store.queryLog({ ...query, before, limit });
    ids.push(...page.rows.map(({ id }) => id));
    if (!page.next) return ids;
    before = page.next;
  }
  throw new Error("the log never ends");
}

describe("the log", () => {
  test("comes in pages, newest first, each row once, whatever is filtered", async () => {
    await store.changeRows([], rows, 0);
    const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(
        maybe(["sent", "notSent", "unknown"] as const),
        maybe(messageKinds),
        maybe(["jana", "JANA vzorova", "stastna", "601000", "cislo 7", "nikdo"]),
        maybe([1_000_000, 1_005_000]),
        maybe([1_010_000, 1_030_000]),
        fc.integer({ min: 1, max: 25 }),
        async (status, kind, search, from, to, limit) => {
          const found = await readAll({ status, kind, search, from, to }, limit);
          const terms = fold(search ?? "")
            .split(" ")
            .filter(Boolean);
          const wanted = rows.filter((row) => {
            const words = searchWords(row.appointment.patient.name, row.phone, row.phone.slice(4), row.text);
            return (
              (!status || statusOf(row) === status) &&
              (!kind || row.kind === kind) &&
              row.createdAt >= (from ?? 0) &&
              row.createdAt < (to ?? Number.MAX_SAFE_INTEGER) &&
              terms.every((term) => words.some((word) => word.startsWith(term)))
            );
          });
          expect([...found].sort()).toEqual(wanted.map(({ id }) => id).sort());
          const times = found.map((id) => rows.find((row) => row.id === id)?.createdAt ?? 0);
          expect(times).toEqual(times.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test("comes one row at a time, too", async () => {
    await store.changeRows([], rows, 0);
    expect(await readAll({}, 1)).toHaveLength(60);
  });

  test.each(["", "termin"])(
    "shows no row twice when the last one shown changes: search „%s“",
    async (search) => {
      await store.changeRows([], rows, 0);
      const first = await store.queryLog({ search, status: "unknown", limit: 10 });
      const last = first.rows.at(-1);
      await store.updateMessage(last?.id ?? "", { type: "personSaysSent" }, 0);
      const second = await store.queryLog({ search, status: "unknown", limit: 10, before: first.next ?? "" });
      const ids = [...first.rows, ...second.rows].map(({ id }) => id);
      expect(ids).toHaveLength(15);
      expect(new Set(ids).size).toBe(15);
    },
  );

  test("counts what it can count, with the first page", async () => {
    await store.changeRows([], rows, 0);
    expect(await store.queryLog({ limit: 10 })).toMatchObject({ total: 60 });
    expect(await store.queryLog({ limit: 10, status: "unknown" })).toMatchObject({ total: 15 });
    const { next } = await store.queryLog({ limit: 10 });
    expect(await store.queryLog({ limit: 10, before: next ?? "" })).toMatchObject({ total: null });
  });

  test("takes a key once", async () => {
    const [first] = rows;
    if (!first) throw new Error("no rows");
    const twin = { ...first, id: crypto.randomUUID() };
    expect(await store.changeRows([], [first, twin], 0)).toHaveLength(1);
    expect(await store.changeRows([], [twin], 0)).toEqual([]);
  });
});
