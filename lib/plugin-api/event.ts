/** Subscribes a listener. Disposing of the result unsubscribes it. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Passes a value to every listener. If one throws, the others still get it. */
export interface Emitter<T> extends Disposable {
  readonly event: Event<T>;
  fire(value: T): void;
}

const logged = (error: unknown): void => console.error(error);

/** A function and no class, which is a third shorter. Plugins are given it by their context. */
export function createEmitter<T>(onError = logged): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  let isDisposed = false;
  return {
    event(listener) {
      // Wrapped, so that a function that subscribes twice has two subscriptions.
      const entry = (value: T): void => listener(value);
      if (!isDisposed) listeners.add(entry);
      return { [Symbol.dispose]: () => void listeners.delete(entry) };
    },

    fire(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          onError(error);
        }
      }
    },

    [Symbol.dispose]() {
      isDisposed = true;
      listeners.clear();
    },
  };
}
