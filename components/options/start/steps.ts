import type { OptionsModel } from "../model.ts";

/** What leads from installing to the first text, and on. */

export const stepNames = ["gosms", "practice", "calendars", "ownText", "reminders"] as const;
export type StepName = (typeof stepNames)[number];

/** Without these no text can leave. */
export const neededSteps = ["gosms", "practice", "calendars"] as const satisfies readonly StepName[];

/** Which of the first steps are behind. */
export const stepsDone = ({
  settings,
  credentials,
  calendars,
  feeds,
  firstSteps,
}: Pick<OptionsModel, "settings" | "credentials" | "calendars" | "feeds" | "firstSteps">): Record<
  StepName,
  boolean
> => ({
  gosms: Boolean(credentials?.hasSecret) && settings.sending.channel !== null,
  practice: settings.practice.name.trim() !== "" && settings.practice.phone.trim() !== "",
  // One that was never open is asked about when it is.
  calendars: [...calendars, ...feeds].some(
    ({ enabled, granted, reading: { standing } }) =>
      enabled && granted && standing !== "unconfirmed" && standing !== "changed",
  ),
  ownText: firstSteps.ownText,
  reminders: settings.reminders.enabled || firstSteps.withoutReminders,
});
