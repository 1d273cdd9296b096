import { z } from "zod";
import { FeedKind, FeedProblem } from "../../domain/feeds/feed.ts";
import { Nothing, procedure } from "./procedure.ts";
import { SiteStatus } from "./sites.ts";

/** Calendars that are read by their official addresses. Their addresses and passwords come in, and never go out. */

/** How old what is known of a feed is, and why it is not newer. */
export const FeedAge = z.strictObject({
  /** In milliseconds since the epoch. */
  readAt: z.int(),
  problem: FeedProblem.nullable(),
});
export type FeedAge = z.infer<typeof FeedAge>;

export const FeedStatus = z.strictObject({
  id: z.string(),
  name: z.string(),
  origin: z.string(),
  kind: FeedKind,
  enabled: z.boolean(),
  isUnattended: z.boolean(),
  /** The calendar's page to which it belongs. */
  siteId: z.string().nullable(),
  granted: z.boolean(),
  hasPassword: z.boolean(),
  /** When it was last read, in milliseconds since the epoch; `null` for never. */
  readAt: z.int().nullable(),
  problem: FeedProblem.nullable(),
  events: z.int(),
  /** Some of those that could not be read, and how many there are. */
  odd: z.array(z.strictObject({ title: z.string(), day: z.string().nullable() })),
  oddCount: z.int(),
  reading: SiteStatus.shape.reading,
});
export type FeedStatus = z.infer<typeof FeedStatus>;

export const FeedAnswer = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("added"), feed: FeedStatus }),
  /** The address leads to several calendars: a person says which. */
  z.strictObject({
    state: z.literal("choose"),
    calendars: z.array(z.strictObject({ url: z.url(), name: z.string() })),
  }),
  z.strictObject({ state: z.literal("failed"), problem: z.union([FeedProblem, z.literal("already")]) }),
]);
export type FeedAnswer = z.infer<typeof FeedAnswer>;

const Secret = { user: z.string().max(300), password: z.string().max(1000) };
const One = z.strictObject({ id: z.string() });

export const feedsProcedures = {
  "feeds.list": procedure({
    from: "extension",
    needsRecovery: false,
    input: Nothing,
    output: z.array(FeedStatus),
  }),
  /** The host has been granted by now. */
  "feeds.add": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ url: z.url(), name: z.string().max(100), ...Secret }),
    output: FeedAnswer,
  }),
  /** Another password; the same where both are empty and none is asked for. */
  "feeds.setPassword": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ id: z.string(), ...Secret }),
    output: Nothing,
  }),
  "feeds.setEnabled": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ id: z.string(), enabled: z.boolean() }),
    output: Nothing,
  }),
  "feeds.setUnattended": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string(), isUnattended: z.boolean() }),
    output: Nothing,
  }),
  /** To which page it belongs from now on. One that has another feed loses that one. */
  "feeds.setPage": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.string(), siteId: z.string().max(300).nullable() }),
    output: Nothing,
  }),
  "feeds.remove": procedure({ from: "extension", needsRecovery: false, input: One, output: Nothing }),
  /** Reads it now. */
  "feeds.read": procedure({ from: "extension", needsRecovery: true, input: One, output: Nothing }),
  /** Opens the bulk window for it, or first the one in which what is read is confirmed. */
  "feeds.openBulk": procedure({ from: "extension", needsRecovery: false, input: One, output: Nothing }),
};
