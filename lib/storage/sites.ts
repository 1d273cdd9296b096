import { z } from "zod";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

export const Site = z.strictObject({
  id: z.string(),
  /** Compared exactly with a sender's origin: match patterns also let in other ports and a trailing dot. */
  origin: z.string(),
  name: z.string().max(100),
  plugin: z.string().nullable(),
  enabled: z.boolean(),
});
export type Site = z.infer<typeof Site>;

export const sitesItem = storedItem("sites", listOf(Site));
