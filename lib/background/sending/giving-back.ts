import type { Happening } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { decideGivingBack } from "../../domain/thread/giving-back-decision.ts";
import { messagesOfAppointment, messagesOfSubject, owingMessages } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { singleFlight } from "../single-flight.ts";
import { oneAtATime, untilDecided } from "./new-message.ts";
import { planReminders } from "./reminders.ts";

/**
 * What gave way to a cancellation that nobody heard comes back. The row says on disk that it owes that, whichever door
 * ended it, so that a worker which dies in between leaves it to the next one.
 */

/** Rows of a flood are looked at together, so that whoever waits meanwhile gets a turn. */
const step = 50;

export const giveBack = singleFlight(giveBackOwed, { trailing: true });

async function giveBackOwed(): Promise<void> {
  while ((await oneAtATime(() => untilDecided(giveBackSome))).length > 0);
}

async function giveBackSome(): Promise<Message[] | null> {
  const now = Date.now();
  const owing = await owingMessages(step);
  const { happenings, messages } = await restoredBy(owing, [], now);
  return (await changeRows(happenings, messages, now)) && owing;
}

/**
 * What comes back with the end of these cancellations.
 * @param changed what happens to them in the same step
 */
export async function restoredBy(
  cancellations: readonly Message[],
  changed: readonly Happening[],
  now: number,
): Promise<{ happenings: Happening[]; messages: Message[] }> {
  const settings = await loadSettings();
  const happenings: Happening[] = [];
  const messages: Message[] = [];
  for (const cancellation of cancellations) {
    const { id, calendarId } = cancellation;
    const decided = decideGivingBack(cancellation, await rowsAbout(cancellation), now);
    happenings.push({ id, event: { type: "gaveBack" } }, ...decided.happenings);
    if (!decided.reminds) continue;
    const planned = await planReminders(
      {
        calendarId,
        appointment: decided.reminds,
        isNews: false,
        changed: [...changed, ...decided.happenings],
        // What is left of it may be about the number before, while reminders are off.
        hadSome: true,
      },
      { settings, now },
    );
    happenings.push(...planned.happenings);
    messages.push(...planned.messages);
  }
  return { happenings, messages };
}

/** Also what is left of rows that were lost. */
async function rowsAbout({ calendarId, appointment, subject }: Message): Promise<Message[]> {
  const [about, left] = await Promise.all([
    messagesOfAppointment(calendarId, appointment.id),
    messagesOfSubject(subject),
  ]);
  return [...about, ...left.filter((row) => row.calendarId === "")];
}
