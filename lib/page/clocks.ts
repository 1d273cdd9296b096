import type { CalendarAdapter } from "../plugin-api/calendar.ts";

/** By which clock an appointment is shown; `null` where it is the browser's. */
export const clockOf = (adapters: readonly CalendarAdapter[], id: string): string | null =>
  adapters.map((one) => one.zoneOf?.(id)).find(Boolean) ?? null;
