import type { Appointment } from "../domain/appointment.ts";
import type { InView, ShownDays } from "../plugin-api/index.ts";
import type { Snapshot } from "./changes.ts";
import { appointmentOf, type Entry, occurrenceId } from "./entry.ts";

/** A month has six weeks at most. */
const mostDays = 42;

/**
 * Whole days of a look; `null` where nobody says which days are shown. Of what has moved unseen a part of a day tells
 * as well.
 */
export function shownIn(
  snapshot: Snapshot | null,
  questions: string[] | null,
  unprovenMoves: boolean,
): ShownDays | null {
  const { days = [], entries = new Map<string, Entry>() } = snapshot ?? {};
  if (snapshot === null || (days.length === 0 && !unprovenMoves)) return null;
  const own = unprovenMoves ? [...entries.values()].map(({ date }) => date) : [];
  const told = [...new Set([...days, ...own])].sort().slice(0, mostDays);
  const shown = new Map(told.map((day) => [day, [] as Appointment[]]));
  for (const entry of entries.values())
    if (!entry.cancelled && !entry.synthetic) shown.get(entry.date)?.push(appointmentOf(entry));
  return { days: shown, questions, ...(unprovenMoves && { unprovenMoves }) };
}

/** Those that are not cancelled. */
export const standingIn = (entries: Snapshot["entries"]): Entry[] =>
  [...entries.values()].filter(({ cancelled }) => !cancelled);

/** What is shown of them: whoever keeps it has to hear of a move as well. */
export const contentOf = (days: readonly string[], standing: readonly Entry[]): string =>
  [...days, ...standing.map(({ id, start, struckOut }) => `${id} ${start} ${struckOut}`)].join("\n");

/** What the page shows on a day; `undefined` if it does not show that day. */
export function entriesOn(date: string, snapshot: Snapshot | null): Snapshot["entries"] | undefined {
  const { days = [], entries } = snapshot ?? {};
  if (days.length > 0) return days.includes(date) ? entries : undefined;
  // If the page does not say which days it shows, only a day with an appointment is certain.
  return entries?.values().some((entry) => entry.date === date) ? entries : undefined;
}

/** All that is shown, the cancelled as well. */
export const viewOf = (snapshot: Snapshot | null): InView[] =>
  [...(snapshot?.entries.values() ?? [])].map((entry) => ({
    appointment: appointmentOf(entry),
    cancelled: entry.cancelled,
    hasOwnId: !entry.synthetic,
    name: occurrenceId(entry),
  }));
