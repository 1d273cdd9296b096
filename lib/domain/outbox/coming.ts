import { tellsNews } from "../text/message-kind.ts";
import { answerAt, threadOf } from "../thread/thread.ts";
import { unreached } from "./call-list.ts";
import type { Message } from "./message.ts";

/** Who comes on a day and what they know, as far as the outbox tells: a calendar may show more. */

export interface Coming {
  people: number;
  /** Those who had a reminder of this time. */
  reminded: number;
  confirmed: number;
  /** Those whom no text reached, or who do not come. */
  call: number;
}

/**
 * @param appointments all texts about each of some appointments
 * @param day its first moment and the one after its last, in milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function comingOn(
  appointments: readonly (readonly Message[])[],
  day: { from: number; to: number },
  now: number,
): Coming {
  const counts: Coming = { people: 0, reminded: 0, confirmed: 0, call: 0 };
  for (const rows of appointments) {
    const start = startOf(rows);
    if (start === null) continue;
    const at = Date.parse(start);
    if (at < day.from || at >= day.to) continue;
    const threads = [...Map.groupBy(rows, ({ subject }) => subject).values()].map((one) =>
      threadOf(one, now),
    );
    const answers = threads.flatMap((thread) => answerAt(thread, start)?.verdict ?? []);
    counts.people++;
    if (threads.some(({ heard }) => heard.some((row) => isReminderOf(row, start)))) counts.reminded++;
    if (answers.includes("confirms")) counts.confirmed++;
    if (answers.includes("declines") || unreached(rows) !== null) counts.call++;
  }
  return counts;
}

/** Where the calendar has the appointment, by the newest text about it; `null` where it has none any more. */
function startOf(rows: readonly Message[]): string | null {
  const [newest] = rows.filter(tellsNews).toSorted((a, b) => b.createdAt - a.createdAt);
  if (!newest) return null;
  if (newest.changed) return newest.changed.start;
  return newest.kind === "cancellation" ? null : newest.appointment.start;
}

const isReminderOf = ({ kind, state, delivery, appointment }: Message, start: string): boolean =>
  kind === "reminder" && state === "sent" && delivery !== "undelivered" && appointment.start === start;
