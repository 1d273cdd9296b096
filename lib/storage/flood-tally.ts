import type { IDBPObjectStore, StoreNames } from "idb";
import type { Message } from "../domain/outbox/message.ts";
import { comesInFloods, heldIn, heldKey } from "../domain/outbox/predicates.ts";
import { dayMoment } from "../domain/outbox/today.ts";
import type { FloodTally, PipniSchema } from "./schema.ts";

/**
 * How many texts are held for each reason that comes in floods. To count them by an index takes as long as there are
 * many; so whoever writes a row keeps count in the same transaction.
 */

/** In every time zone days begin at a quarter of an hour. */
export const quarterMs = 15 * 60_000;

/** A row as it was and as it is; `null` where there was none, or is none any more. */
export type RowChange = readonly [before: Message | null, after: Message | null];

export type Tallies = IDBPObjectStore<PipniSchema, StoreNames<PipniSchema>[], "floods", "readwrite">;

export async function tally(
  floods: Pick<Tallies, "get" | "put" | "delete">,
  changes: readonly RowChange[],
): Promise<void> {
  for (const { key, quarters } of differences(changes)) {
    const flood = (await floods.get(key)) ?? { key, quarters: {} };
    for (const [quarter, difference] of Object.entries(quarters)) {
      const count = (flood.quarters[quarter] ?? 0) + difference;
      if (count > 0) flood.quarters[quarter] = count;
      else delete flood.quarters[quarter];
    }
    await (Object.keys(flood.quarters).length > 0 ? floods.put(flood) : floods.delete(key));
  }
}

/** What some changes come to, reason by reason. */
export function differences(changes: readonly RowChange[]): FloodTally[] {
  const floods = new Map<string, FloodTally>();
  const add = (row: Message | null, by: number) => {
    if (!row?.reason || !comesInFloods(row)) return;
    const key = heldKey(row.reason, heldIn(row));
    const quarter = String(Math.floor(dayMoment(row) / quarterMs));
    const flood = floods.get(key) ?? { key, quarters: {} };
    flood.quarters[quarter] = (flood.quarters[quarter] ?? 0) + by;
    floods.set(key, flood);
  };
  for (const [before, after] of changes) {
    add(before, -1);
    add(after, 1);
  }
  return [...floods.values()]
    .map(({ key, quarters }) => ({
      key,
      quarters: Object.fromEntries(Object.entries(quarters).filter(([, difference]) => difference !== 0)),
    }))
    .filter(({ quarters }) => Object.keys(quarters).length > 0);
}

/** How many there are at all, and how many from one moment up to but without another. */
export function countIn(
  { quarters }: FloodTally,
  from: number,
  to: number,
): { count: number; ofDay: number } {
  const counts = { count: 0, ofDay: 0 };
  for (const [quarter, count] of Object.entries(quarters)) {
    const moment = Number(quarter) * quarterMs;
    counts.count += count;
    if (moment >= from && moment < to) counts.ofDay += count;
  }
  return counts;
}
