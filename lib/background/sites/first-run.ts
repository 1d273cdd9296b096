import { browser } from "wxt/browser";
import { bringsNews } from "../../domain/news.ts";
import { unreadNewsItem } from "../../storage/news.ts";
import { refreshSites } from "./sites.ts";

/** This version runs for the first time. */
export async function runFirst(reason: string): Promise<void> {
  if (reason === "install") await browser.runtime.openOptionsPage();
  // The scripts of the version before are still in open calendars, and nobody answers them any more.
  if (reason === "update") await refreshSites();
}

/**
 * Keeps it for whoever opens a window next that an update brought news.
 * @param previous the version that ran before
 */
export async function noteNews(reason: string, previous: string | undefined): Promise<void> {
  const { version } = browser.runtime.getManifest();
  if (reason === "update" && bringsNews(version, previous)) await unreadNewsItem.save(version);
}
