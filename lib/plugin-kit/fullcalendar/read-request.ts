import type { PageReads } from "../../plugin-api/index.ts";
import type { CalendarApi, EventSource } from "./calendar-api.ts";
import { marker } from "./seen-event.ts";

const dayMs = 86_400_000;

/**
 * The id of the request by which the calendar has read from its server all that its sources give, or 0. An app may
 * hand over what it holds itself, so each source must have asked, while the calendar was loading, for the days that
 * are shown.
 *
 * @param begun where the page's own reads stood when the calendar began to load
 */
export function requestOfRead(api: CalendarApi, pageReads: PageReads, begun: number): number {
  const { eventSources, dateProfile } = api.getCurrentData();
  const sources = Object.values(eventSources);
  const own = ({ meta }: EventSource) => !meta?.url && !(sources.length === 1 && typeof meta === "function");
  if (sources.some(own)) return 0;
  const day = dateProfile.activeRange.start.getTime();
  // The first day; in UTC it may begin on the one before it; or its first second.
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
