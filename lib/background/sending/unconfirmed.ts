import type { ReasonCode } from "../../domain/outbox/reason.ts";
import { messagesInState } from "../../storage/outbox-queries.ts";
import { letGo } from "./letting-go.ts";

/**
 * Lets go on what was kept only because nobody knew which plugin reads the calendar, as after an update: it turned out
 * to be one that was written for just that calendar.
 */
export const releaseUnconfirmed = (calendarId: string): Promise<void> => release(calendarId, "unconfirmed");

/** The same of what was kept because the calendar could not be read by its address, and now it can. */
export const releaseUnread = (calendarId: string): Promise<void> => release(calendarId, "feedUnread");

const release = async (calendarId: string, code: ReasonCode): Promise<void> =>
  letGo(
    (await messagesInState("held")).filter(
      (row) => row.calendarId === calendarId && row.reason?.code === code,
    ),
  );
