import { browser } from "wxt/browser";
import type { z } from "zod";

export interface StoredItem<T> {
  load(): Promise<T>;
  save(value: T): Promise<void>;
  /** The value as it is at any time until the answer is disposed of. */
  follow(): Promise<{ readonly value: T } & Disposable>;
  /** Calls back after every change, in whichever context it was made. Returns what ends it. */
  watch(listener: (value: T) => void): () => void;
}

/** One value in `storage.local`, parsed at every reading. What cannot be parsed counts as absent. */
export function storedItem<S extends z.ZodType>(
  key: string,
  schema: S,
  fallback: z.output<S>,
): StoredItem<z.output<S>> {
  const parse = (value: unknown): z.output<S> => schema.safeParse(value).data ?? fallback;
  const load = async () => parse((await browser.storage.local.get(key))[key]);
  const watch = (listener: (value: z.output<S>) => void) => {
    const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
      const change = changes[key];
      if (area === "local" && change) listener(parse(change.newValue));
    };
    browser.storage.onChanged.addListener(onChanged);
    return () => browser.storage.onChanged.removeListener(onChanged);
  };
  return {
    load,
    watch,
    save: async (value) => {
      await browser.storage.local.set({ [key]: schema.parse(value) });
    },
    async follow() {
      let changed: { to: z.output<S> } | null = null;
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
    },
  };
}
