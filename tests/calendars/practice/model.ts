import { z } from "zod";

const id = z.int().positive();
const text = (max: number) => z.string().trim().max(max);

export const doctor = z.object({ id, name: z.string() });
export type Doctor = z.infer<typeof doctor>;

export const patient = z.object({
  id,
  firstName: z.string(),
  lastName: z.string(),
  /** As somebody typed it. */
  phone: z.string(),
});
export type Patient = z.infer<typeof patient>;

/** All-day: plain dates, the end exclusive. Otherwise: instants with the practice's offset. */
export const appointment = z.object({
  id,
  doctorId: id,
  patientId: id.nullable(),
  /** What it is called when it has no patient. */
  title: z.string(),
  start: z.string(),
  end: z.string(),
  allDay: z.boolean(),
  note: z.string(),
});
export type Appointment = z.infer<typeof appointment>;

export const practiceData = z.object({
  doctors: z.array(doctor),
  patients: z.array(patient),
  appointments: z.array(appointment),
  /** Ids of cancelled appointments are not used again, as in a SQL database. */
  lastAppointmentId: id.optional(),
});
export type PracticeData = z.infer<typeof practiceData>;

/** With an offset, or the practice's wall clock without one, or a plain date. */
const when = z.string().max(40);

export const newAppointment = z.strictObject({
  patientId: id.nullable().default(null),
  title: text(200).default(""),
  doctorId: id,
  start: when,
  end: when,
  allDay: z.boolean().default(false),
  note: text(1000).default(""),
});
export type NewAppointment = z.input<typeof newAppointment>;

export const appointmentChange = z
  .strictObject({
    patientId: id.nullable(),
    title: text(200),
    doctorId: id,
    start: when,
    end: when,
    allDay: z.boolean(),
    note: text(1000),
  })
  .partial();
export type AppointmentChange = z.infer<typeof appointmentChange>;
