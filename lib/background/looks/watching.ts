import { browser } from "wxt/browser";
import { z } from "zod";

/** Which pages of calendars are open. What is done in one that is, it tells by itself. */

/** In the session: with the browser all of them are gone. */
const key = "lookingPages";
/** By tab and frame. */
const Pages = z.record(z.string(), z.string());

let pages: Record<string, string> | null = null;

async function load(): Promise<Record<string, string>> {
  pages ??= Pages.safeParse((await browser.storage.session.get(key))[key]).data ?? {};
  return pages;
}

async function save(next: Record<string, string>): Promise<void> {
  pages = next;
  await browser.storage.session.set({ [key]: next });
}

/**
 * A page has looked.
 * @returns whether a page is open
 */
export async function openPages(
  page: string,
  { tabId, frameId }: { tabId: number; frameId: number },
): Promise<(page: string) => boolean> {
  const place = `${tabId}:${frameId}`;
  const before = await load();
  const after = before[place] === page ? before : { ...before, [place]: page };
  if (after !== before) await save(after);
  const open = new Set(Object.values(after));
  return (one) => open.has(one);
}

/** The tab was closed, or shows another page by now. */
export async function forgetPages(tabId: number): Promise<void> {
  const before = await load();
  const left = Object.entries(before).filter(([place]) => !place.startsWith(`${tabId}:`));
  if (left.length < Object.keys(before).length) await save(Object.fromEntries(left));
}
