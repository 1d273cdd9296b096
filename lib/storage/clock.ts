import { z } from "zod";
import { storedItem } from "./local.ts";

/** How far GoSMS found this computer's clock ahead at its last answer; see `clockOff`. */
export const clockOffItem = storedItem<number>("clockOff", {
  read: (stored) => ({ value: z.int().safeParse(stored).data ?? 0, problems: [] }),
  write: (value) => value,
});
