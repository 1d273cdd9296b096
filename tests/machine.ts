/**
 * How much patience this machine needs. Bounds in tests are for an idle one; where it is slow, or where others keep it
 * busy, all of them grow by one measured factor. What must not happen is waited for no longer.
 */

/** What the piece of work takes on an idle core of the machine on which the bounds were set. */
const usualMs = 70;
/** Beyond that nothing would come to an end. */
const most = 8;

function work(): number {
  const began = performance.now();
  let sum = 0;
  for (let index = 0; index < 60_000_000; index++) sum = (sum + index * index) | 0;
  return sum === 1 ? 0 : performance.now() - began;
}

/** The middle one of several: others take the core away for a while and give it back. */
function measure(): number {
  work();
  const times = Array.from({ length: 7 }, work).sort((a, b) => a - b);
  const ratio = (times[3] ?? usualMs) / usualMs;
  // The browsers of a test fare worse than a loop does: they wait for each other as well.
  return ratio < 1.25 ? 1 : Math.min(most, 1.5 * ratio);
}

/** Measured once in a run: processes that it starts read it from the environment. */
const factor = Number(process.env.PIPNI_PATIENCE ?? measure());
process.env.PIPNI_PATIENCE = String(factor);

/** A bound in milliseconds, as this machine needs it. */
export const bound = (ms: number): number => Math.round(ms * factor);

export const patience = factor;
