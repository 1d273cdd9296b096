import { z } from "zod";
import { storedItem } from "./local.ts";

/** The version whose news nobody has read yet; `null` for none. */
export const unreadNewsItem = storedItem<string | null>("unreadNews", {
  read: (stored) => ({ value: z.string().nullable().safeParse(stored).data ?? null, problems: [] }),
  write: (value) => value,
});
