import { browser } from "wxt/browser";
import { DayListing } from "../../rpc/contract/index.ts";
import { listFeedDay } from "../feeds/list-day.ts";

/** Where a calendar is open in a page. */
export interface CalendarFrame {
  tabId: number;
  frameId: number;
}

/** Where a day of a calendar can be read: a page, or its official address. */
export type CalendarPlace = CalendarFrame | { feedId: string };

/** A day as the calendar tells it; `null` where its tab was closed, or shows another page by now. */
export async function listDay(place: CalendarPlace, day: string): Promise<DayListing | null> {
  if ("feedId" in place) return listFeedDay(place.feedId, day);
  const { tabId, frameId } = place;
  try {
    const answer: unknown = await browser.tabs.sendMessage(tabId, { pipni: "listDay", day }, { frameId });
    const listing = DayListing.safeParse(answer);
    return listing.success ? listing.data : { ok: false, missing: "" };
  } catch {
    return null;
  }
}
