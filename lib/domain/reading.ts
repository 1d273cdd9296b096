import { z } from "zod";
import { Day, Patient } from "./appointment.ts";

/**
 * What a page hands to the background to be understood: texts and fields that people have written, and requests of
 * the page. Word lists and rules for that are too large for a page, and there is one set of them for all plugins.
 */

/** How many events one question may hold. */
export const maxEventTexts = 100;

/** What an app shows of an event, and what it hung on it. */
export const EventText = z.strictObject({
  title: z.string().max(4_000),
  /** JSON of the app's own fields; empty where there are none. */
  fields: z.string().max(30_000),
});
export type EventText = z.infer<typeof EventText>;

export const EventReading = z.strictObject({
  /** `null` for lunch: nobody is named, by name, number or id. */
  patient: Patient.nullable(),
  /** The app says so in a field of its own, and still shows the event. */
  cancelled: z.boolean(),
  /** Whom the patient comes to see, where a person has confirmed where that stands. */
  doctor: z.string().max(200).optional(),
});
export type EventReading = z.infer<typeof EventReading>;

/** A request of the page that is over, without what only the page needs of it. */
export const WriteText = z.strictObject({
  method: z.string().max(20),
  url: z.string().max(20_000),
  body: z.string().max(300_000).nullable(),
  status: z.int(),
  response: z.string().max(1_100_000).nullable(),
  location: z.string().max(20_000).nullable(),
  redirected: z.boolean(),
});
export type WriteText = z.infer<typeof WriteText>;

/** The same, for the rules of a calendar that is described by data. */
export const RequestText = WriteText.extend({
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  endedAt: z.number(),
});
export type RequestText = z.infer<typeof RequestText>;

export const RulesQuestion = z.strictObject({
  write: RequestText,
  /** Only rules of this sort count: those whose answer is a new page, or those that list a day. */
  only: z.enum(["navigates", "list"]).optional(),
  /** The day near which dates without a year lie; without it today. */
  reference: Day.optional(),
});
export type RulesQuestion = z.infer<typeof RulesQuestion>;

/** How a day that the page does not show is asked for. */
export const DayQuestion = z.strictObject({ day: Day });
export type DayQuestion = z.infer<typeof DayQuestion>;

export const DayRequest = z.strictObject({
  url: z.string(),
  /** `null` for a GET. */
  body: z.string().nullable(),
  type: z.string(),
});
export type DayRequest = z.infer<typeof DayRequest>;

const Texts = z.array(z.string());

/** What an accepted request names, whatever its dialect. What it means for an appointment is for the plugin to weigh. */
export const WriteReading = z.strictObject({
  /** Parts of the address's path, decoded and without a file's ending. */
  segments: Texts,
  /** Values of fields that name the event itself. */
  ids: Texts,
  /** Values of fields about a person. */
  people: Texts,
  /** All values, without diacritics and capitals. */
  texts: Texts,
  /** The digits of all values that may be a phone number. */
  numbers: Texts,
  /** Exact moments, in minutes since the epoch. */
  exact: z.array(z.number()),
  /** Wall clocks without a zone: `2026-11-24T08:00`. */
  walls: Texts,
  /** Days without a time: `2026-11-24`. */
  dates: Texts,
  /** Times without a day: `08:00`. */
  clocks: Texts,
  /** Some moment stands where a start is told, as far as its name says. */
  namesStart: z.boolean(),
  /** It says that something is cancelled or deleted. */
  cancels: z.boolean(),
  /** It has words for a shift in time. */
  shifts: z.boolean(),
  /** Ids in the answer, unless that is a list. */
  answerIds: Texts,
  /** Whom it is about, read as the fields of an event are. */
  patient: Patient.nullable(),
});
export type WriteReading = z.infer<typeof WriteReading>;
