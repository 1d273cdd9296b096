import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { lookAgain } from "../sending/directory.ts";
import { refitReminders } from "../sending/reminders.ts";
import { tellTabs } from "../sites/sites.ts";

/** Brings everything that waits in line with what the directory now says of its patients. */
export async function applyDirectory(): Promise<void> {
  await refitReminders();
  // The calendar's page may still be counting down.
  for (const { id, calendarId } of await lookAgain())
    await tellTabs(calendarId, { pipni: "withdrawn", ids: [id] });
  attempt(tick);
}
