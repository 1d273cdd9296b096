import type {
  Appointment,
  AppointmentChange,
  EventText,
  Occurrence,
  Patient,
} from "../../plugin-api/index.ts";
import { mayBeAnotherPatient } from "../../plugin-kit/patient.ts";
import { cut } from "../../plugin-kit/words.ts";
import { instantText } from "../../plugin-kit/zone.ts";
import type { Address } from "./address.ts";
import type { OccurrenceChange } from "./occurrences.ts";

/** What the calendar shows of an address. */
export interface Shown {
  address: Address;
  original: number;
  start: number;
  end: number | null;
  allDay: boolean;
  title: string;
  description: string;
  location: string;
}

/** What is shown, by the paths of addresses that nothing was heard of. */
export function occurrencesByPath(
  all: Iterable<Shown>,
  isHeardOf: (path: string) => boolean,
): Map<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  for (const { address, ...rest } of all) {
    const { path } = address;
    if (isHeardOf(path)) continue;
    const together = found.get(path) ?? [];
    together.push({ ...rest, inSeries: false, wall: 0, cancelled: false });
    found.set(path, together);
  }
  for (const occurrences of found.values()) {
    const inSeries = occurrences.length > 1 || occurrences.some(({ original, start }) => original !== start);
    for (const occurrence of occurrences) occurrence.inSeries = inSeries;
  }
  return found;
}

/** The identity of an appointment: its address, and for a series also when it should have taken place. */
export const appointmentId = (address: Pick<Address, "id">, { inSeries, original }: Occurrence): string =>
  inSeries ? `${address.id}@${instantText(original)}` : address.id;

/** The occurrence as an appointment. */
export function appointmentOf(
  address: Address,
  occurrence: Occurrence,
  patient: Patient | null,
): Appointment {
  const { start, end, allDay, title } = occurrence;
  return {
    id: appointmentId(address, occurrence),
    start: instantText(start),
    end: end === null ? null : instantText(end),
    allDay,
    title: cut(title, 500),
    patient,
  };
}

type Told = Pick<Occurrence, "title" | "description" | "location">;

/** Where a patient may be named. */
export const textOf = ({ title, description, location }: Told): EventText => ({
  title,
  fields: JSON.stringify({ description, location }),
});

/** What became of an occurrence, and at which address. */
export interface ChangeAt {
  address: Address;
  change: OccurrenceChange;
}

export const at = (address: Address, changes: readonly OccurrenceChange[]): ChangeAt[] =>
  changes.map((change) => ({ address, change }));

/** `null` for what is no news: another text about the same patient. */
export function changeOf(
  { address, change }: ChangeAt,
  patientOf: ReadonlyMap<Occurrence, Patient | null>,
): AppointmentChange | null {
  const of = (occurrence: Occurrence): Appointment =>
    appointmentOf(address, occurrence, patientOf.get(occurrence) ?? null);
  if (change.type === "created") return { type: "created", appointment: of(change.after) };
  if (change.type === "cancelled") return { type: "cancelled", appointment: of(change.before) };
  const [{ patient: previousPatient }, appointment] = [of(change.before), of(change.after)];
  const previousStart = instantText(change.before.start);
  const isMoved = change.type === "moved";
  if (previousPatient && mayBeAnotherPatient(previousPatient, appointment.patient))
    return { type: "patientChanged", appointment, previousPatient, ...(isMoved ? { previousStart } : {}) };
  return isMoved ? { type: "moved", appointment, previousStart } : null;
}

/** The end of a series, cut off by a change that announced the series to follow instead. */
export interface Tail {
  address: Address;
  occurrences: Occurrence[];
  successors: ReadonlySet<string>;
  until: number;
}

/** Finds the patient in each text, in their order. Rejects when that cannot be told. */
export type ReadPatients = (texts: readonly EventText[]) => Promise<(Patient | null)[]>;
