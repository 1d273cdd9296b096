import { browser } from "wxt/browser";

const size = { width: 860, height: 780 };

/** Opens the window for a calendar's tab, or shows the one that is open already for the new day. */
export async function openBulkWindow(tabId: number, day: string | null): Promise<void> {
  const page = browser.runtime.getURL("/bulk.html");
  const query = new URLSearchParams({ tab: String(tabId), ...(day ? { day } : {}) });
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
