import { z } from "zod";

/** How a calendar's page is doing, as its host tells. */
export const Health = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("reading"),
    plugin: z.string(),
    appointments: z.int().nonnegative(),
    /** Further ones that are shown and could not be read; left out where there are none. */
    unread: z.int().positive().optional(),
    /** None is read from the page: they come from the official address that is tied to it. */
    isByFeed: z.literal(true).optional(),
  }),
  z.strictObject({
    state: z.literal("unreadable"),
    plugin: z.string().nullable(),
    /** What is missing, in words for the user: it comes from the plugin host's own dictionary. */
    missing: z.string().max(300),
  }),
]);
export type Health = z.infer<typeof Health>;
