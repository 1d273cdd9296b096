import { foldedWords } from "../fold.ts";
import { isTitle, nameWords } from "../names.ts";
import type { DirectoryPatient } from "./patient.ts";
import { surnameFirst } from "./surname.ts";

/** A patient with what search and order need of them, made once for many questions. */
export interface Entry {
  patient: DirectoryPatient;
  order: string;
  /** Every word that it can be found by, each behind a space. */
  words: string;
}

/** The number also as people write it: without the prefix, in threes. */
function waysToWrite(phone: string): string {
  const digits = phone.replace(/\D/gu, "");
  const national = digits.slice(-9);
  return `${digits} ${national} ${national.replace(/(\d{3})(?=\d)/gu, "$1 ")}`;
}

/** Lists of people go by the Czech alphabet: `Č` behind `C`, `Ch` behind `H`. */
const alphabet = new Intl.Collator("cs");

export function entryOf(patient: DirectoryPatient): Entry {
  const { name, code, phone, former } = patient;
  const written = foldedWords([name, code, ...former.codes, waysToWrite(phone)].join(" "));
  const found = [...written, ...nameWords(name)];
  return { patient, order: surnameFirst(name), words: ` ${found.join(" ")}` };
}

/** By surname; whoever has no name comes last. */
export const inOrder = (entries: readonly Entry[]): Entry[] =>
  entries.toSorted(
    (a, b) => Number(a.order === "") - Number(b.order === "") || alphabet.compare(a.order, b.order),
  );

export const entriesOf = (patients: readonly DirectoryPatient[]): Entry[] => inOrder(patients.map(entryOf));

/** Those in which every word that was typed begins some word. */
export function searchEntries(entries: readonly Entry[], typed: string): readonly Entry[] {
  // A title that somebody types need not stand in the directory.
  const words = foldedWords(typed);
  const own = words.filter((word) => !isTitle(word));
  const terms = (own.length > 0 ? own : words).map((word) => ` ${word}`);
  return terms.length === 0
    ? entries
    : entries.filter(({ words }) => terms.every((term) => words.includes(term)));
}
