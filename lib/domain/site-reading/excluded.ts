import type { Appointment } from "../appointment.ts";
import type { SiteReading } from "./site-reading.ts";
import { plainTitle } from "./title.ts";

type Excluding = Pick<SiteReading, "excluded"> | null;

/** Whether a person has said that what goes by the title is no appointment. */
export const isExcluded = (title: string, reading: Excluding): boolean =>
  reading?.excluded.includes(plainTitle(title)) ?? false;

/** The appointment, or one without a person where it is none: such a one never gets a text. */
export const asConfirmed = (appointment: Appointment, reading: Excluding): Appointment =>
  isExcluded(appointment.title, reading) ? { ...appointment, patient: null } : appointment;
