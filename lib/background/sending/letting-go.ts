import type { Happening } from "../../domain/outbox/event.ts";
import { allows } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isProposal, isUnproven } from "../../domain/outbox/predicates.ts";
import { takenBackBy } from "../../domain/thread/bulk-decision.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { newestOf, threadOf } from "../../domain/thread/thread.ts";
import { messageById, messagesOfAppointment, messagesOfSubject } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessages } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { gateOf } from "../../storage/site-readings.ts";
import { oneAtATime, untilDecided } from "./new-message.ts";
import { nothingPlanned, type Planned, planReminders } from "./reminders.ts";

/** Held texts go on, on a person's word. What they tell of is so from then on, with all that follows from it. */
export async function letGo(messages: readonly Message[]): Promise<void> {
  const plain = messages.filter((row) => !takesBack(row) && !reminds(row)).map(({ id }) => id);
  await updateMessages(plain, { type: "release" }, Date.now());
  for (const { id } of messages.filter(takesBack)) await decide(id, cancel);
  for (const { id } of messages.filter(reminds)) await decide(id, remind);
}

/** What nobody could prove has taken nothing back yet; now somebody says that it is so. */
const takesBack = (row: Message): boolean => row.kind === "cancellation" && isProposal(row);

/** Nothing that nobody could prove has reminders yet, or it has those of where the appointment was before. */
export const reminds = (row: Message): boolean =>
  row.origin === "auto" && row.kind !== "cancellation" && isUnproven(row);

type Following = (row: Message, now: number) => Promise<Pick<Planned, "happenings" | "messages">>;

const decide = (id: string, following: Following): Promise<unknown> =>
  oneAtATime(() =>
    untilDecided(async () => {
      const row = await messageById(id);
      if (!row || !allows(row.state, "release")) return "too late";
      const now = Date.now();
      const { happenings, messages } = await following(row, now);
      const release: Happening = { id, event: { type: "release" } };
      return changeRows([release, ...happenings], messages, now);
    }),
  );

const cancel: Following = async ({ id, subject }, now) => {
  const about = (await messagesOfSubject(subject)).filter((one) => one.id !== id);
  return { happenings: takenBackBy(threadOf(about, now)), messages: [] };
};

const remind: Following = (row, now) => remindersBeside(row, false, now);

/**
 * The reminders of an appointment that nobody could prove, now that a person has a text about it sent.
 * @param row which tells of it
 * @param isAnew whether another row is to tell it in the place of this one
 */
export async function remindersBeside(
  { calendarId, appointment }: Message,
  isAnew: boolean,
  now: number,
): Promise<Planned> {
  // Then the text waits on, and is let go with its calendar.
  if (await gateOf(calendarId)) return nothingPlanned;
  const about = toPatient(await messagesOfAppointment(calendarId, appointment.id), appointment.patient);
  // A name may have been corrected since.
  const asItIs = newestOf(about.filter((row) => row.appointment.start === appointment.start));
  return planReminders(
    {
      calendarId,
      appointment: asItIs?.appointment ?? appointment,
      isNews: isAnew,
      isReported: false,
    },
    { settings: await loadSettings(), now },
  );
}
