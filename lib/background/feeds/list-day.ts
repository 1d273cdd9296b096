import { timeZoneOf } from "../../domain/settings.ts";
import { dayBounds } from "../../domain/text/when.ts";
import type { DayListing } from "../../rpc/contract/index.ts";
import { loadFeedObjects, loadFeedStamp } from "../../storage/feed-cache.ts";
import { loadSettings } from "../../storage/settings.ts";
import { feedDay } from "./appointments.ts";

/** A day as a feed last told it; not one that it was not read for. */
export async function listFeedDay(feedId: string, day: string): Promise<DayListing> {
  const stamp = await loadFeedStamp(feedId);
  const { from, to } = dayBounds(Temporal.PlainDate.from(day), timeZoneOf(await loadSettings()));
  if (!stamp || from < stamp.from || to > stamp.to) return { ok: false, missing: "" };
  const appointments = (await feedDay(feedId, day)).slice(0, 2000);
  const odd = (await loadFeedObjects(feedId)).flatMap((object) => object.odd);
  const count = odd.filter((one) => one.day === null || one.day === day).length;
  return {
    ok: true,
    appointments,
    ...(count > 0 && { unread: { count, all: appointments.length + count } }),
  };
}
