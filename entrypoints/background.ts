import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { attempt } from "../lib/background/attempt.ts";
import { refreshBadge, showBadge } from "../lib/background/badge.ts";
import { handlers } from "../lib/background/handlers/index.ts";
import { listenForLookers } from "../lib/background/handlers/live.ts";
import { listenForNotifications, refreshNotifications } from "../lib/background/handlers/notifications.ts";
import { refreshPages } from "../lib/background/handlers/page-notices.ts";
import { serve } from "../lib/background/handlers/server.ts";
import { listenForShortcuts } from "../lib/background/handlers/shortcuts.ts";
import { answerWithoutStorage } from "../lib/background/handlers/storage-problem.ts";
import { listenForUnreadable, unreadable } from "../lib/background/jobs/find-unreadable.ts";
import { scheduler, tick } from "../lib/background/jobs/index.ts";
import { forgetPages } from "../lib/background/looks/watching.ts";
import { recover } from "../lib/background/sending/recovery.ts";
import { askTab } from "../lib/background/sites/ask-tab.ts";
import { noteNews, runFirst } from "../lib/background/sites/first-run.ts";
import { endLesson, isLesson, showLesson } from "../lib/background/sites/lessons.ts";
import { takeManagedSites } from "../lib/background/sites/managed.ts";
import { refreshMenu } from "../lib/background/sites/menu.ts";
import { enabledSite, refreshSites, syncRegistrations } from "../lib/background/sites/sites.ts";
import { watchFeeds } from "../lib/storage/feeds.ts";
import { watchManaged } from "../lib/storage/managed.ts";
import { watchOutbox } from "../lib/storage/outbox-changes.ts";
import { forgetLook } from "../lib/storage/seen-ids.ts";
import { watchSettings } from "../lib/storage/settings.ts";
import { sitesItem } from "../lib/storage/sites.ts";
import { forgetTab } from "../lib/storage/tab-memory.ts";
import { saveTab, watchTabs } from "../lib/storage/tabs.ts";
import { watchTrouble } from "../lib/storage/workstations.ts";

/** Registers every listener at once, as the event that woke the worker demands, and then catches up. */
function startBackground(): void {
  serve(handlers, {
    site: enabledSite,
    isTaught: isLesson,
    recovered: recover,
    withoutStorage: answerWithoutStorage,
  });
  scheduler.listen();
  listenForShortcuts();
  listenForLookers();
  listenForNotifications();
  browser.runtime.onInstalled.addListener(({ reason, previousVersion }) => {
    attempt(() => runFirst(reason));
    attempt(() => noteNews(reason, previousVersion));
  });
  // Nothing else need wake the worker when the browser starts.
  browser.runtime.onStartup.addListener(() => attempt(tick));
  browser.permissions.onAdded.addListener(() => {
    attempt(refreshSites);
    attempt(showLesson);
    attempt(refreshMenu);
    listenForNotifications();
    refreshNotifications();
  });
  browser.permissions.onRemoved.addListener(() => {
    attempt(syncRegistrations);
    attempt(refreshMenu);
  });
  sitesItem.watch(() => attempt(refreshMenu));
  watchManaged(() => attempt(takeManagedSites));
  browser.tabs.onRemoved.addListener((tabId) => {
    attempt(() => saveTab(tabId, null));
    attempt(() => forgetTab(tabId));
    attempt(() => forgetPages(tabId));
    attempt(() => forgetLook(tabId));
    attempt(() => endLesson(tabId));
  });
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === "loading")
      attempt(async () => {
        if (!(await askTab(tabId))) await forgetPages(tabId);
      });
    else if (status === "complete") attempt(() => askTab(tabId));
    // A sign-in, or another week: the lesson goes on there.
    if (status === "complete") attempt(() => showLesson(tabId));
  });
  watchOutbox(refreshBadge);
  watchOutbox(refreshPages);
  // A kind or all of it may have been switched on again.
  watchSettings(refreshPages);
  watchSettings(() => attempt(tick));
  watchTrouble(refreshPages);
  watchOutbox(refreshNotifications);
  watchSettings(refreshNotifications);
  watchTrouble(refreshNotifications);
  watchFeeds(refreshNotifications);
  watchTabs(refreshNotifications);
  listenForUnreadable();
  catchUp();
}

/** The worker has just begun: nothing is as the last one left it. */
function catchUp(): void {
  // Firefox has no such call, and no setting here is a secret; Chromium can keep content scripts out altogether.
  attempt(() => browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }));
  attempt(syncRegistrations);
  attempt(takeManagedSites);
  attempt(showBadge);
  refreshNotifications();
  attempt(refreshMenu);
  attempt(tick);
  attempt(() => scheduler.runTask(unreadable));
}

// No module, so that it is one file: a module's chunks would be loaded at each of the worker's many starts, one by one,
// which takes nearly twice as long.
export default defineBackground({ main: startBackground });
