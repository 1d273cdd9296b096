import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { leavesOn, textsOf, threadOf } from "../../domain/thread/thread.ts";
import { latestSince, messagesOfSubject, messagesTo } from "../../storage/outbox-queries.ts";
import { knowsNumber } from "../../storage/patients.ts";

/**
 * How much may leave by itself. A page gone wrong, or worse, must not reach many patients, nor one of them often; what
 * is above waits for a person.
 */

/** More than this within `burstMs` from one calendar. */
const burstCount = 30;
/** A day's reminders come together when a calendar is seen for the first time. */
const reminderBurstCount = 150;
export const burstMs = 10 * 60_000;
/** To one number on one day of the practice. */
const dailyCap = 8;

/**
 * Why a text that would leave by itself waits for a person; `null` where nothing is against it.
 *
 * @param beside what is to be written down together with it
 * @param givenUp ids of what gives way to it
 */
export async function overCap(
  message: Message,
  settings: Settings,
  now: number,
  beside: readonly Message[] = [],
  givenUp: ReadonlySet<string> = new Set(),
): Promise<Reason | null> {
  const toNumber = [
    ...(await messagesTo(message.phone)),
    ...beside.filter(({ phone }) => phone === message.phone),
  ];
  if (isDayFull(message, toNumber, settings)) return { code: "dailyCap" };
  const about = [
    ...(await messagesOfSubject(message.subject)).filter(({ id }) => !givenUp.has(id)),
    ...beside.filter(({ subject }) => subject === message.subject),
  ];
  // Whoever comes in vain has heard too little.
  const isCapped = message.kind !== "cancellation";
  if (isCapped && textsOf(threadOf(about, now)) >= settings.sending.mostPerAppointment)
    return { code: "appointmentCap" };
  const isAlike = (row: Message) =>
    counts(row) &&
    row.calendarId === message.calendarId &&
    (row.origin === "plan") === (message.origin === "plan") &&
    (row.origin === "plan" || row.origin === "auto");
  const limit = message.origin === "plan" ? reminderBurstCount : burstCount;
  const room = limit - beside.filter(isAlike).length;
  if (room <= 0 || (await latestSince(now - burstMs, isAlike, room)).length >= room) return { code: "burst" };
  const isNew = settings.sending.holdNewNumbers && toNumber.every((row) => !wasTexted(row));
  return isNew && !(await knowsNumber(message.phone)) ? { code: "newNumber" } : null;
}

/** Whether the number has enough of texts for the day on which one more would leave. */
export function isDayFull(message: Message, toNumber: readonly Message[], settings: Settings): boolean {
  const timeZone = timeZoneOf(settings);
  const day = leavesOn(message, timeZone);
  const counted = toNumber.filter((row) => row.id !== message.id && counts(row));
  return counted.filter((row) => leavesOn(row, timeZone) === day).length >= dailyCap;
}

const counts = ({ state }: Message): boolean => state !== "skipped" && state !== "rejected";

const wasTexted = ({ state }: Message): boolean => state === "sent";
