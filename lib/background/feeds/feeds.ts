import type { Feed, FeedAccess } from "../../domain/feeds/feed.ts";
import { giveHostBack, hostPattern, isHostGranted } from "../../permissions/hosts.ts";
import type { FeedAnswer, FeedStatus } from "../../rpc/contract/index.ts";
import { forgetFeed } from "../../storage/feed-cache.ts";
import { addFeed, dropFeed, feedById, feedState, feedsItem } from "../../storage/feeds.ts";
import { loadFeedAccess, saveFeedAccess } from "../../storage/secrets.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { sitesItem } from "../../storage/sites.ts";
import { discover, type Found } from "./discover.ts";
import { FeedFailure } from "./failure.ts";

/** Calendars that are known by their official addresses: which there are, and how each is doing. */

export async function feedStatus(feed: Feed): Promise<FeedStatus> {
  const [access, state, { standing, reading }, granted] = await Promise.all([
    loadFeedAccess(feed.id),
    feedState(feed.id),
    loadReading(feed.id),
    isHostGranted(feed.origin),
  ]);
  const { fields = null, excluded = [], written = {}, confirmedAt = null } = reading ?? {};
  const { readAt = null, problem = null, events = 0, odd = [], oddCount = 0 } = state ?? {};
  return {
    ...feed,
    granted,
    hasPassword: Boolean(access?.user || access?.password),
    ...{ readAt, problem, events, odd, oddCount },
    reading: { standing, fields, excluded, written, confirmedAt },
  };
}

export const listFeeds = async (): Promise<FeedStatus[]> =>
  Promise.all((await feedsItem.load()).map(feedStatus));

async function isKnown(url: string): Promise<boolean> {
  for (const { id } of await feedsItem.load()) if ((await loadFeedAccess(id))?.url === url) return true;
  return false;
}

/** What an address turns out to be; a feed that is kept by now, and yet to be read, where it is one calendar. */
export async function takeAddress(
  access: FeedAccess,
  name: string,
): Promise<Exclude<FeedAnswer, { state: "added" }> | { state: "kept"; feed: Feed }> {
  const { origin, host } = new URL(access.url);
  let found: Found;
  try {
    found = await discover(access);
  } catch (error) {
    const problem = error instanceof FeedFailure ? error.problem : "server";
    // Whoever is asked for a password comes back with one.
    if (problem !== "password") await giveBackUnlessNeeded(origin);
    return { state: "failed", problem };
  }
  const [calendar, other] = found.calendars;
  if (!calendar) return { state: "failed", problem: "noCalendar" };
  if (other) return { state: "choose", calendars: found.calendars };
  if (await isKnown(calendar.url)) return { state: "failed", problem: "already" };
  const feed: Feed = {
    id: `feed:${crypto.randomUUID()}`,
    name: (name.trim() || calendar.name || host).slice(0, 100),
    origin,
    kind: found.kind,
    enabled: true,
    isUnattended: false,
    siteId: null,
  };
  // First: a feed without its address could not be read.
  await saveFeedAccess(feed.id, { ...access, url: calendar.url });
  await addFeed(feed);
  return { state: "kept", feed };
}

/** Gives a host back to the browser, unless some calendar is on it. */
async function giveBackUnlessNeeded(origin: string): Promise<void> {
  const others = [...(await feedsItem.load()), ...(await sitesItem.load())];
  const pattern = hostPattern(origin);
  if (!others.some((one) => one.enabled && hostPattern(one.origin) === pattern)) await giveHostBack(origin);
}

/** Forgets it, its address and what it said. */
export async function removeFeed(id: string): Promise<void> {
  const feed = await feedById(id);
  if (!feed) return;
  await dropFeed(id);
  await saveFeedAccess(id, null);
  await forgetFeed(id);
  await giveBackUnlessNeeded(feed.origin);
}

export async function changePassword(
  id: string,
  secret: Pick<FeedAccess, "user" | "password">,
): Promise<void> {
  const access = await loadFeedAccess(id);
  if (access) await saveFeedAccess(id, { ...access, ...secret });
}
