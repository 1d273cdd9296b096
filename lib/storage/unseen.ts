import type { Patient } from "../domain/appointment.ts";
import { UnseenRow } from "../domain/looks/unseen.ts";
import { database } from "./database.ts";
import { announce } from "./outbox-changes.ts";
import { parseTolerant } from "./tolerant.ts";

/** What was made in a calendar and is yet to be seen there. A row that cannot be read stays where it is. */

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
  await tx.store.put(before ? { ...before, creation: { ...before.creation, ...creation, isTold } } : row);
  await tx.done;
  announce();
}

/** As far as they are still there. */
export async function changeUnseen(
  rows: readonly UnseenRow[],
  change: (row: UnseenRow) => UnseenRow | null,
): Promise<void> {
  if (rows.length === 0) return;
  const tx = (await database()).transaction("unseen", "readwrite", { durability: "strict" });
  for (const { id } of rows) {
    const row = await tx.store.get(id);
    const after = row && change(row);
    if (after) void tx.store.put(after);
    else if (row) void tx.store.delete(id);
  }
  await tx.done;
  announce();
}

export const dropUnseen = (rows: readonly UnseenRow[]): Promise<void> => changeUnseen(rows, () => null);

/** Takes out of them whatever tells of a person. */
export async function forgetPersonUnseen(isPerson: (patient: Patient | null) => boolean): Promise<void> {
  const about = (await allUnseen()).filter(({ creation }) => isPerson(creation.patient));
  await changeUnseen(about, (row) => ({
    ...row,
    key: row.id,
    creation: { ...row.creation, patient: null, title: "" },
  }));
}
