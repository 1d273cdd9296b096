import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import { baseOf } from "../../domain/looks/unseen.ts";
import { startBefore } from "../../domain/thread/coalesce.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { messagesStarting } from "../../storage/outbox-queries.ts";

/**
 * Where a calendar gives one id to all occurrences of a series, each of them goes by two: a page that shows one alone
 * cannot know of the others, and calls it by that id; a page that shows several adds when each of them is. So that
 * nobody is told twice, or reminded after a cancellation, it goes by the id under which its texts were written.
 */
export async function asKnown(calendarId: string, shown: readonly Appointment[]): Promise<Appointment[]> {
  const ids = await Promise.all(shown.map((one) => knownId(calendarId, one)));
  const taken = new Set(shown.map(({ id }) => id));
  return shown.map((appointment, index) => {
    const id = ids[index] ?? appointment.id;
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
  const id = await knownId(calendarId, { ...appointment, start, patient });
  return { ...change, appointment: { ...appointment, id } };
}

async function knownId(calendarId: string, { id, start, patient }: Appointment): Promise<string> {
  if (patient === null) return id;
  const base = baseOf(id);
  const at = Date.parse(start);
  const rows = (await messagesStarting(at, at + 1000)).filter(
    ({ calendarId: of, appointment: { id: other } }) =>
      // Two occurrences that are both named by their starts are two.
      of === calendarId && (other === id || other === base || (id === base && baseOf(other) === base)),
  );
  const about = toPatient(rows, patient).toSorted((a, b) => b.createdAt - a.createdAt);
  const own = about.find((row) => row.appointment.id === id);
  return (own ?? about[0])?.appointment.id ?? id;
}
