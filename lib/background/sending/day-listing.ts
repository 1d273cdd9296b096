import { browser } from "wxt/browser";
import { DayListing } from "../../rpc/contract/index.ts";

/** Where a calendar is open. */
export interface CalendarFrame {
  tabId: number;
  frameId: number;
}

/** A day as the calendar in a tab shows it; `null` where the tab was closed, or shows another page by now. */
export async function listDay({ tabId, frameId }: CalendarFrame, day: string): Promise<DayListing | null> {
  try {
    const answer: unknown = await browser.tabs.sendMessage(tabId, { pipni: "listDay", day }, { frameId });
    const listing = DayListing.safeParse(answer);
    return listing.success ? listing.data : { ok: false, missing: "" };
  } catch {
    return null;
  }
}
