import type { Appointment, Patient } from "../../domain/appointment.ts";
import { isProposal } from "../../domain/outbox/predicates.ts";
import { comparePatients } from "../../domain/thread/same-patient.ts";
import { loadEndedTrials, saveEndedTrial } from "../../storage/ended-trials.ts";
import { messagesOfAppointment } from "../../storage/outbox-queries.ts";
import { updateMessages } from "../../storage/outbox-store.ts";
import { oneAtATime } from "./new-message.ts";

/** Trial appointments, by which a calendar is taught: once one is cancelled again, there is nothing to tell of it. */

/** So long, in milliseconds, a page may still guess at what it saw of one. */
const guessedWithin = 60_000;

const isSame = (one: Patient | null, other: Patient): boolean =>
  one !== null && comparePatients(one, other) === "same";

/**
 * A trial appointment is gone from the calendar: what was proposed about it goes as well. While it stands there its
 * proposals stay, for somebody may have made it for a patient after all.
 *
 * @param patient as the calendar named them: an id alone may be given again
 */
export const endTrial = (calendarId: string, appointmentId: string, patient: Patient): Promise<void> =>
  oneAtATime(async () => {
    const now = Date.now();
    await saveEndedTrial({ calendarId, appointmentId, patient, at: now });
    const rows = await messagesOfAppointment(calendarId, appointmentId);
    const about = rows.filter((row) => isProposal(row) && isSame(row.appointment.patient, patient));
    await updateMessages(
      about.map(({ id }) => id),
      { type: "skip", reason: { code: "takenBack" } },
      now,
      isProposal,
    );
  });

/** Whether it was on trial and is gone, so that a guess about it comes late. */
export async function isOfEndedTrial(
  calendarId: string,
  { id, patient }: Pick<Appointment, "id" | "patient">,
): Promise<boolean> {
  const since = Date.now() - guessedWithin;
  return (await loadEndedTrials()).some(
    (trial) =>
      trial.calendarId === calendarId &&
      trial.appointmentId === id &&
      trial.at >= since &&
      isSame(patient, trial.patient),
  );
}
