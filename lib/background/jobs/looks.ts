import { timeZoneOf } from "../../domain/settings.ts";
import { dayOf } from "../../domain/text/when.ts";
import { deleteOldLooks } from "../../storage/looks.ts";
import { loadSettings } from "../../storage/settings.ts";
import { expireUnseen, nextExpiry } from "../looks/unseen.ts";
import type { Job } from "./scheduler.ts";

/** What is kept of calendars does not outlive its use. */

/** A calendar that nobody has opened for so long has changed beyond what could be told. */
const keepsMs = 30 * 24 * 3600_000;

/** The day on which old looks were last deleted by this worker. */
let deletedOn = "";

async function tidy(): Promise<void> {
  const now = Date.now();
  await expireUnseen(now);
  const today = dayOf(new Date(now).toISOString(), timeZoneOf(await loadSettings())).toString();
  if (deletedOn === today) return;
  deletedOn = today;
  await deleteOldLooks(today, now - keepsMs);
}

export const looks: Job = {
  name: "looks",
  needsRecovery: false,
  run: tidy,
  nextAt: async (after) => {
    const due = await nextExpiry();
    return due !== null && due > after ? due : null;
  },
};
