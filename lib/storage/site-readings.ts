import { isAlarming } from "../domain/feeds/feed.ts";
import type { Message } from "../domain/outbox/message.ts";
import type { Reason } from "../domain/outbox/reason.ts";
import { isExcluded } from "../domain/site-reading/excluded.ts";
import { isReadOtherwise, reasonOf, waitsForReading } from "../domain/site-reading/gate.ts";
import {
  readingOf,
  SiteReader,
  SiteReading,
  type Standing,
  standingOf,
} from "../domain/site-reading/site-reading.ts";
import { feedStates, feedsItem } from "./feeds.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";
import { sitesItem } from "./sites.ts";

/** What persons have confirmed of how their calendars are read, and what last read each. */

export const readingsItem = storedItem("readings", listOf(SiteReading));
export const readersItem = storedItem("readers", listOf(SiteReader));

/** One change after the other: two tabs may tell of one calendar at once. */
const lock = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request("pipni:readings", work);

export interface SiteReadingState {
  standing: Standing;
  reader: SiteReader | null;
  reading: SiteReading | null;
}

function stateOf(
  siteId: string,
  readers: readonly SiteReader[],
  readings: readonly SiteReading[],
): SiteReadingState {
  const reader = readers.find((one) => one.siteId === siteId) ?? null;
  return { standing: standingOf(reader, readings), reader, reading: reader && readingOf(reader, readings) };
}

export async function loadReading(siteId: string): Promise<SiteReadingState> {
  return stateOf(siteId, await readersItem.load(), await readingsItem.load());
}

export const saveReader = (reader: SiteReader): Promise<void> =>
  lock(async () => {
    const others = (await readersItem.load()).filter(({ siteId }) => siteId !== reader.siteId);
    await readersItem.save([...others, reader]);
  });

/** In the place of the one that was confirmed before. */
export const saveReading = (reading: SiteReading): Promise<void> =>
  lock(async () => {
    const isSame = ({ siteId, plugin }: SiteReading) =>
      siteId === reading.siteId && plugin === reading.plugin;
    const others = (await readingsItem.load()).filter((one) => !isSame(one));
    await readingsItem.save([...others, reading]);
  });

/** Why nothing may leave of a calendar just now; `null` where it may. A calendar that was removed asks nobody. */
export async function gateOf(siteId: string): Promise<Reason | null> {
  const calendars = [...(await sitesItem.load()), ...(await feedsItem.load())];
  return calendars.some(({ id }) => id === siteId) ? reasonOf((await loadReading(siteId)).standing) : null;
}

/** The same for rows, as all calendars stand now. */
export async function rowGates(): Promise<(row: Message) => Reason | null> {
  const [sites, feeds, states, readers, readings] = await Promise.all([
    sitesItem.load(),
    feedsItem.load(),
    feedStates(),
    readersItem.load(),
    readingsItem.load(),
  ]);
  const known = new Set([...sites, ...feeds].map(({ id }) => id));
  const now = Date.now();
  const unread = new Set(states.filter((state) => isAlarming(state, now)).map(({ feedId }) => feedId));
  return (row) => {
    if (!known.has(row.calendarId)) return null;
    const { standing, reading } = stateOf(row.calendarId, readers, readings);
    if (isExcluded(row.appointment.title, reading)) return { code: "noPatient" };
    if (unread.has(row.calendarId) && waitsForReading(row)) return { code: "feedUnread" };
    return reasonOf(standing) ?? (isReadOtherwise(row, reading) ? { code: "unconfirmed" } : null);
  };
}
