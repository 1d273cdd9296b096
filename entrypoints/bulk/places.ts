import { browser } from "wxt/browser";
import { feedsItem, watchFeeds } from "../../lib/storage/feeds.ts";
import { sitesItem } from "../../lib/storage/sites.ts";
import { readingTabs, watchTabs } from "../../lib/storage/tabs.ts";

/** Where a day can be read from just now, for a window that was opened for no calendar in particular. */

export interface Place {
  key: string;
  /** As people call the calendar. */
  name: string;
  at: { tabId: number } | { feedId: string };
  /** Tabs of the browser in which its page stands. */
  tabIds: readonly number[];
}

export interface Places {
  open: Place[];
  /** Enabled calendars that nothing is read from until somebody opens them. */
  closed: { name: string; url: string }[];
}

/** Calendars in the order in which they were added, each once. */
export async function findPlaces(): Promise<Places> {
  const [sites, feeds, reading] = await Promise.all([sitesItem.load(), feedsItem.load(), readingTabs()]);
  const enabledFeeds = feeds.filter(({ enabled }) => enabled);
  const enabledSites = sites.filter(({ enabled }) => enabled);
  const tabsOf = (siteId: string | null): number[] =>
    (siteId === null ? [] : (reading.get(siteId) ?? [])).map(({ tabId }) => tabId);
  const ofFeeds = enabledFeeds.map(({ id, name, siteId }): Place => {
    return { key: id, name, at: { feedId: id }, tabIds: tabsOf(siteId) };
  });
  // Where an address is tied to a page, it says what stands there.
  const untied = enabledSites.filter(({ id }) => !enabledFeeds.some(({ siteId }) => siteId === id));
  const ofSites = untied.flatMap(({ id, name }): Place[] => {
    const tabIds = tabsOf(id);
    const [tabId] = tabIds;
    return tabId === undefined ? [] : [{ key: id, name, at: { tabId }, tabIds }];
  });
  const open = [...ofSites, ...ofFeeds];
  const closed = untied
    .filter(({ id }) => !open.some(({ key }) => key === id))
    .map(({ name, origin }) => ({ name, url: origin }));
  return { open, closed };
}

/** Calls back when that may be others. */
export function watchPlaces(listener: () => void): void {
  sitesItem.watch(listener);
  watchFeeds(listener);
  watchTabs(listener);
}

/** Calls back with the tab that is looked at in this window of the browser, at once and whenever it is another. */
export function followActiveTab(show: (tabId: number | null) => void): void {
  const read = async () => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    show(tab?.id ?? null);
  };
  void read().catch(() => {});
  browser.tabs.onActivated.addListener(() => void read().catch(() => {}));
}

/**
 * The one that a person chose, else the one that they look at, else the one that was shown, else the first. What was
 * shown stays while its page is loaded anew: texts may be on their way.
 */
export function placeToShow(
  open: readonly Place[],
  { chosen, activeTab, shown }: { chosen: string | null; activeTab: number | null; shown: Place | null },
): Place | null {
  const byKey = (key: string | undefined | null) => open.find((place) => place.key === key);
  const lookedAt = open.find(({ tabIds }) => activeTab !== null && tabIds.includes(activeTab));
  return byKey(chosen) ?? lookedAt ?? byKey(shown?.key) ?? shown ?? open[0] ?? null;
}
