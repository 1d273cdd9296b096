import type { Feed, FeedState } from "../../domain/feeds/feed.ts";
import { releaseUnread } from "../sending/by-itself.ts";
import { readAnew } from "./read-anew.ts";
import { takeFeedLook } from "./take-feed-look.ts";

/** Reads a feed anew, and looks at what has changed in it. */

export interface Refreshed {
  state: FeedState;
  /** How many texts came of it. */
  told: number;
}

/**
 * @param placeholders names of those that plugins contribute
 * @param maxAgeMs one that was read so lately is not read again
 */
export async function refreshFeed(
  feed: Feed,
  placeholders: readonly string[],
  maxAgeMs = 0,
): Promise<Refreshed> {
  const { state, isFresh } = await readAnew(feed, maxAgeMs);
  if (isFresh || state.problem !== null) return { state, told: 0 };
  const told = await takeFeedLook(feed, placeholders);
  await releaseUnread(feed.id);
  return { state, told };
}
