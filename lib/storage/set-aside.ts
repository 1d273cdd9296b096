import { database } from "./database.ts";
import { databaseLostAt } from "./database-loss.ts";
import { announce } from "./outbox-changes.ts";
import { readRow } from "./outbox-row.ts";
import type { SetAside } from "./schema.ts";
import { metUnreadable } from "./unreadable.ts";
import { allUnseen } from "./unseen.ts";
import { loadSlotCount } from "./waiting-list.ts";

/** The list of rows that cannot be read: what a person is told of them, and when somebody has dealt with them. */

/** Rows read in one go. */
const chunk = 500;
const pauseMs = 20;

/** Puts those that were met on the list, and takes off it what can be read by now. Only the background does so. */
export async function listSetAside(now: number): Promise<void> {
  const met = [...metUnreadable()];
  const tx = (await database()).transaction(["outbox", "aside"], "readwrite");
  const outbox = tx.objectStore("outbox");
  const aside = tx.objectStore("aside");
  const listed = new Map((await aside.getAll()).map((entry) => [entry.id, entry]));
  let isChanged = false;
  for (const id of new Set([...met, ...listed.keys()])) {
    const row = await outbox.get(id);
    const isUnreadable = row !== undefined && readRow(row) === null;
    if (isUnreadable === listed.has(id)) continue;
    isChanged = true;
    const createdAt: unknown = row?.createdAt;
    const since = typeof createdAt === "number" ? createdAt : now;
    if (isUnreadable) await aside.put({ id, since, acknowledged: false });
    else await aside.delete(id);
  }
  await tx.done;
  if (isChanged) announce();
}

/** Reads every row once, a little at a time, so that none stays unreadable and unseen. */
export async function readEveryRow(): Promise<void> {
  const db = await database();
  let rows = await db.getAll("outbox", null, chunk);
  while (rows.length > 0) {
    for (const row of rows) readRow(row);
    const last = rows.at(-1)?.id ?? "";
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    rows = rows.length < chunk ? [] : await db.getAll("outbox", IDBKeyRange.lowerBound(last, true), chunk);
  }
}

/** Those that no person has dealt with yet, with those that were met here and are on no list. */
export async function unreadableRows(): Promise<SetAside[]> {
  const db = await database();
  const listed = await db.getAll("aside");
  const known = new Set(listed.map(({ id }) => id));
  const met = [...metUnreadable()].filter((id) => !known.has(id));
  const rows = await Promise.all(met.map((id) => db.get("outbox", id)));
  const found = rows.flatMap((row): SetAside[] => {
    const createdAt: unknown = row?.createdAt;
    return row
      ? [{ id: row.id, since: typeof createdAt === "number" ? createdAt : Date.now(), acknowledged: false }]
      : [];
  });
  return [...listed.filter(({ acknowledged }) => !acknowledged), ...found];
}

/** The same in short; `null` for none. */
export async function unreadableSummary(): Promise<{ count: number; since: number } | null> {
  const rows = await unreadableRows();
  return rows.length > 0 ? { count: rows.length, since: Math.min(...rows.map((row) => row.since)) } : null;
}

/** All of them as they lie there, for somebody who can help. */
export async function exportUnreadable(): Promise<string> {
  const db = await database();
  const ids = new Set([...(await db.getAllKeys("aside")), ...metUnreadable()]);
  const rows = await Promise.all([...ids].map((id) => db.get("outbox", id)));
  return JSON.stringify(
    rows.filter((row) => row !== undefined),
    null,
    2,
  );
}

/** A person has dealt with all that there are by now. */
export async function acknowledgeUnreadable(): Promise<void> {
  const entries = await unreadableRows();
  const tx = (await database()).transaction("aside", "readwrite");
  await Promise.all([...entries.map((entry) => tx.store.put({ ...entry, acknowledged: true })), tx.done]);
  announce();
}

/** How many things a person should look at, counted no further than `limit`. */
export async function countAttention(limit = Number.POSITIVE_INFINITY): Promise<number> {
  const most = limit === Number.POSITIVE_INFINITY ? undefined : limit;
  const ids = await (await database()).getAllKeysFromIndex("outbox", "attention", null, most);
  const [unreadable, unseen, freed, lostAt] = await Promise.all([
    unreadableRows(),
    allUnseen(),
    loadSlotCount(),
    databaseLostAt(),
  ]);
  const undecided = unseen.filter(({ state }) => state !== "waits");
  return (
    new Set([...ids, ...[...unreadable, ...undecided].map(({ id }) => id)]).size +
    freed +
    (lostAt === null ? 0 : 1)
  );
}
