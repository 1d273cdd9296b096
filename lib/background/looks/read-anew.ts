import { type Feed, type FeedState, feedReader } from "../../domain/feeds/feed.ts";
import { countShown } from "../../domain/site-reading/count.ts";
import { ailmentOf, tellsEnough } from "../../domain/site-reading/health.ts";
import { feedState } from "../../storage/feeds.ts";
import { loadReading, saveReader } from "../../storage/site-readings.ts";
import { feedAppointments } from "../feeds/appointments.ts";
import { readFeed } from "../feeds/read-feed.ts";

/** Reads a feed anew, and looks whether it is still read as a person has confirmed. */

/** Which part of Pípni reads it: until a person has confirmed what it reads, it proposes. */
export const feedReaderOf = (feedId: string) => ({
  siteId: feedId,
  plugin: feedReader,
  isGeneral: true,
  described: "",
});

/**
 * Whoever waits for this may hold what keeps another feed's looks apart, never the other way round.
 *
 * @param maxAgeMs one that was read so lately is not read again
 */
export const readAnew = (feed: Feed, maxAgeMs = 0): Promise<{ state: FeedState; isFresh: boolean }> =>
  navigator.locks.request(`pipni:read:${feed.id}`, async () => {
    const before = await feedState(feed.id);
    const isFresh =
      before !== null && before.problem === null && Math.abs(Date.now() - before.triedAt) < maxAgeMs;
    if (isFresh) return { state: before, isFresh };
    const { state, hasNewIds } = await readFeed(feed);
    if (state.problem === null) await examine(feed.id, hasNewIds);
    return { state, isFresh };
  });

/** Whether it is still read as it was when somebody confirmed it. */
async function examine(feedId: string, hasNewIds: boolean): Promise<void> {
  const { reader, reading } = await loadReading(feedId);
  const measure = { ...countShown(await feedAppointments(feedId)), hasNewIds };
  const found = reading && ailmentOf(measure, reading);
  // What was wrong once is so until enough is shown to tell; ids that do not last, until a person has looked.
  const isClear = reading !== null && reader?.ailment !== "ids" && tellsEnough(measure, reading);
  const ailment = reading === null ? null : (found ?? (isClear ? null : (reader?.ailment ?? null)));
  const next = { ...feedReaderOf(feedId), ailment };
  if (JSON.stringify(next) !== JSON.stringify(reader)) await saveReader(next);
}
