import type { AppointmentChange } from "../appointment.ts";
import { comparePatients } from "./same-patient.ts";

/** What a change is news of, to each of those whom it concerns, in the order in which they hear of it. */
export interface Parts {
  changes: AppointmentChange[];
  /** Whether a person has to say if that is so. */
  isUnclear: boolean;
}

/**
 * Another patient for the same appointment is a cancellation for the first and a confirmation for the second. A
 * corrected number or spelling is news to nobody.
 */
export function changesFor(change: AppointmentChange): Parts {
  if (change.type !== "patientChanged") return { changes: [change], isUnclear: false };
  const { appointment, previousPatient, previousStart = appointment.start } = change;
  const sameness = appointment.patient ? comparePatients(previousPatient, appointment.patient) : "other";
  // At the same time, it leaves nothing to tell, and brings the reminders in line.
  if (sameness === "same")
    return { changes: [{ type: "moved", appointment, previousStart }], isUnclear: false };
  const before = { ...appointment, start: previousStart, patient: previousPatient };
  return {
    changes: [
      { type: "cancelled", appointment: before },
      { type: "created", appointment },
    ],
    isUnclear: sameness === "unclear",
  };
}
