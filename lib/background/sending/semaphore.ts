/** A limited number of permits, given in turn to whoever asks. The limit may change at any time. */
export class Semaphore {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** @returns `null` when none became free within `patience`, in milliseconds */
  async acquire(patience: number): Promise<Permit | null> {
    if (this.#taken < this.#limit()) return this.#grant();
    const { promise, resolve } = Promise.withResolvers<Permit | null>();
    const grant = () => resolve(this.#grant());
    this.#waiting.push(grant);
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(grant), 1);
      resolve(null);
    }, patience);
    const permit = await promise;
    clearTimeout(timer);
    return permit;
  }

  #grant(): Permit {
    this.#taken++;
    return new Permit(() => {
      this.#taken--;
      while (this.#taken < this.#limit()) {
        const next = this.#waiting.shift();
        if (!next) return;
        next();
      }
    });
  }
}

/** Released at the end of its block, or before that. */
export class Permit implements Disposable {
  #onReleased: (() => void) | null;

  constructor(onReleased: () => void) {
    this.#onReleased = onReleased;
  }

  /** Any number of times. */
  release(): void {
    const onReleased = this.#onReleased;
    this.#onReleased = null;
    onReleased?.();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
