import type { Failpoint } from "../../lib/storage/failpoint.ts";

/** Where the worker can be stopped. */

/** Points that every text passes, from its cause to GoSMS's answer. */
export const wayside: readonly Failpoint[] = [
  "reportReceived",
  "changeDecided",
  "rowCommitted",
  "rowMirrored",
  "answering",
  "picked",
  "claimed",
  "slotTaken",
  "inTheAir",
  "answered",
  "stepCommitted",
  "stepMirrored",
  "outcomeStored",
];
/** Points that it passes some seconds later. */
export const afterwards: readonly Failpoint[] = ["receiptDue", "receiptAnswered", "receiptStored"];
/** Points of the recovery: the browser or the worker has to start first. */
export const atBrowserStart: readonly Failpoint[] = ["mirrorRead", "mirrorMerged"];
export const points: readonly Failpoint[] = [
  ...wayside,
  ...afterwards,
  ...atBrowserStart,
  "interruptedMarked",
];
