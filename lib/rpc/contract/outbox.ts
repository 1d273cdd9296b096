import { z } from "zod";
import { maxOccurrences } from "../../domain/appointment.ts";
import { ReasonCode } from "../../domain/outbox/reason.ts";
import { OptOutScope, ReplyVerdict } from "../../domain/thread/reply.ts";
import { Nothing, procedure } from "./procedure.ts";

/** What a person decides about texts. */

export const outboxProcedures = {
  /** Sends rejected or unknown texts once more, on a person's word. Answers the ids of the new rows. */
  "outbox.sendAgain": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ ids: z.array(z.uuid()).min(1) }),
    output: z.array(z.uuid()),
  }),
  /**
   * What a person knows of texts whose outcome nobody else does, that proposed or doubtful ones are to leave, or that
   * waiting or failed ones are dealt with.
   */
  "outbox.decide": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({
      ids: z.array(z.uuid()).min(1).max(maxOccurrences),
      decision: z.enum(["send", "wasSent", "isGone", "doNotSend", "dismiss", "keep"]),
    }),
    output: Nothing,
  }),
  /** What is to become of all that is held for one reason, as far as the person has seen it. */
  "outbox.decideHeld": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({
      code: ReasonCode,
      /** Where the person saw the texts of one calendar alone. */
      calendarId: z.string().optional(),
      decision: z.enum(["send", "doNotSend"]),
      /** When what the person saw was read, in milliseconds since the epoch. */
      by: z.int(),
    }),
    output: Nothing,
  }),
  /** What a person says of a patient's reply. */
  "outbox.replyRead": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({
      id: z.uuid(),
      replyId: z.string().max(200),
      verdict: ReplyVerdict,
      scope: OptOutScope.default("number"),
    }),
    output: Nothing,
  }),
  /** Lets everything that is held go on. */
  "outbox.release": procedure({
    from: "extension",
    needsRecovery: true,
    input: Nothing,
    output: Nothing,
  }),
};
