import "../../components/theme.css";
import "../../components/popup/popup.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import type { Granting, PopupActions, PopupModel } from "../../components/popup/model.ts";
import { PopupPage } from "../../components/popup/popup-page.tsx";
import { Notice } from "../../components/ui/controls.tsx";
import { throttled } from "../../components/ui/throttled.ts";
import { isAlarming } from "../../lib/domain/feeds/feed.ts";
import { todayView } from "../../lib/domain/outbox/today.ts";
import { defaultSettings, timeZoneOf } from "../../lib/domain/settings.ts";
import { dictionary } from "../../lib/i18n/dictionary.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { requestHost } from "../../lib/permissions/hosts.ts";
import { call } from "../../lib/rpc/client.ts";
import { feedStates, feedsItem, watchFeeds } from "../../lib/storage/feeds.ts";
import { unreadNewsItem } from "../../lib/storage/news.ts";
import { watchOutbox } from "../../lib/storage/outbox-changes.ts";
import { loadCredentialsInfo } from "../../lib/storage/secrets.ts";
import { loadSettings, watchSettings } from "../../lib/storage/settings.ts";
import { storageProblemOf } from "../../lib/storage/storage-problem.ts";
import { watchWaitingList } from "../../lib/storage/waiting-list.ts";
import { followClock } from "../shared/clock.ts";
import { keepLive } from "../shared/live.ts";
import { followRegistry } from "../shared/registry.ts";
import { readWaiting, waitingActions } from "../shared/waiting.ts";
import { writingActions } from "../shared/writing.ts";
import { readNextDay } from "./next-day.ts";
import { currentTab, pageState, type Tab } from "./page.ts";
import { openPanel } from "./panel.ts";

/** A bulk send changes rows many times a second. */
const refreshEveryMs = 200;
const refreshDayEveryMs = 1000;
/** A calendar that was just switched on has something to tell within seconds. */
const askPageEveryMs = 1500;
/** A tab that nobody looks at is never drawn, and has to follow the log all the same. */
const drawnWithinMs = 200;

const settings = signal(defaultSettings);
/** A longer day is told by the settings' log. */
const limits = { today: 100, earlier: 50 };

const texts = signal<Awaited<ReturnType<typeof readWaiting>>>({
  now: 0,
  count: 0,
  view: todayView([], [], limits),
  unreadable: null,
  lostAt: null,
  unseen: [],
  list: null,
  slots: [],
});
const connected = signal<PopupModel["connected"]>(null);
const account = signal<PopupModel["account"]>(null);
const feeds = signal<PopupModel["feeds"]>([]);
const page = signal<PopupModel["page"]>(null);
const registry = signal<PopupModel["registry"]>(null);
const clockOff = signal(0);
const hasNews = signal(false);
const nextDay = signal<PopupModel["nextDay"]>(null);

/** Known before any press of a button, as the browser's question cannot wait for it. */
let tab: Tab | null = null;
let siteId: string | null = null;

/** Without waiting for the settings, whose time zone is nearly always the browser's, nor for the background. */
async function readFirst(): Promise<void> {
  const likely = timeZoneOf(defaultSettings);
  const [today, stored] = await Promise.all([readWaiting(likely, limits, false), loadSettings()]);
  const zone = timeZoneOf(stored);
  settings.value = stored;
  texts.value = zone === likely ? today : await readWaiting(zone, limits, false);
}

async function readTexts(): Promise<void> {
  texts.value = await readWaiting(timeZoneOf(settings.value), limits);
}

async function readTomorrow(): Promise<void> {
  nextDay.value = await readNextDay(timeZoneOf(settings.value), Date.now());
}

async function readConnected(): Promise<void> {
  const { channel } = settings.value.sending;
  connected.value = channel !== null && ((await loadCredentialsInfo())?.hasSecret ?? false);
}

async function readAccount(): Promise<void> {
  try {
    account.value = await call("gateway.account", { fresh: false });
  } catch {
    account.value = { ok: false, reason: null, account: null };
  }
}

async function readFeeds(): Promise<void> {
  const states = new Map((await feedStates()).map((state) => [state.feedId, state]));
  const now = Date.now();
  feeds.value = (await feedsItem.load())
    .filter(({ enabled }) => enabled)
    .map(({ id, name }) => {
      const state = states.get(id) ?? null;
      const { readAt = null, problem = null } = state ?? {};
      return { id, name, readAt, problem, isAlarming: state !== null && isAlarming(state, now) };
    });
}

async function readPage(): Promise<void> {
  try {
    tab ??= await currentTab(new URLSearchParams(location.search).get("tab"));
    if (!tab) {
      page.value = { type: "impossible" };
      return;
    }
    const state = await pageState(tab);
    siteId = state.siteId;
    page.value = state.page;
  } catch {
    page.value = { type: "failed" };
  }
}

/** Firefox closes the popup while it asks: the wish must be known by then, and the answer finds it. */
async function askFor(origin: string, wish: () => Promise<unknown>): Promise<Granting> {
  const asked = requestHost(origin);
  const wished = wish();
  const granted = await asked;
  await wished;
  return granted ? "granted" : "refused";
}

const actions: PopupActions = {
  ...waitingActions(
    () => texts.value.now,
    readTexts,
    async () => {
      settings.value = await loadSettings();
    },
  ),
  writing: writingActions,
  async openPanel() {
    await openPanel();
    window.close();
  },
  async enablePage(): Promise<Granting> {
    if (!tab) throw new Error("no page to enable");
    const { href, origin } = tab.url;
    const granting = await askFor(origin, () =>
      siteId === null
        ? call("sites.enable", { url: href, name: "", plugin: null })
        : call("sites.setEnabled", { id: siteId, enabled: true }),
    );
    if (granting === "refused") await call("sites.setEnabled", { id: origin, enabled: false });
    await readPage();
    return granting;
  },
  async teachPage(): Promise<Granting> {
    if (!tab) throw new Error("no page to teach");
    const { id, url } = tab;
    const granting = await askFor(url.origin, () => call("teaching.start", { tabId: id, url: url.href }));
    if (granting === "granted") window.close();
    else await call("teaching.stop", { tabId: id });
    return granting;
  },
  async checkReading() {
    if (siteId !== null && (await call("reading.open", { siteId }))) window.close();
  },
  async openBulk(id) {
    await call("feeds.openBulk", { id });
    window.close();
  },
  async disablePage() {
    if (siteId !== null) await call("sites.setEnabled", { id: siteId, enabled: false });
    await readPage();
  },
};

function Page() {
  const { language, sending } = settings.value;
  const model: PopupModel = {
    language: language ?? preferredLanguage(),
    settings: settings.value,
    timeZone: timeZoneOf(settings.value),
    ...texts.value,
    paused: sending.paused,
    lowCredit: sending.lowCredit,
    connected: connected.value,
    account: account.value,
    page: page.value,
    registry: registry.value,
    clockOff: clockOff.value,
    feeds: feeds.value,
    nextDay: nextDay.value,
    hasNews: hasNews.value,
  };
  return <PopupPage model={model} actions={actions} />;
}

/** All that the first glance does not need. */
async function readTheRest(): Promise<void> {
  const refreshTexts = throttled(readTexts, refreshEveryMs);
  watchOutbox(refreshTexts);
  watchWaitingList(refreshTexts);
  watchOutbox(throttled(readTomorrow, refreshDayEveryMs));
  watchSettings((changed) => {
    settings.value = changed;
    void readConnected().catch(() => {});
  });
  const followPage = () => void readPage();
  browser.permissions.onAdded.addListener(followPage);
  browser.permissions.onRemoved.addListener(followPage);
  keepLive();
  followRegistry((state) => {
    registry.value = state;
  });
  followClock((off) => {
    clockOff.value = off;
  });
  watchFeeds(() => void readFeeds().catch(() => {}));
  await Promise.all([
    readTexts().catch(() => {}),
    readFeeds().catch(() => {}),
    readTomorrow().catch(() => {}),
    unreadNewsItem.load().then((version) => {
      hasNews.value = version !== null;
    }),
    readConnected().then(
      () => (connected.value ? readAccount() : undefined),
      () => {},
    ),
    readPage(),
  ]);
  if (tab) setInterval(followPage, askPageEveryMs);
}

/** After the first glance, or without one. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, drawnWithinMs);
  });

const root = document.getElementById("app");
if (root) {
  try {
    await readFirst();
    render(<Page />, root);
    await drawn();
    void readTheRest();
  } catch (error) {
    const { common } = dictionary(settings.value.language ?? preferredLanguage(), {});
    const problem = storageProblemOf(error);
    render(<Notice tone="bad">{problem ? common.storage[problem] : common.failed}</Notice>, root);
  }
}
