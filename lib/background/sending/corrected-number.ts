import type { AppointmentChange } from "../../domain/appointment.ts";
import { draftWith, named } from "../../domain/directory/knowledge.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Settings } from "../../domain/settings.ts";
import { isCancelledAt, threadOf } from "../../domain/thread/thread.ts";
import { isKeyTaken, messagesOfSubject } from "../../storage/outbox-queries.ts";
import { knowledge } from "./directory.ts";
import { hold, newMessage } from "./new-message.ts";

/**
 * A cancellation from the window went to a number that the calendar corrects since. Nobody knows whether the patient
 * read it there. Nothing may remind them any more, and a person is asked whether the new number is to be told, too.
 *
 * @param rows of the appointment and of the patient, to whatever number
 * @returns the text that waits for that person, if it does not yet
 */
export async function tellCorrected(
  calendarId: string,
  { appointment }: AppointmentChange,
  rows: readonly Message[],
  { settings, now }: { settings: Settings; now: number },
): Promise<Message[]> {
  const thread = threadOf(rows, now);
  const { believes } = thread;
  if (believes.type !== "cancelled" || !isCancelledAt(thread, appointment.start)) return [];
  const known = await knowledge(calendarId, appointment, settings);
  const drafted = draftWith(known, appointment, "cancellation", settings, now);
  if (!drafted.ok || drafted.draft.phone === believes.by.phone) return [];
  const { text, parts } = believes.by.text === "" ? drafted.draft : believes.by;
  const message = await newMessage({
    calendarId,
    appointment: named(appointment, known),
    kind: "cancellation",
    previousStart: null,
    origin: "again",
    draft: { ...drafted.draft, text, parts },
    batch: null,
    notBefore: now,
    now,
  });
  const isAsked = (await messagesOfSubject(message.subject)).some(({ kind }) => kind === "cancellation");
  if (isAsked || (await isKeyTaken(message.key))) return [];
  return [hold(message, { code: "numberCorrected" }, now)];
}
