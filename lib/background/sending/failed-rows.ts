/** Long enough for whatever it was to be over, short enough for a text that nobody waits longer for. */
const restMs = 30_000;
/** So many one after another are no longer the rows' own fault. */
const tooMany = 3;

/**
 * Rows on which sending failed in a way that nobody foresaw. Each rests by itself, and what has not failed goes before
 * it: the others do not wait for it.
 */
export class FailedRows {
  /** When each may be tried again, by the clock that nobody can set. */
  readonly #restUntil = new Map<string, number>();
  #inARow = 0;

  get size(): number {
    return this.#restUntil.size;
  }

  /** When the next of them may be tried again, in milliseconds since the epoch. */
  get nextTry(): number | null {
    const now = performance.now();
    const ends = [...this.#restUntil.values()].filter((end) => end > now);
    return ends.length === 0 ? null : Date.now() + Math.min(...ends) - now;
  }

  /** @returns whether so many failed one after another that the next one would fail as well */
  add(id: string): boolean {
    this.#restUntil.set(id, performance.now() + restMs);
    return ++this.#inARow >= tooMany;
  }

  /** It went well. */
  delete(id: string): void {
    this.#restUntil.delete(id);
    this.#inARow = 0;
  }

  /** @returns those of the ids that may be tried now; what has failed comes last */
  inOrder(ids: readonly string[]): string[] {
    const now = performance.now();
    const hasFailed = (id: string) => this.#restUntil.has(id);
    const again = ids.filter((id) => hasFailed(id) && (this.#restUntil.get(id) ?? 0) <= now);
    return [...ids.filter((id) => !hasFailed(id)), ...again];
  }
}
