import Papa from "papaparse";

/**
 * Tables as text, safe to open in a spreadsheet: a cell that would run there as a formula gets a leading apostrophe,
 * which reading takes away again.
 */

/**
 * What begins a formula: the signs, their full-width forms, which Excel takes for the same, and either behind spaces or
 * characters that nobody sees, which a spreadsheet may cut off first.
 */
const begin =
  "[\\s\\p{C}\\p{Z}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFE63\\u2212\\uFF20\\uFE6B\\uFE62\\uFE66]|[\\t\\r\\n]";
/** Cells that begin with an apostrophe before such a sign get one more, so that reading gives back just what was written. */
const formula = new RegExp(`^'*(?:${begin})`, "u");
const escapedFormula = new RegExp(`^'+(?:${begin})`, "u");

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

/** `sep=;` in the first line, by which Excel is told the delimiter. */
const separator = /^"?sep=(.)"?[^\S\r\n]*(?:\r\n|\n|\r)/iu;

/** Rows of a text whose delimiter (semicolon, comma, tab or bar) is recognised. Empty lines count as rows without cells. */
export function readCsv(text: string): CsvRow[] {
  const unmarked = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  if (unmarked === "") return [];
  const [told = "", delimiter] = separator.exec(unmarked) ?? [];
  const body = unmarked.slice(told.length);
  const rows = rowsOf(body, delimiter ?? delimiterOf(body));
  const [first] = told === "" ? [] : [{ cells: [""], broken: false }];
  return first ? [first, ...rows] : rows;
}

/**
 * Cut by hand: a quote that somebody has only typed, as in `"Jani" Nováková`, begins no quoted cell and swallows none
 * of the rows after it.
 */
function rowsOf(text: string, delimiter: string, most = Number.POSITIVE_INFINITY): CsvRow[] {
  const end = `(?=${RegExp.escape(delimiter)}|\\r|\\n|$)`;
  const quoted = new RegExp(`"((?:[^"]|"")*)"${end}`, "uy");
  const plain = new RegExp(`[^${RegExp.escape(delimiter)}\\r\\n]*`, "uy");
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length && rows.length < most; ) {
    const row: CsvRow = { cells: [], broken: false };
    for (;;) {
      quoted.lastIndex = at;
      plain.lastIndex = at;
      const inQuotes = text[at] === '"' ? quoted.exec(text) : null;
      const cell = inQuotes?.[0] ?? plain.exec(text)?.[0] ?? "";
      at += cell.length;
      row.cells.push(unescaped(inQuotes ? (inQuotes[1] ?? "").replaceAll('""', '"') : cell));
      row.broken ||= inQuotes === null && /^"[^"]*$/u.test(cell);
      if (text[at] !== delimiter) break;
      at += 1;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    rows.push(row);
  }
  return rows;
}

const delimiters = [";", ",", "\t", "|"] as const;
const sampleLength = 50_000;

/** The one that cuts the first lines into the same number of cells, and into most. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, sampleLength);
  const scores = delimiters.map((delimiter) => {
    const counts = rowsOf(sample, delimiter, 20)
      .filter(({ cells }) => cells.some((cell) => cell !== ""))
      .map(({ cells }) => cells.length);
    const usual = Math.max(0, ...counts.map((count) => counts.filter((other) => other === count).length));
    const width = counts.find((count) => counts.filter((other) => other === count).length === usual) ?? 0;
    return width > 1 ? (usual / Math.max(counts.length, 1)) * 100 + width : 0;
  });
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ";";
}
