import type { FeedProblem } from "../../lib/domain/feeds/feed.ts";
import type { ReadFields, Standing } from "../../lib/domain/site-reading/site-reading.ts";

/** Calendars that are read by their official addresses, as the page shows them. */

/** A calendar that is read by its official address. */
export interface FeedInfo {
  id: string;
  name: string;
  /** The rest of the address is a secret. */
  origin: string;
  kind: "ical" | "caldav";
  enabled: boolean;
  /** Whether what was changed elsewhere leaves by itself. */
  isUnattended: boolean;
  /** The calendar's page to which it belongs. */
  siteId: string | null;
  granted: boolean;
  hasPassword: boolean;
  /** In milliseconds since the epoch. */
  readAt: number | null;
  problem: FeedProblem | null;
  events: number;
  odd: readonly { title: string; day: string | null }[];
  oddCount: number;
  reading: {
    standing: Standing;
    fields: ReadFields | null;
    excluded: readonly string[];
    written: Readonly<Record<string, string>>;
    confirmedAt: number | null;
  };
}

export interface NewFeed {
  url: URL;
  name: string;
  user: string;
  password: string;
}

export type FeedAnswer =
  | { state: "added"; feed: FeedInfo }
  | { state: "choose"; calendars: readonly { url: string; name: string }[] }
  | { state: "failed"; problem: FeedProblem | "already" }
  | { state: "refused" };

export interface FeedActions {
  /** Called within the press of a button, as the browser asks the user only then. */
  add(feed: NewFeed): Promise<FeedAnswer>;
  /** The same. */
  grant(feed: FeedInfo): Promise<"granted" | "refused">;
  setPassword(id: string, user: string, password: string): Promise<void>;
  setEnabled(id: string, enabled: boolean): Promise<void>;
  setUnattended(id: string, isUnattended: boolean): Promise<void>;
  setPage(id: string, siteId: string | null): Promise<void>;
  remove(id: string): Promise<void>;
  readNow(id: string): Promise<void>;
  openBulk(id: string): Promise<void>;
}
