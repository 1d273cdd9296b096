import type { Appointment } from "../../domain/appointment.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { canBeGivenUp, mayBeTold, remindsByItself } from "../../domain/outbox/predicates.ts";
import { givingUp } from "../../domain/thread/reminder-decision.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { messagesOfAppointment } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { oneAtATime, untilDecided } from "./new-message.ts";
import { planReminders } from "./reminders.ts";

/** An appointment, and the calendar in which it stands. */
export interface Standing {
  calendarId: string;
  appointment: Appointment;
}

/**
 * An appointment that went to another calendar, or has another id by now, takes its reminders along: what is done with
 * it there would not take back those of before. One for which there would be none there stays, for its time is right.
 */
export const takeRemindersAlong = (before: Standing, now: Standing): Promise<unknown> =>
  oneAtATime(() =>
    untilDecided(async () => {
      const left = (await remindersOf(before)).filter(canBeGivenUp);
      if (left.length === 0) return [];
      const at = Date.now();
      const planned = await planReminders(
        { ...now, isNews: false, hadSome: true },
        { settings: await loadSettings(), now: at },
      );
      const messages = planned.messages.filter((one) => left.some((row) => isSameSlot(row, one)));
      const there = [
        ...messages,
        ...(await remindersOf(now)).filter((row) => canBeGivenUp(row) || mayBeTold(row)),
      ];
      const happenings = left
        .filter((row) => there.some((one) => isSameSlot(row, one)))
        .map((row) => givingUp(row, { code: "superseded" }));
      return changeRows(happenings, messages, at);
    }),
  );

async function remindersOf({
  calendarId,
  appointment: { id, start, patient },
}: Standing): Promise<Message[]> {
  return toPatient(await messagesOfAppointment(calendarId, id), patient).filter(
    (row) => remindsByItself(row) && row.appointment.start === start,
  );
}

const isSameSlot = (one: Message, other: Message): boolean => one.schedule?.slot === other.schedule?.slot;
