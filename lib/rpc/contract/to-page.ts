import { z } from "zod";
import { Appointment } from "../../domain/appointment.ts";

/** What the background says to a calendar's page. */

/** The answer to `listDay`. */
export const DayListing = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    appointments: z.array(Appointment).max(2000),
    /** They are only those that the calendar shows just now. */
    partial: z.literal(true).optional(),
  }),
  z.strictObject({ ok: z.literal(false), missing: z.string().max(300) }),
]);
export type DayListing = z.infer<typeof DayListing>;

export type ToPage =
  | { pipni: "listDay"; day: string }
  /** A page that shows notices asks how their texts stand. */
  | { pipni: "outboxChanged" }
  | { pipni: "deactivate" };
