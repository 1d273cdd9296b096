import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv } from "../../lib/domain/csv.ts";
import fc from "../properties.ts";

const cellsOf = (text: string): string[][] => readCsv(text).map(({ cells }) => cells);

describe("a table written and read again", () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(
        ...["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'", '"', ";", ",", "a", " "],
        ...["\u00a0", "\u200b", "\u202e", "\u0000", "\u3000"],
      ),
    }),
  );

  test("is the same, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
          ),
        (rows) => {
          // The header that every table of ours has.
          const table = [rows[0]?.map((_, at) => `sloupec ${at}`) ?? [], ...rows];
          expect(cellsOf(writeCsv(table))).toEqual(table);
        },
      ),
    );
  });

  test("holds no cell that a spreadsheet would take for a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const { data } = Papa.parse<string[]>(writeCsv(rows).slice(1), { delimiter: ";" });
        for (const cell of data.flat()) {
          expect(cell).not.toMatch(/^[\t\r\n]/u);
          expect(cell.normalize("NFKC").replace(/^[\s\p{C}]+/u, "")).not.toMatch(/^[=+\-@]/u);
        }
      }),
    );
  });

  test.for([
    ...["=1+1", "+420601000001", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"],
    ...["＝1+1", "＋1", "－1", "＠SUM(A1)", "﹢1", "﹣1", "﹦1", "﹫A1", "−1"],
    ...[" =1+1", "\u00a0@A1", "\u3000＝1", "\u200b=1", "\u202e=1", "\u0000=1", "\u0001 \t+1"],
  ])("%j gets an apostrophe", (cell) => {
    const written = writeCsv([["a", cell]]);
    expect(written).toBe(`\uFEFF"a";"'${cell}"`);
    expect(cellsOf(written)).toEqual([["a", cell]]);
  });

  test.for(["Jana = Eva", " Jana", "1 + 1", "a@b.cz", "\u200bJana"])("%j needs none", (cell) => {
    expect(writeCsv([["a", cell]])).toBe(`\uFEFF"a";"${cell}"`);
  });
});

describe("a table from elsewhere", () => {
  test.for([
    [";", "Jméno;Telefon\r\nNováková, Jana;601 000 001\r\n"],
    [",", 'Jméno,Telefon\n"Nováková, Jana",601 000 001\n'],
    ["\t", "Jméno\tTelefon\rNováková, Jana\t601 000 001"],
    ["|", "Jméno|Telefon\nNováková, Jana|601 000 001"],
  ] as const)("is cut at %j by itself", ([, text]) => {
    expect(cellsOf(text)).toEqual([
      ["Jméno", "Telefon"],
      ["Nováková, Jana", "601 000 001"],
    ]);
  });

  test("keeps line breaks and doubled quotes within quotes", () => {
    expect(cellsOf('a;"b ""c""\nd"\r\ne;f')).toEqual([
      ["a", 'b "c"\nd'],
      ["e", "f"],
    ]);
  });

  test("tells which row's quotes do not close, and reads the others", () => {
    expect(readCsv('a;b\n"c;d\ne;f').map(({ broken }) => broken)).toEqual([false, true, false]);
  });

  test("of one column is one column", () => {
    expect(cellsOf("Jana Vzorová\nPetr Vzor\n")).toEqual([["Jana Vzorová"], ["Petr Vzor"]]);
    expect(cellsOf("")).toEqual([]);
  });
});
