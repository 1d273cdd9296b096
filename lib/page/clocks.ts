import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import type { Appointment } from "../plugin-api/index.ts";
import type { DayListing } from "../rpc/contract/index.ts";

type Clocks = Pick<Extract<DayListing, { ok: true }>, "clocks">;

/** By which clock an appointment is shown; `null` where it is the browser's. */
export const clockOf = (adapters: readonly CalendarAdapter[], id: string): string | null =>
  adapters.map((one) => one.zoneOf?.(id)).find(Boolean) ?? null;

/** By which clocks a calendar shows appointments, each with the first that is shown so. */
export function clocksOf(adapters: readonly CalendarAdapter[], listed: readonly Appointment[]): Clocks {
  const found = new Map(listed.toReversed().map(({ id }) => [clockOf(adapters, id), id]));
  // More than twenty no practice has.
  const clocks = [...found].flatMap(([zone, appointmentId]) => (zone ? { zone, appointmentId } : []));
  return clocks.length > 0 ? { clocks: clocks.slice(0, 20) } : {};
}
