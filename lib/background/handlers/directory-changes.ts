import { markDirectory } from "../../storage/to-tell.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { tellCorrectedInDirectory } from "../sending/corrected-number.ts";
import { recheckWaiting } from "../sending/directory.ts";
import { refitReminders } from "../sending/refit.ts";

/** Brings everything that waits in line with what the directory now says of its patients. */
export async function applyDirectory(): Promise<void> {
  // Who told the others meanwhile may have read it too early.
  await markDirectory();
  await refitReminders();
  await recheckWaiting();
  await tellCorrectedInDirectory();
  attempt(tick);
}
