import { browser } from "wxt/browser";
import { z } from "zod";
import type { SeenIds } from "../domain/site-reading/lasting-ids.ts";

/** What the last look at the calendar in a tab has seen. In memory only. */

const Look = z.strictObject({
  siteId: z.string(),
  ids: z.record(z.string(), z.string()),
  hasNewIds: z.boolean(),
});
export type Look = z.infer<typeof Look> & { ids: SeenIds };

const keyOf = (tabId: number): string => `look:${tabId}`;

export async function loadLook(tabId: number): Promise<Look | null> {
  const key = keyOf(tabId);
  return Look.safeParse((await browser.storage.session.get(key))[key]).data ?? null;
}

export const saveLook = (tabId: number, look: Look): Promise<void> =>
  browser.storage.session.set({ [keyOf(tabId)]: look });

/** The tab is gone, or a person has looked for themselves. */
export const forgetLook = (tabId: number): Promise<void> => browser.storage.session.remove(keyOf(tabId));
