import Papa from "papaparse";

/**
 * Tables as text, safe to open in a spreadsheet: a cell that would run there as a formula gets a leading apostrophe,
 * which reading takes away again.
 */

/** Cells that begin with an apostrophe before such a sign get one more, so that reading gives back just what was written. */
const formula = /^'*[=+\-@\t\r\n]/u;
const escapedFormula = /^'+[=+\-@\t\r\n]/u;

const unescaped = (cell: string): string => (escapedFormula.test(cell) ? cell.slice(1) : cell);

/** A mark at the beginning, by which Excel knows UTF-8. */
const byteOrderMark = "\uFEFF";

/** With semicolons, which Excel expects where the comma stands in numbers. */
export const writeCsv = (rows: readonly (readonly string[])[]): string => byteOrderMark + lines(rows);

/** More rows, to stand behind what `writeCsv` gave: a long table is written in pieces. */
export const moreCsv = (rows: readonly (readonly string[])[]): string =>
  rows.length > 0 ? newline + lines(rows) : "";

const newline = "\r\n";

function lines(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => (formula.test(cell) ? `'${cell}` : cell)));
  // Quoted throughout: an empty line and a row of one empty cell must not look the same.
  return Papa.unparse(safe, { delimiter: ";", newline, quotes: true });
}

export interface CsvRow {
  cells: string[];
  /** Why its cells cannot be relied on. */
  broken: boolean;
}

/** Rows of a text whose delimiter (semicolon, comma, tab or bar) is recognised. Empty lines count as rows without cells. */
export function readCsv(text: string): CsvRow[] {
  const unmarked = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  if (unmarked === "") return [];
  const { data, errors } = Papa.parse<string[]>(unmarked, {
    delimiter: delimiterOf(unmarked),
  });
  const broken = new Set(errors.flatMap(({ type, row }) => (type === "Quotes" ? (row ?? []) : [])));
  const rows = data.map((cells, at) => ({ cells: cells.map(unescaped), broken: broken.has(at) }));
  // The last line's end begins no other.
  return /[\r\n]$/u.test(unmarked) && rows.at(-1)?.cells.join("") === "" ? rows.slice(0, -1) : rows;
}

const delimiters = [";", ",", "\t", "|"] as const;
const sampleLength = 50_000;

/** The one that cuts the first lines into the same number of cells, and into most. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, sampleLength);
  const scores = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: 20, skipEmptyLines: true });
    const counts = data.map((cells) => cells.length);
    const [first = 0] = counts;
    const alike = counts.filter((count) => count === first).length / Math.max(counts.length, 1);
    return first > 1 ? alike * 100 + first : 0;
  });
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ";";
}
