import { z } from "zod";
import { Reason } from "../../domain/outbox/reason.ts";
import { WaitingEntry } from "../../domain/waiting-list/entry.ts";
import { WaitingListShown } from "../../domain/waiting-list/shown.ts";
import { Nothing, procedure } from "./procedure.ts";

/** Patients who want to come sooner, and times that became free. */

const ofSlot = z.strictObject({ slotId: z.uuid() });

/** One text: whether it was taken, or why not. */
const Told = z.strictObject({ name: z.string(), ok: z.boolean(), reason: Reason.nullable() });

export const waitingListProcedures = {
  "waitingList.view": procedure({
    from: "extension",
    needsRecovery: true,
    input: Nothing,
    output: WaitingListShown,
  }),
  /** Adds somebody, or changes them as they are by then. The number is as a person typed it. */
  "waitingList.save": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ entry: WaitingEntry }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true) }),
      z.strictObject({ ok: z.literal(false), problem: z.literal("full") }),
      z.strictObject({ ok: z.literal(false), problem: z.literal("phone"), reason: Reason }),
    ]),
  }),
  "waitingList.remove": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ id: z.uuid() }),
    output: Nothing,
  }),
  /**
   * What a person is to know before they offer it: who stands there in the calendar, read anew (`isRead` where it could
   * be read), and whether anybody can answer to the practice's texts.
   */
  "waitingList.look": procedure({
    from: "extension",
    needsRecovery: true,
    input: ofSlot,
    output: z.strictObject({
      isRead: z.boolean(),
      filledBy: z.string().nullable(),
      takesReplies: z.boolean(),
    }),
  }),
  /** Asks people whether they want the time, in the words that a person saw. */
  "waitingList.offer": procedure({
    from: "extension",
    needsRecovery: true,
    input: ofSlot.extend({
      entryIds: z.array(z.uuid()).min(1).max(10),
      text: z.string().min(1).max(1000),
      /** A person was told that it is a quiet hour. */
      despiteQuiet: z.boolean(),
    }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true), told: z.array(Told) }),
      z.strictObject({ ok: z.literal(false), problem: z.enum(["changed", "quiet"]) }),
    ]),
  }),
  /** Somebody of those who were asked stands in the calendar by now, and no longer on the list. */
  "waitingList.book": procedure({
    from: "extension",
    needsRecovery: true,
    input: ofSlot.extend({ offerId: z.uuid() }),
    output: Nothing,
  }),
  /** The time is offered to nobody more. */
  "waitingList.close": procedure({ from: "extension", needsRecovery: true, input: ofSlot, output: Nothing }),
  /** Takes either back. */
  "waitingList.reopen": procedure({ from: "extension", needsRecovery: true, input: ofSlot, output: Nothing }),
  /** Tells the others who were asked that the time has gone. */
  "waitingList.tell": procedure({
    from: "extension",
    needsRecovery: true,
    input: ofSlot.extend({ text: z.string().min(1).max(1000) }),
    output: z.array(Told),
  }),
  /** Nobody is to be told. */
  "waitingList.settle": procedure({ from: "extension", needsRecovery: true, input: ofSlot, output: Nothing }),
};
