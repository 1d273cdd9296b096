import { messagesInState } from "../../storage/outbox-queries.ts";
import { updateMessages } from "../../storage/outbox-store.ts";

/**
 * Lets go on what was kept only because nobody knew which plugin reads the calendar, as after an update: it turned out
 * to be one that was written for just that calendar.
 */
export async function releaseUnconfirmed(calendarId: string): Promise<void> {
  const ids = (await messagesInState("held"))
    .filter((row) => row.calendarId === calendarId && row.reason?.code === "unconfirmed")
    .map(({ id }) => id);
  await updateMessages(ids, { type: "release" }, Date.now());
}
