import type { Happening } from "../../domain/outbox/event.ts";
import { allows } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { messageById, messagesByIds, messagesOfAppointment } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessage, updateMessages } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { untilDecided } from "./new-message.ts";
import { planReminders } from "./reminders.ts";

/** Whether it took back what waited, which is to be thought of again when it is stopped. */
export const givesBack = ({ kind, origin }: Message): boolean => kind === "cancellation" && origin === "bulk";

const reason = { code: "stoppedByUser" } as const;

/**
 * "Neodesílat" of a text that waits, or that GoSMS has just sent back. Call it where nothing else is decided meanwhile.
 * @returns its row afterwards; `null` where it waits no more
 */
export async function giveUpWaiting(message: Message): Promise<Message | null> {
  const { id, bundle, state } = message;
  const event = { type: allows(state, "skip") ? "skip" : "drop", reason } as const;
  if (!givesBack(message)) return updateMessage(id, event, Date.now());
  const given = await untilDecided(async () => {
    const about = await messagesByIds(bundle.length > 0 ? bundle : [id]);
    const row = about.find((one) => one.id === id);
    if (!row || !allows(row.state, event.type)) return "tooLate";
    const skips = about.map((one): Happening => ({ id: one.id, event }));
    // It took back what waited. In one step, for a worker that died in between would leave the patient without.
    const back = await givenBackBy(about, skips);
    const planned = back.flatMap(({ messages }) => messages);
    return changeRows([{ id, event }, ...back.flatMap(({ happenings }) => happenings)], planned, Date.now());
  });
  return given === "tooLate" ? null : messageById(id);
}

/**
 * The same of many texts that wait.
 * @returns their rows afterwards
 */
export async function giveUpAll(messages: readonly Message[]): Promise<Message[]> {
  const plain = messages.filter((row) => !givesBack(row)).map(({ id }) => id);
  const rows = await updateMessages(plain, { type: "skip", reason }, Date.now());
  for (const message of messages.filter(givesBack)) {
    const row = await giveUpWaiting(message);
    if (row) rows.push(row);
  }
  return rows;
}

/** Reminders come again by themselves; whether a text that was to leave now still is to, a person decides. */
async function givenBackBy(about: readonly Message[], changed: readonly Happening[]) {
  const circumstances = { settings: await loadSettings(), now: Date.now() };
  return Promise.all(
    about.map(async ({ calendarId, appointment, createdAt }) => {
      const planned = await planReminders({ calendarId, appointment, isNews: false, changed }, circumstances);
      const rows = await messagesOfAppointment(calendarId, appointment.id);
      const happenings = [
        ...planned.happenings,
        ...keepOnItsWay(rows, appointment.start),
        ...strand(rows, createdAt),
      ];
      return { ...planned, happenings };
    }),
  );
}

/** @param since when the cancellation was made, in milliseconds since the epoch */
const strand = (rows: readonly Message[], since: number): Happening[] =>
  rows
    .filter(
      ({ state, reason: why, schedule, updatedAt }) =>
        state === "skipped" && why?.code === "toldCancelled" && schedule === null && updatedAt >= since,
    )
    .map(({ id }) => ({ id, event: { type: "stranded", reason: { code: "cancellationStopped" } } }));

/** A reminder that was just being handed over when the cancellation came is so again. */
const keepOnItsWay = (rows: readonly Message[], start: string): Happening[] =>
  rows
    .filter(
      ({ state, origin, changed, appointment }) =>
        state === "sending" && origin === "plan" && changed?.start === null && appointment.start === start,
    )
    .map(({ id }) => ({ id, event: { type: "outdate", start } }));
