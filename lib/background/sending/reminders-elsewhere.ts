import type { Appointment } from "../../domain/appointment.ts";
import { canBeGivenUp, remindsByItself } from "../../domain/outbox/predicates.ts";
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
 * it there would not take back those of before.
 */
export const takeRemindersAlong = (before: Standing, now: Standing): Promise<unknown> =>
  oneAtATime(() =>
    untilDecided(async () => {
      const { id, start, patient } = before.appointment;
      const rows = toPatient(await messagesOfAppointment(before.calendarId, id), patient).filter(
        (row) => remindsByItself(row) && canBeGivenUp(row) && row.appointment.start === start,
      );
      if (rows.length === 0) return [];
      const at = Date.now();
      const happenings = rows.map((row) => givingUp(row, { code: "superseded" }));
      const planned = await planReminders(
        { ...now, isNews: false, hadSome: true },
        { settings: await loadSettings(), now: at },
      );
      return changeRows([...happenings, ...planned.happenings], planned.messages, at);
    }),
  );
