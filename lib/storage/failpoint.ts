import { browser } from "wxt/browser";

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

export const hasFailpoints: boolean = import.meta.env.MODE === "faults";

/** Names the point to stop at, once; and, when it was reached, that it was. */
export const failpointKey = "failpoint";
export const stoppedAtKey = "stoppedAt";

let stopped = false;

/** Returns at once, unless this point was named: then nothing that comes to a point ever goes on in this worker. */
export async function reach(point: Failpoint): Promise<void> {
  if (!stopped) {
    const named = (await browser.storage.local.get(failpointKey))[failpointKey];
    if (named === point && !stopped) {
      stopped = true;
      await browser.storage.local.remove(failpointKey);
      await browser.storage.local.set({ [stoppedAtKey]: point });
    }
  }
  if (stopped) await new Promise(() => {});
}
