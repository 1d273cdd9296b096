import type { Appointment } from "../../domain/appointment.ts";
import { subjectOf } from "../../domain/outbox/message-key.ts";
import { type Thread, threadOf } from "../../domain/thread/thread.ts";
import { messagesOfSubject } from "../../storage/outbox-queries.ts";
import { theKey } from "./new-message.ts";

/** Where the rows of a thread are found: by the subject, so that also what is left of a lost row is among them. */

/** @param phone E.164 */
export async function subjectAbout(
  calendarId: string,
  appointment: Appointment,
  phone: string,
): Promise<string> {
  return subjectOf(await theKey(), { calendarId, appointment, kind: "reminder", phone });
}

/** @param now milliseconds since the epoch */
export async function threadAbout(
  calendarId: string,
  appointment: Appointment,
  phone: string,
  now: number,
): Promise<Thread> {
  return threadOf(await messagesOfSubject(await subjectAbout(calendarId, appointment, phone)), now);
}
