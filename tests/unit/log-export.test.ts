import fc from "fast-check";
import { expect, test } from "vitest";
import { logTable, readAll } from "../../components/options/log-export.ts";
import { wordsIn } from "../../components/options/words.ts";
import { readCsv } from "../../lib/domain/csv.ts";
import type { LogQuery } from "../../lib/domain/log.ts";
import type { Message } from "../../lib/domain/outbox.ts";
import { sampleMessage } from "./support/sample-message.ts";

const table = (rows: Message[]) =>
  readCsv(logTable(rows, wordsIn("cs"), "Europe/Prague")).map(({ cells }) => cells);

test("a row as the log shows it, by the practice's clock", () => {
  const [head, row] = table([
    sampleMessage({
      createdAt: Date.parse("2026-11-22T08:42:07Z"),
      state: "rejected",
      reason: { code: "phoneLandline" },
      gatewayId: "542141883",
      price: 1.452,
      currency: "CZK",
    }),
  ]);
  expect(head).toHaveLength(11);
  expect(row).toEqual([
    "2026-11-22 09:42:07",
    "2026-11-24 09:00:00",
    "Jana Vzorová",
    "+420601000001",
    "Potvrzení",
    "Potvrzujeme termín",
    "Neodesláno",
    "Pevná linka, SMS nepřijme.",
    "542141883",
    "1,452",
    "CZK",
  ]);
});

test("a number does not run as a formula, and nothing that a patient is called breaks the table", () => {
  const rows = [sampleMessage({ phone: "+420601000001" })];
  expect(logTable(rows, wordsIn("cs"), "Europe/Prague")).toContain("'+420601000001");
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      (name, text) => {
        const hostile = sampleMessage({ text });
        hostile.appointment.patient = { id: null, name, phone: null };
        const [, row] = table([hostile]);
        expect(row?.[2]).toBe(name);
        expect(row?.[5]).toBe(text);
      },
    ),
  );
});

test("all pages of the filter are read, and how far it is, is told", async () => {
  const all = Array.from({ length: 2500 }, (_, index) => sampleMessage({ id: String(index) }));
  const asked: LogQuery[] = [];
  const progress: number[] = [];
  const rows = await readAll(
    async (query) => {
      asked.push(query);
      const from = Number(query.before ?? 0);
      const next = from + query.limit;
      return { rows: all.slice(from, next), next: next < all.length ? String(next) : null, total: null };
    },
    { search: "Vzorová" },
    (read) => progress.push(read),
  );
  expect(rows).toEqual(all);
  expect(progress).toEqual([1000, 2000, 2500]);
  expect(asked.every(({ search }) => search === "Vzorová")).toBe(true);
});
