import type { IDBPObjectStore } from "idb";
import type { Message } from "../domain/outbox/message.ts";
import { comesInFloods, heldIn } from "../domain/outbox/predicates.ts";
import type { ReasonCode } from "../domain/outbox/reason.ts";
import {
  type Counts,
  type DayCount,
  dayCounts,
  type HeldGroup,
  mostListed,
  seriesGroups,
  type TodayView,
  todayView,
} from "../domain/outbox/today.ts";
import { database } from "./database.ts";
import { readRow, readRows } from "./outbox-row.ts";
import type { PipniSchema } from "./schema.ts";

/** One glance at the day. However much is in the outbox, it is counted by index, and only what is shown is read. */

type Outbox = IDBPObjectStore<PipniSchema, ["outbox"], "outbox", "readonly">;

/** Questions about recurring appointments that are asked at once. */
const maxSeries = 5;

const newest = (ids: readonly string[], limit: number): readonly string[] =>
  ids.slice(Math.max(0, ids.length - limit));

/**
 * @param from the day's first moment, in milliseconds since the epoch
 * @param to the moment after its last one
 */
export async function readDay(
  from: number,
  to: number,
  limits: { today: number; earlier: number },
): Promise<TodayView> {
  const { store } = (await database()).transaction("outbox");
  const day = (name: DayCount) => IDBKeyRange.bound([name, from], [name, to], false, true);
  const urgent = store.index("urgent");
  const [counted, urgentToday, before, after, held, series] = await Promise.all([
    Promise.all(dayCounts.map((name) => store.index("counted").getAllKeys(day(name)))),
    urgent.getAllKeys(IDBKeyRange.bound(from, to, false, true)),
    urgent.getAllKeys(IDBKeyRange.upperBound(from, true)),
    urgent.getAllKeys(IDBKeyRange.lowerBound(to)),
    heldCounts(store),
    waitingSeries(store),
  ]);
  const flood = new Set(held.filter(isFlood).flatMap(({ ids }) => ids));
  const isListed = (id: string) => !flood.has(id);
  const listed = counted.map((ids) => ids.filter(isListed));
  const shown = new Set([
    ...listed.flatMap((ids) => newest(ids, limits.today)),
    ...newest(urgentToday.filter(isListed), limits.today),
  ]);
  const others = [...before, ...after].filter(isListed);
  const [rows, attention] = await Promise.all([
    rowsOf(store, [...shown]),
    rowsOf(store, newest(others, limits.earlier)),
  ]);
  const view = todayView(rows, attention, limits);
  const all = listed.reduce((sum, ids) => sum + ids.length, 0);
  return {
    ...view,
    counts: Object.fromEntries(dayCounts.map((name, at) => [name, counted[at]?.length ?? 0])) as Counts,
    series,
    held: withoutSeries(held, series),
    left: Math.max(0, all - view.today.length) + Math.max(0, others.length - view.earlier.length),
  };
}

const newestFirst = (rows: Message[]): Message[] => rows.sort((a, b) => b.createdAt - a.createdAt);

const rowsOf = async (store: Outbox, ids: readonly string[]): Promise<Message[]> =>
  newestFirst(readRows(await Promise.all(ids.map((id) => store.get(id)))));

interface HeldIds extends HeldGroup {
  ids: readonly string[];
}

/** So many that one line speaks for all. */
const isFlood = ({ reason, count }: HeldGroup): boolean =>
  count > mostListed && comesInFloods({ state: "held", reason });

async function heldCounts(store: Outbox): Promise<HeldIds[]> {
  const index = store.index("held");
  const groups: HeldIds[] = [];
  for (let cursor = await index.openCursor(null, "nextunique"); cursor; cursor = await cursor.continue()) {
    const ids = await index.getAllKeys(cursor.key);
    // Of rows that cannot be read others tell.
    const row = readRow(cursor.value);
    if (row?.reason) groups.push({ reason: row.reason, count: ids.length, ids, ...heldIn(row) });
  }
  return groups.sort((a, b) => b.count - a.count);
}

/** The acts on recurring appointments that wait for a person, each with all its texts. */
async function waitingSeries(store: Outbox): Promise<Message[][]> {
  const code: ReasonCode = "series";
  const some = readRows(await store.index("held").getAll(code, 200));
  const batches = [...new Set(some.flatMap(({ batch }) => batch ?? []))].slice(0, maxSeries);
  const rows = await Promise.all(batches.map((batch) => store.index("batch").getAll(batch)));
  return seriesGroups(newestFirst(readRows(rows.flat())));
}

function withoutSeries(groups: readonly HeldIds[], series: readonly Message[][]): HeldGroup[] {
  const asked = series.flat().length;
  return groups
    .map(({ ids: _, ...group }) =>
      group.reason.code === "series" ? { ...group, count: group.count - asked } : group,
    )
    .filter(({ count }) => count > 0);
}
