import { z } from "zod";
import { Appointment } from "../../domain/appointment.ts";
import { EventText } from "../../domain/reading.ts";

/** What the background says to a calendar's page. */

/** Appointments that could not be read, out of all that the calendar shows with a day. */
export const Unread = z.strictObject({ count: z.int().positive(), all: z.int().positive() });

/** The answer to `listDay`. */
export const DayListing = z.discriminatedUnion("ok", [
  z.strictObject({
    ok: z.literal(true),
    appointments: z.array(Appointment).max(2000),
    /** They are only those that the calendar shows just now. */
    partial: z.literal(true).optional(),
    unread: Unread.optional(),
    /** By which clock the calendar shows each of them; `null` where it is the browser's. */
    zones: z.array(z.string().max(60).nullable()).max(2000).optional(),
  }),
  z.strictObject({ ok: z.literal(false), missing: z.string().max(300) }),
]);
export type DayListing = z.infer<typeof DayListing>;

/** One thing that a calendar shows, and what it was read in. */
export const Viewed = z.strictObject({
  appointment: Appointment,
  cancelled: z.boolean(),
  hasOwnId: z.boolean(),
  /** By which the page's elements know it. */
  name: z.string().max(400).optional(),
  text: EventText.optional(),
});
export type Viewed = z.infer<typeof Viewed>;

/** The answer to `listView`; `null` where the plugin knows for itself what it says. */
export const ViewListing = z.array(Viewed).max(500).nullable();

export type ToPage =
  | { pipni: "listDay"; day: string }
  /** All that the calendar shows just now; `brief` leaves out what it was read in. */
  | { pipni: "listView"; brief: boolean }
  /** Answered with what the page last told of its calendar; `null` where it has told nothing. */
  | { pipni: "health" }
  /** Answered with the clock by which the calendar shows an appointment: an IANA name; `null` for the browser's. */
  | { pipni: "clockOf"; appointmentId: string }
  /** Does what pressing "Hromadná SMS" does. Answered once that is under way. */
  | { pipni: "openBulk" }
  /** A page that shows notices asks how their texts stand. */
  | { pipni: "outboxChanged" }
  | { pipni: "deactivate" };
