import type { Appointment } from "../../domain/appointment.ts";
import { draftWith, named } from "../../domain/directory/knowledge.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { mayBeTold } from "../../domain/outbox/predicates.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { isOfAnotherDay } from "../../domain/text/spoken-days.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { isCancelledAt, threadOf } from "../../domain/thread/thread.ts";
import {
  isKeyTaken,
  messagesFrom,
  messagesOfAppointment,
  messagesOfSubject,
} from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { knowledge } from "./directory.ts";
import { hold, newMessage, oneAtATime, untilDecided } from "./new-message.ts";

/**
 * A cancellation went to a number that is corrected since. Nobody knows whether the patient read it there. Nothing may
 * remind them any more, and a person is asked whether the new number is to be told, too.
 */

/**
 * @param appointment as the calendar has it by now
 * @param rows of the appointment and of the patient, to whatever number
 * @returns the text that waits for that person, if it does not yet
 */
export async function tellCorrected(
  calendarId: string,
  appointment: Appointment,
  rows: readonly Message[],
  { settings, now }: { settings: Settings; now: number },
): Promise<Message[]> {
  const thread = threadOf(rows, now);
  const { believes } = thread;
  if (believes.type !== "cancelled" || !isCancelledAt(thread, appointment.start)) return [];
  const known = await knowledge(calendarId, appointment, settings);
  const drafted = draftWith(known, appointment, "cancellation", settings, now);
  if (!drafted.ok || drafted.draft.phone === believes.by.phone) return [];
  const { by } = believes;
  // One text about several appointments would come once for each of them.
  const isToBeReworded =
    by.text === "" || by.bundle.length > 0 || isOfAnotherDay(by, now, timeZoneOf(settings));
  const { text, parts } = isToBeReworded ? drafted.draft : by;
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

/** The same where the directory corrects a number, for all that is still to come. */
export async function tellCorrectedInDirectory(): Promise<void> {
  for (const told of await messagesFrom(Date.now(), isCancellation)) {
    const { calendarId, appointment } = told;
    await oneAtATime(() =>
      untilDecided(async () => {
        const circumstances = { settings: await loadSettings(), now: Date.now() };
        const all = await messagesOfAppointment(calendarId, appointment.id);
        const rows = toPatient(all, appointment.patient);
        const again = rows.some((row) => row.id === told.id && isStillThere(row))
          ? await tellCorrected(calendarId, appointment, rows, circumstances)
          : [];
        return changeRows([], again, circumstances.now);
      }),
    );
  }
}

const isCancellation = (row: Message): boolean => row.kind === "cancellation" && mayBeTold(row);

/** Not moved since to another time, of which the patient hears at the new number. */
const isStillThere = ({ changed, appointment }: Message): boolean =>
  changed === null || changed.start === null || changed.start === appointment.start;
