import type { Feed, FeedEvent, FeedState } from "../../domain/feeds/feed.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { haveNewIds, type SeenIds } from "../../domain/site-reading/lasting-ids.ts";
import { dayBounds } from "../../domain/text/when.ts";
import {
  type FeedObject,
  type FeedStamp,
  loadFeedObjects,
  loadFeedStamp,
  saveFeed,
} from "../../storage/feed-cache.ts";
import { feedState, saveFeedState } from "../../storage/feeds.ts";
import { loadFeedAccess } from "../../storage/secrets.ts";
import { loadSettings } from "../../storage/settings.ts";
import { UnreadableCalendar } from "../icalendar/read.ts";
import { fetchObjects, listObjects, stateOf } from "./caldav.ts";
import { type FeedWindow, readFeedText } from "./events.ts";
import { FeedFailure } from "./failure.ts";
import { fetchText } from "./ical.ts";
import { requestsOf } from "./request.ts";

/** Asks a feed's server what has changed, and keeps it. What cannot be read leaves everything as it was. */

/** From yesterday on. */
const daysAhead = 183;
/** What is kept reaches this much less far, at the most, before all is read anew. */
const staleDays = 7;
/** So many appointments do not vanish at once. */
const fewest = 5;

export interface Reading {
  state: FeedState;
  /** The same appointments went by other ids than before: nothing can be told of what has changed. */
  hasNewIds: boolean;
}

async function windowNow(now: number): Promise<FeedWindow> {
  const timeZone = timeZoneOf(await loadSettings());
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  return {
    timeZone,
    from: dayBounds(today.subtract({ days: 1 }), timeZone).from,
    to: dayBounds(today.add({ days: daysAhead }), timeZone).to,
  };
}

/** What was kept, if it still reaches far enough and was read by the same clock. */
const fresh = (stamp: FeedStamp | null, { timeZone, to }: FeedWindow): FeedStamp | null =>
  stamp && stamp.timeZone === timeZone && stamp.to > to - staleDays * 86_400_000 ? stamp : null;

/**
 * Servers name states by the second: a change within the one in which it was read leaves the name as it is, and nobody
 * would ever hear of it. So each state is read a second time, at the next look, before its name alone will do.
 */
const settlingMs = 2_000;

function settling(
  before: FeedStamp | null,
  isSame: boolean,
  now: number,
): Pick<FeedStamp, "firstReadAt" | "isSettled"> {
  const firstReadAt = before && isSame ? before.firstReadAt : now;
  return { firstReadAt, isSettled: now - firstReadAt >= settlingMs };
}

interface Fetched {
  stamp: FeedStamp;
  /** Those that have changed. */
  objects: FeedObject[];
  gone: string[];
}

const baseUid = (id: string): string => id.replace(/@\d{4}-\d\d-\d\dT[\d:]+Z$/u, "");

/** UIDs of what was kept and is not over: wherever they have gone is to be found. */
const uidsOf = (objects: readonly FeedObject[], { from }: FeedWindow): Set<string> =>
  new Set(
    objects.flatMap(({ events }) =>
      events.flatMap(({ id, start }) => (Date.parse(start) >= from ? [baseUid(id)] : [])),
    ),
  );

/**
 * One that was read before and cannot be read any more is not gone, and nobody is to be told that it is. Where it
 * stands by now nobody knows: what was known of it stays for comparing alone.
 */
const keptUnread = (
  before: readonly FeedObject[],
  isUnread: (uid: string) => boolean,
  { from }: FeedWindow,
): FeedEvent[] =>
  before
    .flatMap(({ events }) => events)
    .filter(({ id, start }) => isUnread(baseUid(id)) && Date.parse(start) >= from)
    .map((event) => ({ ...event, unread: true }));

async function fetchIcal(
  feed: Feed,
  { request, url }: { request: typeof fetch; url: string },
  kept: { stamp: FeedStamp | null; objects: readonly FeedObject[] },
  window: FeedWindow,
  now: number,
): Promise<Fetched> {
  const before = fresh(kept.stamp, window);
  const { text, etag, lastModified } = await fetchText(request, url, before?.isSettled ? before : null);
  if (text === null && before) return { stamp: before, objects: [], gone: [] };
  if (text === null) throw new FeedFailure("server");
  const { events, odd, unread } = readFeedText(text, window, uidsOf(kept.objects, window));
  const left = keptUnread(kept.objects, (uid) => unread.has(uid), window);
  const isSame =
    before !== null &&
    (etag ?? lastModified) !== null &&
    before.etag === etag &&
    before.lastModified === lastModified;
  return {
    stamp: { ...window, etag, lastModified, state: null, ...settling(before, isSame, now) },
    objects: [{ feedId: feed.id, href: "", etag: "", events: [...events, ...left], odd }],
    gone: [],
  };
}

async function fetchCaldav(
  feed: Feed,
  dav: { request: typeof fetch; url: string },
  kept: { stamp: FeedStamp | null; objects: readonly FeedObject[] },
  window: FeedWindow,
  now: number,
): Promise<Fetched> {
  const before = fresh(kept.stamp, window);
  const state = await stateOf(dav);
  const isSame = before !== null && state !== null && before.state === state;
  if (isSame && before.isSettled) return { stamp: before, objects: [], gone: [] };
  const listed = await listObjects(dav, window);
  const known = new Map(kept.objects.map((object) => [object.href, object]));
  const changed = [...listed].filter(([href, etag]) => !before || known.get(href)?.etag !== etag);
  // What the time no longer holds may have moved out of it, which is not the same as gone.
  const left = [...known.keys()].filter((href) => !listed.has(href));
  const { found: texts, forbidden } = await fetchObjects(dav, [...changed.map(([href]) => href), ...left]);
  const keptAt = (href: string): FeedObject[] => [known.get(href) ?? []].flat();
  const unreadable = (href: string, etag: string, title: string): FeedObject => ({
    ...{ feedId: feed.id, href, etag },
    events: keptUnread(keptAt(href), () => true, window),
    odd: [{ title, day: null }],
  });
  const read = texts.map(({ href, etag, text }): FeedObject => {
    const before = keptAt(href);
    try {
      const { events, odd, unread } = readFeedText(text, window, uidsOf(before, window));
      const left = keptUnread(before, (uid) => unread.has(uid), window);
      return { feedId: feed.id, href, etag, events: [...events, ...left], odd };
    } catch (error) {
      if (!(error instanceof UnreadableCalendar)) throw error;
      // One of many: it is named.
      const title = (/^SUMMARY(?:;[^:\r\n]*)?:(.*)$/imu.exec(text)?.[1] ?? "").trim().slice(0, 500);
      return unreadable(href, etag, title);
    }
  });
  // They are there: nobody is told that they are off.
  const objects = [...read, ...forbidden.map((href) => unreadable(href, "", ""))];
  const found = new Set(objects.map(({ href }) => href));
  const lost = changed.find(([href]) => !found.has(href));
  // Deleted between the two requests, perhaps. The next look knows.
  if (lost) throw new FeedFailure("server");
  // What is over and no longer listed need not be kept.
  const isOver = ({ events }: FeedObject): boolean =>
    events.every(({ start }) => Date.parse(start) < window.from);
  // What has not changed was read no further than before, and of a series shows no more.
  const to = before?.to ?? window.to;
  return {
    stamp: { ...window, to, etag: null, lastModified: null, state, ...settling(before, isSame, now) },
    objects: objects.filter((one) => listed.has(one.href) || !isOver(one)),
    gone: left.filter((href) => !found.has(href) || objects.some((one) => one.href === href && isOver(one))),
  };
}

const coming = (objects: readonly FeedObject[], now: number) =>
  objects.flatMap(({ events }) =>
    events.filter(({ start, cancelled }) => !cancelled && Date.parse(start) > now),
  );

function idsIn(objects: readonly FeedObject[]): SeenIds {
  const all = objects.flatMap(({ events }) => events);
  const byLook = Map.groupBy(all, ({ start, title }) => `${start} ${title}`);
  return Object.fromEntries(
    [...byLook].flatMap(([look, [only, other]]) => (only && !other ? [[look, only.id]] : [])),
  );
}

async function read(feed: Feed, now: number): Promise<Reading> {
  const access = await loadFeedAccess(feed.id);
  // The browser has lost the database: only the person knows the address.
  if (!access) throw new FeedFailure("gone");
  const window = await windowNow(now);
  const [stamp, before] = await Promise.all([loadFeedStamp(feed.id), loadFeedObjects(feed.id)]);
  const fetchFeed = feed.kind === "ical" ? fetchIcal : fetchCaldav;
  const fetched = await fetchFeed(
    feed,
    { request: requestsOf(access), url: access.url },
    { stamp, objects: before },
    window,
    now,
  );
  const replaced = new Set([...fetched.gone, ...fetched.objects.map(({ href }) => href)]);
  const after = [...before.filter(({ href }) => !replaced.has(href)), ...fetched.objects];
  if (coming(before, now).length >= fewest && coming(after, now).length === 0)
    throw new FeedFailure("emptied");
  await saveFeed(feed.id, fetched.stamp, fetched.objects, fetched.gone);
  const odd = after.flatMap((object) => object.odd);
  return {
    state: {
      feedId: feed.id,
      readAt: now,
      triedAt: now,
      problem: null,
      events: after.reduce((sum, { events }) => sum + events.filter(({ unread }) => !unread).length, 0),
      odd: odd.slice(0, 10),
      oddCount: odd.length,
    },
    hasNewIds: haveNewIds(idsIn(before), idsIn(after)),
  };
}

/** @returns how the feed is doing now; never rejects for what its server does */
export async function readFeed(feed: Feed): Promise<Reading> {
  const now = Date.now();
  try {
    const reading = await read(feed, now);
    await saveFeedState(reading.state);
    return reading;
  } catch (error) {
    const problem =
      error instanceof FeedFailure
        ? error.problem
        : error instanceof UnreadableCalendar
          ? ("unreadable" as const)
          : null;
    if (problem === null) throw error;
    const before = await feedState(feed.id);
    const state: FeedState = {
      ...(before ?? { feedId: feed.id, readAt: null, events: 0, odd: [], oddCount: 0 }),
      triedAt: now,
      problem,
    };
    await saveFeedState(state);
    return { state, hasNewIds: false };
  }
}
