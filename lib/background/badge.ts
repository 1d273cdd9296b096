import { browser } from "wxt/browser";
import { isAnyFeedAlarming } from "../storage/feeds.ts";
import { countAttention } from "../storage/set-aside.ts";

/** In a long queue each text changes something several times; nobody reads faster than this. */
const coalesceMs = 200;
let isDue = false;

/** Shows the badge anew soon, once for any number of calls. */
export function refreshBadge(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    showBadge().catch(console.error);
  }, coalesceMs);
}

/** The number of texts that a person should look at, on the toolbar. */
export async function showBadge(): Promise<void> {
  const count = await countAttention(100);
  // A calendar without a page has no tab to mark.
  const isUnread = count === 0 && (await isAnyFeedAlarming(Date.now()));
  const text = isUnread ? "!" : count === 0 ? "" : count > 99 ? "99+" : String(count);
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: "#b3261e" });
}

/** A calendar that cannot be read marks its own tab, whatever else there is. */
export async function showTabBadge(tabId: number, unreadable: boolean): Promise<void> {
  // A tab's own text hides the common one; `null` brings that back.
  const text = unreadable ? "!" : (null as unknown as string);
  await browser.action.setBadgeText({ tabId, text }).catch(() => {
    // The tab was closed meanwhile.
  });
}
