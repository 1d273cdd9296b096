import type { Appointment } from "../domain/appointment.ts";
import type { InView, ShownDays } from "../plugin-api/index.ts";
import type { Snapshot } from "./changes.ts";
import { appointmentOf } from "./entry.ts";

/** A month has six weeks at most. */
const mostDays = 42;

/** Whole days of a look; `null` where nobody says which days are shown. */
export function shownIn({ days, entries }: Snapshot, questions: string[] | null): ShownDays | null {
  if (days.length === 0) return null;
  const shown = new Map(days.slice(0, mostDays).map((day) => [day, [] as Appointment[]]));
  for (const entry of entries.values())
    if (!entry.cancelled && !entry.synthetic) shown.get(entry.date)?.push(appointmentOf(entry));
  return { days: shown, questions };
}

/** All that is shown, the cancelled as well. */
export const viewOf = (snapshot: Snapshot | null): InView[] =>
  [...(snapshot?.entries.values() ?? [])].map((entry) => ({
    appointment: appointmentOf(entry),
    cancelled: entry.cancelled,
    hasOwnId: !entry.synthetic,
  }));
