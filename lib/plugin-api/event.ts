/** Subscribes a listener. What comes back unsubscribes it. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Tells a value to every listener. One that throws does not keep it from the others. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onError: (error: unknown) => void;
  #disposed = false;

  constructor(onError: (error: unknown) => void = (error) => console.error(error)) {
    this.#onError = onError;
  }

  readonly event: Event<T> = (listener) => {
    // A wrapper of its own, so that the same function subscribed twice is two subscriptions.
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
