import type { Appointment, Patient } from "../appointment.ts";
import type { Happening } from "../outbox/event.ts";
import type { Message } from "../outbox/message.ts";
import { isOutdated, remindsByItself, whyWithdrawn } from "../outbox/predicates.ts";
import { knownStart } from "./change-decision.ts";
import { toPatient } from "./same-patient.ts";
import { isCancelledAt, newestOf, threadOf } from "./thread.ts";

/**
 * A cancellation takes back what says otherwise as soon as somebody wants it sent. Where it ends without having been
 * heard, whoever ended it (a person, the last look before it leaves, GoSMS), the patient goes on believing that the
 * appointment takes place, and what gave way has to come back: reminders by themselves, the rest on a person's word.
 * Where nobody knows whether it was heard, and it is not to come again, all of it comes back on a person's word.
 */

export interface GivingBack {
  /** The appointment, as the calendar has it by now, that is to have its reminders; `null` for none. */
  reminds: Appointment | null;
  happenings: Happening[];
}

/**
 * @param cancellation that nobody heard, or is to hear
 * @param rows everything about its appointment, newest first
 * @param now milliseconds since the epoch
 */
export function decideGivingBack(cancellation: Message, rows: readonly Message[], now: number): GivingBack {
  const others = rows.filter(({ id }) => id !== cancellation.id);
  const start = startBy(cancellation, others);
  const about = cancellation.appointment;
  const thread = threadOf(toPatient(others, about.patient), now);
  // Somebody else tells the patient the same; what a person has sent since that does not come back by itself.
  if (isCancelledAt(thread, start ?? about.start)) {
    const said = thread.willBelieve.type === "cancelled" ? thread.willBelieve.by.createdAt : now;
    const since = others.filter(({ schedule, createdAt }) => schedule === null && createdAt > said);
    return { reminds: null, happenings: strand(since, cancellation, start) };
  }
  // Perhaps it was heard after all.
  if (cancellation.state === "unknown")
    return { reminds: null, happenings: strand(others, cancellation, null) };
  const hasTaken = others.some((row) => isReminderTakenBy(cancellation, row));
  const known = others.find(({ appointment }) => appointment.start === start && appointment.id === about.id);
  const reminds =
    start !== null && hasTaken
      ? { ...(known?.appointment ?? about), start, patient: patientBy(cancellation, others) }
      : null;
  return {
    reminds,
    happenings: [...keepOnItsWay(others, cancellation, start), ...strand(others, cancellation, start)],
  };
}

/** Where the calendar has the appointment by now, as far as is known; `null` for nowhere, or so it seems. */
function startBy(cancellation: Message, others: readonly Message[]): string | null {
  const { origin, changed, appointment } = cancellation;
  if (origin === "auto") return null;
  if (changed) return changed.start;
  // That these are no longer so only the cancellation has said.
  const start = knownStart(others.filter((row) => !wasInHand(cancellation, row)));
  return start === undefined ? appointment.start : start;
}

/** As the calendar shows them by now: what is known of the start may name a number that was corrected since. */
function patientBy(cancellation: Message, others: readonly Message[]): Patient | null {
  const { patient } = cancellation.appointment;
  const about = toPatient([...others, cancellation], patient);
  return (
    newestOf(about.filter(({ appointment }) => appointment.patient !== null))?.appointment.patient ?? patient
  );
}

/** Whether it was just being handed over when the cancellation came, and so could only be marked. */
const wasInHand = ({ createdAt }: Message, row: Message): boolean =>
  remindsByItself(row) &&
  row.changed?.start === null &&
  row.history.findLast(({ at }) => at <= createdAt)?.state === "sending";

/** Made elsewhere, an appointment may have had none. Of a lost row nobody knows why it was given up. */
function isReminderTakenBy(cancellation: Message, row: Message): boolean {
  const { appointment, calendarId } = row;
  if (!remindsByItself(row) || appointment.start !== cancellation.appointment.start) return false;
  return calendarId === "" || wasInHand(cancellation, row) || (gaveWay(row) && !isOutdated(row));
}

function gaveWay(row: Message): boolean {
  const why = row.state === "withdrawing" ? whyWithdrawn(row) : row.state === "skipped" ? row.reason : null;
  return why?.code === "toldCancelled";
}

/** What was just being handed over is right again. */
const keepOnItsWay = (rows: readonly Message[], cancellation: Message, start: string | null): Happening[] =>
  rows
    .filter(
      (row) => row.state === "sending" && wasInHand(cancellation, row) && row.appointment.start === start,
    )
    .map(({ id }) => ({ id, event: { type: "outdate", start } }));

/** Whether a text that was to leave at once still is to, a person decides; so where nobody knows what is to come back. */
const strand = (rows: readonly Message[], { createdAt }: Message, start: string | null): Happening[] =>
  rows
    .filter(
      (row) =>
        row.state === "skipped" &&
        gaveWay(row) &&
        row.updatedAt >= createdAt &&
        !isOutdated(row) &&
        (row.schedule === null || start === null),
    )
    .map(({ id }) => ({ id, event: { type: "stranded", reason: { code: "cancellationStopped" } } }));
