import { z } from "zod";
import { Instant } from "../appointment.ts";

/** That somebody at the desk has called a patient, and what came of it. */

export const maxNoteLength = 300;

/** What a call was about. Moved to another time, the patient has to be called anew. */
export const Called = z.strictObject({
  calendarId: z.string().max(300),
  appointmentId: z.string().max(500),
  start: Instant,
});
export type Called = z.infer<typeof Called>;

export const Call = Called.extend({
  /** When, in milliseconds since the epoch. */
  at: z.int().nonnegative(),
  note: z.string().max(maxNoteLength),
});
export type Call = z.infer<typeof Call>;

export const isAbout =
  (one: Called) =>
  (other: Called): boolean =>
    one.appointmentId === other.appointmentId &&
    one.start === other.start &&
    one.calendarId === other.calendarId;
