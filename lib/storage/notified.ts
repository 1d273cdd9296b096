import { z } from "zod";
import { storedItem } from "./local.ts";

/** Keys of what a person was told on the screen; see `newsOf`. What cannot be read is told once more. */
const Keys = z.array(z.string());
export const notifiedItem = storedItem<string[]>("notified", {
  read: (stored) => ({ value: Keys.safeParse(stored).data ?? [], problems: [] }),
  write: (value) => value,
});
