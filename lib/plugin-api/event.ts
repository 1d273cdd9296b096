/** Subscribes a listener. Disposing of the result unsubscribes it. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Passes a value to every listener. If one throws, the others still get it. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onError: (error: unknown) => void;
  #disposed = false;

  constructor(onError: (error: unknown) => void = (error) => console.error(error)) {
    this.#onError = onError;
  }

  readonly event: Event<T> = (listener) => {
    // Wrapped, so that a function that subscribes twice has two subscriptions.
    const entry = (value: T): void => listener(value);
    if (!this.#disposed) this.#listeners.add(entry);
    return { [Symbol.dispose]: () => void this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#listeners.clear();
  }
}
