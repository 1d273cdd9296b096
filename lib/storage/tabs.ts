import { browser } from "wxt/browser";
import { z } from "zod";
import { Health } from "../domain/calendar-health.ts";

/** What the calendar in a tab last told of itself. Lives as long as the browser runs. */
export const CalendarTabState = z.strictObject({
  frameId: z.int(),
  siteId: z.string(),
  health: Health.nullable(),
});
export type CalendarTabState = z.infer<typeof CalendarTabState>;

const prefix = "tab:";
const key = (tabId: number) => prefix + tabId;

export async function loadTab(tabId: number): Promise<CalendarTabState | null> {
  return CalendarTabState.safeParse((await browser.storage.session.get(key(tabId)))[key(tabId)]).data ?? null;
}

export async function saveTab(tabId: number, state: CalendarTabState | null): Promise<void> {
  if (state) await browser.storage.session.set({ [key(tabId)]: state });
  else await browser.storage.session.remove(key(tabId));
}

async function allTabs(): Promise<(CalendarTabState & { tabId: number })[]> {
  const all = Object.entries(await browser.storage.session.get(null));
  return all.flatMap(([name, value]) => {
    const state = name.startsWith(prefix) ? CalendarTabState.safeParse(value).data : undefined;
    return state ? { ...state, tabId: Number(name.slice(prefix.length)) } : [];
  });
}

/** Tabs in which a calendar is being read, by the calendar's id. */
export async function readingTabs(): Promise<Map<string, { tabId: number; frameId: number }[]>> {
  const reading = (await allTabs()).filter(({ health }) => health?.state === "reading");
  return Map.groupBy(reading, ({ siteId }) => siteId);
}

/** How a calendar is doing in its open tabs: what cannot be read is told first. `null` where it is not open. */
export async function healthOf(siteId: string): Promise<Health | null> {
  const told = (await allTabs()).flatMap((tab) => (tab.siteId === siteId && tab.health ? tab.health : []));
  return told.find(({ state }) => state === "unreadable") ?? told[0] ?? null;
}

/** Calls back when a tab has told something new. Returns what ends it. */
export function watchTabs(listener: () => void): () => void {
  const onChanged = (changes: object, area: string) => {
    if (area === "session" && Object.keys(changes).some((name) => name.startsWith(prefix))) listener();
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => browser.storage.onChanged.removeListener(onChanged);
}
