import type { PluginProblem } from "../plugin-problem.ts";
import type { TemplateKind } from "../text/message-kind.ts";

/** What a person is told of a backup before anything of it is written. */

/** Parts of the settings, as the options page shows them. */
export const settingsParts = [
  "practice",
  "templates",
  "ownTexts",
  "dismissedWords",
  "sending",
  "log",
  "reminders",
  "notifications",
  "waitingList",
  "marks",
  "language",
] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** Of one sort of things: how many there are in the file, by what comes of each. */
export interface Counted {
  added: number;
  /** By the names of those that are here and would be overwritten. */
  changed: readonly string[];
  unchanged: number;
}

/** What a file holds and cannot be taken over. */
export type LeftOut =
  /** It is not as it should be: a damaged file, or one that somebody has written into. */
  | { code: "broken"; part: BackupPart; name: string }
  | { code: "plugin"; name: string; problems: readonly PluginProblem[] }
  /** Its address is a secret, which no password has opened. */
  | { code: "noAddress"; name: string }
  /** The same address is read here already. */
  | { code: "known"; name: string };

export type BackupPart =
  | "settings"
  | "sites"
  | "readings"
  | "feeds"
  | "plugins"
  | "credentials"
  | "patients"
  | "choices"
  | "waitingList"
  | "workstations";

export interface BackupReview {
  /** Those parts of the settings that would change. */
  settings: readonly SettingsPart[];
  calendars: Counted;
  /** Calendars for which a person has confirmed what is read. */
  readings: Counted;
  plugins: Counted;
  /** `same`: those that are here already. */
  credentials: "none" | "same" | "added" | "changed";
  /** The same of the place where the practice's computers agree on texts. */
  workstations: BackupReview["credentials"];
  patients: { added: number; updated: number; unchanged: number };
  /** Of those who want to come sooner; who is here already stays as they are. */
  waitingList: { added: number; unchanged: number };
  leftOut: readonly LeftOut[];
  /** Kinds that leave by themselves afterwards and do not now. */
  leaving: readonly TemplateKind[];
  /** What two computers would both send stays off: see `ReminderSettings.seen`, `Feed.isUnattended`. */
  staysOff: { seen: boolean; feeds: readonly string[] };
}

export const isNothingNew = ({
  settings,
  calendars,
  readings,
  plugins,
  credentials,
  workstations,
  patients,
  waitingList,
}: BackupReview): boolean =>
  settings.length === 0 &&
  [calendars, readings, plugins].every(({ added, changed }) => added + changed.length === 0) &&
  [credentials, workstations].every((one) => one === "none" || one === "same") &&
  patients.added + patients.updated + waitingList.added === 0;
