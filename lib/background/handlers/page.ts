import type { EventText } from "../../domain/reading.ts";
import { style } from "../../page/ui/style.ts";
import type { Output } from "../../rpc/contract/index.ts";
import { feedOfSite } from "../../storage/feeds.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { recall, remember } from "../../storage/tab-memory.ts";
import { loadTab, saveTab } from "../../storage/tabs.ts";
import { openBulkWindow, openFeedBulk, openReadingWindow } from "../bulk-window.ts";
import { readCalendar, UnreadableCalendar } from "../icalendar/read.ts";
import { forgetSeen } from "../looks/unseen.ts";
import { activePlugins } from "../plugins/catalogue.ts";
import { loadPlugin, pluginsFor, startOf } from "../plugins/loading.ts";
import { answerByRules, declaredCalendar } from "../reading/by-rules.ts";
import { readEvent } from "../reading/event.ts";
import { readWrite } from "../reading/write.ts";
import { recordChange, recordGuess, stop } from "../sending/intake.ts";
import { enabledSite } from "../sites/sites.ts";
import { answerLook, takeChange, takeSeries, takeUnseen, withClock } from "./changes.ts";
import { takeHealth } from "./health.ts";
import { marksOf, openConversation } from "./marks.ts";
import { noticesOf, recentNotices } from "./page-notices.ts";
import type { HandlersOf } from "./server.ts";
import { loadWords } from "./words.ts";

/** Reads events of a site as a person has confirmed them. */
async function eventReader(siteId: string) {
  const { countries } = (await loadSettings()).sending;
  const { reading } = await loadReading(siteId);
  return (text: EventText) => readEvent(text, countries, reading);
}

export const pageHandlers: HandlersOf<"page"> = {
  "page.hello": async (_, { origin }) => answerHello(origin, recentNotices),
  "page.load": async ({ plugin }, caller) => {
    const { marks } = await loadSettings();
    await loadPlugin(await activePlugins(), plugin, { ...caller, chosen: caller.site.plugin }, marks);
    return null;
  },
  "page.readCalendar": async ({ text, query }) => {
    try {
      return { ok: true, objects: readCalendar(text, query) };
    } catch (error) {
      if (!(error instanceof UnreadableCalendar)) throw error;
      return { ok: false, problem: error.message.slice(0, 300) };
    }
  },
  "page.readRules": async ({ plugin, calendar, question }) =>
    answerByRules(declaredCalendar(await activePlugins(), plugin, calendar), question),
  "page.readEvents": async ({ texts }, { site }) => texts.map(await eventReader(site.id)),
  "page.readWrite": async (write, { site }) => {
    const read = await eventReader(site.id);
    return readWrite(write, (fields) => read({ title: "", fields }).patient);
  },
  "page.remember": async (value, { tabId, origin }) => {
    await remember(tabId, origin, value);
    return null;
  },
  "page.recall": ({ plugin }, { tabId, origin }) => recall(tabId, origin, plugin),
  "page.health": takeHealth,
  "page.changed": async (change, { site, tabId, frameId }) => {
    const answer = await takeChange(recordChange, site.id, change);
    if (change.type === "created") await forgetSeen(site.id, change.appointment);
    return withClock(answer, change.appointment, { tabId, frameId });
  },
  "page.guessed": (change, { site }) => takeChange(recordGuess, site.id, change),
  "page.changedSeries": (changes, { site }) => takeSeries(site.id, changes),
  "page.unseen": (creation, { site }) => takeUnseen(site.id, creation),
  "page.looked": (look, { site, tabId, frameId }) => answerLook(site, look, { tabId, frameId }),
  "page.notices": ({ ids }, { site }) => noticesOf(site.id, ids),
  "page.stop": async ({ id }, { site }) => ({ stopped: await stop(site.id, id) }),
  "page.marks": ({ appointments }, { site }) => marksOf(site.id, appointments),
  "page.openConversation": async ({ appointmentId }, { site }) => {
    await openConversation(site.id, appointmentId);
    return null;
  },
  "page.openBulk": async ({ day }, { tabId, frameId, site }) => {
    const health = (await loadTab(tabId))?.health ?? null;
    await saveTab(tabId, { frameId, siteId: site.id, health });
    const feed = await feedOfSite(site.id);
    const { standing } = await loadReading(site.id);
    if (feed) await openFeedBulk(feed.id, day);
    else if (standing === "unconfirmed" || standing === "changed")
      await openReadingWindow({ tabId }, true, day);
    else await openBulkWindow({ tabId }, day);
    return null;
  },
};

/** @param noticesFor what the page of a calendar is to show at once */
export async function answerHello(
  origin: string,
  noticesFor: typeof recentNotices,
): Promise<Output<"page.hello">> {
  const site = await enabledSite(origin);
  const { page: words } = await loadWords();
  if (!site) return { active: false, plugins: [], words, style, notices: [] };
  const plugins = pluginsFor(await activePlugins(), new URL(origin), site.plugin);
  return {
    active: true,
    plugins: plugins.map((manifest) => startOf(manifest, site.plugin !== null)),
    words,
    style,
    notices: await noticesFor(site.id),
  };
}
