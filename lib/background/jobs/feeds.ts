import { feedStates, feedsItem } from "../../storage/feeds.ts";
import { attempt } from "../attempt.ts";
import { refreshBadge } from "../badge.ts";
import { refreshFeed } from "../looks/refresh-feed.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { singleFlight } from "../single-flight.ts";
import { requestReconciliation } from "./reconciliation.ts";
import type { Job } from "./scheduler.ts";

/** Reads the calendars that are known by their official addresses, now and then for as long as the browser runs. */

const everyMs = 10 * 60_000;

/** Those that are on, and when each is due. Where the computer's clock was set back, it is due already. */
async function plan(): Promise<{ id: string; at: number }[]> {
  const now = Date.now();
  const tried = new Map((await feedStates()).map(({ feedId, triedAt }) => [feedId, triedAt]));
  return (await feedsItem.load())
    .filter(({ enabled }) => enabled)
    .map(({ id }) => {
      const last = tried.get(id) ?? 0;
      return { id, at: last > now ? now : last + everyMs };
    });
}

async function readDue(): Promise<void> {
  const now = Date.now();
  const due = new Set((await plan()).filter(({ at }) => at <= now).map(({ id }) => id));
  if (due.size === 0) return;
  const names = await contributedNames();
  let isRead = false;
  // One that fails for a reason of ours does not keep the others from being read.
  for (const feed of (await feedsItem.load()).filter(({ id }) => due.has(id)))
    try {
      const { state } = await refreshFeed(feed, names);
      isRead ||= state.problem === null;
    } catch (error) {
      console.error("feed", error);
    }
  refreshBadge();
  if (isRead) attempt(requestReconciliation);
}

export const feeds: Job = {
  name: "feeds",
  needsRecovery: true,
  run: singleFlight(readDue),
  nextAt: async (after) => {
    const times = (await plan()).map(({ at }) => at).filter((at) => at > after);
    return times.length === 0 ? null : Math.min(...times);
  },
};
