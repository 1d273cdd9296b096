import { z } from "zod";
import { Appointment, Day, Instant, Patient } from "../appointment.ts";
import { scopeOf } from "./scope.ts";

/** What a calendar's page shows, whole days of it. */
export const Look = z.strictObject({
  /** Made anew with every page that is loaded. */
  page: z.string().min(1).max(60),
  /** The plugin that read it, with its version. */
  reader: z.string().min(1).max(100),
  /**
   * What the calendar was asked for: two looks with the same questions leave out the same. `null` where they are not
   * known, and so nothing can be said of what is new.
   */
  questions: z.array(z.string().max(2_000)).max(20).nullable(),
  /** Whether nothing is left out. */
  isWhole: z.boolean(),
  /** No request tells the page what was moved: what stands elsewhere than before is compared without questions too. */
  unprovenMoves: z.boolean().optional(),
  days: z.array(z.strictObject({ day: Day, appointments: z.array(Appointment).max(2_000) })).max(50),
});
export type Look = z.infer<typeof Look>;

/** One appointment of a look. The patient only where it could be missed later: what is gone tells nothing any more. */
export const Seen = z.strictObject({ id: z.string(), start: Instant, patient: Patient.nullable() });
export type Seen = z.infer<typeof Seen>;

/** How one day of a calendar looked when it was last read in one way. */
export const DayLook = z.strictObject({
  calendarId: z.string(),
  /** The reader and the questions. */
  way: z.string(),
  day: Day,
  /** The page that read it. */
  page: z.string(),
  /** Milliseconds since the epoch. */
  at: z.int().nonnegative(),
  seen: z.array(Seen),
});
export type DayLook = z.infer<typeof DayLook>;

export const wayOf = ({ reader, questions }: Pick<Look, "reader" | "questions">): string =>
  JSON.stringify([reader, scopeOf(questions ?? [])]);
