import { browser } from "wxt/browser";
import { isAlarming } from "../../domain/feeds/feed.ts";
import {
  type Matter,
  matterKey,
  type NotificationKind,
  newsOf,
  notificationKinds,
} from "../../domain/notifications.ts";
import { isAccountTrouble, needsDecision } from "../../domain/outbox/predicates.ts";
import type { Settings } from "../../domain/settings.ts";
import { notifications as cs } from "../../i18n/cs/notifications.ts";
import { dictionary } from "../../i18n/dictionary.ts";
import { notifications as en } from "../../i18n/en/notifications.ts";
import { preferredLanguage } from "../../i18n/language.ts";
import { notifications as sk } from "../../i18n/sk/notifications.ts";
import { areNotificationsAllowed } from "../../permissions/notifications.ts";
import { feedStates, feedsItem } from "../../storage/feeds.ts";
import { notifiedItem } from "../../storage/notified.ts";
import { messagesToLookAt } from "../../storage/outbox-queries.ts";
import { loadSettings, unreadableSettings } from "../../storage/settings.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { sitesItem } from "../../storage/sites.ts";
import { healthOf } from "../../storage/tabs.ts";
import { loadTrouble, workstationsItem } from "../../storage/workstations.ts";
import { attempt } from "../attempt.ts";
import { singleFlight } from "../single-flight.ts";

/** Tells a person on the screen what should not wait until they look; each matter once, for as long as it lasts. */

/** More of them nobody reads one by one. */
const mostRows = 100;
const mostNames = 3;
/** A page that is loaded anew is read again by then. */
const coalesceMs = 4000;
let isDue = false;

const idOf = (kind: NotificationKind): string => `pipni-${kind}`;
const kindOf = (id: string): NotificationKind | undefined =>
  notificationKinds.find((kind) => idOf(kind) === id);

/** Looks soon, once for any number of calls. */
export function refreshNotifications(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    attempt(tellNews);
  }, coalesceMs);
}

const wordsIn = (settings: Settings) =>
  dictionary(settings.language ?? preferredLanguage(), { notifications: { cs, en, sk } });
type Words = ReturnType<typeof wordsIn>;

/** What is new since the last time. Where a person wants no notifications, nothing is remembered either. */
export const tellNews = singleFlight(
  async (): Promise<void> => {
    const settings = await loadSettings();
    const wanted = notificationKinds.filter((kind) => settings.notifications[kind]);
    if (wanted.length === 0 || !browser.notifications || !(await areNotificationsAllowed())) return;
    const words = wordsIn(settings);
    const { matters, open } = await findMatters(settings, words);
    const before = await notifiedItem.load();
    const { kinds, told } = newsOf(
      matters.filter(({ kind }) => wanted.includes(kind)),
      before,
      (key) => open.has(key),
    );
    // Before it is shown: whoever dies in between has told it at most once.
    if (JSON.stringify(told) !== JSON.stringify(before)) await notifiedItem.save(told);
    for (const kind of kinds)
      await browser.notifications.create(idOf(kind), {
        type: "basic",
        iconUrl: browser.runtime.getURL("/icon/128.png"),
        title: "Pípni",
        message: messageOf(kind, matters, settings, words),
      });
    // What somebody has dealt with need not stand there any longer.
    for (const kind of notificationKinds)
      if (!matters.some((matter) => matter.kind === kind)) await browser.notifications.clear(idOf(kind));
  },
  { trailing: true },
);

function messageOf(
  kind: NotificationKind,
  matters: readonly Matter[],
  settings: Settings,
  { notifications: words }: Words,
): string {
  const ofKind = matters.filter((matter) => matter.kind === kind);
  const names = [...new Set(ofKind.map(({ name }) => name).filter(Boolean))].slice(0, mostNames).join(", ");
  if (kind === "unread" || kind === "stopped") return words[kind](names);
  return words[kind](ofKind.length, settings.notifications.names ? names : "");
}

/** All that is amiss, and the keys of what cannot be said to be over. */
async function findMatters(
  settings: Settings,
  words: Words,
): Promise<{ matters: Matter[]; open: ReadonlySet<string> }> {
  const matters: Matter[] = [];
  for (const row of await messagesToLookAt(mostRows)) {
    const name = row.appointment.patient?.name ?? "";
    for (const { id, verdict } of row.replies)
      if (verdict === null) matters.push({ kind: "answer", id, name });
    if (row.state === "unknown" && needsDecision(row)) matters.push({ kind: "unknown", id: row.id, name });
    if (isAccountTrouble(row) && row.reason)
      matters.push({ kind: "stopped", id: row.reason.code, name: words.common.reason(row.reason) });
  }
  matters.push(...(await findStopped(settings, words)));
  const { unread, open } = await findUnread();
  return { matters: [...matters, ...unread], open };
}

async function findStopped({ sending }: Settings, { common, notifications }: Words): Promise<Matter[]> {
  const found: Matter[] = [];
  const { mode, withoutAsking } = await workstationsItem.load();
  const trouble = mode === "alone" || withoutAsking ? null : await loadTrouble();
  if (trouble)
    found.push({ kind: "stopped", id: "registry", name: common.registry.problems[trouble.problem] });
  // A person who stops sending knows of it.
  if (sending.paused && (await unreadableSettings()).length > 0)
    found.push({ kind: "stopped", id: "settings", name: notifications.settings });
  return found;
}

async function findUnread(): Promise<{ unread: Matter[]; open: ReadonlySet<string> }> {
  const unread: Matter[] = [];
  const open = new Set<string>();
  const now = Date.now();
  const alarming = new Set(
    (await feedStates()).filter((state) => isAlarming(state, now)).map(({ feedId }) => feedId),
  );
  for (const { id, name, enabled } of await feedsItem.load())
    if (enabled && alarming.has(id)) unread.push({ kind: "unread", id, name });
  for (const { id, name, enabled } of await sitesItem.load()) {
    if (!enabled) continue;
    const matter: Matter = { kind: "unread", id, name };
    const health = await healthOf(id);
    // While nobody has it open, it is as it was.
    if (health === null) open.add(matterKey(matter));
    else if (isLost(health) || (await loadReading(id)).standing === "changed") unread.push(matter);
  }
  return { unread, open };
}

/** A page of the site that shows no calendar, such as a form to log in, is as it should be. */
const isLost = (health: NonNullable<Awaited<ReturnType<typeof healthOf>>>): boolean =>
  health.state === "unreadable" && health.plugin !== null;

let isListening = false;

/** Call it synchronously at start, and once the browser allows notifications: before that there are none to click. */
export function listenForNotifications(): void {
  if (isListening || !browser.notifications) return;
  isListening = true;
  browser.notifications.onClicked.addListener((id) => {
    if (kindOf(id)) attempt(() => openInbox(id));
  });
}

async function openInbox(id: string): Promise<void> {
  attempt(() => browser.notifications.clear(id));
  const page = browser.runtime.getURL("/options.html");
  const url = `${page}#ceka`;
  const [tab] = await browser.tabs.query({ url: `${page}*` });
  if (tab?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(tab.id, { url, active: true });
  await browser.windows.update(tab.windowId, { focused: true });
}
