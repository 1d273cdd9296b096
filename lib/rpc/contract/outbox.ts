import { z } from "zod";
import { maxOccurrences } from "../../domain/appointment.ts";
import { Reason, ReasonCode } from "../../domain/outbox/reason.ts";
import { OptOutScope, ReplyVerdict } from "../../domain/thread/reply.ts";
import { Nothing, procedure } from "./procedure.ts";

/** What a person decides about texts. */

/** What a person writes to one patient. */
export const Letter = z.strictObject({
  /** Made once for each letter: however often it is handed over, it is sent once. */
  id: z.uuid(),
  name: z.string().max(200),
  /** The directory's or the calendar's identifier of the patient, where there is one. */
  code: z.string().max(200).nullable(),
  phone: z.string().max(50),
  /** Exactly what the person saw. */
  text: z.string().min(1).max(1000),
  /** What they were asked about, and send it in spite of. */
  despite: z.array(ReasonCode).max(20),
});
export type Letter = z.infer<typeof Letter>;

export const outboxProcedures = {
  /** Writes down a letter, which then leaves like any other text; or asks, or says why it cannot. */
  "outbox.write": procedure({
    from: "extension",
    needsRecovery: true,
    input: Letter,
    output: z.discriminatedUnion("ok", [
      z.strictObject({
        ok: z.literal(true),
        id: z.uuid(),
        /** In milliseconds since the epoch. */
        leavesAt: z.int(),
      }),
      z.strictObject({ ok: z.literal(false), reason: Reason, isQuestion: z.boolean() }),
    ]),
  }),
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
      decision: z.enum(["send", "wasSent", "isThere", "isGone", "doNotSend", "dismiss", "keep"]),
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
