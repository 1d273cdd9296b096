import { z } from "zod";

/** Of the first steps, those that nothing else on disk tells of. */
export const FirstSteps = z.strictObject({
  /** GoSMS has taken a text to oneself. */
  ownText: z.boolean(),
  /** Somebody does not want reminders by themselves, at least for now. */
  withoutReminders: z.boolean(),
});
export type FirstSteps = z.infer<typeof FirstSteps>;

export const noSteps: FirstSteps = { ownText: false, withoutReminders: false };
