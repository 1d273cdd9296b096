import { z } from "zod";
import { ReminderSettings } from "../../domain/thread/reminders.ts";
import { procedure } from "./procedure.ts";

const Count = z.int().nonnegative();

/** Reminders by themselves. */
export const remindersProcedures = {
  /** How many reminders would leave by other rules that do not by the present ones, and how many within a day. */
  "reminders.concerned": procedure({
    from: "extension",
    needsRecovery: true,
    input: z.strictObject({ reminders: ReminderSettings, isKindOn: z.boolean() }),
    output: z.strictObject({ more: Count, soon: Count }),
  }),
};
