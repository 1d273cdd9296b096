import { z } from "zod";
import { Credentials } from "../../domain/account.ts";
import type { BackupPart } from "../../domain/backup/review.ts";
import { Sealed } from "../../domain/backup/seal.ts";
import { DirectoryPatient } from "../../domain/directory/patient.ts";
import { readFeedAddress } from "../../domain/feeds/address.ts";
import { Feed, FeedAccess } from "../../domain/feeds/feed.ts";
import { SiteReading } from "../../domain/site-reading/site-reading.ts";
import { WaitingEntry } from "../../domain/waiting-list/entry.ts";
import { WorkstationAccess } from "../../domain/workstations.ts";
import { Choice } from "../choices.ts";
import { idOf } from "../plugins.ts";
import { Site } from "../sites.ts";
import { onlyKnown, parseTolerant } from "../tolerant.ts";

/**
 * A backup as it lies in a file: everything that a person has set, so that a second computer need not be set up by
 * hand.
 *
 * Deliberately not in it, as it belongs to this computer or tells of patients without being a setting: the log with
 * its outbox, mirror and what was set aside in it; who was called (`calls`); which times became free and were offered
 * (`freedSlots`, `freedSlotsCount`); what was seen in calendars and is yet to
 * be (`looks`, `unseen`, the cache of feeds); how feeds and tabs are doing, on which pages a calendar was read and by
 * which plugin last (`feedStates`, `readPlaces`, `readers`); how far somebody has come with setting up (`firstSteps`); the
 * token of GoSMS and the account's credit; this computer's name among others and which claims are open
 * (`workstations`, `openClaims`); marks of the background's own (`refitted`, `rowsRead`). Permissions are the browser's, and cannot come in a file.
 */

const kind = "pipni-backup";
/** Raise it when an older Pípni must not take a file as its own. Fields that it may ignore need no new one. */
const version = 1;

/** What is under the password. Lists and records are read item by item. */
const Secrets = z.looseObject({
  credentials: z.unknown(),
  access: z.record(z.string(), z.unknown()).catch({}),
  patients: z.array(z.unknown()).catch([]),
  choices: z.array(z.unknown()).catch([]),
  /** Files of before have none. */
  waitingList: z.array(z.unknown()).catch([]),
  workstations: z.unknown(),
});

const list = z.array(z.unknown()).catch([]);

const Envelope = z.looseObject({ kind: z.literal(kind), version: z.int().positive() });
const File = z.looseObject({
  createdAt: z.iso.datetime().catch(""),
  settings: z.unknown(),
  sites: list,
  readings: list,
  feeds: list,
  plugins: list,
  pluginsOff: list,
  secrets: z.unknown(),
});

/** An item that cannot be read, by what it calls itself or by its place. */
export interface Broken {
  part: BackupPart;
  name: string;
}

export interface Backup {
  /** ISO 8601; empty where the file does not tell. */
  createdAt: string;
  /** Read field by field when it is held against what is here. */
  settings: unknown;
  sites: Site[];
  readings: SiteReading[];
  feeds: Feed[];
  /** As they were added: whoever adds them checks them. */
  plugins: unknown[];
  pluginsOff: string[];
  sealed: Sealed | null;
  broken: Broken[];
}

export interface BackupSecrets {
  credentials: Credentials | null;
  access: Map<string, FeedAccess>;
  patients: DirectoryPatient[];
  choices: Choice[];
  /** Who wants to come sooner. */
  waitingList: WaitingEntry[];
  /** The place where the practice's computers agree on texts. */
  workstations: WorkstationAccess | null;
  broken: Broken[];
}

/** What is written into a file. */
export interface Written {
  settings: unknown;
  sites: readonly Site[];
  readings: readonly SiteReading[];
  feeds: readonly Feed[];
  plugins: readonly unknown[];
  pluginsOff: readonly string[];
}

export interface WrittenSecrets {
  credentials: Credentials | null;
  access: Readonly<Record<string, FeedAccess>>;
  patients: readonly DirectoryPatient[];
  choices: readonly Choice[];
  waitingList: readonly WaitingEntry[];
  workstations: WorkstationAccess | null;
}

export const writeBackup = (written: Written, secrets: Sealed | null, now: number): string =>
  JSON.stringify({ kind, version, createdAt: new Date(now).toISOString(), ...written, secrets }, null, 2);

export type ReadBackup =
  | { state: "read"; backup: Backup }
  /**
   * - `torn`: no whole file
   * - `foreign`: something else
   * - `newer`: of a Pípni that this one does not understand
   */
  | { state: "torn" | "foreign" | "newer" };

export function readBackup(text: string): ReadBackup {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { state: text.includes(kind) ? "torn" : "foreign" };
  }
  const envelope = Envelope.safeParse(data).data;
  if (!envelope) return { state: "foreign" };
  if (envelope.version > version) return { state: "newer" };
  const file = File.parse(data);
  const broken: Broken[] = [];
  const sealed = Sealed.safeParse(file.secrets);
  if (file.secrets !== null && !sealed.success)
    for (const part of ["credentials", "patients"] as const) broken.push({ part, name: "" });
  return {
    state: "read",
    backup: {
      createdAt: file.createdAt,
      settings: file.settings,
      sites: itemsOf("sites", file.sites, OwnSite, broken),
      readings: itemsOf("readings", file.readings, SiteReading, broken),
      feeds: itemsOf("feeds", file.feeds, Feed, broken),
      plugins: file.plugins.filter((data) => {
        const isNamed = idOf(data) !== "?";
        if (!isNamed) broken.push({ part: "plugins", name: "" });
        return isNamed;
      }),
      pluginsOff: itemsOf("plugins", file.pluginsOff, z.string().min(1).max(50), broken),
      sealed: sealed.data ?? null,
      broken,
    },
  };
}

/** What a password has opened. `null` where it is no longer what was written. */
export function readSecrets(text: string): BackupSecrets | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const secrets = Secrets.safeParse(data).data;
  if (!secrets) return null;
  const broken: Broken[] = [];
  const credentials = Credentials.safeParse(secrets.credentials);
  if (secrets.credentials !== null && !credentials.success) broken.push({ part: "credentials", name: "" });
  const access = Object.entries(secrets.access).flatMap(([id, given]) => {
    const parsed = FeedAccess.safeParse(given).data;
    if (parsed && "url" in readFeedAddress(parsed.url)) return [[id, parsed] as const];
    broken.push({ part: "feeds", name: id });
    return [];
  });
  const workstations = WorkstationAccess.safeParse(secrets.workstations);
  // Files of before have none.
  if (secrets.workstations != null && !workstations.success) broken.push({ part: "workstations", name: "" });
  return {
    workstations: workstations.data ?? null,
    credentials: credentials.data ?? null,
    access: new Map(access),
    patients: itemsOf("patients", secrets.patients, DirectoryPatient, broken),
    choices: itemsOf("choices", secrets.choices, Choice, broken),
    waitingList: itemsOf("waitingList", secrets.waitingList, WaitingEntry, broken),
    broken,
  };
}

/** A calendar goes by its origin, and none but a web page is read. */
const OwnSite = Site.refine(
  ({ id, origin }) => id === origin && /^https?:/u.test(origin) && URL.parse(origin)?.origin === origin,
);

/** Without fields that only a newer version knows: it may do without them. */
function itemsOf<S extends z.ZodType>(
  part: BackupPart,
  items: readonly unknown[],
  schema: S,
  broken: Broken[],
): z.output<S>[] {
  return items.flatMap((item, at) => {
    const parsed = parseTolerant(schema, item);
    if (parsed !== undefined) return [onlyKnown(schema, parsed)];
    broken.push({ part, name: nameOf(item) || `${at + 1}.` });
    return [];
  });
}

function nameOf(item: unknown): string {
  for (const key of ["name", "siteId", "id"] as const) {
    const value: unknown = typeof item === "object" && item !== null ? Reflect.get(item, key) : undefined;
    if (typeof value === "string" && value !== "") return value.slice(0, 100);
  }
  return "";
}
