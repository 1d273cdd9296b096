import { browser } from "wxt/browser";
import { type Managed, type ManagedField, nothingManaged, readManaged } from "../domain/managed.ts";
import { follow, type StoredItem } from "./local.ts";
import { setAt, valueAt } from "./tolerant.ts";

/** What an administrator has set by the browser's policies, over what is stored here. */

let loading: Promise<Managed> | undefined;
/** Once it was read. */
let known: Managed | null = null;
const listeners = new Set<() => void>();

async function load(): Promise<Managed> {
  let policy: unknown;
  try {
    policy = await browser.storage.managed?.get(null);
  } catch {
    // Firefox has no such storage where there is no policy.
  }
  known = policy === undefined ? nothingManaged : readManaged(policy);
  return known;
}

export function loadManaged(): Promise<Managed> {
  if (!loading) {
    loading = load();
    browser.storage.onChanged.addListener((_, area) => {
      if (area !== "managed") return;
      loading = load();
      void loading.then(() => {
        for (const listener of listeners) listener();
      });
    });
  }
  return loading;
}

/** Calls back when an administrator has changed something. Returns what ends it. */
export function watchManaged(listener: () => void): () => void {
  void loadManaged();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * An item of which some fields may be managed. What a person had set there stays stored, and counts again once the
 * administrator no longer sets it.
 */
export function underPolicy<T>(
  item: StoredItem<T>,
  fieldsIn: (managed: Managed) => readonly ManagedField[],
): StoredItem<T> {
  const over = (stored: T, managed: Managed): T => {
    const fields = fieldsIn(managed);
    if (fields.length === 0) return stored;
    const value = structuredClone(stored);
    for (const field of fields) setAt(value, field.path, structuredClone(field.value));
    return value;
  };
  const load = async (): Promise<T> => over(await item.load(), await loadManaged());
  const watch = (listener: (value: T) => void): (() => void) => {
    const ends = [
      item.watch((stored) => {
        if (known) listener(over(stored, known));
        else void loadManaged().then((managed) => listener(over(stored, managed)));
      }),
      watchManaged(() => void load().then(listener)),
    ];
    return () => {
      for (const end of ends) end();
    };
  };
  return {
    ...item,
    load,
    watch,
    async save(value) {
      const stored = await item.load();
      const kept = structuredClone(value);
      for (const { path } of fieldsIn(await loadManaged())) setAt(kept, path, valueAt(stored, path));
      await item.save(kept);
    },
    follow: () => follow({ load, watch }),
  };
}
