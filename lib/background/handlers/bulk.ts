import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { loadTab } from "../../storage/tabs.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { bulkDay, quotes } from "../sending/bulk.ts";
import { sendBulk } from "../sending/bulk-send.ts";
import { stopBulk } from "../sending/stop-bulk.ts";
import { siteById } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";

export const bulkHandlers: HandlersOf<"bulk"> = {
  "bulk.day": async ({ tabId, day, kind }) => {
    const state = await loadTab(tabId);
    const site = state && (await siteById(state.siteId));
    const tab = state && site?.enabled ? { tabId, frameId: state.frameId, site } : null;
    const answer = await bulkDay(tab, day, kind, await contributedNames());
    const { health } = state ?? {};
    // A calendar that does not count them for each day has told how many it shows.
    if (!answer.ok || answer.unread || health?.state !== "reading" || !health.unread) return answer;
    return { ...answer, unread: { count: health.unread, all: health.appointments + health.unread } };
  },
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
