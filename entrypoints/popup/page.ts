import { browser } from "wxt/browser";
import type { PageState } from "../../components/popup/model.ts";
import { call } from "../../lib/rpc/client.ts";

/** The page that the popup speaks of. */

export interface Tab {
  id: number;
  url: URL;
}

/** Where browsers let no extension work. */
const closed = [
  "chromewebstore.google.com",
  "chrome.google.com",
  "microsoftedge.microsoft.com",
  "addons.mozilla.org",
  "accounts.firefox.com",
];

/** The named tab, else the active one; `null` where no calendar can be. */
export async function currentTab(named: string | null): Promise<Tab | null> {
  const tab =
    named === null
      ? (await browser.tabs.query({ active: true, currentWindow: true }))[0]
      : await browser.tabs.get(Number(named));
  // The address is told only where the browser would let us work.
  if (tab?.id === undefined || !tab.url || !URL.canParse(tab.url)) return null;
  const url = new URL(tab.url);
  const fit = /^https?:$/u.test(url.protocol) && !closed.includes(url.hostname);
  return fit ? { id: tab.id, url } : null;
}

export async function pageState(tab: Tab): Promise<{ page: PageState; siteId: string | null }> {
  const sites = await call("sites.list", null);
  const site = sites.find(({ origin }) => origin === tab.url.origin);
  if (!site) return { page: { type: "offered", isFirst: sites.length === 0 }, siteId: null };
  const { name, enabled, granted, reading } = site;
  const health = enabled && granted ? await call("sites.health", { tabId: tab.id }) : null;
  return {
    page: { type: "calendar", name, enabled, granted, health, standing: reading.standing },
    siteId: site.id,
  };
}
