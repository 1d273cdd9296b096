import type { Credentials } from "../../domain/account.ts";
import { newlyLeaving } from "../../domain/backup/leaving.ts";
import { type Joined, joinDirectories } from "../../domain/backup/people.ts";
import { type BackupReview, type Counted, type LeftOut, settingsParts } from "../../domain/backup/review.ts";
import { withTextsHere } from "../../domain/backup/texts.ts";
import type { DirectoryPatient } from "../../domain/directory/patient.ts";
import { type Feed, type FeedAccess, isFeedId } from "../../domain/feeds/feed.ts";
import type { PluginProblem } from "../../domain/plugin-problem.ts";
import { defaultSettings, Settings } from "../../domain/settings.ts";
import type { SiteReading } from "../../domain/site-reading/site-reading.ts";
import type { WaitingEntry } from "../../domain/waiting-list/entry.ts";
import type { WorkstationAccess } from "../../domain/workstations.ts";
import { allChoices, type Choice } from "../choices.ts";
import { feedsItem } from "../feeds.ts";
import { fieldsOf } from "../formats.ts";
import { allPatients } from "../patients.ts";
import { idOf } from "../plugins.ts";
import { loadCredentials, loadFeedAccess } from "../secrets.ts";
import { loadSettings } from "../settings.ts";
import { readingsItem } from "../site-readings.ts";
import { type Site, sitesItem } from "../sites.ts";
import { loadEntries } from "../waiting-list.ts";
import { loadWorkstationAccess } from "../workstations.ts";
import type { Backup, BackupSecrets } from "./file.ts";
import { planChoices, planWaitingList } from "./plan-people.ts";

/** What a backup would change here. It adds and overwrites; what only this computer has stays. */

/** What is here already. */
export interface Here {
  settings: Settings;
  sites: readonly Site[];
  readings: readonly SiteReading[];
  feeds: readonly Feed[];
  /** The addresses of feeds, by their ids. */
  access: ReadonlyMap<string, FeedAccess>;
  credentials: Credentials | null;
  patients: readonly DirectoryPatient[];
  choices: readonly Choice[];
  waitingList: readonly WaitingEntry[];
  workstations: WorkstationAccess | null;
}

export interface BackupPlan {
  settings: Settings;
  sites: Site[];
  readings: SiteReading[];
  /** `access: null` leaves the address that is here. */
  feeds: { feed: Feed; access: FeedAccess | null }[];
  /** Each a `plugin.json`. */
  plugins: string[];
  pluginsOff: string[];
  credentials: Credentials | null;
  directory: Joined;
  choices: Choice[];
  /** Those who are not on the list here. */
  waitingList: WaitingEntry[];
  workstations: WorkstationAccess | null;
  review: BackupReview;
}

/** What the background says of a plugin before it is added. */
export type CheckPlugin = (
  json: string,
) => Promise<
  | { ok: true; plugin: { name: string; json: string | null }; replaces: { json: string | null } | null }
  | { ok: false; problems: readonly PluginProblem[] }
>;

export async function loadHere(): Promise<Here> {
  const feeds = await feedsItem.load();
  const access = await Promise.all(feeds.map(async ({ id }) => [id, await loadFeedAccess(id)] as const));
  return {
    settings: await loadSettings(),
    sites: await sitesItem.load(),
    readings: await readingsItem.load(),
    feeds,
    access: new Map(access.flatMap(([id, one]) => (one ? [[id, one] as const] : []))),
    credentials: await loadCredentials(),
    patients: await allPatients(),
    choices: await allChoices(),
    waitingList: await loadEntries(),
    workstations: await loadWorkstationAccess(),
  };
}

/** @param secrets `null` where no password has opened them, or there are none */
export async function planBackup(
  backup: Backup,
  secrets: BackupSecrets | null,
  here: Here,
  { check, now }: { check: CheckPlugin; now: number },
): Promise<BackupPlan> {
  const leftOut: LeftOut[] = [...backup.broken, ...(secrets?.broken ?? [])]
    // What no password has opened is not missed.
    .map((one) => ({ code: "broken", ...one }) as const);
  const credentials = secrets?.credentials ?? null;
  const settings = settingsAfter(backup, here, credentials !== null, leftOut);
  const sites = comparedBy(backup.sites, here.sites, ({ id }) => id);
  const feeds = planFeeds(backup, secrets, here, leftOut);
  const readings = planReadings(backup, here, new Set(feeds.known), now);
  const plugins = await planPlugins(backup, check, leftOut);
  const directory = joinDirectories(
    here.patients,
    secrets?.patients ?? [],
    settings.value.sending.countries,
    now,
  );
  const waitingList = planWaitingList(secrets?.waitingList ?? [], here.waitingList);
  const workstations = secrets?.workstations ?? null;
  const isNewPlace = workstations !== null && !isEqual(workstations, here.workstations);
  const isNewAccount = credentials !== null && !isEqual(credentials, here.credentials);
  const after = { ...here, sites: merge(here.sites, sites.put), feeds: feeds.after };
  return {
    settings: settings.value,
    sites: sites.put,
    readings: readings.put,
    feeds: feeds.put,
    plugins: plugins.put,
    pluginsOff: backup.pluginsOff,
    credentials: isNewAccount ? credentials : null,
    directory,
    choices: planChoices(secrets?.choices ?? [], here, directory),
    waitingList: waitingList.put,
    workstations: isNewPlace ? workstations : null,
    review: {
      settings: settingsParts.filter((part) => !isEqual(settings.value[part], here.settings[part])),
      calendars: added(sites.counted, feeds.counted),
      readings: readings.counted,
      plugins: plugins.counted,
      credentials: credentials === null ? "none" : accountChange(isNewAccount, here.credentials !== null),
      workstations: workstations === null ? "none" : accountChange(isNewPlace, here.workstations !== null),
      patients: { added: directory.added, updated: directory.updated, unchanged: directory.unchanged },
      waitingList: waitingList.counted,
      leftOut,
      leaving: newlyLeaving(
        { settings: here.settings, hasCredentials: here.credentials !== null, calendars: sourcesIn(here) },
        {
          settings: settings.value,
          hasCredentials: credentials !== null || here.credentials !== null,
          calendars: sourcesIn(after),
        },
      ),
      staysOff: { seen: settings.staysOff, feeds: feeds.staysOff },
    },
  };
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const accountChange = (isNew: boolean, hadAny: boolean): BackupReview["credentials"] => {
  if (!isNew) return "same";
  return hadAny ? "changed" : "added";
};

/** Calendars of which texts may leave by themselves. */
const sourcesIn = ({ sites, feeds }: Pick<Here, "sites" | "feeds">): number =>
  sites.filter(({ enabled }) => enabled).length +
  feeds.filter(({ enabled, isUnattended }) => enabled && isUnattended).length;

const added = (one: Counted, other: Counted): Counted => ({
  added: one.added + other.added,
  changed: [...one.changed, ...other.changed],
  unchanged: one.unchanged + other.unchanged,
});

const merge = <T extends { id: string }>(before: readonly T[], put: readonly T[]): T[] => {
  const ids = new Set(put.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...put];
};

interface Compared<T> {
  /** New ones and those that are otherwise here. */
  put: T[];
  counted: Counted;
}

function comparedBy<T extends { name: string }>(
  brought: readonly T[],
  here: readonly T[],
  keyOf: (one: T) => string,
): Compared<T> {
  const known = new Map(here.map((one) => [keyOf(one), one]));
  const put = brought.filter((one) => !isEqual(one, known.get(keyOf(one))));
  const changed = put.flatMap((one) => known.get(keyOf(one))?.name ?? []);
  return {
    put,
    counted: { added: put.length - changed.length, changed, unchanged: brought.length - put.length },
  };
}

function settingsAfter(
  { settings: stored }: Backup,
  here: Here,
  bringsAccount: boolean,
  leftOut: LeftOut[],
): { value: Settings; staysOff: boolean } {
  // What cannot be read stays as it is here.
  const format = fieldsOf(Settings, defaultSettings, here.settings, (value) => value);
  const { value: brought, problems } = format.read(stored ?? null);
  const value = withTextsHere(brought, here.settings);
  for (const name of problems) leftOut.push({ code: "broken", part: "settings", name });
  // A channel is one of its account.
  if (!bringsAccount && here.credentials !== null) value.sending.channel = here.settings.sending.channel;
  // Of what two computers would both send, a person decides on each.
  const staysOff = value.reminders.seen && !here.settings.reminders.seen;
  if (staysOff) value.reminders.seen = false;
  return { value, staysOff };
}

function planFeeds(backup: Backup, secrets: BackupSecrets | null, here: Here, leftOut: LeftOut[]) {
  const urls = new Map([...here.access].map(([id, { url }]) => [url, id]));
  const pages = new Set([...here.sites, ...backup.sites].map(({ id }) => id));
  const staysOff: string[] = [];
  const put: BackupPlan["feeds"] = [];
  const changed: string[] = [];
  const counted = { added: 0, unchanged: 0 };
  for (const feed of backup.feeds) {
    const before = here.feeds.find(({ id }) => id === feed.id);
    const access = secrets?.access.get(feed.id) ?? null;
    const { name } = feed;
    if (access && new URL(access.url).origin !== feed.origin)
      leftOut.push({ code: "broken", part: "feeds", name });
    else if (!access && !before) leftOut.push({ code: "noAddress", name });
    else if (access && (urls.get(access.url) ?? feed.id) !== feed.id) leftOut.push({ code: "known", name });
    else {
      const isUnattended = before?.isUnattended ?? false;
      if (feed.isUnattended && !isUnattended) staysOff.push(name);
      const isTaken = here.feeds.some(({ id, siteId }) => id !== feed.id && siteId === feed.siteId);
      const siteId = feed.siteId !== null && pages.has(feed.siteId) && !isTaken ? feed.siteId : null;
      const after = { ...feed, isUnattended, siteId };
      const isOther = access !== null && !isEqual(access, here.access.get(feed.id));
      if (before && isEqual(after, before) && !isOther) {
        counted.unchanged++;
        continue;
      }
      if (before) changed.push(before.name);
      else counted.added++;
      put.push({ feed: after, access });
    }
  }
  const after = merge(
    here.feeds,
    put.map(({ feed }) => feed),
  );
  return { put, after, staysOff, known: after.map(({ id }) => id), counted: { ...counted, changed } };
}

/** What a person confirmed of a calendar there holds here, too: it is the same page. */
function planReadings(
  backup: Backup,
  here: Here,
  feeds: ReadonlySet<string>,
  now: number,
): Compared<SiteReading> {
  const wanted = backup.readings.filter(({ siteId }) => !isFeedId(siteId) || feeds.has(siteId));
  const keyOf = ({ siteId, plugin }: SiteReading): string => JSON.stringify([siteId, plugin]);
  const known = new Map(here.readings.map((one) => [keyOf(one), one]));
  const names = new Map([...here.sites, ...backup.sites, ...backup.feeds].map(({ id, name }) => [id, name]));
  const said = ({ described, fields, excluded }: SiteReading) => ({ described, fields, excluded });
  const put: SiteReading[] = [];
  const changed: string[] = [];
  for (const reading of wanted) {
    const before = known.get(keyOf(reading));
    if (before && isEqual(said(before), said(reading))) continue;
    if (before) changed.push(names.get(reading.siteId) ?? reading.siteId);
    // What was read here before that was read otherwise.
    put.push({ ...reading, since: now });
  }
  return {
    put,
    counted: {
      added: put.length - changed.length,
      changed: [...new Set(changed)],
      unchanged: wanted.length - put.length,
    },
  };
}

async function planPlugins(
  { plugins }: Backup,
  check: CheckPlugin,
  leftOut: LeftOut[],
): Promise<Compared<string>> {
  const put: string[] = [];
  const changed: string[] = [];
  let unchanged = 0;
  for (const data of plugins) {
    const json = JSON.stringify(data);
    const answer = await check(json);
    if (!answer.ok) leftOut.push({ code: "plugin", name: idOf(data), problems: answer.problems });
    else if (answer.replaces !== null && answer.replaces.json === answer.plugin.json) unchanged++;
    else {
      put.push(json);
      if (answer.replaces) changed.push(answer.plugin.name);
    }
  }
  return { put, counted: { added: put.length - changed.length, changed, unchanged } };
}
