import { fold } from "../fold.ts";

/** A file of patients as rows and columns, whatever it was. */
export interface Table {
  kind: "csv" | "vcard";
  /** Empty where the file has none. */
  headings: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** Where it stands in the file, from 1: the line of a table, the card of an address book. */
  at: number;
  cells: string[];
  problem: TableProblem | null;
}

export type TableProblem = "quotes" | "vcard21" | "vcardBroken";

/** What a column can hold. */
export const columnFields = [
  "name",
  "firstName",
  "lastName",
  "phone",
  "code",
  "language",
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
  firstName: ["krestni jmeno", "krstne meno", "first name", "firstname", "given name"],
  lastName: ["prijmeni", "priezvisko", "last name", "lastname", "surname", "family name"],
  phone: [
    "telefon",
    "telefonni cislo",
    "telefonne cislo",
    "mobil",
    "mobilni telefon",
    "mobilny telefon",
    "tel",
    "gsm",
    "phone",
    "phone number",
    "mobile",
    "mobile phone",
    "cislo telefonu",
  ],
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
  optOut: ["nechce sms", "bez sms", "neposilat sms", "neposielat sms", "opt out", "optout", "no sms"],
  optOutSource: ["nechce sms zdroj", "zdroj", "nechce sms duvod"],
  optOutPhone: ["nechce sms cislo"],
};

const tidy = (heading: string): string =>
  fold(heading)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What a column seems to hold, by its heading; each thing at most once. */
export function guessColumns(given: readonly string[]): (ColumnField | null)[] {
  const tidied = given.map(tidy);
  const guessed: (ColumnField | null)[] = given.map(() => null);
  for (const field of columnFields) {
    const at = headings[field]
      .map((known) => tidied.findIndex((heading, column) => heading === known && guessed[column] === null))
      .find((column) => column >= 0);
    if (at !== undefined) guessed[at] = field;
  }
  // `Jméno` beside `Příjmení` is the first name.
  const name = guessed.indexOf("name");
  if (name >= 0 && guessed.includes("lastName") && !guessed.includes("firstName")) {
    if (/^(?:jmeno|meno|name)$/u.test(tidied[name] ?? "")) guessed[name] = "firstName";
  }
  return guessed;
}

/** The table with its first row as headings, or as a patient like the others. */
export function withHeadings(table: Table, wanted: boolean): Table {
  const [first, ...others] = table.rows;
  const { headings } = table;
  if (wanted && headings.length === 0 && first) return { ...table, headings: first.cells, rows: others };
  if (!wanted && headings.length > 0)
    return { ...table, headings: [], rows: [{ at: 1, cells: headings, problem: null }, ...table.rows] };
  return table;
}

export type ColumnsProblem = "fieldTwice" | "fieldMissing";

/** What is wrong with the columns as a person chose them. */
export function columnsProblem(columns: Columns): ColumnsProblem | null {
  const chosen = columns.filter((field) => field !== null);
  if (new Set(chosen).size < chosen.length) return "fieldTwice";
  const tellsWho = chosen.some(
    (field) => field !== "phone" && field !== "language" && !field.startsWith("opt"),
  );
  return tellsWho ? null : "fieldMissing";
}
