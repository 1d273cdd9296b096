/** Does something that nobody waits for. A failure is written down, and stands in nobody's way. */
export function attempt(work: () => unknown): void {
  Promise.try(work).catch(console.error);
}
