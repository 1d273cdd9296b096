import { browser } from "wxt/browser";
import type { Patient } from "../domain/appointment.ts";
import { UnseenRow } from "../domain/looks/unseen.ts";
import { database } from "./database.ts";
import { announce } from "./outbox-changes.ts";
import { parseTolerant } from "./tolerant.ts";

/**
 * What was made in a calendar and is yet to be seen there: a promise, and so it has a second copy in `storage.local`,
 * as the outbox has. A row that cannot be read stays where it is.
 */

const prefix = "u:";

const copy = (rows: readonly UnseenRow[]): Promise<void> =>
  browser.storage.local.set(Object.fromEntries(rows.map((row) => [prefix + row.id, row])));

const readAll = (rows: readonly UnseenRow[]): UnseenRow[] =>
  rows.flatMap((row) => parseTolerant(UnseenRow, row) ?? []);

export const allUnseen = async (): Promise<UnseenRow[]> => readAll(await (await database()).getAll("unseen"));

export const unseenOf = async (calendarId: string): Promise<UnseenRow[]> =>
  readAll(await (await database()).getAllFromIndex("unseen", "calendarId", calendarId));

export async function unseenById(id: string): Promise<UnseenRow | null> {
  const row = await (await database()).get("unseen", id);
  return (row && parseTolerant(UnseenRow, row)) ?? null;
}

/** The same creation once more changes what is known of it, and not since when it waits. */
export async function addUnseen(row: UnseenRow): Promise<void> {
  const tx = (await database()).transaction("unseen", "readwrite", { durability: "strict" });
  const before = await tx.store.index("key").get(row.key);
  const { creation } = row;
  const isTold = creation.isTold || (before?.creation.isTold ?? false);
  const after = before ? { ...before, creation: { ...before.creation, ...creation, isTold } } : row;
  await tx.store.put(after);
  await tx.done;
  await copy([after]);
  announce();
}

/** As far as they are still there. */
export async function changeUnseen(
  rows: readonly UnseenRow[],
  change: (row: UnseenRow) => UnseenRow,
): Promise<void> {
  if (rows.length === 0) return;
  const tx = (await database()).transaction("unseen", "readwrite", { durability: "strict" });
  const changed: UnseenRow[] = [];
  for (const { id } of rows) {
    const row = await tx.store.get(id);
    if (row) changed.push(change(row));
  }
  await Promise.all([...changed.map((row) => tx.store.put(row)), tx.done]);
  await copy(changed);
  announce();
}

/** The second copy goes first: it must not bring back what was told, or what a person gave up. */
export async function dropUnseen(rows: readonly UnseenRow[]): Promise<void> {
  if (rows.length === 0) return;
  await browser.storage.local.remove(rows.map(({ id }) => prefix + id));
  const tx = (await database()).transaction("unseen", "readwrite", { durability: "strict" });
  await Promise.all([...rows.map(({ id }) => tx.store.delete(id)), tx.done]);
  announce();
}

/**
 * Puts back what a database that was lost had, for the recovery alone.
 * @param everything all of `storage.local`
 */
export async function restoreUnseen(everything: Record<string, unknown>): Promise<void> {
  const copies = Object.entries(everything).flatMap(([key, value]) => {
    const row = key.startsWith(prefix) ? parseTolerant(UnseenRow, value) : undefined;
    return row && key === prefix + row.id ? [row] : [];
  });
  if (copies.length === 0) return;
  const tx = (await database()).transaction("unseen", "readwrite", { durability: "strict" });
  const old: string[] = [];
  for (const row of copies) {
    const known = await tx.store.index("key").getKey(row.key);
    if (known === undefined) await tx.store.put(row);
    // Reported once more before this, which is a row of its own.
    else if (known !== row.id) old.push(prefix + row.id);
  }
  await tx.done;
  await browser.storage.local.remove(old);
  announce();
}

/** Takes out of them whatever tells of a person. */
export async function forgetPersonUnseen(isPerson: (patient: Patient | null) => boolean): Promise<void> {
  const about = (await allUnseen()).filter(({ creation }) => isPerson(creation.patient));
  await changeUnseen(about, (row) => ({
    ...row,
    key: row.id,
    creation: { ...row.creation, patient: null, title: "" },
  }));
}
