import type { Appointment, AppointmentChange, Patient } from "../appointment.ts";
import type { DayLook } from "../looks/day-look.ts";
import { comparePatients } from "../thread/same-patient.ts";

/** More at once are another way of reading, and no work of a day. */
const mostAtOnce = 10;

/**
 * Appointments of a feed that another patient has by now than at the last look: news to the one, and to the other. By
 * a calendar's text alone nobody can prove it, for a name may have gone to another field: it is for a person to decide.
 *
 * @param known what was read in the way in which it is read now
 * @param now milliseconds since the epoch
 */
export function writtenOver(
  shown: readonly Appointment[],
  known: readonly DayLook[],
  now: number,
): AppointmentChange[] {
  const byId = new Map(known.flatMap(({ seen }) => seen.map((one) => [one.id, one] as const)));
  const isComing = ({ start }: { start: string }): boolean => Date.parse(start) > now;
  const over = shown.flatMap((appointment) => {
    const was = byId.get(appointment.id);
    return was && isOther(was.patient, appointment.patient) ? [{ was, appointment }] : [];
  });
  if (over.length > mostAtOnce) return [];
  return over.flatMap(({ was: { start, patient }, appointment }): AppointmentChange[] => [
    ...(patient && isComing({ start })
      ? [{ type: "cancelled" as const, appointment: { ...appointment, start, title: patient.name, patient } }]
      : []),
    ...(appointment.patient && isComing(appointment) ? [{ type: "created" as const, appointment }] : []),
  ]);
}

const isOther = (before: Patient | null, after: Patient | null): boolean =>
  before && after ? comparePatients(before, after) !== "same" : before !== after;
