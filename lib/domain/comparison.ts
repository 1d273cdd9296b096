import type { Appointment } from "./appointment.ts";
import { foldedKey } from "./fold.ts";
import type { Message } from "./outbox/message.ts";
import { dayOf } from "./text/when.ts";

/** What the calendar, looked at anew, says of reminders that have not left yet. */
export interface Comparison {
  /** It shows these as they are. */
  same: Message[];
  /** It has these appointments otherwise: at another time, with another number or doctor, or struck out. */
  different: { message: Message; appointment: Appointment }[];
  /** It was read on the appointment's day and does not show it. Perhaps it shows another person's calendar. */
  missing: Message[];
}

/**
 * @param messages reminders of one calendar that have not left
 * @param isOtherwise whether what the message says would be wrong though time and number are the same
 * @param listings what the calendar shows, by day of the practice; a day that could not be read is left out
 */
export function compare(
  messages: readonly Message[],
  listings: ReadonlyMap<string, readonly Appointment[]>,
  timeZone: string,
  isOtherwise: (message: Message, now: Appointment) => boolean = () => false,
): Comparison {
  const shown = Map.groupBy([...listings.values()].flat(), ({ id }) => id);
  const found: Comparison = { same: [], different: [], missing: [] };
  for (const message of messages) {
    const { appointment } = message;
    // Occurrences of a series may share an id.
    const all = shown.get(appointment.id) ?? [];
    const now = all.find(({ start }) => start === appointment.start) ?? all.at(-1);
    if (now) {
      const isTold = !now.allDay && !now.struckOut;
      const isSame = now.start === appointment.start && phoneOf(now) === phoneOf(appointment) && isTold;
      if (isSame && !isOtherwise(message, now)) found.same.push(message);
      else found.different.push({ message, appointment: now });
    } else if (listings.has(dayOf(appointment.start, timeZone).toString())) found.missing.push(message);
  }
  return found;
}

const phoneOf = ({ patient }: Appointment): string | null => patient?.phone ?? null;

/** Without the doctors of what stands there more than once with several: whose it is, nobody can tell. */
export function withOneDoctor(
  listings: ReadonlyMap<string, readonly Appointment[]>,
): Map<string, readonly Appointment[]> {
  const all = Map.groupBy([...listings.values()].flat(), ({ id }) => id);
  const told = (one: Appointment): string => foldedKey(one.doctor ?? "");
  const isDoubtful = (one: Appointment): boolean =>
    all.get(one.id)?.some((other) => told(other) !== told(one)) ?? false;
  const undoubted = (one: Appointment): Appointment => {
    if (!isDoubtful(one)) return one;
    const { doctor: _, ...rest } = one;
    return rest;
  };
  return new Map([...listings].map(([day, shown]) => [day, shown.map(undoubted)]));
}
