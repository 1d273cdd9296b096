import { z } from "zod";
import { Appointment, Day } from "../../domain/appointment.ts";
import { MessageStatus } from "../../domain/outbox/message.ts";
import { Reason } from "../../domain/outbox/reason.ts";
import { MessageKind } from "../../domain/text/message-kind.ts";
import { procedure } from "./procedure.ts";

/** Patients whom somebody should call. */

/** One line of the list of those whom somebody should call. */
export const ToCall = z.strictObject({
  appointment: Appointment,
  /** E.164, or empty where there is none that can be texted. */
  phone: z.string(),
  /** Of the newest text; `null` where there never was one. */
  kind: MessageKind.nullable(),
  status: MessageStatus.nullable(),
  reason: Reason.nullable(),
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
};
