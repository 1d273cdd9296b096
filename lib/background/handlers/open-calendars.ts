import { feedsItem } from "../../storage/feeds.ts";
import { readingTabs } from "../../storage/tabs.ts";
import type { OpenCalendar } from "../sending/bulk.ts";
import { siteById } from "../sites/sites.ts";

/** Where calendars can be read just now. */
export async function openCalendars(): Promise<OpenCalendar[]> {
  const places: OpenCalendar[] = [];
  for (const [siteId, frames] of await readingTabs()) {
    const site = await siteById(siteId);
    if (site?.enabled) places.push(...frames.map((frame) => ({ ...frame, site })));
  }
  for (const feed of (await feedsItem.load()).filter(({ enabled }) => enabled))
    places.push({ feedId: feed.id, site: feed });
  return places;
}
