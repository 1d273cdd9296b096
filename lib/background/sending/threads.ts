import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import { draftWith } from "../../domain/directory/knowledge.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { subjectOf } from "../../domain/outbox/message-key.ts";
import type { Settings } from "../../domain/settings.ts";
import { knownStart, mayBeRepeated } from "../../domain/thread/change-decision.ts";
import { type Thread, threadOf } from "../../domain/thread/thread.ts";
import { messagesOfSubject } from "../../storage/outbox-queries.ts";
import { knowledge } from "./directory.ts";
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

/** Whether nobody knows if a page only reports once more what it had reported before rows were lost. */
export async function isDoubtful(
  calendarId: string,
  change: AppointmentChange,
  rows: readonly Message[],
  { settings, now }: { settings: Settings; now: number },
): Promise<boolean> {
  // Mostly the rows tell, and nothing else need be read.
  if (change.type === "cancelled" || knownStart(rows) !== undefined) return false;
  const { appointment } = change;
  const known = await knowledge(calendarId, appointment, settings);
  const drafted = draftWith(known, appointment, "reminder", settings, now);
  if (!drafted.ok) return false;
  const subject = await subjectAbout(calendarId, appointment, drafted.draft.phone);
  return mayBeRepeated(rows, await messagesOfSubject(subject), change, now);
}
