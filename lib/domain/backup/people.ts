import { type DirectoryPatient, e164Of, joinedByHand, merged } from "../directory/patient.ts";
import { nameKey } from "../names.ts";

/** Brings the directory of another computer together with the one that is here. Nobody is lost, and no "Nechce SMS". */

export interface Joined {
  /** New and changed patients. */
  patients: DirectoryPatient[];
  added: number;
  updated: number;
  unchanged: number;
  /** Who each of those that were brought is here, by their ids. */
  idOf: ReadonlyMap<string, string>;
}

/** Those who cannot be told apart are nobody's other half. It is nobody's id. */
const twoAlike = "";

export function joinDirectories(
  here: readonly DirectoryPatient[],
  brought: readonly DirectoryPatient[],
  countries: readonly string[],
  now: number,
): Joined {
  const known = new Map(here.map((patient) => [patient.id, patient]));
  const byIdentity = new Map<string, string>();
  for (const patient of here)
    for (const key of identitiesOf(patient, countries))
      byIdentity.set(key, byIdentity.has(key) ? twoAlike : patient.id);
  const touched = new Map<string, DirectoryPatient>();
  const idOf = new Map<string, string>();
  let added = 0;
  let unchanged = 0;
  for (const patient of brought) {
    const alike = known.has(patient.id) ? patient.id : otherHalf(patient);
    const before = alike === null ? undefined : known.get(alike);
    idOf.set(patient.id, before?.id ?? patient.id);
    if (!before) {
      added++;
      touched.set(patient.id, patient);
      continue;
    }
    const after =
      before.id === patient.id
        ? newerOf(before, patient, countries)
        : completed(before, patient, countries, now);
    if (after === before) {
      unchanged++;
      continue;
    }
    // Two of them may be one person here.
    known.set(after.id, after);
    touched.set(after.id, after);
  }
  return {
    patients: [...touched.values()],
    added,
    updated: touched.size - added,
    unchanged,
    idOf,
  };

  /** By the identifier that both have, or by name and number where one of them has none. */
  function otherHalf(patient: DirectoryPatient): string | null {
    for (const key of identitiesOf(patient, countries)) {
      const found = known.get(byIdentity.get(key) ?? twoAlike);
      if (found && (found.code === "" || patient.code === "" || found.code === patient.code)) return found.id;
    }
    return null;
  }
}

function identitiesOf({ code, name, phone }: DirectoryPatient, countries: readonly string[]): string[] {
  const number = e164Of(phone, countries);
  const person = nameKey(name);
  return [
    // With the name: two systems number their patients alike.
    ...(code === "" ? [] : [`code ${code} ${person}`]),
    ...(number === null || person === "" ? [] : [`number ${number} ${person}`]),
  ];
}

const isSame = (one: DirectoryPatient, other: DirectoryPatient): boolean =>
  JSON.stringify({ ...one, updatedAt: 0 }) === JSON.stringify({ ...other, updatedAt: 0 });

/** The one that was changed last; no text to whoever did not want any by either, and what a person entered in either. */
function newerOf(
  before: DirectoryPatient,
  brought: DirectoryPatient,
  countries: readonly string[],
): DirectoryPatient {
  const isNewer = brought.updatedAt > before.updatedAt;
  const newer = isNewer ? brought : before;
  const older = isNewer ? before : brought;
  const after = { ...newer, optOut: newer.optOut ?? older.optOut };
  if (older.byHand.some((field) => !newer.byHand.includes(field))) {
    const { phones, ...byPersons } = joinedByHand(newer, older, countries);
    Object.assign(after, byPersons, { former: { ...newer.former, phones } });
  }
  return isSame(after, before) ? before : after;
}

function completed(
  before: DirectoryPatient,
  brought: DirectoryPatient,
  countries: readonly string[],
  now: number,
): DirectoryPatient {
  const after = merged(before, brought, countries, now);
  return isSame(after, before) ? before : after;
}
