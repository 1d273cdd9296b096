import { forgetCall, noteCall } from "../../storage/calls.ts";
import { feedsItem } from "../../storage/feeds.ts";
import { readingTabs } from "../../storage/tabs.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import type { OpenCalendar } from "../sending/bulk.ts";
import { callList } from "../sending/call-list.ts";
import { siteById } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";

export const callsHandlers: HandlersOf<"calls"> = {
  "calls.day": async ({ day }) => {
    const tabs: OpenCalendar[] = [];
    for (const [siteId, frames] of await readingTabs()) {
      const site = await siteById(siteId);
      if (site?.enabled) tabs.push(...frames.map((frame) => ({ ...frame, site })));
    }
    for (const feed of (await feedsItem.load()).filter(({ enabled }) => enabled))
      tabs.push({ feedId: feed.id, site: feed });
    return callList(day, tabs, await contributedNames());
  },
  "calls.note": async (call) => {
    await noteCall({ ...call, at: Date.now() });
    return null;
  },
  "calls.undo": async (call) => {
    await forgetCall(call);
    return null;
  },
};
