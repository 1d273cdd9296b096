import { changeFeed, feedById, tieFeed } from "../../storage/feeds.ts";
import { attempt } from "../attempt.ts";
import { refreshBadge } from "../badge.ts";
import { openFeedBulk } from "../bulk-window.ts";
import { changePassword, feedStatus, listFeeds, removeFeed, takeAddress } from "../feeds/feeds.ts";
import { tick } from "../jobs/index.ts";
import { requestReconciliation } from "../jobs/reconciliation.ts";
import { refreshFeed } from "../looks/refresh-feed.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import type { HandlersOf } from "./server.ts";

/** Reads a feed, and lets everything follow that hangs on it. */
async function readNow(id: string): Promise<void> {
  const feed = await feedById(id);
  if (!feed?.enabled) return;
  await refreshFeed(feed, await contributedNames());
  refreshBadge();
  await requestReconciliation();
  attempt(tick);
}

export const feedsHandlers: HandlersOf<"feeds"> = {
  "feeds.list": listFeeds,
  "feeds.add": async ({ name, ...access }) => {
    const taken = await takeAddress(access, name);
    if (taken.state !== "kept") return taken;
    await readNow(taken.feed.id);
    return { state: "added", feed: await feedStatus(taken.feed) };
  },
  "feeds.setPassword": async ({ id, ...secret }) => {
    await changePassword(id, secret);
    await readNow(id);
    return null;
  },
  "feeds.setEnabled": async ({ id, enabled }) => {
    await changeFeed(id, { enabled });
    refreshBadge();
    if (enabled) await readNow(id);
    return null;
  },
  "feeds.setUnattended": async ({ id, isUnattended }) => {
    await changeFeed(id, { isUnattended });
    return null;
  },
  "feeds.setPage": async ({ id, siteId }) => {
    await tieFeed(id, siteId);
    return null;
  },
  "feeds.remove": async ({ id }) => {
    await removeFeed(id);
    refreshBadge();
    return null;
  },
  "feeds.read": async ({ id }) => {
    await readNow(id);
    return null;
  },
  "feeds.openBulk": async ({ id }) => {
    await openFeedBulk(id, null);
    return null;
  },
};
