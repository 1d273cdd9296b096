import type { Appointment } from "../../domain/appointment.ts";
import type { Happening } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { capCodes } from "../../domain/outbox/predicates.ts";
import { countHeld, countSince, latestSince, messageByKey } from "../../storage/outbox-queries.ts";
import { burstMs } from "./caps.ts";
import { skippedMessage } from "./new-message.ts";

/**
 * A page gone wrong, or worse, may report changes without end. Nobody decides on thousands one by one, and the log must
 * not grow with them: from some number on they are counted in one row, and written to from the bulk window.
 */

/** More than these that wait for a person over a cap. */
const mostHeld = 1500;
/** More than these from one calendar within the time of a burst. */
const mostRows = 3000;

/** Whether a change of the calendar gets no row of its own any more. */
export async function isFlooded(calendarId: string, now: number): Promise<boolean> {
  if ((await countHeld(capCodes)) >= mostHeld) return true;
  const from = now - burstMs;
  if ((await countSince(from)) < mostRows) return false;
  const isOfCalendar = (row: Message) => row.calendarId === calendarId && row.origin === "auto";
  return (await latestSince(from, isOfCalendar, mostRows)).length >= mostRows;
}

/** What counts one more. */
export async function countFlood(
  calendarId: string,
  appointment: Appointment,
  now: number,
): Promise<{ messages: Message[]; happenings: Happening[] }> {
  const key = `flood ${calendarId}`;
  const known = await messageByKey(key);
  if (known) {
    const detail = String(Number(known.reason?.detail ?? 0) + 1);
    const event = { type: "counted", reason: { code: "flood", detail } } as const;
    return { messages: [], happenings: [{ id: known.id, event }] };
  }
  const about = {
    calendarId,
    appointment,
    kind: "confirmation",
    previousStart: null,
    origin: "auto",
  } as const;
  const row = await skippedMessage(about, { code: "flood", detail: "1" }, now);
  return { messages: [{ ...row, key }], happenings: [] };
}
