import type { ReasonCode } from "../../domain/outbox/reason.ts";
import { isOn } from "../../domain/settings.ts";
import { heldFor, messagesInState } from "../../storage/outbox-queries.ts";
import { updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { letGo } from "./letting-go.ts";

/** What was held and goes on by itself, once what held it is over. */

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

/** What was held because its kind was off goes on by itself once that is on again. */
export async function releaseSwitchedOn(): Promise<void> {
  const settings = await loadSettings();
  for (const { id, kind } of await heldFor("kindOff", Number.MAX_SAFE_INTEGER)) {
    if (isOn(settings, kind)) await updateMessage(id, { type: "release" }, Date.now());
  }
}
