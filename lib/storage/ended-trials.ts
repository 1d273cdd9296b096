import { browser } from "wxt/browser";
import { z } from "zod";
import { Patient } from "../domain/appointment.ts";
import { readableIn } from "./tolerant.ts";

/** Appointments that somebody made and cancelled again to teach a calendar. In memory only. */

const EndedTrial = z.strictObject({
  calendarId: z.string(),
  appointmentId: z.string(),
  patient: Patient,
  /** When it was seen to be gone, in milliseconds since the epoch. */
  at: z.number(),
});
export type EndedTrial = z.infer<typeof EndedTrial>;

const key = "endedTrials";
/** A lesson has two. */
const mostKept = 20;

export async function loadEndedTrials(): Promise<EndedTrial[]> {
  return [...readableIn(EndedTrial, (await browser.storage.session.get(key))[key]).values()];
}

export async function saveEndedTrial(trial: EndedTrial): Promise<void> {
  const all = [...(await loadEndedTrials()), trial].slice(-mostKept);
  await browser.storage.session.set({ [key]: all });
}
