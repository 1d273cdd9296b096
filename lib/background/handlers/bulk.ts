import { browser } from "wxt/browser";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { BulkDay } from "../../rpc/contract/index.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { feedById } from "../../storage/feeds.ts";
import { loadTab } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { refreshFeed } from "../looks/refresh-feed.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { bulkDay, bulkKnows, quotes } from "../sending/bulk.ts";
import { sendBulk } from "../sending/bulk-send.ts";
import { stopBulk } from "../sending/stop-bulk.ts";
import { siteById } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";
import { loadWords } from "./words.ts";

const isOpen = (tabId: number): Promise<boolean> =>
  browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );

async function tabDay(tabId: number, day: string, kind: MessageKind): Promise<BulkDay> {
  const state = await loadTab(tabId);
  const site = state && (await siteById(state.siteId));
  // The keys were pressed, and the tab is still there.
  if (!state && (await isOpen(tabId))) return { ok: false, problem: "noCalendar", detail: "" };
  const tab = state && site?.enabled ? { tabId, frameId: state.frameId, site } : null;
  const answer = await bulkDay(tab, day, kind, await contributedNames());
  const { health } = state ?? {};
  // A calendar that does not count them for each day has told how many it shows.
  if (!answer.ok || answer.unread || health?.state !== "reading" || !health.unread) return answer;
  return { ...answer, unread: { count: health.unread, all: health.appointments + health.unread } };
}

/** Stepping through days asks the server once. */
const freshMs = 60_000;

async function feedDay(feedId: string, day: string, kind: MessageKind): Promise<BulkDay> {
  const feed = await feedById(feedId);
  const names = await contributedNames();
  if (!feed?.enabled) return bulkDay(null, day, kind, names);
  const { state } = await refreshFeed(feed, names, freshMs);
  const { readAt, problem } = state;
  const { notices } = await loadWords();
  if (readAt === null)
    return { ok: false, problem: "unread", detail: problem ? notices.feedProblems[problem] : "" };
  const answer = await bulkDay({ feedId, site: feed }, day, kind, names);
  if (answer.ok) return { ...answer, readAt, age: { readAt, problem } };
  return answer.problem === "unreadable"
    ? { ok: false, problem: "unread", detail: notices.beyondFeed }
    : answer;
}

export const bulkHandlers: HandlersOf<"bulk"> = {
  "bulk.day": ({ day, kind, ...place }) =>
    "feedId" in place ? feedDay(place.feedId, day, kind) : tabDay(place.tabId, day, kind),
  "bulk.knows": bulkKnows,
  "bulk.quote": quotes,
  "bulk.send": async ({ calendarId, items }) => {
    if (hasFailpoints) await reach("reportReceived");
    const answer = await sendBulk(calendarId, items, () => attempt(tick));
    if (hasFailpoints) await reach("answering");
    return answer;
  },
  "bulk.stop": async ({ batch }) => {
    const stopped = await stopBulk(batch);
    attempt(tick);
    return { stopped };
  },
};
