import { browser } from "wxt/browser";
import { z } from "zod";
import { Health } from "../rpc/contract.ts";

/** What the calendar in a tab last told of itself. Lives as long as the browser runs. */
export const CalendarTabState = z.strictObject({
  frameId: z.int(),
  siteId: z.string(),
  health: Health.nullable(),
});
export type CalendarTabState = z.infer<typeof CalendarTabState>;

const key = (tabId: number) => `tab:${tabId}`;

export async function loadTab(tabId: number): Promise<CalendarTabState | null> {
  return CalendarTabState.safeParse((await browser.storage.session.get(key(tabId)))[key(tabId)]).data ?? null;
}

export async function saveTab(tabId: number, state: CalendarTabState | null): Promise<void> {
  if (state) await browser.storage.session.set({ [key(tabId)]: state });
  else await browser.storage.session.remove(key(tabId));
}
