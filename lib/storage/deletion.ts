import type { IDBPObjectStore } from "idb";
import type { Message } from "../domain/outbox/message.ts";
import { dayMoment } from "../domain/outbox/today.ts";
import { noTotals, sum, type Totals, totalsOf } from "../domain/outbox/totals.ts";
import { database } from "./database.ts";
import { quarterMs } from "./flood-tally.ts";
import { readRow } from "./outbox-row.ts";
import { rollBack } from "./outbox-writing.ts";
import type { PipniSchema, StoredMessage } from "./schema.ts";

/**
 * Deletes texts. Two things are kept: their keys, so that no news is told again where a clock is set back, and how
 * many they were, so that months gone by can be summed up.
 */

const stores: ["outbox", "deleted", "sums"] = ["outbox", "deleted", "sums"];
type Store<Name extends (typeof stores)[number]> = IDBPObjectStore<
  PipniSchema,
  typeof stores,
  Name,
  "readwrite"
>;

/** Rows that are read and checked in one task, which has to stay below 50 ms. */
const partRows = 200;

/**
 * Deletes rows that were created after `after` and before `before`, in one transaction.
 * @param limit about so many rows, in whole parts
 * @param isExpired whether nobody needs the row any more; rows that share a text go together
 * @param rewrite one that cannot be read as it is to be, or `null` to leave it
 * @returns after which moment to go on, `null` at the end
 */
export async function deleteRows(
  after: number,
  before: number,
  limit: number,
  isExpired: (message: Message) => boolean,
  rewrite: (row: StoredMessage) => StoredMessage | null,
): Promise<number | null> {
  if (after >= before) return null;
  // Where the power fails it is done once more.
  const tx = (await database()).transaction(stores, "readwrite", { durability: "relaxed" });
  const outbox = tx.objectStore("outbox");
  const writing: Promise<unknown>[] = [];
  const write = (work: Promise<unknown>): void => {
    // Waited for at the end, and it may fail before.
    work.catch(() => {});
    writing.push(work);
  };
  const gone: Message[] = [];
  let next: number | null = null;
  try {
    for await (const { rows, last } of partsOf(outbox, after, before, limit)) {
      const expired: Message[] = [];
      for (const row of rows) {
        const message = readRow(row);
        const rewritten = message ? null : rewrite(row);
        if (rewritten) write(outbox.put(rewritten));
        if (message && isExpired(message) && (await restExpired(outbox, message, isExpired)))
          expired.push(message);
      }
      write(remove(outbox, expired));
      if (expired.length > 0) write(tx.objectStore("deleted").add({ keys: expired.map(({ key }) => key) }));
      gone.push(...expired);
      next = last;
    }
    await Promise.all([...writing, addUp(tx.objectStore("sums"), gone)]);
    await tx.done;
  } catch (error) {
    await rollBack(tx);
    throw error;
  }
  return next;
}

interface Part {
  rows: StoredMessage[];
  /** When the last of them was created, `null` where there are no more. */
  last: number | null;
}

/** While one part is checked, the browser reads the next one already, and deletes what it was told of the one before. */
async function* partsOf(
  outbox: Store<"outbox">,
  after: number,
  before: number,
  limit: number,
): AsyncGenerator<Part, void> {
  const byTime = outbox.index("createdAt");
  const read = (from: number): Promise<StoredMessage[]> => {
    // Many at once: a cursor takes several times as long.
    const reading = byTime.getAll(IDBKeyRange.bound(from, before, true, true), partRows);
    // Whoever fails in between no longer waits for it.
    reading.catch(() => {});
    return reading;
  };
  let reading: Promise<StoredMessage[]> | null = read(after);
  for (let begun = partRows; reading; begun += partRows) {
    const rows: StoredMessage[] = await reading;
    const last = rows.length < partRows ? null : (rows.at(-1)?.createdAt ?? null);
    // Those of one moment stay together, as the next part begins after it.
    const together = last === null ? null : byTime.getAll(last);
    reading = last === null || begun >= limit ? null : read(last);
    const earlier = together ? rows.filter(({ createdAt }) => createdAt !== last) : rows;
    yield { rows: [...earlier, ...((await together) ?? [])], last };
  }
}

async function restExpired(
  outbox: Store<"outbox">,
  { id, bundle }: Message,
  isExpired: (message: Message) => boolean,
): Promise<boolean> {
  const others = await Promise.all(bundle.filter((other) => other !== id).map((other) => outbox.get(other)));
  return others.every((row) => {
    const other = readRow(row);
    return other ? isExpired(other) : row === undefined;
  });
}

/** Of a run of rows, as long as their ids follow the time, the browser deletes each four times as fast. */
async function remove(outbox: Store<"outbox">, rows: readonly Message[]): Promise<void> {
  const ids = rows.map(({ id }) => id).sort();
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return;
  const around = await outbox.getAllKeys(IDBKeyRange.bound(first, last), 2 * ids.length);
  const meant = new Set(ids);
  // Where too many lie between them, as ids of older versions do, each goes for itself.
  const runs = around.at(-1) === last ? runsOf(around, meant) : ids.map((id) => [id, id] as const);
  await Promise.all(runs.map(([begin, end]) => outbox.delete(IDBKeyRange.bound(begin, end))));
}

/** First and last of those that follow each other. */
function runsOf(all: readonly string[], meant: ReadonlySet<string>): (readonly [string, string])[] {
  const runs: [string, string][] = [];
  let run: [string, string] | null = null;
  for (const id of all) {
    if (!meant.has(id)) run = null;
    else if (run) run[1] = id;
    else {
      run = [id, id];
      runs.push(run);
    }
  }
  return runs;
}

const dayMs = 24 * 3600_000;

async function addUp(sums: Store<"sums">, rows: readonly Message[]): Promise<void> {
  const days = Map.groupBy(rows, (row) => Math.floor(dayMoment(row) / dayMs));
  await Promise.all(
    [...days].map(async ([day, ofDay]) => {
      const quarters: Record<string, Totals> = (await sums.get(day))?.quarters ?? {};
      for (const [quarter, some] of Map.groupBy(ofDay, (row) => Math.floor(dayMoment(row) / quarterMs)))
        quarters[quarter] = sum([quarters[quarter] ?? noTotals, totalsOf(some)]);
      await sums.put({ day, quarters });
    }),
  );
}

/** What was deleted of texts from one moment up to but without another, summed up. */
export async function deletedTotals(
  sums: Pick<Store<"sums">, "getAll">,
  from: number,
  to: number,
): Promise<Totals> {
  const days = IDBKeyRange.bound(Math.floor(from / dayMs), Math.floor(to / dayMs));
  const all = (await sums.getAll(days)).flatMap(({ quarters }) =>
    Object.entries(quarters).flatMap(([quarter, totals]) => {
      const moment = Number(quarter) * quarterMs;
      return moment >= from && moment < to ? totals : [];
    }),
  );
  return sum(all);
}

/** The first day of which something was deleted: its begin, in milliseconds since the epoch. */
export async function firstDeleted(): Promise<number | null> {
  const [day] = await (await database()).getAllKeys("sums", undefined, 1);
  return day === undefined ? null : day * dayMs;
}

/** Those of some keys whose rows were deleted. */
export async function deletedAmong(keys: readonly string[]): Promise<Set<string>> {
  const index = (await database()).transaction("deleted").store.index("keys");
  const found = await Promise.all(keys.map((key) => index.getKey(key)));
  return new Set(keys.filter((_, at) => found[at] !== undefined));
}
