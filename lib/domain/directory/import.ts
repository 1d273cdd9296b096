import { Day } from "../appointment.ts";
import { fold, foldedWords } from "../fold.ts";
import { nameKey } from "../names.ts";
import type { Reason } from "../outbox/reason.ts";
import { parsePhone } from "../phone.ts";
import { MessageLanguage } from "../text/message-language.ts";
import { isSomebodyElse } from "./identity.ts";
import { type DirectoryPatient, e164Of, newPatient, type OptOut, phoneToKeep } from "./patient.ts";
import type { ColumnField, Columns, TableProblem, TableRow } from "./table.ts";

/** What an import does to the directory: all of it is worked out before anything is written. */

export type RowProblem =
  | { code: TableProblem | "noName" | "codeTwice" | "codeTaken" | "unclear"; imported: false }
  /** Imported, without what was not understood. */
  | { code: "language" | "optOut"; imported: true }
  | { code: "phone"; reason: Reason; imported: true };

export interface ReportedRow {
  at: number;
  /** Of whom it speaks, as the file says it. */
  who: string;
  problem: RowProblem;
}

export interface ImportPlan {
  /** New and changed patients. */
  patients: DirectoryPatient[];
  added: number;
  updated: number;
  unchanged: number;
  report: ReportedRow[];
}

export interface ImportOptions {
  columns: Columns;
  /** By which a number without a prefix is understood. */
  countries: readonly string[];
  /** Where an opt-out comes from whose source the file does not tell. */
  source: string;
  /** The day of an opt-out whose day the file does not tell: `2026-03-03`. */
  today: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** One row as it speaks of a person. */
export interface ImportedRow {
  at: number;
  name: string;
  code: string;
  phone: string;
  /** In E.164; what cannot be texted is compared as it is written. */
  number: string;
  language: MessageLanguage | null;
  optOut: OptOut | null;
  problems: RowProblem[];
}

/** Answers to whether somebody does not want texts that say that they are welcome. Any other keeps them away. */
const welcome = /^(?:ne|nie|no|n|0|false|f|nepravda|nein|-|chce|souhlasi?|suhlasi?)$/u;
/** Answers that say it in so many words. */
const unwelcome =
  /^(?:ano|yes|true|t|pravda|1|x|a|y|ja|nechce\w*|neposilat|neposielat|odmita|odmietol|odmitl[ao]?|nepreje(?: si)?|bez|zadne|stop)(?: .*)?$/u;
/** Answers to whether somebody has agreed to texts. */
const agreed = /^(?:ano|yes|true|t|pravda|1|x|a|y|ja|chce|souhlas\w*|suhlas\w*|udelen\w*|ok|\+)(?: .*)?$/u;
const refused =
  /^(?:ne|nie|no|n|0|false|f|nepravda|nein|-|nechce\w*|nesouhlas\w*|nesuhlas\w*|neudelen\w*|odvolan\w*|odmit\w*|neposilat|bez|stop)(?: .*)?$/u;

const languageNames: Record<string, MessageLanguage> = {
  cesky: "cs",
  cestina: "cs",
  cz: "cs",
  czech: "cs",
  slovensky: "sk",
  slovencina: "sk",
  slovenstina: "sk",
  slovak: "sk",
  anglicky: "en",
  anglictina: "en",
  english: "en",
  nemecky: "de",
  nemcina: "de",
  german: "de",
  deutsch: "de",
  ukrajinsky: "uk",
  ukrajinstina: "uk",
  ua: "uk",
  ukrainian: "uk",
};

export function languageOf(written: string): MessageLanguage | null {
  const word = fold(written).trim();
  return MessageLanguage.safeParse(word.slice(0, 2)).data && /^[a-z]{2}(?:[-_]|$)/u.test(word)
    ? MessageLanguage.parse(word.slice(0, 2))
    : (languageNames[word] ?? null);
}

/** `2026-03-03` and `3. 3. 2026` as the former. */
function dayOf(written: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/u.exec(written);
  const local = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/u.exec(written);
  const [year, month, day] = iso ? iso.slice(1) : local ? local.slice(1).reverse() : [];
  const iso8601 = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return Day.safeParse(iso8601).data ?? null;
}

/** A whole name, or its parts; Google's tables have both. */
function nameOf(whole: string, first: string, last: string): string {
  const parts = [first, last].filter(
    (part) => !foldedWords(part).every((word) => foldedWords(whole).includes(word)),
  );
  return [whole, ...parts].filter(Boolean).join(" ").slice(0, 200);
}

/** Google writes several numbers into one cell. */
const phonesIn = (written: string): string[] =>
  written
    .split(" ::: ")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** A number that can be texted, or one that a person has to look at. */
function isAnswer(phone: string, countries: readonly string[]): boolean {
  const parsed = parsePhone(phone, countries);
  return parsed.ok || parsed.reason.code === "phoneUnclear";
}

export function readRow({ at, cells }: TableRow, options: ImportOptions): ImportedRow {
  const { columns, countries, source, today } = options;
  const cell = (field: ColumnField): string => {
    const column = columns.indexOf(field);
    return column < 0 ? "" : (cells[column] ?? "").trim();
  };
  const problems: RowProblem[] = [];
  const name = nameOf(cell("name"), cell("firstName"), cell("lastName"));
  const code = cell("code").slice(0, 200);
  const phones = cells.flatMap((written, at) => (columns[at] === "phone" ? phonesIn(written) : []));
  const phone = phoneToKeep(phones.find((one) => isAnswer(one, countries)) ?? phones[0] ?? "", countries);
  const parsed = parsePhone(phone, countries);
  if (phone !== "" && !parsed.ok) problems.push({ code: "phone", reason: parsed.reason, imported: true });
  const language = languageOf(cell("language"));
  if (cell("language") !== "" && language === null) problems.push({ code: "language", imported: true });
  const unwanted = cell("optOut");
  const consent = fold(cell("consent")).trim();
  const isRefused = consent !== "" && !agreed.test(consent);
  const isUnwanted = (unwanted !== "" && !welcome.test(fold(unwanted))) || isRefused;
  const since = dayOf(unwanted);
  const isPlain = isRefused ? refused.test(consent) : since !== null || unwelcome.test(fold(unwanted));
  if (isUnwanted && !isPlain) problems.push({ code: "optOut", imported: true });
  const optOut = isUnwanted
    ? {
        day: since ?? today,
        source: (cell("optOutSource") || source).slice(0, 200),
        // A number that nobody is named for is nobody's to be texted on.
        phone: e164Of(cell("optOutPhone") || (name + code === "" ? phone : ""), countries),
      }
    : null;
  const number = parsed.ok ? parsed.e164 : phone;
  return { at, name, code, phone, number, language, optOut, problems };
}

/** The patient with what the row adds. What a person corrected stays, and nothing takes an opt-out back. */
function updated(patient: DirectoryPatient, row: ImportedRow, now: number): DirectoryPatient {
  const { byHand } = patient;
  const after: DirectoryPatient = {
    ...patient,
    code: patient.code || row.code,
    name: byHand.includes("name") ? patient.name : row.name || patient.name,
    phone: byHand.includes("phone") ? patient.phone : row.phone || patient.phone,
    language: byHand.includes("language") ? patient.language : (row.language ?? patient.language),
    optOut: patient.optOut ?? row.optOut,
  };
  const isSame = (["code", "name", "phone", "language", "optOut"] as const).every(
    (field) => after[field] === patient[field],
  );
  return isSame ? patient : { ...after, updatedAt: now };
}

/** Everybody by what an import finds them by, as they are by then. */
class Known {
  readonly #patients = new Map<string, DirectoryPatient>();
  readonly #byCode = new Map<string, string>();
  readonly #byName = new Map<string, Set<string>>();
  /** Reading a number takes longer than all the rest. */
  readonly #numbers = new Map<string, string>();
  readonly #countries: readonly string[];

  constructor(countries: readonly string[]) {
    this.#countries = countries;
  }

  /** A patient that a row made or changed. */
  setFrom({ phone, number }: ImportedRow, patient: DirectoryPatient): void {
    this.#numbers.set(phone, number);
    this.set(patient);
  }

  set(patient: DirectoryPatient): void {
    const { id, name, code, phone, former } = patient;
    this.#patients.set(id, patient);
    for (const known of [code, ...former.codes]) if (known) this.#byCode.set(known, id);
    const numbers = [this.#numberOf(phone), ...former.phones];
    for (const key of [nameKey(name), ...numbers.map((number) => `${nameKey(name)}\n${number}`)])
      this.#byName.set(key, (this.#byName.get(key) ?? new Set()).add(id));
  }

  byCode(code: string): DirectoryPatient | undefined {
    return this.#patients.get(this.#byCode.get(code) ?? "");
  }

  /** A row without a number speaks of everybody of that name. */
  byNameAndNumber({ name, number }: ImportedRow): DirectoryPatient[] {
    const key = number === "" ? nameKey(name) : `${nameKey(name)}\n${number}`;
    return [...(this.#byName.get(key) ?? [])].flatMap((id) => this.#patients.get(id) ?? []);
  }

  #numberOf(phone: string): string {
    const known = this.#numbers.get(phone);
    if (known !== undefined) return known;
    const number = e164Of(phone, this.#countries) ?? phone;
    this.#numbers.set(phone, number);
    return number;
  }
}

/**
 * @param pause called between rows, so that the page can draw: it answers when to go on
 */
export async function planImport(
  existing: readonly DirectoryPatient[],
  rows: readonly TableRow[],
  options: ImportOptions,
  pause: (done: number) => Promise<void> = async () => {},
): Promise<ImportPlan> {
  const { countries, now } = options;
  const known = new Known(countries);
  const before = new Map(existing.map((patient) => [patient.id, patient]));
  const touched = new Map<string, DirectoryPatient>();
  const codes = new Map<string, string>();
  const report: ReportedRow[] = [];
  let unchanged = 0;
  for (const [index, patient] of existing.entries()) {
    known.set(patient);
    if (index % rowsAtOnce === 0) await pause(0);
  }
  for (const [index, tableRow] of rows.entries()) {
    if (index % rowsAtOnce === 0) await pause(index);
    const row = readRow(tableRow, options);
    const who = row.name || row.code || tableRow.cells.join(" ").slice(0, 80);
    const problem = tableRow.problem ? { code: tableRow.problem, imported: false as const } : place(row);
    for (const one of problem ? [problem] : row.problems) report.push({ at: row.at, who, problem: one });
  }
  const patients = [...touched.values()];
  const added = patients.filter(({ id }) => !before.has(id)).length;
  return { patients, added, updated: patients.length - added, unchanged, report };

  function place(row: ImportedRow): RowProblem | null {
    const name = nameKey(row.name);
    const isNumberAlone = row.optOut !== null && row.phone !== "";
    if (name === "" && row.code === "" && !isNumberAlone) return { code: "noName", imported: false };
    if (row.code !== "") {
      const said = codes.get(row.code);
      // Of two people under one identifier nobody can say which is right.
      if (said !== undefined && said !== name) return { code: "codeTwice", imported: false };
      codes.set(row.code, name);
    }
    const byCode = row.code === "" ? undefined : known.byCode(row.code);
    if (byCode && isSomebodyElse(byCode, row, countries)) return { code: "codeTaken", imported: false };
    const alike = byCode ? [byCode] : known.byNameAndNumber(row).filter((one) => fits(one, row));
    if (alike.length > 1) return { code: "unclear", imported: false };
    const [found] = alike;
    const after = found
      ? updated(found, row, now)
      : {
          ...newPatient({ code: row.code, name: row.name, phone: row.phone, language: row.language }, now),
          optOut: row.optOut,
        };
    if (after === found) {
      if (!touched.has(after.id)) unchanged++;
      return null;
    }
    known.setFrom(row, after);
    touched.set(after.id, after);
    return null;
  }
}

/** Two identifiers of one name and number are two people: parent and child share both. */
const fits = ({ code }: DirectoryPatient, row: ImportedRow): boolean =>
  code === "" || row.code === "" || code === row.code;

/** Worked through in a few milliseconds. */
const rowsAtOnce = 250;
