import { browser } from "@wxt-dev/browser";
import { ask } from "../rpc/client.ts";

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The extension was updated or removed under this script: nobody answers it any more. */
export const isOrphan = (): boolean => {
  try {
    return browser.runtime?.id === undefined;
  } catch {
    return true;
  }
};

/** Milliseconds before each further try to reach the background. */
export const retries = [500, 2_000, 8_000];

/**
 * Tries again after each of the delays, in milliseconds.
 * @throws the last failure, or the signal's reason
 */
export async function retry<T>(
  work: () => Promise<T>,
  delays: readonly number[],
  signal: AbortSignal,
): Promise<T> {
  for (const delay of delays) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch {
      signal.throwIfAborted();
      await sleep(delay);
    }
  }
  signal.throwIfAborted();
  return work();
}

export type Call = typeof ask;

/** Why a script stops that nobody will ever answer again. */
export const orphaned = 0;

/** Calls the background, and aborts once nobody will ever answer again. */
export const connect =
  (stop: AbortController): Call =>
  async (name, input) => {
    try {
      return await ask(name, input);
    } catch (error) {
      if (isOrphan()) stop.abort(orphaned);
      throw error;
    }
  };
