import type { Appointment, Patient } from "../appointment.ts";
import { foldedWords } from "../fold.ts";
import { nameKey, nameWords } from "../names.ts";
import { type DirectoryPatient, e164Of, isDecided } from "./patient.ts";

/** Who of the directory an appointment is about. Never a guess: what is not certain is for a person to say. */

/** What the directory holds that may be the appointment's patient. */
export interface Found {
  /** Whom a person picked for it; and for the same without a name, as one calendar tells it at times. */
  chosen: DirectoryPatient | null;
  chosenNameless: DirectoryPatient | null;
  byCode: readonly DirectoryPatient[];
  byName: readonly DirectoryPatient[];
}

export type Identity =
  | { patient: DirectoryPatient; candidates?: never }
  /** Nobody for certain; any of these, or somebody else. */
  | { patient: null; candidates: DirectoryPatient[] };

/**
 * What a person's pick is kept under. With the name: an identifier that the calendar gives to somebody else later
 * must not bring the texts of the one to the other. Without an identifier it holds for this appointment alone, as
 * another one of the same name may be another person's.
 */
export function choiceKey(calendarId: string, { id, patient }: Pick<Appointment, "id" | "patient">): string {
  // As it is written: this is what stands in the database.
  const name = foldedWords(patient?.name ?? "")
    .sort()
    .join(" ");
  // JSON keeps ["a","b"] and ["ab"] apart.
  return JSON.stringify(
    patient?.id ? [calendarId, "patient", patient.id, name] : [calendarId, "appointment", id, name],
  );
}

const isNumberOf = (phone: string, patient: DirectoryPatient, countries: readonly string[]): boolean =>
  patient.former.phones.includes(phone) || e164Of(patient.phone, countries) === phone;

interface Written {
  name: string;
  phone: string;
  /** In E.164, where it can be texted. */
  number: string;
}

/**
 * Whether a file speaks of somebody else under this patient's identifier, as two systems may number their patients
 * alike. Who has married keeps a name or the number. What a person decided about one must not become another's, nor
 * get lost: there the name or the number has to be the same.
 */
export function isSomebodyElse(
  patient: DirectoryPatient,
  { name, phone, number }: Written,
  countries: readonly string[],
): boolean {
  const [before, now] = [nameWords(patient.name), nameWords(name)];
  if (before.length === 0 || now.length === 0 || nameKey(patient.name) === nameKey(name)) return false;
  if (phone !== "" && (phone === patient.phone || isNumberOf(number, patient, countries))) return false;
  return isDecided(patient) || !now.some((word) => before.includes(word));
}

/**
 * By a person's pick, then by identifier and name together (two systems number their patients alike), then by name:
 * the only one of that name where the calendar has no number, the only one with the calendar's number where it has.
 *
 * @param phone the calendar's number in E.164; `null` where it has none that can be texted
 */
export function identify(
  who: Patient,
  phone: string | null,
  { chosen, chosenNameless, byCode, byName }: Found,
  countries: readonly string[],
): Identity {
  if (chosen) return { patient: chosen };
  const name = nameKey(who.name);
  if (chosenNameless && nameKey(chosenNameless.name) === name) return { patient: chosenNameless };
  const certain = byCode.filter((patient) => name === "" || nameKey(patient.name) === name);
  const [only, ...others] = certain;
  if (only && others.length === 0) return { patient: only };
  const named = certain.length > 0 ? certain : byName;
  const fitting = phone === null ? named : named.filter((patient) => isNumberOf(phone, patient, countries));
  const [fit, ...more] = fitting;
  // An identifier that speaks for one and a name that speaks for another speak for nobody.
  const isContradicted = phone === null && byCode.some((patient) => !named.includes(patient));
  if (fit && more.length === 0 && !isContradicted) return { patient: fit };
  return { patient: null, candidates: [...new Set([...named, ...byCode])] };
}
