import { messagesInState } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";

/**
 * Lets go on what was kept only because nobody knew which plugin reads the calendar, as after an update: it turned out
 * to be one that was written for just that calendar.
 */
export async function releaseUnconfirmed(calendarId: string): Promise<void> {
  for (const row of await messagesInState("held"))
    if (row.calendarId === calendarId && row.reason?.code === "unconfirmed")
      await updateMessage(row.id, { type: "release" }, Date.now());
}
