import type { Patient } from "../plugin-api/index.ts";
import { digits, fold } from "./words.ts";

const wordsOf = ({ name }: Patient): Set<string> =>
  new Set(
    fold(name)
      .split(/[^\p{L}]+/u)
      .filter(Boolean),
  );
const numberOf = ({ phone }: Patient): string => digits(phone ?? "").slice(-9);

/**
 * Whether an appointment may have changed from one patient to another, so that both have to be reported. Who is the
 * same person after all, with a title or a corrected number, is decided in one place: `comparePatients`, which is too
 * much to load into a page.
 *
 * @returns false if either has no patient: it may be filled in later
 */
export function mayBeAnotherPatient(before: Patient | null, after: Patient | null): boolean {
  if (!before || !after) return false;
  const [number, other] = [numberOf(before), numberOf(after)];
  if (number !== "" && other !== "") return number !== other;
  if (before.id !== null && after.id !== null) return before.id !== after.id;
  const [words, others] = [wordsOf(before), wordsOf(after)];
  return !(words.isSubsetOf(others) || others.isSubsetOf(words));
}
