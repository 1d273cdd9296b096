import type { Patient } from "../plugin-api/index.ts";
import { digits, folded } from "./words.ts";

const namesOf = ({ name }: Patient): Set<string> =>
  new Set(
    folded(name)
      .split(/[^\p{L}]+/u)
      .filter(Boolean),
  );
const numberOf = ({ phone }: Patient): string => digits(phone ?? "").slice(-9);

/**
 * Whether an appointment has gone from one patient to another. A corrected number, a corrected spelling, a name with
 * a title added or left out are the same patient's; another number together with another name is not, and neither
 * is another id.
 *
 * @returns false where either names nobody: who it is about may be filled in later
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
