import { z } from "zod";
import { Instant } from "../appointment.ts";

/** A calendar that is read by its official address, without a page. */

/** What stands for a plugin in what a person confirms of it. */
export const feedReader = "official-address";

export const FeedKind = z.enum(["ical", "caldav"]);
export type FeedKind = z.infer<typeof FeedKind>;

export const Feed = z.strictObject({
  /** What its appointments are known by as those of one calendar. */
  id: z.string().regex(/^feed:[\da-f-]{36}$/u),
  name: z.string().max(100),
  /** The host alone: the address is a secret. */
  origin: z.string().max(300),
  kind: FeedKind,
  enabled: z.boolean(),
  /** Whether what was changed elsewhere leaves by itself. */
  isUnattended: z.boolean(),
  /** The calendar's page to which it belongs: "Hromadná SMS" there shows what this says. */
  siteId: z.string().max(300).nullable().default(null),
});
export type Feed = z.infer<typeof Feed>;

export const isFeedId = (calendarId: string): boolean => calendarId.startsWith("feed:");

/** By what a feed is read. Never leaves the background. */
export const FeedAccess = z.strictObject({
  url: z.url(),
  /** Both empty where the server asks for none. */
  user: z.string().max(300),
  password: z.string().max(1000),
});
export type FeedAccess = z.infer<typeof FeedAccess>;

/**
 * Why a feed could not be read.
 *
 * - `moved`: the server sends elsewhere, where Pípni may not ask
 * - `noCalendar`: what it answers is no calendar, such as a page to sign in
 * - `emptied`: all appointments to come have gone at once, which is hardly so
 */
export const FeedProblem = z.enum([
  "permission",
  "network",
  "timeout",
  "password",
  "forbidden",
  "gone",
  "moved",
  "noCalendar",
  "unreadable",
  "tooLarge",
  "busy",
  "server",
  "emptied",
]);
export type FeedProblem = z.infer<typeof FeedProblem>;

/** An event that could not be read, by which a person finds it. */
const OddFeedEvent = z.strictObject({ title: z.string().max(500), day: z.string().max(10).nullable() });

/** How a feed is doing. Moments are in milliseconds since the epoch. */
export const FeedState = z.strictObject({
  feedId: z.string(),
  /** When its server last told how it stands; `null` for never. */
  readAt: z.int().nullable(),
  triedAt: z.int(),
  problem: FeedProblem.nullable(),
  /** Of the time that is kept. */
  events: z.int().nonnegative(),
  odd: z.array(OddFeedEvent).max(10),
  oddCount: z.int().nonnegative(),
});
export type FeedState = z.infer<typeof FeedState>;

/** These mend themselves mostly. */
const passing: ReadonlySet<FeedProblem> = new Set(["network", "timeout", "busy", "server"]);
const patienceMs = 60 * 60_000;

/** Whether a person is to hear that a feed is not read. */
export const isAlarming = ({ problem, readAt }: FeedState, now: number): boolean =>
  problem !== null && (!passing.has(problem) || readAt === null || now - readAt > patienceMs);

/** What a feed says of one appointment, as it is kept. */
export const FeedEvent = z.strictObject({
  /** The UID; of one of several with its original start. */
  id: z.string().min(1).max(300),
  start: Instant,
  end: Instant.nullable(),
  allDay: z.boolean(),
  title: z.string().max(500),
  description: z.string().max(4_000),
  location: z.string().max(4_000),
  contacts: z.string().max(4_000),
  cancelled: z.boolean(),
  /** An invitation without an answer. */
  unanswered: z.literal(true).optional(),
  /** As it was when last read: it is still there, and cannot be read any more. */
  unread: z.literal(true).optional(),
});
export type FeedEvent = z.infer<typeof FeedEvent>;
