import { browser } from "wxt/browser";

export interface StoredItem<T> {
  load(): Promise<T>;
  save(value: T): Promise<void>;
  /** The value as it is at any time until the answer is disposed of. */
  follow(): Promise<{ readonly value: T } & Disposable>;
  /** Calls back after every change, in whichever context it was made. Returns what ends it. */
  watch(listener: (value: T) => void): () => void;
  /** What of it cannot be read, by its place. */
  problems(): Promise<string[]>;
  /** Puts what stands in for that in its place. */
  accept(): Promise<void>;
}

/** How a value lies on disk. */
export interface Format<T> {
  /** Reads as much as can be read. `undefined` for nothing stored. */
  read(stored: unknown): { value: T; problems: string[] };
  /**
   * What is to be stored. What cannot be read of what is there stays as it is.
   * @param overwrites puts what stood in for it in its place
   */
  write(value: T, before: unknown, overwrites?: boolean): unknown;
}

/** See `StoredItem.follow`. */
export async function follow<T>({
  load,
  watch,
}: Pick<StoredItem<T>, "load" | "watch">): ReturnType<StoredItem<T>["follow"]> {
  let changed: { to: T } | null = null;
  // First, so that no change is missed while it is read.
  const end = watch((to) => {
    changed = { to };
  });
  const loaded = await load();
  return {
    get value() {
      return changed ? changed.to : loaded;
    },
    [Symbol.dispose]: end,
  };
}

/** Keys that are asked for in one turn, and what will be read for all of them. */
let asked: { keys: Set<string>; found: Promise<Record<string, unknown>> } | null = null;

/** What is asked for at one time is read together: each question of its own goes through the browser's process. */
async function storedAt(key: string): Promise<unknown> {
  if (!asked) {
    const keys = new Set<string>();
    const found = Promise.resolve().then(() => {
      asked = null;
      return browser.storage.local.get([...keys]);
    });
    asked = { keys, found };
  }
  asked.keys.add(key);
  return (await asked.found)[key];
}

/** One value in `storage.local`, parsed at every reading. */
export function storedItem<T>(key: string, format: Format<T>): StoredItem<T> {
  const stored = () => storedAt(key);
  const load = async () => format.read(await stored()).value;
  const watch = (listener: (value: T) => void) => {
    const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
      const change = changes[key];
      if (area === "local" && change) listener(format.read(change.newValue).value);
    };
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  };
  return {
    load,
    watch,
    problems: async () => format.read(await stored()).problems,
    save: async (value) => {
      await browser.storage.local.set({ [key]: format.write(value, await stored()) });
    },
    accept: async () => {
      const before = await stored();
      await browser.storage.local.set({ [key]: format.write(format.read(before).value, before, true) });
    },
    follow: () => follow({ load, watch }),
  };
}
