import { browser } from "wxt/browser";
import { z } from "zod";
import { feedStates, feedsItem } from "../../storage/feeds.ts";
import { readingTabs } from "../../storage/tabs.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import type { CalendarPlace } from "../sending/day-listing.ts";
import { patrolMs, reconcileCalendar } from "../sending/reconciliation.ts";
import { singleFlight } from "../single-flight.ts";
import type { Job } from "./scheduler.ts";

/**
 * Compares what reminders say with every calendar that is open or is read by its address, at once when one opens or was
 * read, and now and then for as long as that is so.
 */

/** In the session: a new worker need not read all calendars anew, and with the browser all of them are closed. */
const key = "reconcileAt";
const Moment = z.number().nullable().catch(null);

/** When it is due, in milliseconds since the epoch; `null` while no calendar is open; `undefined` until it is read. */
let dueAt: number | null | undefined;

async function loadDue(): Promise<number | null> {
  const stored = Moment.parse((await browser.storage.session.get(key))[key] ?? null);
  if (dueAt === undefined) dueAt = stored;
  const now = Date.now();
  // Where the computer's clock was set back, it is due already.
  return dueAt !== null && dueAt > now + patrolMs ? now - patrolMs : dueAt;
}

async function saveDue(at: number | null): Promise<void> {
  dueAt = at;
  await browser.storage.session.set({ [key]: at });
}

/** A calendar was opened: it is due. */
export const requestReconciliation = (): Promise<void> => saveDue(Date.now());

/** Those that were read when last asked: what one said before that is not held against anything. */
async function readFeeds(): Promise<[calendarId: string, places: CalendarPlace[]][]> {
  const read = new Set((await feedStates()).filter(({ problem }) => !problem).map(({ feedId }) => feedId));
  const feeds = (await feedsItem.load()).filter(({ id, enabled }) => enabled && read.has(id));
  return feeds.map(({ id }) => [id, [{ feedId: id }]]);
}

async function reconcileDue(): Promise<void> {
  const due = await loadDue();
  const now = Date.now();
  if (due === null || due > now) return;
  // A worker that dies in the middle of it goes on later.
  const later = now + patrolMs;
  await saveDue(later);
  const waits: number[] = [];
  const names = await contributedNames();
  for (const [calendarId, frames] of [...(await readingTabs()), ...(await readFeeds())]) {
    const wait = await reconcileCalendar(calendarId, frames, names);
    if (wait !== null) waits.push(wait);
  }
  // Otherwise another calendar was opened meanwhile.
  if (dueAt === later) await saveDue(waits.length === 0 ? null : Date.now() + Math.min(...waits));
}

export const reconciliation: Job = {
  name: "reconciliation",
  needsRecovery: true,
  run: singleFlight(reconcileDue, { trailing: true }),
  nextAt: async (after) => {
    const due = await loadDue();
    return due !== null && due > after ? due : null;
  },
};
