import { z } from "zod";
import { Appointment, Day } from "../../domain/appointment.ts";
import { Call, Called } from "../../domain/outbox/call.ts";
import { MessageStatus } from "../../domain/outbox/message.ts";
import { Reason } from "../../domain/outbox/reason.ts";
import { MessageKind } from "../../domain/text/message-kind.ts";
import { Nothing, procedure } from "./procedure.ts";

/** Patients whom somebody should call. */

/** One line of the list of those whom somebody should call. */
export const ToCall = z.strictObject({
  calendarId: z.string(),
  appointment: Appointment,
  /** E.164, or empty where there is none that can be texted. */
  phone: z.string(),
  /** Of the newest text; `null` where there never was one. */
  kind: MessageKind.nullable(),
  status: MessageStatus.nullable(),
  reason: Reason.nullable(),
  /** An answer that nobody has read, and that is no plain yes. */
  answer: z.string().nullable(),
  /** When somebody called, in milliseconds since the epoch, and what came of it; `null` while nobody has. */
  called: z.strictObject({ at: z.int(), note: z.string() }).nullable(),
});
export type ToCall = z.infer<typeof ToCall>;

export const callsProcedures = {
  /** Those who come on a day and whom no text told. */
  "calls.day": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ day: Day }),
    output: z.strictObject({
      rows: z.array(ToCall),
      /** Whether a calendar was open and could be read. */
      listed: z.boolean(),
    }),
  }),
  /** "Zavoláno", and what came of it. */
  "calls.note": procedure({
    from: "extension",
    needsRecovery: false,
    input: Call.omit({ at: true }),
    output: Nothing,
  }),
  /** Takes that back. */
  "calls.undo": procedure({ from: "extension", needsRecovery: false, input: Called, output: Nothing }),
};
