import { vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Feed, FeedKind } from "../../../lib/domain/feeds/feed.ts";
import { calendarObject, event } from "./icalendar.ts";

/** Feeds for tests on the real background. */

/** Hours of tomorrow, in Prague, as iCalendar writes them. */
export const tomorrowAt = (hour: number, days = 1): string =>
  Temporal.Now.plainDateISO("Europe/Prague")
    .add({ days })
    .toPlainDateTime({ hour })
    .toString({ smallestUnit: "second" })
    .replace(/[-:]/gu, "");

export const visit = (uid: string, hour: number, lines: readonly string[] = [], days = 1): string =>
  event({
    uid,
    start: `;TZID=Europe/Prague:${tomorrowAt(hour, days)}`,
    lines: [
      `SUMMARY:Jana Vzorová ${uid}`,
      `DESCRIPTION:tel. 601 000 ${uid.padStart(3, "0").slice(-3)}`,
      ...lines,
    ],
  });

export const visitText = (...args: Parameters<typeof visit>): string => calendarObject(visit(...args));

/** The browser has granted every host, and feeds are asked for at their own servers. */
export function grantHosts(realFetch: typeof fetch): void {
  const behind = globalThis.fetch;
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    return /^http:\/\/(?:127\.0\.0\.1|localhost):/u.test(url) && !(input instanceof Request)
      ? realFetch(url, init)
      : behind(input, init);
  });
  Object.assign(fakeBrowser, {
    permissions: { contains: async () => true, remove: async () => true },
  });
}

/** Adds a feed that a person has confirmed, unless that is still to come. */
export async function addFeed(
  access: { url: string; user?: string; password?: string },
  kind: FeedKind,
  { isConfirmed = true, isUnattended = false } = {},
): Promise<Feed> {
  const { url, user = "", password = "" } = access;
  const { addFeed: add } = await import("../../../lib/storage/feeds.ts");
  const { saveFeedAccess } = await import("../../../lib/storage/secrets.ts");
  const { saveReader, saveReading } = await import("../../../lib/storage/site-readings.ts");
  const { feedReaderOf } = await import("../../../lib/background/looks/read-anew.ts");
  const feed: Feed = {
    id: `feed:${crypto.randomUUID()}`,
    name: "Telefon",
    origin: new URL(url).origin,
    kind,
    enabled: true,
    isUnattended,
    siteId: null,
  };
  await saveFeedAccess(feed.id, { url, user, password });
  await add(feed);
  if (isConfirmed) {
    const reader = feedReaderOf(feed.id);
    await saveReader({ ...reader, ailment: null });
    await saveReading({
      version: 1,
      siteId: feed.id,
      plugin: reader.plugin,
      described: "",
      fields: null,
      excluded: [],
      measured: { people: 0, names: 0, phones: 0, ids: 0, others: [], days: 0, hasNewIds: false },
      confirmedAt: 0,
      since: 0,
    });
  }
  return feed;
}
