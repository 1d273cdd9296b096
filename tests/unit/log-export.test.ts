import { expect, test } from "vitest";
import { exportLog } from "../../components/options/log-export.ts";
import { wordsIn } from "../../components/options/words.ts";
import { readCsv } from "../../lib/domain/csv.ts";
import type { LogQuery } from "../../lib/domain/outbox/log.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import fc from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";

const textOf = async (query: Parameters<typeof exportLog>[0]): Promise<string> =>
  new Blob(await exportLog(query, {}, wordsIn("cs"), "Europe/Prague", () => {})).text();
const onePage = (rows: Message[]) => textOf(async () => ({ rows, next: null, total: null }));
const table = async (rows: Message[]) => readCsv(await onePage(rows)).map(({ cells }) => cells);

test("a row as the log shows it, by the practice's clock", async () => {
  const [head, row] = await table([
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

test("a number does not run as a formula, and nothing that a patient is called breaks the table", async () => {
  const rows = [sampleMessage({ phone: "+420601000001" })];
  expect(await onePage(rows)).toContain("'+420601000001");
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      async (name, text) => {
        const hostile = sampleMessage({ text });
        hostile.appointment.patient = { id: null, name, phone: null };
        const [, row] = await table([hostile]);
        expect(row?.[2]).toBe(name);
        expect(row?.[5]).toBe(text);
      },
    ),
  );
});

test("all pages of the filter are read, and how far it is, is told", async () => {
  const all = Array.from({ length: 2500 }, (_, index) => sampleMessage({ text: `Zpráva ${index}` }));
  const asked: LogQuery[] = [];
  const progress: number[] = [];
  const pieces = await exportLog(
    async (query) => {
      asked.push(query);
      const from = Number(query.before ?? 0);
      const next = from + query.limit;
      return { rows: all.slice(from, next), next: next < all.length ? String(next) : null, total: null };
    },
    { search: "Vzorová" },
    wordsIn("cs"),
    "Europe/Prague",
    (done) => progress.push(done),
  );
  const texts = readCsv(await new Blob(pieces).text()).map(({ cells }) => cells[5]);
  expect(texts).toEqual(["Text zprávy", ...all.map(({ text }) => text)]);
  expect(progress.at(0)).toBeLessThan(1000);
  expect(progress.at(-1)).toBe(2500);
  expect(asked.every(({ search }) => search === "Vzorová")).toBe(true);
});

test("a long table becomes bytes a little at a time, so that the page stays quick", async () => {
  const rowsOf = (at: number) =>
    Array.from({ length: 100 }, () => sampleMessage({ text: `${at}`.repeat(1000) }));
  const pieces = await exportLog(
    async ({ before = "0" }) => {
      const next = before === "19" ? null : `${Number(before) + 1}`;
      return { rows: rowsOf(Number(before)), next, total: null };
    },
    {},
    wordsIn("cs"),
    "Europe/Prague",
    () => {},
  );
  const sizes = pieces.map(({ size }) => size);
  expect(Math.max(...sizes)).toBeLessThan(sizes.reduce((sum, size) => sum + size) / 3);
  expect(readCsv(await new Blob(pieces).text())).toHaveLength(2001);
});

test("a row that comes twice, as the log changed meanwhile, is in the table once", async () => {
  const rows = [sampleMessage({ text: "první" }), sampleMessage({ text: "druhý" })];
  const text = await textOf(async ({ before }) => ({ rows, next: before ? null : "again", total: null }));
  expect(readCsv(text)).toHaveLength(3);
});
