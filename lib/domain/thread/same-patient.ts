import { distance } from "fastest-levenshtein";
import type { Appointment, Patient } from "../appointment.ts";
import { nameWords } from "../names.ts";
import type { Message } from "../outbox/message.ts";

/** Whether two entries of a calendar mean one person. `unclear` where a person has to say. */
export type Sameness = "same" | "other" | "unclear";

/**
 * A corrected number or spelling is no other patient, and one number has one reader, whoever of the family comes. Two
 * people are told apart by the calendar's own identifiers, or by a name that is quite another one. Where both name and
 * number are others under one identifier, it may be a marriage, or a new patient written over an old one.
 */
export function comparePatients(before: Patient, after: Patient): Sameness {
  const phones = comparePhones(before.phone, after.phone);
  if (phones === "equal") return "same";
  const names = compareNames(before.name, after.name);
  if (before.id !== null && after.id !== null) {
    if (before.id !== after.id) return "other";
    return names === "different" && phones === "different" ? "unclear" : "same";
  }
  if (names === "different") return "other";
  return names !== "equal" && phones === "different" ? "unclear" : "same";
}

/** Rows of one appointment that are not somebody else's who had it before. */
export const toPatient = (rows: readonly Message[], patient: Patient | null): Message[] =>
  rows.filter(
    ({ appointment }) =>
      patient === null ||
      appointment.patient === null ||
      comparePatients(appointment.patient, patient) === "same",
  );

/**
 * Whether two calendars, or two ids, speak of one visit. One number may be a whole family's: here the name counts as
 * well.
 */
export const isSameVisit = (one: Appointment, other: Appointment): boolean =>
  one.start === other.start &&
  one.patient !== null &&
  other.patient !== null &&
  comparePhones(one.patient.phone, other.patient.phone) !== "different" &&
  comparePatients({ ...one.patient, id: null, phone: null }, { ...other.patient, id: null, phone: null }) ===
    "same";

const digits = (phone: string | null): string => (phone ?? "").replace(/\D/gu, "").slice(-9);

export function comparePhones(
  before: string | null,
  after: string | null,
): "equal" | "different" | "unknown" {
  const [one, other] = [digits(before), digits(after)];
  if (one === "" || other === "") return "unknown";
  return one === other ? "equal" : "different";
}

function compareNames(before: string, after: string): "equal" | "similar" | "different" | "unknown" {
  const [one, other] = [nameWords(before), nameWords(after)];
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 0) return long.length === 0 ? "equal" : "unknown";
  const left = [...long];
  let typos = 0;
  for (const word of short) {
    const nearest = left
      .map((candidate, at) => ({ at, distance: distance(word, candidate) }))
      .toSorted((a, b) => a.distance - b.distance)[0];
    if (!nearest || nearest.distance > allowedTypos(word)) return "different";
    left.splice(nearest.at, 1);
    typos += nearest.distance;
  }
  return typos === 0 && left.length === 0 ? "equal" : "similar";
}

/** A short name with another letter is another name: Jan and Jana. */
const allowedTypos = (word: string): number => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2);
