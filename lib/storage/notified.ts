import { z } from "zod";
import { storedItem } from "./local.ts";
import { readableIn } from "./tolerant.ts";

/** Keys of what a person was told on the screen; see `newsOf`. What cannot be read is told once more. */
export const notifiedItem = storedItem<string[]>("notified", {
  read: (stored) => ({ value: [...readableIn(z.string(), stored).values()], problems: [] }),
  write: (value) => value,
});
