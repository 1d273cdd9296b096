import type { IDBPIndex, IDBPObjectStore } from "idb";
import type { Message } from "../domain/outbox/message.ts";
import { comesInFloods, heldIn, needsPerson } from "../domain/outbox/predicates.ts";
import type { ReasonCode } from "../domain/outbox/reason.ts";
import {
  type Counts,
  dayCounts,
  dayMoment,
  type HeldGroup,
  mostListed,
  seriesGroups,
  type TodayView,
  todayView,
} from "../domain/outbox/today.ts";
import { database } from "./database.ts";
import { countIn } from "./flood-tally.ts";
import { readRow, readRows } from "./outbox-row.ts";
import type { PipniSchema } from "./schema.ts";

/** One glance at the day. However much is in the outbox, it is counted by index, and only what is shown is read. */

type Stores = ["outbox", "floods"];
type Outbox = IDBPObjectStore<PipniSchema, Stores, "outbox", "readonly">;
type Index = IDBPIndex<PipniSchema, Stores, "outbox", "counted" | "urgent", "readonly">;

/** Questions about recurring appointments that are asked at once. */
const maxSeries = 5;

/** Texts of one day, or of all others, in an index that has them by their moment. */
interface Listed {
  count: number;
  /** The newest of them, and no more than there is room for. */
  ids: readonly string[];
}

async function newest(index: Index, range: IDBKeyRange, limit: number): Promise<Listed> {
  const count = await index.count(range);
  if (count <= limit) return { count, ids: await index.getAllKeys(range) };
  const first = await (await index.openKeyCursor(range))?.advance(count - limit);
  if (!first) return { count, ids: [] };
  const { upper, upperOpen } = range;
  const rest =
    upper === undefined
      ? IDBKeyRange.lowerBound(first.key)
      : IDBKeyRange.bound(first.key, upper, false, upperOpen);
  // Others may be of the same moment.
  return { count, ids: (await index.getAllKeys(rest)).slice(-limit) };
}

/**
 * @param from the day's first moment, in milliseconds since the epoch
 * @param to the moment after its last one
 */
export async function readDay(
  from: number,
  to: number,
  limits: { today: number; earlier: number },
): Promise<TodayView> {
  const tx = (await database()).transaction(["outbox", "floods"]);
  const store = tx.objectStore("outbox");
  const day = (name: string) => IDBKeyRange.bound([name, from], [name, to], false, true);
  const urgent = store.index("urgent");
  const floods = new Map(
    (await tx.objectStore("floods").getAll()).map((flood) => [flood.key, countIn(flood, from, to)]),
  );
  const held = await heldCounts(store, floods);
  const [counted, urgentToday, before, after, few, series] = await Promise.all([
    Promise.all(dayCounts.map((name) => newest(store.index("counted"), day(name), limits.today))),
    newest(urgent, IDBKeyRange.bound(from, to, false, true), limits.today),
    newest(urgent, IDBKeyRange.upperBound(from, true), limits.earlier),
    newest(urgent, IDBKeyRange.lowerBound(to), limits.earlier),
    Promise.all(held.filter(isFew).map(({ key }) => store.index("held").getAll(key))),
    waitingSeries(store),
  ]);
  const listed = readRows(few.flat());
  const isOfDay = (row: Message) => dayMoment(row) >= from && dayMoment(row) < to;
  const ofDay = listed.filter(isOfDay);
  const ofOthers = listed.filter((row) => !isOfDay(row) && needsPerson(row));
  const shown = new Set([...counted, urgentToday].flatMap(({ ids }) => ids));
  const [rows, attention] = await Promise.all([
    rowsOf(store, [...shown]),
    rowsOf(store, [...before.ids, ...after.ids].slice(-limits.earlier)),
  ]);
  const view = todayView(newestFirst([...rows, ...ofDay]), newestFirst([...attention, ...ofOthers]), limits);
  const counts = Object.fromEntries(dayCounts.map((name, at) => [name, counted[at]?.count ?? 0])) as Counts;
  counts.waiting += ofDay.length + sum(held.filter(isFlood).map((group) => group.ofDay));
  const all = sum(counted.map(({ count }) => count)) + ofDay.length;
  const others = before.count + after.count + ofOthers.length;
  return {
    ...view,
    counts,
    series,
    held: withoutSeries(held, series),
    left: Math.max(0, all - view.today.length) + Math.max(0, others - view.earlier.length),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

const newestFirst = (rows: Message[]): Message[] => rows.sort((a, b) => b.createdAt - a.createdAt);

const rowsOf = async (store: Outbox, ids: readonly string[]): Promise<Message[]> =>
  newestFirst(readRows(await Promise.all(ids.map((id) => store.get(id)))));

interface HeldCount extends HeldGroup {
  key: string;
  /** Of those that come in floods, how many are of the day. */
  ofDay: number;
}

/** So many that one line speaks for all. */
const isFlood = (group: HeldGroup): boolean => group.count > mostListed && comesMany(group);
/** Not so many, though they might have been. */
const isFew = (group: HeldGroup): boolean => group.count <= mostListed && comesMany(group);
const comesMany = ({ reason }: HeldGroup): boolean => comesInFloods({ state: "held", reason });

type FloodCount = Pick<HeldCount, "count" | "ofDay">;

async function heldCounts(store: Outbox, floods: ReadonlyMap<string, FloodCount>): Promise<HeldCount[]> {
  const index = store.index("held");
  const groups: HeldCount[] = [];
  let cursor = await index.openCursor();
  while (cursor) {
    const { key } = cursor;
    const row = readRow(cursor.value);
    // To the next reason at once, however many rows have this one. Of a row that cannot be read others tell.
    if (!row?.reason) cursor = await cursor.continue();
    else {
      const group = { key, reason: row.reason, ...heldIn(row) };
      const counted = floods.get(key) ?? { count: await index.count(key), ofDay: 0 };
      groups.push({ ...group, ...counted });
      cursor = await index.openCursor(IDBKeyRange.lowerBound(key, true));
    }
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

function withoutSeries(groups: readonly HeldCount[], series: readonly Message[][]): HeldGroup[] {
  const asked = series.flat().length;
  return groups
    .map(({ key: _, ofDay: __, ...group }) =>
      group.reason.code === "series" ? { ...group, count: group.count - asked } : group,
    )
    .filter(({ count }) => count > 0);
}
