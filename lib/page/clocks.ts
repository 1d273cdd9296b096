import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import type { Appointment } from "../plugin-api/index.ts";
import type { DayListing } from "../rpc/contract/index.ts";

type Clocks = Pick<Extract<DayListing, { ok: true }>, "clocks">;

/** By which clock an appointment is shown; `null` where it is the browser's. */
export const clockOf = (adapters: readonly CalendarAdapter[], id: string): string | null =>
  adapters.map((one) => one.zoneOf?.(id)).find(Boolean) ?? null;

/** By which clocks a calendar shows appointments, each with one that is shown so. */
export function clocksOf(adapters: readonly CalendarAdapter[], listed: readonly Appointment[]): Clocks {
  const found = new Map<string, string>();
  for (const { id } of listed) {
    const zone = clockOf(adapters, id);
    // More than twenty no practice has.
    if (zone && found.size < 20) found.set(zone, found.get(zone) ?? id);
  }
  return found.size > 0
    ? { clocks: [...found].map(([zone, appointmentId]) => ({ zone, appointmentId })) }
    : {};
}
