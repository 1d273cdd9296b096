/** Runs once for all calls within so many milliseconds, and never twice at once. */
export function throttled(run: () => Promise<void>, everyMs: number): () => void {
  let planned = false;
  let running = Promise.resolve();
  return () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      running = running.then(() => {
        planned = false;
        return run().catch(() => {});
      });
    }, everyMs);
  };
}
