import type { Appointment } from "../appointment.ts";
import { isCalledOffTitle } from "../called-off.ts";
import type { SiteReading } from "./site-reading.ts";
import { plainTitle } from "./title.ts";

type Excluding = Pick<SiteReading, "excluded"> | null;

/** Whether a person has said that what goes by the title is no appointment. */
export const isExcluded = (title: string, reading: Excluding): boolean =>
  reading?.excluded.includes(plainTitle(title)) ?? false;

/**
 * The appointment, or one without a person where it is none: such a one never gets a text. Where a person has said what
 * tells that an appointment is off, a title that says so cancels nothing, and is for a person as a line through it is.
 */
export function asConfirmed(appointment: Appointment, reading: Excluding): Appointment {
  if (isExcluded(appointment.title, reading)) return { ...appointment, patient: null };
  return reading && isCalledOffTitle(appointment.title) ? { ...appointment, struckOut: true } : appointment;
}
