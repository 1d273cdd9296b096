import { browser } from "wxt/browser";
import type { Failpoint } from "./failpoints.ts";

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
