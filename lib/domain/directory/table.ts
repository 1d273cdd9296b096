import { fold } from "../fold.ts";

/** A file of patients as rows and columns, whatever it was. */
export interface Table {
  kind: "csv" | "vcard";
  /** Empty where the file has none. */
  headings: string[];
  rows: TableRow[];
  /** What stands above the headings: a title, headings of several columns. */
  above?: TableRow[];
}

export interface TableRow {
  /** Where it stands in the file, from 1: the line of a table, the card of an address book. */
  at: number;
  cells: string[];
  problem: TableProblem | null;
}

export type TableProblem = "quotes" | "shifted" | "letters" | "vcardBroken";

/** What a column can hold. */
export const columnFields = [
  "name",
  "firstName",
  "lastName",
  "phone",
  "code",
  "language",
  "consent",
  "optOut",
  "optOutSource",
  "optOutPhone",
] as const;
export type ColumnField = (typeof columnFields)[number];
export type Columns = readonly (ColumnField | null)[];

/** Headings, folded to letters and digits, that other software gives its columns. */
const headings: Record<ColumnField, readonly string[]> = {
  name: [
    "jmeno a prijmeni",
    "prijmeni a jmeno",
    "cele jmeno",
    "pacient",
    "klient",
    "jmeno",
    "meno a priezvisko",
    "priezvisko a meno",
    "meno",
    "name",
    "full name",
    "patient",
    "fn",
    "nazev",
  ],
  firstName: ["krestni jmeno", "krstne meno", "first name", "firstname", "given name", "vorname"],
  lastName: ["prijmeni", "priezvisko", "last name", "lastname", "surname", "family name", "nachname"],
  // By `isPhone`.
  phone: [],
  code: [
    "id",
    "id pacienta",
    "cislo pacienta",
    "pacient id",
    "patient id",
    "kod",
    "kod pacienta",
    "cislo karty",
    "uid",
    "code",
  ],
  language: ["jazyk", "jazyk zprav", "jazyk sprav", "language", "lang"],
  consent: [
    "souhlas s sms",
    "souhlas se sms",
    "souhlas se zasilanim sms",
    "souhlas sms",
    "sms souhlas",
    "souhlas",
    "suhlas so sms",
    "suhlas so zasielanim sms",
    "suhlas",
    "chce sms",
    "posilat sms",
    "zasilat sms",
    "posielat sms",
    "sms",
    "consent",
    "sms consent",
    "opt in",
  ],
  optOut: [
    "nechce sms",
    "nechce",
    "odmita sms",
    "bez sms",
    "neposilat sms",
    "neposielat sms",
    "opt out",
    "optout",
    "no sms",
  ],
  optOutSource: ["nechce sms zdroj", "zdroj", "nechce sms duvod"],
  optOutPhone: ["nechce sms cislo"],
};

/** `Mobil 2`, `Telefon domů`, Google's `Phone 1 - Value`, Outlook's `Mobile Phone`; not `Telefon manžela` or `Phone 1 - Type`. */
const phoneName =
  /^(?:tel|telefon\w*|mobil\w*|gsm|phone|phones|handy|cell|cellphone|mobilnummer|telefonnummer|rufnummer)$/u;
const ofPhone =
  /^(?:cislo|telefonni|telefonne|mobilni|mobilny|number|numbers|value|hodnota|mobile|mobil\w*|cell|primary|home|work|business|main|private|other|hlavni|domu|domov|domaci|prace|praca|soukromy|sukromny|pevny|pevna|linka|pacienta|klienta|patient|client|customer|kontaktni|kontaktny|na|do|no|\d)$/u;
const isPhone = (heading: string): boolean => {
  const words = heading.split(" ");
  return (
    words.some((word) => phoneName.test(word)) &&
    words.every((word) => phoneName.test(word) || ofPhone.test(word))
  );
};
const tidy = (heading: string): string =>
  fold(heading)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What a column seems to hold, by its heading; each thing at most once, but as many phones as there are. */
export function guessColumns(given: readonly string[]): (ColumnField | null)[] {
  const tidied = given.map(tidy);
  const guessed: (ColumnField | null)[] = given.map(() => null);
  for (const field of columnFields) {
    const at = headings[field]
      .map((known) => tidied.findIndex((heading, column) => heading === known && guessed[column] === null))
      .find((column) => column >= 0);
    if (at !== undefined) guessed[at] = field;
  }
  tidied.forEach((heading, column) => {
    if (guessed[column] === null && isPhone(heading)) guessed[column] = "phone";
  });
  // `Jméno` beside `Příjmení` is the first name.
  const name = guessed.indexOf("name");
  if (name >= 0 && guessed.includes("lastName") && !guessed.includes("firstName")) {
    if (/^(?:jmeno|meno|name)$/u.test(tidied[name] ?? "")) guessed[name] = "firstName";
  }
  return guessed;
}

/** How many of a row's cells are headings that are known. */
const knownHeadings = (cells: readonly string[]): number =>
  guessColumns(cells).filter((field) => field !== null).length;

/** The row with headings among the first: above it there may be a title, or headings of several columns. */
function headingRow(rows: readonly TableRow[]): number {
  const counts = rows.slice(0, 6).map(({ cells }) => knownHeadings(cells));
  const most = Math.max(0, ...counts);
  const at = counts.indexOf(most);
  // What looks like a patient is no title.
  const isPatient = ({ cells }: TableRow): boolean =>
    cells.some((cell) => cell.replace(/\D/gu, "").length >= 9);
  return most < 2 || rows.slice(0, at).some(isPatient) ? 0 : at;
}

/** The table with its headings apart, or as a patient like the others. */
export function withHeadings(table: Table, wanted: boolean): Table {
  const { headings, rows, above = [] } = table;
  if (wanted && headings.length === 0 && rows.length > 0) {
    const at = headingRow(rows);
    const { cells = [] } = rows[at] ?? {};
    return { ...table, headings: cells, rows: rows.slice(at + 1), above: rows.slice(0, at + 1) };
  }
  if (!wanted && headings.length > 0) {
    const before = above.length > 0 ? above : [{ at: 1, cells: headings, problem: null }];
    return { ...table, headings: [], rows: [...before, ...rows], above: [] };
  }
  return table;
}

export type ColumnsProblem = "fieldTwice" | "fieldMissing";

/** What is wrong with the columns as a person chose them. */
export function columnsProblem(columns: Columns): ColumnsProblem | null {
  const chosen = columns.filter((field) => field !== null);
  const single = chosen.filter((field) => field !== "phone");
  if (new Set(single).size < single.length) return "fieldTwice";
  const tellsWho = chosen.some(
    (field) => field !== "phone" && field !== "language" && field !== "consent" && !field.startsWith("opt"),
  );
  return tellsWho ? null : "fieldMissing";
}
