import type { IDBPObjectStore, StoreNames } from "idb";
import type { Message } from "../domain/outbox/message.ts";
import { database } from "./database.ts";
import { mirror } from "./mirror.ts";
import { readRows } from "./outbox-row.ts";
import type { PipniSchema } from "./schema.ts";

/**
 * Rows whose second copies are yet to be written. Every transaction that changes rows notes them in itself, so that a
 * worker that dies before they are copied leaves that to the next one. The next transaction deletes the note: that
 * costs none of its own.
 */

type Notes = IDBPObjectStore<PipniSchema, StoreNames<PipniSchema>[], "uncopied", "readwrite">;

/** Notes whose rows were copied. */
const done: string[] = [];
/** A copy could not be written, in this worker's life. */
let isBehind = false;

/**
 * Notes rows within the transaction that changes them.
 * @returns copies them; to be called as soon as the transaction is done, for copies are to come in its order
 */
export async function noteUncopied(notes: Notes, rows: readonly Message[]): Promise<() => Promise<void>> {
  if (rows.length === 0) return async () => {};
  const key = crypto.randomUUID();
  const ids = rows.map(({ id }) => id);
  await Promise.all([...done.splice(0).map((one) => notes.delete(one)), notes.put(ids, key)]);
  return () => copy(rows, [key]);
}

async function copy(rows: readonly Message[], keys: readonly string[]): Promise<void> {
  try {
    await mirror(rows);
    done.push(...keys);
  } catch (error) {
    isBehind = true;
    throw error;
  }
}

/** Copies all that is noted. */
export async function copyNoted(): Promise<void> {
  // As a writer does, so that its copies come in the order of the transactions.
  const tx = (await database()).transaction(["outbox", "uncopied"], "readwrite");
  const outbox = tx.objectStore("outbox");
  const notes = tx.objectStore("uncopied");
  const [keys, ids] = await Promise.all([notes.getAllKeys(), notes.getAll()]);
  const rows = readRows(await Promise.all([...new Set(ids.flat())].map((id) => outbox.get(id))));
  await tx.done;
  // Before the copies: one that fails meanwhile is of a later transaction.
  isBehind = false;
  await copy(rows, keys);
  await deleteDone();
}

/** Nothing is decided about rows, and nobody is answered, while the second copy of one is missing. */
export async function catchUp(): Promise<void> {
  if (isBehind) await copyNoted();
}

async function deleteDone(): Promise<void> {
  if (done.length === 0) return;
  const tx = (await database()).transaction("uncopied", "readwrite");
  await Promise.all([...done.splice(0).map((key) => tx.store.delete(key)), tx.done]);
}
