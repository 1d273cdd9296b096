import { browser } from "wxt/browser";

/** What plugins keep for a tab from one page of a site to the next. In memory only, and gone with the tab. */

const maxKeys = 60;

const prefix = (tabId: number): string => `memory:${tabId}:`;
const prefixOf = (tabId: number, origin: string, plugin: string): string =>
  `${prefix(tabId)}${JSON.stringify([origin, plugin])}`;

async function load(start: string): Promise<Record<string, unknown>> {
  const all = Object.entries(await browser.storage.session.get(null));
  return Object.fromEntries(all.filter(([key]) => key.startsWith(start)));
}

/** @param value what JSON can carry; `null` forgets it */
export async function remember(
  tabId: number,
  origin: string,
  { plugin, key, value }: { plugin: string; key: string; value?: unknown },
): Promise<void> {
  const start = prefixOf(tabId, origin, plugin);
  const full = `${start}${key}`;
  if (value === null) {
    await browser.storage.session.remove(full);
    return;
  }
  const before = Object.keys(await load(start));
  if (!before.includes(full) && before.length >= maxKeys) throw new Error("too much to remember");
  // As text, for browsers differ in what else they keep.
  await browser.storage.session.set({ [full]: JSON.stringify(value) });
}

export async function recall(
  tabId: number,
  origin: string,
  plugin: string,
): Promise<Record<string, unknown>> {
  const start = prefixOf(tabId, origin, plugin);
  const kept: [string, unknown][] = [];
  for (const [key, text] of Object.entries(await load(start))) {
    if (typeof text !== "string") continue;
    try {
      kept.push([key.slice(start.length), JSON.parse(text)]);
    } catch (error) {
      // The plugin learns it anew, as on a new tab; what else is kept stays.
      console.error("tab memory", key, error);
    }
  }
  return Object.fromEntries(kept);
}

/** The tab is gone. */
export async function forgetTab(tabId: number): Promise<void> {
  await browser.storage.session.remove(Object.keys(await load(prefix(tabId))));
}
