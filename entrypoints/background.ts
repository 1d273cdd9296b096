import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { refreshBadge, showBadge, showTabBadge } from "../lib/background/badge.ts";
import { openBulkWindow } from "../lib/background/bulk-window.ts";
import { readCalendar, UnreadableCalendar } from "../lib/background/icalendar/read.ts";
import { readTraffic } from "../lib/background/icalendar/traffic.ts";
import {
  activePlugins,
  addPlugin,
  checkPlugin,
  contributedNames,
  listPlugins,
  removePlugin,
  setPluginEnabled,
} from "../lib/background/plugins/catalogue.ts";
import { loadPlugin, pluginsFor } from "../lib/background/plugins/loading.ts";
import { bulkDay, type CalendarTab, quotes } from "../lib/background/sending/bulk.ts";
import { callList } from "../lib/background/sending/call-list.ts";
import { giveNumber, lookAgain } from "../lib/background/sending/directory.ts";
import { release } from "../lib/background/sending/dispatcher.ts";
import { accountWithChannel, testAccount } from "../lib/background/sending/gosms-account.ts";
import {
  type Consequence,
  changed,
  changedSeries,
  guessed,
  sendAgain,
  sendBulk,
  stop,
} from "../lib/background/sending/intake.ts";
import { look } from "../lib/background/sending/reconciliation.ts";
import { recover } from "../lib/background/sending/recovery.ts";
import { refitReminders } from "../lib/background/sending/reminders.ts";
import { replyRead } from "../lib/background/sending/replies.ts";
import { forgetOld } from "../lib/background/sending/retention.ts";
import { listenToClock, tick } from "../lib/background/sending/scheduler.ts";
import { endLesson, isLesson, keepLesson, showLesson, startLesson } from "../lib/background/sites/lessons.ts";
import {
  enabledSite,
  enableSite,
  listSites,
  refreshSites,
  removeSite,
  setSiteEnabled,
  siteById,
  syncRegistrations,
  tellTabs,
} from "../lib/background/sites/sites.ts";
import { forgetTab, recall, remember } from "../lib/background/sites/tab-memory.ts";
import { loadTab, readingTabs, saveTab } from "../lib/background/sites/tabs.ts";
import { type AppointmentChange, bringing } from "../lib/domain/appointment.ts";
import type { Message } from "../lib/domain/outbox/message.ts";
import { isWaiting, whyWithdrawn } from "../lib/domain/outbox/predicates.ts";
import type { ReasonCode } from "../lib/domain/outbox/reason.ts";
import { formatPhone } from "../lib/domain/phone.ts";
import { page as cs } from "../lib/i18n/cs/page.ts";
import { dictionary } from "../lib/i18n/dictionary.ts";
import { page as en } from "../lib/i18n/en/page.ts";
import { preferredLanguage } from "../lib/i18n/language.ts";
import { page as sk } from "../lib/i18n/sk/page.ts";
import { style } from "../lib/page/ui/style.ts";
import type { Input, Output, Pending } from "../lib/rpc/contract.ts";
import { type Caller, type Handlers, serve } from "../lib/rpc/server.ts";
import { hasFailpoints, reach } from "../lib/storage/failpoint.ts";
import { watchOutbox } from "../lib/storage/outbox-changes.ts";
import { messageById, messagesInState } from "../lib/storage/outbox-queries.ts";
import { stepMessage, updateMessage } from "../lib/storage/outbox-store.ts";
import { choosePatient } from "../lib/storage/patients.ts";
import { loadPlugins } from "../lib/storage/plugins.ts";
import { loadSettings, watchSettings } from "../lib/storage/settings.ts";
import type { Site } from "../lib/storage/sites.ts";
import { type Taught, taughtManifest } from "../lib/teaching/manifest.ts";

type PageCaller = Extract<Caller, { from: "page" }>;

/** The calendar that a page belongs to; a page of any other origin gets nothing. */
async function siteOf({ origin }: PageCaller): Promise<Site> {
  const site = await enabledSite(origin);
  if (!site) throw new Error(`not an enabled calendar: ${origin}`);
  return site;
}

/** What a page is told is said here, in the user's language. */
async function speech() {
  const { language } = await loadSettings();
  return dictionary(language ?? preferredLanguage(), { page: { cs, en, sk } });
}

/** @param late whether it is too late for the appointment's reminder */
async function pendingOf(
  { id, kind, appointment, phone, notBefore }: Message,
  late = false,
): Promise<Pending> {
  const { common } = await speech();
  const what = `${common.kinds[kind]}: ${appointment.patient?.name ?? ""}`;
  const title = late ? `${what} (${common.withoutReminder})` : what;
  return { id, title, phone: formatPhone(phone), notBefore };
}

/** Everything waits until the rows are true again. */
let ready: Promise<void> = Promise.resolve();

async function consequenceOf(
  decide: typeof changed,
  change: AppointmentChange,
  caller: PageCaller,
): Promise<Output<"page.changed">> {
  const site = await siteOf(caller);
  await ready;
  if (hasFailpoints) await reach("reportReceived");
  const appointment = bringing(change.appointment, await contributedNames());
  const came = await decide(site.id, { ...change, appointment });
  if (hasFailpoints) await reach("answering");
  void attempt(tick);
  return answerOf(came);
}

/** What is held for these goes on when a person says so. */
const waitsForWord: ReadonlySet<ReasonCode> = new Set(["proposed", "series", "burst", "dailyCap"]);

async function answerOf({ pending, withdrawn, skipped, late }: Consequence): Promise<Output<"page.changed">> {
  return {
    pending: await Promise.all(pending.map((message) => pendingOf(message, late))),
    withdrawn,
    skipped: skipped && (await speech()).common.reason(skipped),
    mayLeave: skipped !== null && waitsForWord.has(skipped.code),
  };
}

async function seriesConsequence(
  changes: AppointmentChange[],
  caller: PageCaller,
): Promise<Output<"page.changedSeries">> {
  const site = await siteOf(caller);
  await ready;
  const names = await contributedNames();
  const brought = changes.map((change) => ({ ...change, appointment: bringing(change.appointment, names) }));
  const { proposed, later, ...came } = await changedSeries(site.id, brought);
  void attempt(tick);
  const [{ sending }, { common }] = await Promise.all([loadSettings(), speech()]);
  const told = await answerOf(came);
  if (proposed === 0 && later === 0) return told;
  const sentences = [
    told.skipped ?? "",
    proposed > 0 ? common.seriesProposed(proposed) : "",
    later > 0 ? common.seriesLater(later, sending.seriesDays) : "",
  ];
  return { ...told, skipped: sentences.filter(Boolean).join(" "), mayLeave: told.mayLeave || proposed > 0 };
}

const handlers: Handlers = {
  "page.hello": async (_, caller) => {
    await ready;
    const site = await enabledSite(caller.origin);
    const { page: words } = await speech();
    if (!site) return { active: false, chosen: false, plugins: [], words, style, pending: [] };
    const settling = (await messagesInState("queued")).filter(
      ({ origin, calendarId, notBefore }) =>
        origin === "auto" && calendarId === site.id && notBefore > Date.now(),
    );
    return {
      active: true,
      chosen: site.plugin !== null,
      plugins: pluginsFor(await activePlugins(), new URL(caller.origin), site.plugin),
      words,
      style,
      pending: await Promise.all(settling.map((message) => pendingOf(message))),
    };
  },
  "page.load": async ({ plugin }, caller) => {
    const site = await siteOf(caller);
    await loadPlugin(await activePlugins(), plugin, { ...caller, chosen: site.plugin });
    return null;
  },
  "page.readCalendar": async ({ text, query }, caller) => {
    await siteOf(caller);
    try {
      return { ok: true, objects: readCalendar(text, query) };
    } catch (error) {
      if (!(error instanceof UnreadableCalendar)) throw error;
      return { ok: false, problem: error.message.slice(0, 300) };
    }
  },
  "page.readTraffic": async ({ timeZone, ...traffic }, caller) => {
    await siteOf(caller);
    return readTraffic(traffic, timeZone, Date.now());
  },
  "page.remember": async (value, caller) => {
    await siteOf(caller);
    await remember(caller.tabId, caller.origin, value);
    return null;
  },
  "page.recall": async ({ plugin }, caller) => {
    await siteOf(caller);
    return recall(caller.tabId, caller.origin, plugin);
  },
  "page.health": async (health, caller) => {
    const site = await siteOf(caller);
    const { tabId, frameId } = caller;
    const before = await loadTab(tabId);
    // Another frame of the same page may hold the calendar; one that reads it is not outdone by one that does not.
    if (
      before &&
      before.frameId !== frameId &&
      before.health?.state === "reading" &&
      health.state !== "reading"
    ) {
      return null;
    }
    await saveTab(tabId, { frameId, siteId: site.id, health });
    await showTabBadge(tabId, health.state === "unreadable");
    if (health.state === "reading") void attempt(() => lookAtCalendars());
    return null;
  },
  "page.changed": (change, caller) => consequenceOf(changed, change, caller),
  "page.guessed": (change, caller) => consequenceOf(guessed, change, caller),
  "page.changedSeries": seriesConsequence,
  "page.stop": async ({ id }, caller) => {
    const site = await siteOf(caller);
    await ready;
    return { stopped: await stop(site.id, id) };
  },
  "page.openBulk": async ({ day }, caller) => {
    const site = await siteOf(caller);
    const { tabId, frameId } = caller;
    const health = (await loadTab(tabId))?.health ?? null;
    await saveTab(tabId, { frameId, siteId: site.id, health });
    await openBulkWindow(tabId, day);
    return null;
  },

  "gateway.test": testAccount,
  "gateway.account": accountWithChannel,
  "bulk.day": async ({ tabId, day, kind }) => {
    const state = await loadTab(tabId);
    const site = state && (await siteById(state.siteId));
    const tab = state && site?.enabled ? { tabId, frameId: state.frameId, site } : null;
    return bulkDay(tab, day, kind, await contributedNames());
  },
  "bulk.quote": quotes,
  "bulk.send": async ({ calendarId, items }) => {
    await ready;
    if (hasFailpoints) await reach("reportReceived");
    const answer = await sendBulk(calendarId, items, () => void attempt(tick));
    if (hasFailpoints) await reach("answering");
    return answer;
  },
  "outbox.sendAgain": async ({ ids }) => {
    await ready;
    const made = await sendAgain(ids);
    void attempt(tick);
    return made;
  },
  "outbox.decide": async ({ ids, decision }) => {
    await ready;
    for (const id of ids) await decideOn(id, decision, Date.now());
    if (decision === "send") void attempt(tick);
    return null;
  },
  "outbox.replyRead": async (input) => {
    await ready;
    await replyRead(input, (await speech()).common.reply.source);
    if (input.verdict === "optsOut") await patientsChanged();
    return null;
  },
  "patients.changed": async () => {
    await patientsChanged();
    return null;
  },
  "patients.giveNumber": async (input) => {
    await ready;
    return giveNumber(input);
  },
  "patients.choose": async ({ calendarId, appointment, patientId }) => {
    await ready;
    await choosePatient(calendarId, appointment, patientId);
    await patientsChanged();
    return null;
  },
  "calls.day": async ({ day }) => {
    await ready;
    const tabs: CalendarTab[] = [];
    for (const [siteId, frames] of await readingTabs()) {
      const site = await siteById(siteId);
      if (site?.enabled) tabs.push(...frames.map((frame) => ({ ...frame, site })));
    }
    return callList(day, tabs, await contributedNames());
  },
  "outbox.release": async () => {
    await ready;
    await release();
    void attempt(tick);
    return null;
  },
  "sites.list": listSites,
  "sites.enable": enableSite,
  "sites.setEnabled": async ({ id, enabled }) => {
    await setSiteEnabled(id, enabled);
    return null;
  },
  "sites.remove": async ({ id }) => {
    await removeSite(id);
    return null;
  },
  "plugins.list": listPlugins,
  "plugins.check": ({ json }) => checkPlugin(json),
  "plugins.add": async ({ json }) => {
    const check = await addPlugin(json);
    if (check.ok) await refreshSites();
    return check;
  },
  "plugins.setEnabled": async ({ id, enabled }) => {
    await setPluginEnabled(id, enabled);
    await refreshSites();
    return null;
  },
  "plugins.remove": async ({ id }) => {
    await removePlugin(id);
    await refreshSites();
    return null;
  },
  "teaching.start": async ({ tabId, url }) => {
    await startLesson(tabId, new URL(url).origin);
    return null;
  },
  "teaching.stop": async ({ tabId }) => {
    await endLesson(tabId);
    return null;
  },
  "teaching.hello": async (_, { tabId, origin }) => {
    if (!(await isLesson(tabId, origin))) return null;
    const { language } = await loadSettings();
    return { language: language ?? preferredLanguage() };
  },
  "teaching.save": async (taught, { tabId, origin }) => {
    if (!(await isLesson(tabId, origin))) throw new Error(`nobody teaches there: ${origin}`);
    const manifest = taughtManifest(new URL(origin), taught as Taught, await loadPlugins());
    const check = await addPlugin(JSON.stringify(manifest));
    if (check.ok) {
      await enableSite({ url: origin, name: taught.title, plugin: manifest.id });
      await keepLesson(tabId);
    }
    return check;
  },
  "teaching.leave": async (_, { tabId }) => {
    await endLesson(tabId);
    return null;
  },
  "sites.health": async ({ tabId }) => (await loadTab(tabId))?.health ?? null,
};

async function patientsChanged(): Promise<void> {
  await ready;
  await refitReminders();
  // The calendar's page may still be counting down.
  for (const { id, calendarId } of await lookAgain())
    await tellTabs(calendarId, { pipni: "withdrawn", ids: [id] });
  void attempt(tick);
}

/** Whether a day has passed, it sees for itself. */
const forgetEvery = { delayInMinutes: 6 * 60, periodInMinutes: 6 * 60 };
const forgetAlarm = "forget";
const lookAlarm = "look";
let lookTimer: ReturnType<typeof setTimeout> | undefined;
/** A longer wait may outlive the worker. */
const timerMs = 28_000;

/** Compares what reminders say with every calendar that is open, now and while it stays open. */
async function lookAtCalendars(): Promise<void> {
  await ready;
  const waits: number[] = [];
  const names = await contributedNames();
  for (const [calendarId, frames] of await readingTabs()) {
    const wait = await look(calendarId, frames, names);
    if (wait !== null) waits.push(wait);
  }
  clearTimeout(lookTimer);
  if (waits.length === 0) {
    await browser.alarms.clear(lookAlarm);
    return;
  }
  const wait = Math.min(...waits);
  if (wait <= timerMs) lookTimer = setTimeout(() => void attempt(lookAtCalendars), wait);
  await browser.alarms.create(lookAlarm, { delayInMinutes: Math.max(wait / 60_000, 0.5) });
  void attempt(tick);
}

/** "Neodesílat": of a text that waits, or of one whose outcome nobody knows. */
async function decideOn(
  id: string,
  decision: Input<"outbox.decide">["decision"],
  now: number,
): Promise<void> {
  switch (decision) {
    case "send":
      await updateMessage(id, { type: "release" }, now);
      break;
    case "wasSent":
      await updateMessage(id, { type: "personSaysSent" }, now);
      break;
    case "dismiss":
    case "keep":
      await updateMessage(id, { type: "acknowledge" }, now);
      break;
    case "isGone":
      await stepMessage(id, (row) => ({ event: { type: "personSaysGone", reason: whyWithdrawn(row) } }), now);
      break;
    case "doNotSend":
      await giveUp(id, now);
  }
}

async function giveUp(id: string, now: number): Promise<void> {
  const message = await messageById(id);
  if (!message) return;
  const byUser = { code: "stoppedByUser" } as const;
  const event = isWaiting(message)
    ? ({ type: "skip", reason: byUser } as const)
    : message.state === "scheduled"
      ? ({ type: "withdraw", reason: byUser } as const)
      : ({ type: "personGivesUp", reason: { code: "givenUp" } } as const);
  const after = await updateMessage(id, event, now);
  // The calendar's page may still be counting down.
  if (after) await tellTabs(message.calendarId, { pipni: "withdrawn", ids: [id] });
  if (after?.state === "withdrawing") void attempt(tick);
}

/** Registers every listener at once, as the event that woke the worker demands, and then catches up. */
function startBackground(): void {
  serve(handlers);
  listenToClock();
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === lookAlarm) void attempt(lookAtCalendars);
    if (name === forgetAlarm) void attempt(forgetOld);
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === "install") void browser.runtime.openOptionsPage();
  });
  browser.runtime.onStartup.addListener(() => void ready.then(tick));
  browser.permissions.onAdded.addListener(() => {
    void attempt(refreshSites);
    void attempt(() => showLesson());
  });
  browser.permissions.onRemoved.addListener(() => void attempt(syncRegistrations));
  browser.tabs.onRemoved.addListener((tabId) => {
    void saveTab(tabId, null);
    void attempt(() => forgetTab(tabId));
    void attempt(() => endLesson(tabId));
  });
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    // Another page: what the one before told is no longer so.
    if (status === "loading") void saveTab(tabId, null);
    // A sign-in, or another week: the lesson goes on there.
    if (status === "complete") void attempt(() => showLesson(tabId));
  });
  watchOutbox(refreshBadge);
  // A kind or all of it may have been switched on again.
  watchSettings(() => void attempt(() => ready.then(refitReminders).then(tick)));
  ready = start();
}

/** Only the recovery must succeed before anything is sent; what else fails is said and stands in nobody's way. */
async function start(): Promise<void> {
  // Firefox has no such call, and no setting here is a secret; Chromium can keep content scripts out altogether.
  void attempt(async () => browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }));
  void attempt(syncRegistrations);
  void attempt(showBadge);
  await recover();
  void attempt(tick);
  void attempt(forgetOld);
  void attempt(async () => browser.alarms.create(forgetAlarm, forgetEvery));
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error);
  }
}

export default defineBackground({ type: "module", main: startBackground });
