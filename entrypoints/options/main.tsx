import "../../components/theme.css";
import "../../components/options/options.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import { OptionsPage } from "../../components/options/app.tsx";
import type { Granting, OptionsActions, OptionsModel } from "../../components/options/model.ts";
import { Notice } from "../../components/ui/controls.tsx";
import { throttled } from "../../components/ui/throttled.ts";
import { noSteps } from "../../lib/domain/first-steps.ts";
import { parsePhone } from "../../lib/domain/phone.ts";
import { defaultSettings, timeZoneOf } from "../../lib/domain/settings.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { dictionary } from "../../lib/i18n/dictionary.ts";
import { preferredLanguage } from "../../lib/i18n/language.ts";
import { requestHost } from "../../lib/permissions/hosts.ts";
import { call } from "../../lib/rpc/client.ts";
import { queryConversations } from "../../lib/storage/conversations.ts";
import { doctorsSeen } from "../../lib/storage/doctors.ts";
import { watchFeeds } from "../../lib/storage/feeds.ts";
import { firstStepsItem } from "../../lib/storage/first-steps.ts";
import { queryLog } from "../../lib/storage/log-queries.ts";
import { watchOutbox } from "../../lib/storage/outbox-changes.ts";
import { countUnreadablePatients } from "../../lib/storage/patients.ts";
import { loadCredentialsInfo, saveCredentials } from "../../lib/storage/secrets.ts";
import { acknowledgeUnreadable, exportUnreadable, unreadableSummary } from "../../lib/storage/set-aside.ts";
import {
  acceptSettings,
  loadSettings,
  saveSettings,
  unreadableSettings,
  watchSettings,
} from "../../lib/storage/settings.ts";
import { readingsItem } from "../../lib/storage/site-readings.ts";
import { sitesItem } from "../../lib/storage/sites.ts";
import { storageProblemOf } from "../../lib/storage/storage-problem.ts";
import { watchTabs } from "../../lib/storage/tabs.ts";
import { watchWaitingList } from "../../lib/storage/waiting-list.ts";
import { watchTrouble, workstationsItem } from "../../lib/storage/workstations.ts";
import { keepLive } from "../shared/live.ts";
import { readWaiting, waitingActions } from "../shared/waiting.ts";
import { writingActions } from "../shared/writing.ts";
import { backupActions } from "./backup.ts";
import { callActions } from "./calls.ts";
import { readConversation } from "./conversation.ts";
import { feedActions } from "./feeds.ts";
import { followManaged, managed, readManaged } from "./managed.ts";
import { patientActions } from "./patients.ts";
import { followTold, readTold, told, toldActions } from "./told.ts";
import { creditOutlook, monthTotals } from "./totals.ts";
import { waitingListActions } from "./waiting-list.ts";
import { readWorkstationsNow, workstations, workstationsActions } from "./workstations.ts";

const settings = signal(defaultSettings);
const credentials = signal<OptionsModel["credentials"]>(null);
const calendars = signal<OptionsModel["calendars"]>([]);

const feeds = signal<OptionsModel["feeds"]>([]);
const plugins = signal<OptionsModel["plugins"]>([]);

const readPlugins = async () => {
  plugins.value = await call("plugins.list", null);
};
/** What a person has set, as it stands on disk. */
const readAllSet = () =>
  Promise.all([
    readSettings(),
    readCredentials(),
    readCalendars(),
    readFeeds(),
    readPlugins(),
    readWorkstationsNow(),
    readManaged(),
  ]);

const firstSteps = signal(noSteps);
const readFirstSteps = async () => {
  firstSteps.value = await firstStepsItem.load();
};
const unreadable = signal<OptionsModel["unreadable"]>({ settings: [], calendars: 0, patients: 0 });
const readUnreadable = async () => {
  unreadable.value = {
    settings: await unreadableSettings(),
    calendars: (await sitesItem.problems()).length,
    patients: await countUnreadablePatients(),
  };
};
const readSettings = async () => {
  settings.value = await loadSettings();
};
const readCredentials = async () => {
  credentials.value = await loadCredentialsInfo();
};
const readCalendars = async () => {
  calendars.value = await call("sites.list", null);
};

const readFeeds = async () => {
  feeds.value = await call("feeds.list", null);
};

/** All that a person is likely to get through; of more the first. */
const limits = { today: 200, earlier: 300 };
const waiting = signal<OptionsModel["waiting"]>(null);
const readWaitingNow = async () => {
  waiting.value = await readWaiting(timeZoneOf(settings.value), limits);
};

const actions: OptionsActions = {
  testGateway: (input) => call("gateway.test", input),
  async priceOf({ text, phone }) {
    const { countries } = settings.value.sending;
    const parsed = parsePhone(phone, countries);
    if (!parsed.ok) return null;
    const { e164, country } = parsed;
    const { parts } = segment(text);
    const [quote] = await call("bulk.quote", { samples: [{ text, phone: e164, country, parts }] });
    return quote ?? null;
  },
  async textMyself(input) {
    const answer = await call("gateway.textMyself", input);
    await readFirstSteps();
    return answer;
  },
  async skipReminders() {
    await firstStepsItem.save({ ...firstSteps.value, withoutReminders: true });
    await readFirstSteps();
  },
  async openPage(url) {
    await browser.tabs.create({ url: url.href });
  },
  async saveCredentials(given) {
    await saveCredentials(given);
    await readCredentials();
  },
  async acceptSettings() {
    await acceptSettings();
    await readSettings();
    await readUnreadable();
  },
  unreadableRows: unreadableSummary,
  exportUnreadable,
  acknowledgeUnreadable,
  concernedBy: (reminders, isKindOn) => call("reminders.concerned", { reminders, isKindOn }),
  async changeSettings(change) {
    await saveSettings(change(await loadSettings()));
    await readSettings();
    await readUnreadable();
  },
  async enableCalendar({ url, name, plugin }): Promise<Granting> {
    if (!(await requestHost(url.origin))) return "refused";
    await call("sites.enable", { url: url.href, name: (name || url.host).slice(0, 100), plugin });
    await readCalendars();
    return "granted";
  },
  async grantCalendar({ id, origin }): Promise<Granting> {
    if (!(await requestHost(origin))) return "refused";
    await call("sites.setEnabled", { id, enabled: true });
    await readCalendars();
    return "granted";
  },
  async setCalendarEnabled(id, enabled) {
    await call("sites.setEnabled", { id, enabled });
    await readCalendars();
  },
  async setMarks(shown) {
    await call("sites.setMarks", { shown });
  },
  async removeCalendar(id) {
    await call("sites.remove", { id });
    await readCalendars();
  },
  checkReading: (siteId) => call("reading.open", { siteId }),
  async reportCalendar(id) {
    const report = await call("sites.report", { id });
    return report && JSON.stringify(report, null, 2);
  },
  queryLog,
  doctorsSeen: () => doctorsSeen(Date.now()),
  queryConversations: (query, known) => queryConversations(query, known, Date.now()),
  conversation: readConversation,
  monthTotals,
  creditOutlook,
  ...callActions,
  watchLog: watchOutbox,
  async decide(id, decision) {
    await call("outbox.decide", { ids: [id], decision });
  },
  async sendAgain(id) {
    await call("outbox.sendAgain", { ids: [id] });
  },
  async replyRead(id, replyId, verdict, scope) {
    await call("outbox.replyRead", { id, replyId, verdict, ...(scope ? { scope } : {}) });
  },
  async release() {
    await call("outbox.release", null);
  },
  ...toldActions,
  patients: patientActions,
  writing: writingActions,
  waiting: waitingActions(() => waiting.value?.now ?? 0, readWaitingNow, readSettings),
  waitingList: waitingListActions(readWaitingNow),
  feeds: feedActions(readFeeds),
  workstations: workstationsActions(readWorkstationsNow),
  backup: backupActions(async () => {
    await readAllSet();
    await readUnreadable();
  }),
  plugins: {
    async teach(url): Promise<Granting> {
      if (!(await requestHost(url.origin))) return "refused";
      const { id } = await browser.tabs.create({ url: url.href });
      if (id === undefined) throw new Error("the browser opened no tab");
      await call("teaching.start", { tabId: id, url: url.href });
      return "granted";
    },
    check: (json) => call("plugins.check", { json }),
    tryOut: (json) => call("plugins.try", { json }),
    async add(json) {
      const answer = await call("plugins.add", { json });
      await readPlugins();
      return answer;
    },
    async setEnabled(id, enabled) {
      await call("plugins.setEnabled", { id, enabled });
      await readPlugins();
    },
    async remove(id) {
      await call("plugins.remove", { id });
      await readPlugins();
    },
  },
};

function Page() {
  const model: OptionsModel = {
    settings: settings.value,
    unreadable: unreadable.value,
    credentials: credentials.value,
    calendars: calendars.value,
    feeds: feeds.value,
    plugins: plugins.value,
    waiting: waiting.value,
    workstations: workstations.value,
    managed: managed.value,
    firstSteps: firstSteps.value,
    ...told.value,
    version: browser.runtime.getManifest().version,
  };
  return <OptionsPage model={model} actions={actions} />;
}

/** A bulk send changes rows many times a second. */
const refreshEveryMs = 200;

/** What another window or the browser's own settings changed meanwhile. */
function follow() {
  const refreshFeeds = () => void readFeeds().catch(() => {});
  const refresh = () => {
    void readCalendars().catch(() => {});
    refreshFeeds();
  };
  watchSettings((changed) => {
    settings.value = changed;
  });
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  followTold();
  addEventListener("focus", refresh);
  watchTabs(refresh);
  watchFeeds(refreshFeeds);
  const refreshWorkstations = () => void readWorkstationsNow().catch(() => {});
  workstationsItem.watch(refreshWorkstations);
  watchTrouble(refreshWorkstations);
  keepLive();
  const refreshWaiting = throttled(readWaitingNow, refreshEveryMs);
  watchOutbox(refreshWaiting);
  watchWaitingList(refreshWaiting);
  followManaged();
  // In the window in which what is read is confirmed.
  readingsItem.watch(refresh);
  // An administrator may have set some.
  sitesItem.watch(refresh);
}

const root = document.getElementById("app");
if (root) {
  try {
    await Promise.all([readAllSet(), readFirstSteps(), readTold()]);
    follow();
    render(<Page />, root);
    void readUnreadable().catch(() => {});
    void readWaitingNow().catch(() => {});
  } catch (error) {
    const { common } = dictionary(settings.value.language ?? preferredLanguage(), {});
    const problem = storageProblemOf(error);
    render(<Notice tone="bad">{problem ? common.storage[problem] : common.failed}</Notice>, root);
  }
}
