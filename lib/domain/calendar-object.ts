import { z } from "zod";

/** What an iCalendar text says, without its grammar: for whoever compares one state of a calendar with another. */

/** Characters. Nobody has typed an appointment that is longer. */
export const maxCalendarText = 250_000;

const Text = z.string().max(4_000);
const EpochMs = z.number();

/** One time that an event takes place. Moments are in milliseconds since the epoch. */
export const Occurrence = z.strictObject({
  /** One of several, each with an identity of its own. */
  inSeries: z.boolean(),
  /** When it takes place by the rule of its series: what tells it from the others. */
  original: EpochMs,
  /** The same as the event's own wall clock shows it, as if that were UTC. */
  wall: z.number(),
  start: EpochMs,
  end: EpochMs.nullable(),
  allDay: z.boolean(),
  title: Text,
  description: Text,
  location: Text,
  /** Whom it names: `CN` and address of each attendee, and what stands under CONTACT; a line for each. */
  contacts: Text.optional(),
  /** Called off, and still shown: `STATUS:CANCELLED`. */
  cancelled: z.boolean(),
  /** An invitation to which somebody has not answered yet: whoever knows the address may have put it there. */
  unanswered: z.literal(true).optional(),
});
export type Occurrence = z.infer<typeof Occurrence>;

/** An event, or a series with its exceptions: everything in a text that has the same UID. */
export const CalendarObject = z.strictObject({
  uid: Text,
  /** The start of the whole, as its own wall clock shows it, as if that were UTC. */
  wall: z.number(),
  /** UIDs of the series from which this one was split off, or that was split off from it. */
  siblings: z.array(Text).max(100),
  /** In the order of their original starts; rules are followed, and what they leave out (`EXDATE`) is left out. */
  occurrences: z.array(Occurrence).max(5_000),
});
export type CalendarObject = z.infer<typeof CalendarObject>;

/** What is wanted of a text. */
export const CalendarQuery = z.strictObject({
  /** IANA, of the place where the calendar is looked at: for days, and for times without a zone. */
  timeZone: z.string().max(100),
  /** Of a series those that take place, or should have, within these bounds; a single event whenever it is. */
  from: EpochMs,
  to: EpochMs,
});
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/** An occurrence as rules of plugins without code see it. Moments are ISO 8601: a day alone for one without hours. */
export const CalendarEvent = z.strictObject({
  /** The UID; of one of several with its original start. */
  id: z.string(),
  uid: Text,
  /** Its original start, of one of several. */
  recurrenceId: z.string().nullable(),
  start: z.string(),
  end: z.string().nullable(),
  summary: Text,
  description: Text,
  location: Text,
  contacts: Text,
  status: z.enum(["confirmed", "cancelled"]),
  /** Where its server keeps it, where that is told. */
  href: Text.nullable(),
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;

/**
 * What an iCalendar text, or a WebDAV answer with several, says. Of one that is a single event that does not recur,
 * the event's own fields stand beside.
 */
export const CalendarListing = z.strictObject({
  ...CalendarEvent.partial().shape,
  events: z.array(CalendarEvent),
  /** Within these bounds events that recur were looked for; moments in ISO 8601. */
  from: z.string().optional(),
  to: z.string().optional(),
  /** Events that could not be read, and why; each also stands among the others, on its day and without hours. */
  unreadable: z
    .array(z.strictObject({ uid: Text, summary: Text, href: Text.nullable(), problem: z.string() }))
    .optional(),
});
export type CalendarListing = z.infer<typeof CalendarListing>;
