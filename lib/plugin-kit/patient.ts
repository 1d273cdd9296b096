import type { Patient } from "../plugin-api/index.ts";
import { digits, fold } from "./words.ts";

const namesOf = ({ name }: Patient): Set<string> =>
  new Set(
    fold(name)
      .split(/[^\p{L}]+/u)
      .filter(Boolean),
  );
const numberOf = ({ phone }: Patient): string => digits(phone ?? "").slice(-9);

/**
 * Whether an appointment has changed from one patient to another. It is the same patient if only the number or the
 * spelling was corrected, or a title was added to the name. It is another one if both number and name differ, or the id.
 *
 * @returns false if either has no patient: it may be filled in later
 */
export function isOtherPatient(before: Patient | null, after: Patient | null): boolean {
  if (!before || !after) return false;
  const [names, others] = [namesOf(before), namesOf(after)];
  const isSameName = names.isSubsetOf(others) || others.isSubsetOf(names);
  const isSameNumber = numberOf(before) === numberOf(after);
  if (!isSameName && !isSameNumber) return true;
  if (isSameName && isSameNumber) return false;
  return before.id !== null && after.id !== null && before.id !== after.id;
}
