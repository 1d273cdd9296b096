import type { PageReads } from "../../plugin-api/index.ts";
import { namesOfDay, namesOneOf } from "../event-store/day-names.ts";
import type { CalendarApi, EventSource } from "./calendar-api.ts";

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
  const names = namesOfDay(dateProfile.activeRange.start.getTime(), api.view.activeStart.getTime());
  const asked = pageReads.since(begun).filter(({ url }) => namesOneOf(url, names));
  const [first] = asked;
  const all = asked.length >= sources.length && asked.every(({ status }) => status >= 200 && status < 300);
  return first && all ? first.id : 0;
}
