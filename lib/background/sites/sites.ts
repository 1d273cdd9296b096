import { browser } from "wxt/browser";
import { giveHostBack, hostPattern, isHostGranted } from "../../permissions/hosts.ts";
import type { Input, SiteStatus, ToPage } from "../../rpc/contract/index.ts";
import { feedsItem, tieFeed } from "../../storage/feeds.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { type Site, sitesItem } from "../../storage/sites.ts";
import { healthOf } from "../../storage/tabs.ts";
import { singleFlight } from "../single-flight.ts";
import { lessonScript } from "./lessons.ts";

/** Enabled calendars: what the user chose, what the browser grants, and the scripts registered for both. */

const hostScript = "/calendar.js";
const probeScript = "/calendar-probe.js";

const isGranted = ({ origin }: Site): Promise<boolean> => isHostGranted(origin);

async function statusOf(site: Site): Promise<SiteStatus> {
  const { standing, reading } = await loadReading(site.id);
  const { fields = null, excluded = [], written = {}, confirmedAt = null } = reading ?? {};
  return {
    ...site,
    granted: await isGranted(site),
    health: await healthOf(site.id),
    reading: { standing, fields, excluded, written, confirmedAt },
  };
}

export const listSites = async (): Promise<SiteStatus[]> =>
  Promise.all((await sitesItem.load()).map(statusOf));

export const siteById = async (id: string): Promise<Site | null> =>
  (await sitesItem.load()).find((site) => site.id === id) ?? null;

/** The enabled calendar of exactly this origin. */
export const enabledSite = async (origin: string): Promise<Site | null> =>
  (await sitesItem.load()).find((site) => site.enabled && site.origin === origin) ?? null;

/** Adds a calendar, or switches it on again, and starts it in tabs that show it already. */
export async function enableSite({ url, name, plugin }: Input<"sites.enable">): Promise<SiteStatus> {
  const { origin, host } = new URL(url);
  const sites = await sitesItem.load();
  const before = sites.find((site) => site.origin === origin);
  // The origin is the identity: a calendar removed and added again still knows what its patients were told.
  const site: Site = { id: origin, origin, name: name.trim() || before?.name || host, plugin, enabled: true };
  await sitesItem.save(before ? sites.map((other) => (other === before ? site : other)) : [...sites, site]);
  await syncRegistrations();
  await startInOpenTabs(site);
  return statusOf(site);
}

export async function setSiteEnabled(id: string, enabled: boolean): Promise<void> {
  const sites = await sitesItem.load();
  await sitesItem.save(sites.map((site) => (site.id === id ? { ...site, enabled } : site)));
  await syncRegistrations();
  const site = sites.find((other) => other.id === id);
  if (site && enabled) await startInOpenTabs(site);
  else if (site) await stopInOpenTabs(site);
}

/** Removes a calendar, and gives its host back to the browser unless another enabled calendar is on it. */
export async function removeSite(id: string): Promise<void> {
  await setSiteEnabled(id, false);
  const sites = await sitesItem.load();
  const removed = sites.find((site) => site.id === id);
  if (!removed) return;
  const others = sites.filter((site) => site !== removed);
  await sitesItem.save(others);
  for (const feed of await feedsItem.load()) if (feed.siteId === id) await tieFeed(feed.id, null);
  const pattern = hostPattern(removed.origin);
  const isNeeded = [...others, ...(await feedsItem.load())].some(
    ({ enabled, origin }) => enabled && hostPattern(origin) === pattern,
  );
  if (!isNeeded) await giveHostBack(removed.origin);
}

/** Starts one calendar anew in its open tabs: what is read there is to be read otherwise. */
export async function restartSite(id: string): Promise<void> {
  const site = await siteById(id);
  if (site?.enabled) await startInOpenTabs(site);
}

/** Starts every enabled calendar anew in its open tabs: a host was granted, or the plugins have changed. */
export async function refreshSites(): Promise<void> {
  await syncRegistrations();
  const enabled = (await sitesItem.load()).filter((site) => site.enabled);
  await Promise.all(enabled.map(startInOpenTabs));
}

/** Makes the browser's registrations what the stored calendars and the granted hosts say. An update clears them. */
export const syncRegistrations = singleFlight(rebuild, { trailing: true });

async function rebuild(): Promise<void> {
  const sites = (await sitesItem.load()).filter((site) => site.enabled);
  const granted = await Promise.all(sites.map(isGranted));
  const matches = [
    ...new Set(sites.filter((_, index) => granted[index]).map(({ origin }) => hostPattern(origin))),
  ];
  const registered = await browser.scripting.getRegisteredContentScripts();
  // The recorder of a lesson is that lesson's.
  const ids = registered.map(({ id }) => id).filter((id) => id !== lessonScript);
  if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
  if (matches.length === 0) return;
  const common = { matches, allFrames: true, persistAcrossSessions: true };
  await browser.scripting.registerContentScripts([
    // First in the page, so that it sees what the calendar does from the beginning.
    { ...common, id: "probe", js: [probeScript], runAt: "document_start", world: "MAIN" },
    { ...common, id: "host", js: [hostScript], runAt: "document_idle" },
  ]);
}

async function tabsOf(site: Site): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: hostPattern(site.origin) });
  return tabs.flatMap(({ id, url }) =>
    id !== undefined && url && new URL(url).origin === site.origin ? [id] : [],
  );
}

async function startInOpenTabs(site: Site): Promise<void> {
  if (!(await isGranted(site))) return;
  await Promise.allSettled(
    (await tabsOf(site)).map(async (tabId) => {
      const target = { tabId, allFrames: true };
      await browser.scripting.executeScript({ target, files: [probeScript], world: "MAIN" });
      await browser.scripting.executeScript({ target, files: [hostScript] });
    }),
  );
}

const stopInOpenTabs = (site: Site): Promise<void> => notifyTabs(site.id, { pipni: "deactivate" });

/** Sends a message to a calendar's open pages. Pages that are gone need not get it. */
export async function notifyTabs(siteId: string, message: ToPage): Promise<void> {
  const site = await siteById(siteId);
  const tabs = site && (await isGranted(site)) ? await tabsOf(site) : [];
  await Promise.allSettled(tabs.map((tabId) => browser.tabs.sendMessage(tabId, message)));
}
