import { fold, foldedWords } from "../fold.ts";
import { isTitle, nameWords } from "../names.ts";
import type { DirectoryPatient } from "./patient.ts";

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

/** In alphabetical order, as far as that goes without accents. */
export const entriesOf = (patients: readonly DirectoryPatient[]): Entry[] =>
  patients
    .map((patient) => {
      const { name, code, phone, former } = patient;
      const written = foldedWords([name, code, ...former.codes, waysToWrite(phone)].join(" "));
      const found = [...written, ...nameWords(name)];
      return { patient, order: fold(name), words: ` ${found.join(" ")}` };
    })
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));

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
