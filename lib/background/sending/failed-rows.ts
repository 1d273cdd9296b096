/**
 * Rows on which sending failed in a way that nobody foresaw. All others go before them; then they are tried one at a
 * time, the one that failed longest ago first. So whatever is the matter with one, the others do not wait for it.
 */
export class FailedRows {
  readonly #ids = new Set<string>();

  get size(): number {
    return this.#ids.size;
  }

  add(id: string): void {
    this.#ids.delete(id);
    this.#ids.add(id);
  }

  /** It went well. */
  delete(id: string): void {
    this.#ids.delete(id);
  }

  /**
   * @param free ids of rows that might be sent, in their order
   * @param isAnyInHand what is in hand would rest with a row that fails once more
   * @returns those that may be tried now
   */
  pick(free: readonly string[], isAnyInHand: boolean): string[] {
    const others = free.filter((id) => !this.#ids.has(id));
    if (others.length > 0 || isAnyInHand) return others;
    const first = this.#ids.values().find((id) => free.includes(id));
    return first === undefined ? [] : [first];
  }
}
