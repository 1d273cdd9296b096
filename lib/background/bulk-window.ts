import { browser } from "wxt/browser";

const size = { width: 860, height: 780 };

/** Opens the window for a calendar's tab, or shows the one that is open already for the new day. */
export const openBulkWindow = (tabId: number, day: string | null): Promise<void> =>
  openWindow("/bulk.html", tabId, day);

/** The one in which a person confirms what is read. @param isForBulk whether the bulk window is to follow */
export const openReadingWindow = (
  tabId: number,
  isForBulk: boolean,
  day: string | null = null,
): Promise<void> => openWindow("/reading.html", tabId, day, isForBulk ? { next: "bulk" } : {});

async function openWindow(
  path: "/bulk.html" | "/reading.html",
  tabId: number,
  day: string | null,
  more: Record<string, string> = {},
): Promise<void> {
  const page = browser.runtime.getURL(path);
  const query = new URLSearchParams({ tab: String(tabId), ...(day ? { day } : {}), ...more });
  const url = `${page}?${query}`;
  const open = (await browser.tabs.query({ url: `${page}*` })).find((tab) =>
    tab.url?.includes(`tab=${tabId}`),
  );
  if (open?.id === undefined) {
    await browser.windows.create({ type: "popup", url, ...size });
    return;
  }
  await browser.tabs.update(open.id, { url, active: true });
  await browser.windows.update(open.windowId, { focused: true });
}
