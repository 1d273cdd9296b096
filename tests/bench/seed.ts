import type { Message } from "../../lib/domain/outbox/message.ts";
import { differences } from "../../lib/storage/flood-tally.ts";
import { type Plan, storedRows } from "./rows.ts";

/** Fills the outbox from within a page of the extension: carrying the rows there would take longer than writing them. */

const batch = 5000;

async function seed(plan: Plan, from: number, to: number): Promise<void> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const all: Message[] = [];
  for (let at = from; at < to; at += batch) {
    const tx = opened.transaction("outbox", "readwrite", { durability: "relaxed" });
    const written = new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    });
    const rows = storedRows(plan, at, Math.min(at + batch, to));
    for (const row of rows) tx.objectStore("outbox").add(row);
    all.push(...(plan.isFlood ? rows : []));
    await written;
  }
  const floods = opened.transaction("floods", "readwrite").objectStore("floods");
  for (const flood of differences(all.map((row) => [null, row]))) floods.put(flood);
  opened.close();
}

Object.assign(globalThis, { seed });
