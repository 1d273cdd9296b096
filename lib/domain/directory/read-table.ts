import { readCsv } from "../csv.ts";
import { guessColumns, type Table, type TableRow, withHeadings } from "./table.ts";
import { isVCards, vCardTable } from "./vcard.ts";

/** Text in UTF-8 or UTF-16 with a mark, in UTF-8 without one, or else in Windows-1250, as older Czech software writes. */
export function decodeText(bytes: Uint8Array): {
  text: string;
  encoding: "utf-8" | "utf-16" | "windows-1250";
} {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const name = first === 0xff ? "utf-16le" : "utf-16be";
    return { text: new TextDecoder(name).decode(bytes), encoding: "utf-16" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1250").decode(bytes), encoding: "windows-1250" };
  }
}

/** Whether it can be a table at all: a workbook of Excel is none. */
export const isText = (text: string): boolean => !text.slice(0, 10_000).includes("\0");

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

export function readTable(text: string): Table {
  if (isVCards(text)) return vCardTable(text);
  const rows = readCsv(text)
    .map(
      ({ cells, broken }, index): TableRow => ({ at: index + 1, cells, problem: broken ? "quotes" : null }),
    )
    .filter(({ cells, problem }) => problem !== null || !isEmpty(cells));
  return withHeadings({ kind: "csv", headings: [], rows }, namesColumns(rows));
}

/** Whether the first row names columns: some heading is known, or it alone has nothing like a number. */
function namesColumns([first, ...others]: readonly TableRow[]): boolean {
  if (!first) return false;
  if (guessColumns(first.cells).some((field) => field !== null)) return true;
  const hasDigit = ({ cells }: TableRow): boolean => cells.some((cell) => /\d/u.test(cell));
  return others.length > 0 && !hasDigit(first) && others.slice(0, 20).every(hasDigit);
}
