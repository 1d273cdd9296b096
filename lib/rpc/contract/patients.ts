import { z } from "zod";
import { Appointment } from "../../domain/appointment.ts";
import { Reason } from "../../domain/outbox/reason.ts";
import { Nothing, procedure } from "./procedure.ts";

/** What a person adds to the directory of patients. */

export const patientsProcedures = {
  /** The directory was changed by a page: texts that wait are checked against it anew. */
  "patients.changed": procedure({
    from: "extension",
    needsRecovery: true,
    input: Nothing,
    output: Nothing,
  }),
  /** A number for an appointment's patient, kept in the directory. */
  "patients.giveNumber": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ calendarId: z.string(), appointment: Appointment, phone: z.string().max(50) }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true) }),
      z.strictObject({ ok: z.literal(false), reason: Reason }),
    ]),
  }),
  /** Whom of several an appointment is about. */
  "patients.choose": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ calendarId: z.string(), appointment: Appointment, patientId: z.uuid() }),
    output: Nothing,
  }),
};
