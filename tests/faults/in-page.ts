import type { Message } from "../../lib/domain/outbox/message.ts";

/** What the fault runs do to the database, within a page of the extension. Each function travels there as text. */

/**
 * Takes one field from a row, or gives it a value that no version knows.
 * @param dice from 0 up to but without 1: which row, and what is done to it
 */
export async function breakRow(dice: number): Promise<Message | null> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    const tx = opened.transaction("outbox", "readwrite", { durability: "strict" });
    const store = tx.objectStore("outbox");
    const rows = await new Promise<Message[]>((resolve, reject) => {
      const request = store.getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const at = dice * rows.length;
    const row = rows[Math.floor(at)];
    if (!row) return null;
    const broken: Record<string, unknown> = { ...row };
    const way = Math.floor((at % 1) * 4);
    if (way === 0) broken.state = "resting";
    else if (way === 1) delete broken.text;
    else if (way === 2) broken.kind = "greeting";
    else broken.notBefore = "soon";
    store.put(broken);
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    });
    return row;
  } finally {
    opened.close();
  }
}

/** Ids of the rows that stand on the list of what cannot be read. */
export async function readAside(): Promise<string[]> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const ids = await new Promise<string[]>((resolve, reject) => {
    const request = opened.transaction("aside").objectStore("aside").getAllKeys();
    request.onsuccess = () => resolve(request.result.map(String));
    request.onerror = () => reject(request.error);
  });
  opened.close();
  return ids;
}

/** Writes what no other context can read; its store exists once the background has run. */
export async function storeSecret({ name, value }: { name: string; value: object }): Promise<void> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise<void>((resolve, reject) => {
    const tx = opened.transaction("secrets", "readwrite", { durability: "strict" });
    tx.objectStore("secrets").put(value, name);
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error);
  });
  opened.close();
}
