import { browser } from "wxt/browser";
import type { z } from "zod";

export interface StoredItem<T> {
  load(): Promise<T>;
  save(value: T): Promise<void>;
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
  return {
    load: async () => parse((await browser.storage.local.get(key))[key]),
    save: async (value) => {
      await browser.storage.local.set({ [key]: schema.parse(value) });
    },
    watch(listener) {
      const onChanged = (changes: Record<string, { newValue?: unknown }>, area: string) => {
        const change = changes[key];
        if (area === "local" && change) listener(parse(change.newValue));
      };
      browser.storage.onChanged.addListener(onChanged);
      return () => browser.storage.onChanged.removeListener(onChanged);
    },
  };
}
