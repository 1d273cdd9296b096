import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import { baseOf } from "../../domain/looks/unseen.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { startBefore } from "../../domain/thread/coalesce.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { messagesStarting } from "../../storage/outbox-queries.ts";

/**
 * Where a calendar gives one id to all occurrences of a series, each of them goes by two: a page that shows one alone
 * cannot know of the others, and calls it by that id; a page that shows several adds when each of them is. So that
 * nobody is told twice, or reminded after a cancellation, it goes by the id under which its texts were written.
 */
export async function asKnown(calendarId: string, shown: readonly Appointment[]): Promise<Appointment[]> {
  const rows = await rowsAbout(calendarId, shown);
  const ids = shown.map((one) => knownId(rows, one));
  const taken = new Set(shown.map(({ id }) => id));
  return shown.map((appointment, index) => {
    const id = ids[index] as string;
    if (taken.has(id)) return appointment;
    taken.add(id);
    return { ...appointment, id };
  });
}

/** By what its appointment was before the change. */
export async function changeAsKnown(
  calendarId: string,
  change: AppointmentChange,
): Promise<AppointmentChange> {
  const { appointment } = change;
  const start = startBefore(change) ?? appointment.start;
  const patient = change.type === "patientChanged" ? change.previousPatient : appointment.patient;
  const about = { ...appointment, start, patient };
  const id = knownId(await rowsAbout(calendarId, [about]), about);
  return { ...change, appointment: { ...appointment, id } };
}

type Rows = ReadonlyMap<string, readonly Message[]>;

/** By the id of their series. */
async function rowsAbout(calendarId: string, appointments: readonly Appointment[]): Promise<Rows> {
  if (appointments.length === 0) return new Map();
  const starts = appointments.map(({ start }) => Date.parse(start));
  const rows = await messagesStarting(Math.min(...starts), Math.max(...starts) + 1000);
  return Map.groupBy(
    rows.filter((row) => row.calendarId === calendarId),
    ({ appointment }) => baseOf(appointment.id),
  );
}

function knownId(rows: Rows, { id, start, patient }: Appointment): string {
  if (patient === null) return id;
  const base = baseOf(id);
  const at = Date.parse(start);
  const alike = (rows.get(base) ?? []).filter(
    ({ appointment: { id: other, start } }) =>
      // Two occurrences that are both named by their starts are two.
      (other === id || other === base || id === base) && Math.abs(Date.parse(start) - at) < 1000,
  );
  const about = toPatient(alike, patient).toSorted((a, b) => b.createdAt - a.createdAt);
  const own = about.find((row) => row.appointment.id === id);
  return (own ?? about[0])?.appointment.id ?? id;
}
