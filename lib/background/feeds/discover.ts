import type { FeedAccess, FeedKind } from "../../domain/feeds/feed.ts";
import { type FoundCalendar, findCalendars } from "./caldav.ts";
import { FeedFailure } from "./failure.ts";
import { fetchText } from "./ical.ts";
import { requestsOf } from "./request.ts";

/** What stands at an address that a person has typed. */

export interface Found {
  kind: FeedKind;
  /** At least one; of several a person says which. */
  calendars: FoundCalendar[];
}

const unfolded = (text: string): string => text.replace(/\r?\n[ \t]/gu, "");

/** The calendar's own name, as Google, Outlook and Apple write it. */
const nameIn = (text: string): string =>
  (/^(?:X-WR-CALNAME|NAME)(?:;[^:\r\n]*)?:(.*)$/imu.exec(unfolded(text.slice(0, 20_000)))?.[1] ?? "")
    .replace(/\\([,;\\])/gu, "$1")
    .trim()
    .slice(0, 100);

async function asText(access: FeedAccess): Promise<Found> {
  const { text } = await fetchText(requestsOf(access), access.url, null);
  return { kind: "ical", calendars: [{ url: access.url, name: nameIn(text ?? "") }] };
}

async function asDav(access: FeedAccess): Promise<Found> {
  const calendars = await findCalendars({ request: requestsOf(access), url: access.url });
  if (calendars.length === 0) throw new FeedFailure("noCalendar");
  return { kind: "caldav", calendars };
}

/** Whether an address is one of a text, as nearly all of them show. */
function isText(address: string): boolean {
  const { pathname, search } = new URL(address);
  return /\.(?:ics|ical|ifb)$|\/ical\//iu.test(pathname) || /[?&]export\b/u.test(search);
}

/** @throws FeedFailure with what a person can do something about */
export async function discover(access: FeedAccess): Promise<Found> {
  const ways = isText(access.url) ? [asText, asDav] : [asDav, asText];
  const failures: FeedFailure[] = [];
  for (const way of ways) {
    try {
      return await way(access);
    } catch (error) {
      const failure = error instanceof FeedFailure ? error : new FeedFailure("server");
      if (["password", "permission", "network", "timeout", "moved"].includes(failure.problem)) throw failure;
      failures.push(failure);
    }
  }
  // What a server does not know how to do tells less than what it answered otherwise.
  throw failures.find(({ problem }) => problem !== "server") ?? failures[0] ?? new FeedFailure("server");
}
