import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import type { Appointment } from "../plugin-api/index.ts";
import type { DayListing } from "../rpc/contract/index.ts";

type Clocks = Pick<Extract<DayListing, { ok: true }>, "clocks">;

/** More than a practice has. */
const most = 20;

/** By which clocks calendars show appointments, each with the first that is shown so. @param lists one for each */
export function clocksOf(
  adapters: readonly CalendarAdapter[],
  lists: readonly (readonly Appointment[])[],
): Clocks {
  const first = new Map<string, string>();
  for (const [index, adapter] of adapters.entries())
    for (const { id } of lists[index] ?? []) {
      const zone = adapter.zoneOf?.(id);
      if (zone && !first.has(zone) && first.size < most) first.set(zone, id);
    }
  if (first.size === 0) return {};
  return { clocks: [...first].map(([zone, appointmentId]) => ({ zone, appointmentId })) };
}
