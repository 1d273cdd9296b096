import type { PageReads } from "../../plugin-api/index.ts";
import type { CalendarApi, EventSource } from "./calendar-api.ts";
import { marker } from "./seen-event.ts";

const dayMs = 86_400_000;

/**
 * The id of the request by which the calendar read all its events from its server, or 0. An app may also supply events
 * that it already has. So each source must have requested the days shown while the calendar was loading.
 *
 * @param begun the count of the page's reads when the calendar began to load
 */
export function requestOfRead(api: CalendarApi, pageReads: PageReads, begun: number): number {
  const { eventSources, dateProfile } = api.getCurrentData();
  const sources = Object.values(eventSources);
  const own = ({ meta }: EventSource) => !meta?.url && !(sources.length === 1 && typeof meta === "function");
  if (sources.some(own)) return 0;
  const day = dateProfile.activeRange.start.getTime();
  // The request names the first day, the day before it (in UTC), or its first second.
  const starts = [day, day - dayMs].map((wall) => marker(wall).slice(0, 10).replaceAll("-", ""));
  starts.push(String(api.view.activeStart.getTime() / 1000));
  const asked = pageReads.since(begun).filter(({ url }) => {
    const text = url.replaceAll("-", "");
    return starts.some((start) => text.includes(start));
  });
  const [first] = asked;
  const all = asked.length >= sources.length && asked.every(({ status }) => status >= 200 && status < 300);
  return first && all ? first.id : 0;
}
