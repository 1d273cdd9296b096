/** A limited number of places, given to whoever asks in turn. The limit may change at any time. */
export class Places {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** @returns false when none became free within `patience`, in milliseconds */
  async take(patience: number): Promise<boolean> {
    if (this.#taken < this.#limit()) {
      this.#taken++;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const given = () => resolve(true);
    this.#waiting.push(given);
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(given), 1);
      resolve(false);
    }, patience);
    const taken = await promise;
    clearTimeout(timer);
    return taken;
  }

  free(): void {
    this.#taken--;
    while (this.#taken < this.#limit()) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#taken++;
      next();
    }
  }
}
