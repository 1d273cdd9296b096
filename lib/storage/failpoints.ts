/**
 * Named instructions on the way of a text at which a test can stop the worker dead. They exist in the fault build
 * alone (`wxt build --mode faults`); any other leaves them out.
 */
export const failpoints = [
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
  "receiptDue",
  "receiptAnswered",
  "receiptStored",
  "mirrorRead",
  "mirrorMerged",
  "interruptedMarked",
] as const;
export type Failpoint = (typeof failpoints)[number];
