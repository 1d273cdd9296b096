import { readAddress } from "./address.ts";
import { ownMark } from "./server.ts";

/** Days of the calendar, first and last. */
export interface Days {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

function day(text: string | null): Temporal.PlainDate | null {
  if (text === null || !/^\d{8}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}

/** How far the list beside the calendar goes. What lies farther is not looked at. */
const listed: Record<string, number> = {
  view_today: 1,
  view_next7: 7,
  view_next14: 14,
  view_next31: 31,
  view_thismonth: 31,
};
const farthest = 92;

/** What a request of the page asked for; `shown` when that is what the calendar itself shows. */
export function daysAsked(request: string, folder: string): (Days & { shown: boolean }) | null {
  if (!/\/events(blocks|list)\?/.test(request) || request.includes(ownMark)) return null;
  const address = readAddress(request);
  if (address?.folder !== folder) return null;
  const { parts, query } = address;
  if (parts.join("/") === "eventsblocks") {
    const [from, to] = [day(query.get("sd")), day(query.get("ed"))];
    return from && to && Temporal.PlainDate.compare(from, to) <= 0 ? { from, to, shown: true } : null;
  }
  const today = day(query.get("day"));
  if (parts.join("/") !== "eventslist" || !today) return null;
  const filter = query.get("filterpopup") ?? "";
  // "This month" begins before today.
  const from = filter === "view_thismonth" ? today.with({ day: 1 }) : today;
  return { from, to: from.add({ days: listed[filter] ?? farthest }), shown: false };
}

/**
 * Calls back after each time the page has read its calendar, and for what it has read before. A page's own
 * requests are in the browser's books, so nothing of the page has to be touched.
 */
export function onPageRead(
  folder: string,
  callback: (days: Days & { shown: boolean }) => void,
  signal: AbortSignal,
) {
  const observer = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      const days = daysAsked(name, folder);
      if (days) callback(days);
    }
  });
  observer.observe({ type: "resource", buffered: true });
  signal.addEventListener("abort", () => observer.disconnect());
}
