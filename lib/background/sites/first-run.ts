import { browser } from "wxt/browser";
import { bringsNews } from "../../domain/news.ts";
import { unreadNewsItem } from "../../storage/news.ts";
import { refreshSites } from "./sites.ts";

/**
 * This version runs for the first time.
 * @param previous the version that ran before
 */
export async function runFirst(reason: string, previous?: string): Promise<void> {
  if (reason === "install") await browser.runtime.openOptionsPage();
  // The scripts of the version before are still in open calendars, and nobody answers them any more.
  if (reason === "update") await refreshSites();
  const { version } = browser.runtime.getManifest();
  if (reason === "update" && bringsNews(version, previous)) await unreadNewsItem.save(version);
}
