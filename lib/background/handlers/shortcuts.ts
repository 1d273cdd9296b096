import { browser } from "wxt/browser";
import type { ToPage } from "../../rpc/contract/index.ts";
import { loadTab } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { openBulkWindow } from "../bulk-window.ts";
import { bulkCommand } from "../sites/menu.ts";
import { enabledSite } from "../sites/sites.ts";

/** "Hromadná SMS" by the keyboard and in the menu of a right click: the same as the button in the page. */

interface Tab {
  id?: number | undefined;
  url?: string | undefined;
}

/** In a tab that shows no calendar, the window says so. */
export async function openBulkFor({ id: tabId, url = "" }: Tab): Promise<void> {
  if (tabId === undefined) return;
  if (!(await pressIn(tabId, url))) await openBulkWindow({ tabId }, null);
}

/** The page knows which day is chosen in it. @returns false where none answers */
async function pressIn(tabId: number, url: string): Promise<boolean> {
  const site = URL.canParse(url) ? await enabledSite(new URL(url).origin) : null;
  const state = await loadTab(tabId);
  if (!site || state?.siteId !== site.id) return false;
  const { frameId } = state;
  const message: ToPage = { pipni: "openBulk" };
  const answer: unknown = await browser.tabs.sendMessage(tabId, message, { frameId }).catch(() => null);
  return answer === true;
}

/** Call it synchronously at start. A browser on a phone has neither keys nor the menu. */
export function listenForShortcuts(): void {
  browser.commands?.onCommand.addListener((name, tab) => {
    if (name === bulkCommand && tab) attempt(() => openBulkFor(tab));
  });
  browser.contextMenus?.onClicked.addListener(({ menuItemId }, tab) => {
    if (menuItemId === bulkCommand && tab) attempt(() => openBulkFor(tab));
  });
}
