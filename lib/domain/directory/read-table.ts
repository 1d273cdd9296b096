import { readCsv } from "../csv.ts";
import { guessColumns, type Table, type TableProblem, type TableRow, withHeadings } from "./table.ts";
import { isVCards, vCardTable } from "./vcard.ts";

/** Whether it can be a table at all: a workbook of Excel is none. */
export const isText = (text: string): boolean => !text.slice(0, 10_000).includes("\0");

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

export function readTable(text: string): Table {
  if (isVCards(text)) return vCardTable(text);
  const rows = readCsv(text)
    .map(
      ({ cells, broken }, index): TableRow => ({
        at: index + 1,
        cells,
        problem: broken ? "quotes" : spoilt(cells),
      }),
    )
    .filter(({ cells, problem }) => problem !== null || !isEmpty(cells));
  const table = withHeadings({ kind: "csv", headings: [], rows }, namesColumns(rows));
  return { ...table, rows: table.rows.map((row) => shiftedIn(row, table.headings.length)) };
}

/** Letters that could not be read would make a name that fits nobody. */
const spoilt = (cells: readonly string[]): TableProblem | null =>
  cells.some((cell) => cell.includes("\uFFFD")) ? "letters" : null;

/** A cell more than there are columns: somewhere a delimiter stands within a cell, and nobody can say where. */
const shiftedIn = (row: TableRow, width: number): TableRow =>
  width > 1 && row.problem === null && row.cells.slice(width).some((cell) => cell.trim() !== "")
    ? { ...row, problem: "shifted" }
    : row;

/** Whether some of the first rows names columns: headings are known, or the first alone has nothing like a number. */
function namesColumns(rows: readonly TableRow[]): boolean {
  const [first, ...others] = rows;
  if (!first) return false;
  const known = rows
    .slice(0, 6)
    .map(({ cells }) => guessColumns(cells).filter((field) => field !== null).length);
  if ((known[0] ?? 0) > 0 || known.some((count) => count >= 2)) return true;
  const hasDigit = ({ cells }: TableRow): boolean => cells.some((cell) => /\d/u.test(cell));
  return others.length > 0 && !hasDigit(first) && others.slice(0, 20).every(hasDigit);
}
