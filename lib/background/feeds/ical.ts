import { FeedFailure } from "./failure.ts";

/** A calendar that is one text: fetched again only where it has changed since. */

export interface FetchedText {
  /** `null` where it is the same as before. */
  text: string | null;
  etag: string | null;
  lastModified: string | null;
}

export async function fetchText(
  request: typeof fetch,
  url: string,
  before: { etag: string | null; lastModified: string | null } | null,
): Promise<FetchedText> {
  const headers: Record<string, string> = { Accept: "text/calendar" };
  if (before?.etag) headers["If-None-Match"] = before.etag;
  if (before?.lastModified) headers["If-Modified-Since"] = before.lastModified;
  const response = await request(url, { headers });
  const marks = {
    etag: response.headers.get("etag"),
    lastModified: response.headers.get("last-modified"),
  };
  if (response.status === 304) return { text: null, ...marks };
  const text = (await response.text()).replace(/^\uFEFF/u, "").trimStart();
  if (!/^BEGIN:VCALENDAR\s/iu.test(text)) throw new FeedFailure("noCalendar");
  // One that broke off would show fewer appointments than there are.
  if (!/^END:VCALENDAR\s*$/imu.test(text.slice(-200))) throw new FeedFailure("unreadable");
  return { text, ...marks };
}
