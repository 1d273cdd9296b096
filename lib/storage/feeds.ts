import { Feed, FeedState, isAlarming } from "../domain/feeds/feed.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

/** Calendars that are read by their official addresses, and how they are doing. The addresses are secrets. */

export const feedsItem = storedItem("feeds", listOf(Feed));
const statesItem = storedItem("feedStates", listOf(FeedState));

const lock = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request("pipni:feeds", work);

export const feedById = async (id: string): Promise<Feed | null> =>
  (await feedsItem.load()).find((feed) => feed.id === id) ?? null;

export const addFeed = (feed: Feed): Promise<void> =>
  lock(async () => feedsItem.save([...(await feedsItem.load()), feed]));

/** In the place of the one with the same id. */
export const putFeed = (feed: Feed): Promise<void> =>
  lock(async () => {
    const others = (await feedsItem.load()).filter(({ id }) => id !== feed.id);
    await feedsItem.save([...others, feed]);
  });

export const changeFeed = (id: string, change: Partial<Omit<Feed, "id">>): Promise<void> =>
  lock(async () => {
    const feeds = await feedsItem.load();
    await feedsItem.save(feeds.map((feed) => (feed.id === id ? { ...feed, ...change } : feed)));
  });

/** The one that is on and says what stands on a calendar's page. */
export const feedOfSite = async (siteId: string): Promise<Feed | null> =>
  (await feedsItem.load()).find((feed) => feed.enabled && feed.siteId === siteId) ?? null;

/** Ties it to a page, and whatever other feed that had to none: the window shows one of them. */
export const tieFeed = (id: string, siteId: string | null): Promise<void> =>
  lock(async () => {
    const feeds = await feedsItem.load();
    await feedsItem.save(
      feeds.map((feed) => {
        if (feed.id === id) return { ...feed, siteId };
        return siteId !== null && feed.siteId === siteId ? { ...feed, siteId: null } : feed;
      }),
    );
  });

export const dropFeed = (id: string): Promise<void> =>
  lock(async () => {
    await feedsItem.save((await feedsItem.load()).filter((feed) => feed.id !== id));
    await statesItem.save((await statesItem.load()).filter(({ feedId }) => feedId !== id));
  });

export const feedStates = (): Promise<FeedState[]> => statesItem.load();

export const feedState = async (id: string): Promise<FeedState | null> =>
  (await statesItem.load()).find(({ feedId }) => feedId === id) ?? null;

/** Whether a person is to hear of one that is on and cannot be read. */
export async function isAnyFeedAlarming(now: number): Promise<boolean> {
  const alarming = new Set(
    (await feedStates()).filter((one) => isAlarming(one, now)).map(({ feedId }) => feedId),
  );
  return alarming.size > 0 && (await feedsItem.load()).some(({ id, enabled }) => enabled && alarming.has(id));
}

/** Of one that was removed meanwhile nothing is kept. */
export const saveFeedState = (state: FeedState): Promise<void> =>
  lock(async () => {
    if (!(await feedById(state.feedId))) return;
    const others = (await statesItem.load()).filter(({ feedId }) => feedId !== state.feedId);
    await statesItem.save([...others, state]);
  });

/** Calls back when any of it has changed. Returns what ends it. */
export function watchFeeds(listener: () => void): () => void {
  const ends = [feedsItem.watch(listener), statesItem.watch(listener)];
  return () => {
    for (const end of ends) end();
  };
}
