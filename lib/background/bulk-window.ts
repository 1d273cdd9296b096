import { browser } from "wxt/browser";
import { loadReading } from "../storage/site-readings.ts";

const size = { width: 860, height: 780 };

/** The calendar in a tab, or one without a page. */
export type WindowPlace = { tabId: number } | { feedId: string };

/** Opens the window for a calendar, or shows the one that is open already, which reads the day anew. */
export const openBulkWindow = (place: WindowPlace, day: string | null): Promise<void> =>
  openWindow("/bulk.html", place, day);

/** The one in which a person confirms what is read. @param isForBulk whether the bulk window is to follow */
export const openReadingWindow = (
  place: WindowPlace,
  isForBulk: boolean,
  day: string | null = null,
): Promise<void> => openWindow("/reading.html", place, day, isForBulk ? { next: "bulk" } : {});

/** The bulk window of a calendar without a page, or first the one in which what is read is confirmed. */
export async function openFeedBulk(feedId: string, day: string | null): Promise<void> {
  const { standing } = await loadReading(feedId);
  if (standing === "confirmed") await openBulkWindow({ feedId }, day);
  else await openReadingWindow({ feedId }, true, day);
}

async function openWindow(
  path: "/bulk.html" | "/reading.html",
  place: WindowPlace,
  day: string | null,
  more: Record<string, string> = {},
): Promise<void> {
  const page = browser.runtime.getURL(path);
  const [name, value] = "feedId" in place ? ["feed", place.feedId] : ["tab", String(place.tabId)];
  const query = new URLSearchParams({ [name]: value, ...(day ? { day } : {}), ...more });
  const url = `${page}?${query}`;
  const open = (await browser.tabs.query({ url: `${page}*` })).find(
    (tab) => tab.url && new URL(tab.url).searchParams.get(name) === value,
  );
  if (open?.id === undefined) {
    await browser.windows.create({ type: "popup", url, ...size });
    return;
  }
  // Of the same day it is only told, by a hash, which loads nothing anew: whom a person has left out there and what they
  // have written would be gone, and everybody chosen again.
  const isSame = path === "/bulk.html" && open.url?.split("#")[0] === url;
  await browser.tabs.update(open.id, { url: isSame ? `${url}#${Date.now()}` : url, active: true });
  await browser.windows.update(open.windowId, { focused: true });
}
