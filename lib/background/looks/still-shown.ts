import { feedsItem } from "../../storage/feeds.ts";
import { gateOf } from "../../storage/site-readings.ts";
import { feedAppointments } from "../feeds/appointments.ts";
import { asReadIn } from "../sending/as-read.ts";
import type { Standing } from "../sending/reminders-elsewhere.ts";
import { readAnew } from "./read-anew.ts";

/**
 * An appointment that is gone from one place and stands in another at the same time is not called off: it went to
 * another doctor's calendar, or was made anew.
 */

/** What a calendar that is read by its address has, as it is told of. */
export async function shownIn(feedId: string, placeholders: readonly string[]) {
  const asRead = await asReadIn(feedId, placeholders);
  return (await feedAppointments(feedId)).flatMap(({ appointment, cancelled, isUnanswered, isUnread }) =>
    cancelled ? [] : [{ appointment: asRead(appointment), isUnanswered, isUnread }],
  );
}

/**
 * What stands in the other feeds by now, read anew: what went there has perhaps done so since. Of one that cannot be
 * read, or tells nothing itself, nobody would hear later that it is over.
 */
export async function shownInOthers(feedId: string, placeholders: readonly string[]): Promise<Standing[]> {
  const found: Standing[] = [];
  for (const feed of await feedsItem.load()) {
    const { id, enabled } = feed;
    if (id === feedId || !enabled || (await gateOf(id)) !== null) continue;
    const { state } = await readAnew(feed);
    if (state.problem !== null || (await gateOf(id)) !== null) continue;
    for (const { appointment, isUnread } of await shownIn(id, placeholders))
      if (!isUnread) found.push({ calendarId: id, appointment });
  }
  return found;
}
