import { askServer } from "../declarative/ask-server.ts";
import { dayRequest } from "../declarative/day-address.ts";
import type { Entry } from "../declarative/entry.ts";
import { readRequest } from "../declarative/request-reading.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";

/**
 * The calendar with the address for other days only if it gives for a known day what is known of that day: the page may
 * ask with more than its address.
 */
export async function withProvenDays(
  calendar: DeclaredCalendar,
  known: readonly Entry[],
  signal: AbortSignal,
): Promise<DeclaredCalendar> {
  const { fetch: template, ...rest } = calendar.day ?? {};
  if (template === undefined || calendar.events.source !== "network") return calendar;
  const { day: _, ...without } = calendar;
  const unproven = Object.keys(rest).length > 0 ? { ...without, day: rest } : without;
  const date = known[0]?.date;
  if (date === undefined) return unproven;
  try {
    const request = dayRequest(calendar, date);
    if (!request) return unproven;
    const write = await askServer(new URL(request.url, document.baseURI).href, signal, request);
    const list = readRequest(calendar, { write, only: "list", reference: date })?.list;
    const ids = new Set(list?.ok ? list.entries.map(({ id }) => id) : []);
    const isProven = known.filter((entry) => entry.date === date).every(({ id }) => ids.has(id));
    return isProven && (!list?.ok || list.days?.includes(date) !== false) ? calendar : unproven;
  } catch {
    return unproven;
  }
}
