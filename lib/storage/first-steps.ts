import { FirstSteps, noSteps } from "../domain/first-steps.ts";
import { storedItem } from "./local.ts";

/** How far somebody has come with setting up. What cannot be read is only shown as yet to be done. */
export const firstStepsItem = storedItem<FirstSteps>("firstSteps", {
  read: (stored) => ({ value: FirstSteps.safeParse(stored).data ?? noSteps, problems: [] }),
  write: (value) => value,
});
