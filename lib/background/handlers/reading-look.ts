import type { SiteReader } from "../../domain/site-reading/site-reading.ts";
import type { ReadingView, Viewed } from "../../rpc/contract/index.ts";
import { feedById } from "../../storage/feeds.ts";
import type { Site } from "../../storage/sites.ts";
import { loadTab } from "../../storage/tabs.ts";
import type { WindowPlace } from "../bulk-window.ts";
import { feedAppointments } from "../feeds/appointments.ts";
import { feedReaderOf } from "../looks/read-anew.ts";
import { refreshFeed } from "../looks/refresh-feed.ts";
import { contributedNames, manifestOf } from "../plugins/catalogue.ts";
import { placesIn } from "../reading/described.ts";
import { recover } from "../sending/recovery.ts";
import { readerBy } from "../sites/reading.ts";
import { siteById } from "../sites/sites.ts";
import { viewIn } from "../sites/view.ts";

/** What a calendar shows just now, for a person to confirm. */

type View = Extract<ReadingView, { ok: true }>;

export interface Seen extends Pick<View, "pluginName" | "described" | "placeholders"> {
  site: Pick<Site, "id" | "name">;
  reader: Omit<SiteReader, "ailment">;
  shown: Viewed[];
}

/** More than anybody looks through. */
const mostShown = 200;
const freshMs = 60_000;

/** `null` where there is no calendar that tells. */
export const look = (place: WindowPlace): Promise<Seen | null> =>
  "feedId" in place ? lookInFeed(place.feedId) : lookInTab(place.tabId);

async function lookInTab(tabId: number): Promise<Seen | null> {
  const state = await loadTab(tabId);
  const site = state && (await siteById(state.siteId));
  if (!state || !site?.enabled) return null;
  if (state.health?.state !== "reading") return null;
  const shown = await viewIn(tabId, state.frameId, { brief: false });
  const manifest = await manifestOf(state.health.plugin);
  if (!shown || !manifest) return null;
  return {
    site,
    reader: readerBy(manifest, site.id),
    pluginName: manifest.name,
    described: placesIn(manifest),
    placeholders: manifest.contributes.placeholders.map(({ name, description }) => ({
      name,
      label: description,
    })),
    shown,
  };
}

async function lookInFeed(feedId: string): Promise<Seen | null> {
  const feed = await feedById(feedId);
  if (!feed?.enabled) return null;
  // Reading it anew may tell of something.
  await recover();
  const { state } = await refreshFeed(feed, await contributedNames(), freshMs);
  if (state.readAt === null) return null;
  const all = (await feedAppointments(feed.id)).filter(({ isUnread }) => !isUnread);
  // What is to come is what somebody can tell right from wrong by; a quiet calendar also shows what was.
  const now = Date.now();
  const coming = all.findIndex(({ appointment }) => Date.parse(appointment.start) > now);
  const from = coming < 0 ? all.length : coming;
  const shown = all.slice(Math.max(0, Math.min(from, all.length - mostShown)), from + mostShown);
  return {
    site: feed,
    reader: feedReaderOf(feed.id),
    pluginName: feed.kind === "ical" ? "iCal" : "CalDAV",
    described: {},
    placeholders: [],
    shown: shown.slice(-mostShown),
  };
}
