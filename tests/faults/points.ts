import { type Failpoint, failpoints } from "../../lib/storage/failpoints.ts";

/** Where the worker can be stopped. */

/** Points that a text passes some seconds after GoSMS has answered. */
export const afterwards = [
  "receiptDue",
  "receiptAnswered",
  "receiptStored",
] as const satisfies readonly Failpoint[];
/** Points of the recovery: the browser or the worker has to start first. */
export const atBrowserStart = ["mirrorRead", "mirrorMerged"] as const satisfies readonly Failpoint[];
const elsewhere = new Set<Failpoint>([...afterwards, ...atBrowserStart, "interruptedMarked"]);
/** Points that every text passes, from its cause to GoSMS's answer: all others. */
export const wayside = failpoints.filter((point) => !elsewhere.has(point));
