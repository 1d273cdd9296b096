import { z } from "zod";
import { ContributedValues, valueInText } from "./text/placeholder.ts";

/** A moment in time as the plugins and the messages carry it: ISO 8601 in UTC, e.g. `2026-11-24T07:00:00Z`. */
export const Instant = z.iso.datetime({ offset: false }).max(30);

/** Half a year of every day. Nobody means to write to a patient more often about one click. */
export const maxOccurrences = 200;

/** A day of the calendar without a zone: `2026-11-24`. */
export const Day = z.iso.date();

/** What turns the direction of writing: a number beside it would be read backwards. */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Text that is shown to people as a page has it, without what would turn the words around it. */
const shown = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => text.replace(turning, ""));

export const Patient = z.strictObject({
  /** The calendar's own identifier of the person, if it shows one. */
  id: z.string().max(200).nullable(),
  name: shown(200),
  /** As it stands in the calendar, not yet checked. */
  phone: shown(200).nullable(),
});
export type Patient = z.infer<typeof Patient>;

/**
 * One entry of a calendar. Its text comes from a page that is not trusted, so every field is bounded.
 * The identity of an appointment is its calendar and `id`; a plugin makes the id of one occurrence of a
 * recurring event from the event's id and the occurrence's original start.
 */
export const Appointment = z.strictObject({
  id: z.string().min(1).max(300),
  start: Instant,
  end: Instant.nullable(),
  allDay: z.boolean(),
  title: shown(500),
  /** Whom the patient comes to see, where the calendar tells. */
  doctor: shown(200).optional(),
  /** A line is drawn through it. What that means only a person knows: nothing leaves about it by itself. */
  struckOut: z.literal(true).optional(),
  /** Of the placeholders that the calendar's plugin contributes. */
  placeholders: ContributedValues.optional(),
  /** `null` for an entry without a person (lunch, a meeting): such an entry never gets a text. */
  patient: Patient.nullable(),
});
export type Appointment = z.infer<typeof Appointment>;

/** The appointment for a text of a person who has seen that it is struck out, and sends it all the same. */
export function byHand({ struckOut: _, ...appointment }: Appointment): Appointment {
  return appointment;
}

/**
 * The appointment with a value for each of the contributed placeholders, empty where the calendar tells none that a
 * text may carry, and
 * with no other: so a template that asks for one gets its value, or is told that it is missing.
 */
export function bringing(appointment: Appointment, names: readonly string[]): Appointment {
  const { placeholders: told, ...rest } = appointment;
  if (names.length === 0) return rest;
  const placeholders = Object.fromEntries(names.map((name) => [name, valueInText(told?.[name] ?? "")]));
  return { ...rest, placeholders };
}

/**
 * Something that a person did in this page and that the calendar's server accepted.
 *
 * - `created`: the appointment is new
 * - `moved`: it starts at another time; `previousStart` is the start before that
 * - `cancelled`: it is gone, or the calendar marks it as cancelled; `appointment` is as it was before
 * - `patientChanged`: it now names another patient, or the same one with another number; `previousPatient` is who had
 *   it before. Whether that is another person is decided where it is received, see `comparePatients`. `previousStart`
 *   is left out unless the same act also moved the appointment.
 */
export const AppointmentChange = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("created"), appointment: Appointment }),
  z.strictObject({ type: z.literal("moved"), appointment: Appointment, previousStart: Instant }),
  z.strictObject({ type: z.literal("cancelled"), appointment: Appointment }),
  z.strictObject({
    type: z.literal("patientChanged"),
    appointment: Appointment,
    previousPatient: Patient,
    previousStart: Instant.optional(),
  }),
]);
export type AppointmentChange = z.infer<typeof AppointmentChange>;

/** What one act of a person did to several occurrences of a recurring event, the next first. */
export const SeriesChange = z.array(AppointmentChange).min(1).max(maxOccurrences);
