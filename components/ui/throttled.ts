const mostMs = 2000;

/**
 * How long to wait before something is read and drawn anew. What takes long is done less often, so that a page which
 * follows thousands of texts does not take more of the computer than their sending does.
 * @param tookMs the last time
 * @returns in milliseconds, like all of them
 */
const restMs = (everyMs: number, tookMs: number): number => Math.max(everyMs, Math.min(19 * tookMs, mostMs));

/** Runs once for all calls within so many milliseconds, and never twice at once. */
export function throttled(run: () => Promise<void>, everyMs: number): () => void {
  let planned = false;
  let running = Promise.resolve();
  let took = 0;
  const measured = async () => {
    planned = false;
    const began = performance.now();
    await run().catch(() => {});
    took = performance.now() - began;
  };
  return () => {
    if (planned) return;
    planned = true;
    setTimeout(
      () => {
        running = running.then(measured);
      },
      restMs(everyMs, took),
    );
  };
}
