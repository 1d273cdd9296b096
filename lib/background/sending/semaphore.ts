/** A limited number of places, given to whoever asks in turn. The limit may change at any time. */
export class Places {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** @returns `null` when none became free within `patience`, in milliseconds */
  async take(patience: number): Promise<Place | null> {
    if (this.#taken < this.#limit()) return this.#give();
    const { promise, resolve } = Promise.withResolvers<Place | null>();
    const given = () => resolve(this.#give());
    this.#waiting.push(given);
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(given), 1);
      resolve(null);
    }, patience);
    const place = await promise;
    clearTimeout(timer);
    return place;
  }

  #give(): Place {
    this.#taken++;
    return new Place(() => {
      this.#taken--;
      while (this.#taken < this.#limit()) {
        const next = this.#waiting.shift();
        if (!next) return;
        next();
      }
    });
  }
}

/** Left at the end of its block, or before that. */
export class Place implements Disposable {
  #onLeft: (() => void) | null;

  constructor(onLeft: () => void) {
    this.#onLeft = onLeft;
  }

  /** Any number of times. */
  leave(): void {
    const onLeft = this.#onLeft;
    this.#onLeft = null;
    onLeft?.();
  }

  [Symbol.dispose](): void {
    this.leave();
  }
}
