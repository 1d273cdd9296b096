import type { Message } from "../../lib/domain/outbox/message.ts";

/** What tests do within a page of the extension, with its rights. Each function travels there as text. */

declare const chrome: {
  storage: {
    local: {
      set(items: object): Promise<void>;
      get(names: string[]): Promise<Partial<Record<string, { siteId: string }[]>>>;
      clear(): Promise<void>;
    };
    session: { clear(): Promise<void> };
  };
  alarms: { clearAll(): Promise<unknown> };
  action: { setBadgeText(badge: { text: string }): Promise<void> };
  scripting: { unregisterContentScripts(): Promise<void> };
  runtime: { sendMessage(message: object): Promise<object | undefined>; getURL(page: string): string };
  tabs: {
    create(tab: { url: string }): Promise<unknown>;
    query(query: { url: string }): Promise<{ id?: number; url?: string }[]>;
  };
  extension: { getBackgroundPage(): Window | null };
};

/** One message to the background, whose answer is `{ value }` or `{ error }`. */
export const callBackground = (message: { pipni: string; input: unknown }): Promise<object | undefined> =>
  chrome.runtime.sendMessage(message);

/** Firefox only. Asking does not wake it. */
/** The tab that shows a page of a site, wherever it has wandered within that. */
export async function tabOfSite(url: string): Promise<number> {
  const { protocol, hostname, origin } = new URL(url);
  const tabs = await chrome.tabs.query({ url: `${protocol}//${hostname}/*` });
  const id = tabs.find((tab) => tab.url?.startsWith(`${origin}/`))?.id;
  if (id === undefined) throw new Error(`no tab shows ${url}`);
  return id;
}

export const isBackgroundStopped = (): boolean => chrome.extension.getBackgroundPage() === null;

export const openOwn = async (page: string): Promise<void> => {
  await chrome.tabs.create({ url: chrome.runtime.getURL(page) });
};

export const storeSettings = (settings: object): Promise<void> => chrome.storage.local.set({ settings });

/** Chromium only. As after an installation; to be called while no worker runs. */
export async function forgetEverything(): Promise<void> {
  for (const { name = "" } of await indexedDB.databases())
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(name);
      deleting.onsuccess = () => resolve();
      deleting.onerror = () => reject(deleting.error);
    });
  await chrome.scripting.unregisterContentScripts();
  await chrome.alarms.clearAll();
  await chrome.action.setBadgeText({ text: "" });
  // Each wakes a worker, whose own requests come after both.
  await Promise.all([chrome.storage.session.clear(), chrome.storage.local.clear()]);
}

/** Beside those of other calendars. */
export async function storeReadings(
  added: Record<"readings" | "readers", { siteId: string }[]>,
): Promise<void> {
  const names = ["readings", "readers"] as const;
  const stored = await chrome.storage.local.get([...names]);
  const isOther = ({ siteId }: { siteId: string }) => added.readings.every((one) => one.siteId !== siteId);
  const all = names.map((name) => [name, [...(stored[name] ?? []).filter(isOther), ...added[name]]]);
  await chrome.storage.local.set(Object.fromEntries(all));
}

/** Writes the credentials as the options page does; its stores exist once that page has been opened. */
export async function storeCredentials(account: { clientId: string; clientSecret: string }): Promise<void> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise<void>((resolve, reject) => {
    const tx = opened.transaction("secrets", "readwrite");
    tx.objectStore("secrets").put(account, "credentials");
    tx.oncomplete = () => resolve();
    tx.onerror = () => reject(tx.error);
  });
  opened.close();
}

/** Every row of a store of the extension's database. */
export async function readStore(store: string): Promise<unknown[]> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const rows = await new Promise<unknown[]>((resolve, reject) => {
    const request = opened.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  opened.close();
  return rows;
}

/** The rows of the store `outbox`. */
export const newestFirst = (rows: readonly unknown[]): Message[] =>
  (rows as Message[]).toSorted((a, b) => b.createdAt - a.createdAt);
