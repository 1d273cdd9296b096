/** When the entries of a growing list came, for lists that do not say. Both ends of a path are seen by one clock. */
export class Arrivals<T> implements Disposable {
  readonly seen: { entry: T; at: number }[] = [];
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(list: () => readonly T[]) {
    this.#timer = setInterval(() => {
      const all = list();
      const at = performance.now();
      for (const entry of all.slice(this.seen.length)) this.seen.push({ entry, at });
    }, 1);
  }

  /** Waits until so many have come. */
  async count(wanted: number, patienceMs: number): Promise<void> {
    const end = performance.now() + patienceMs;
    while (this.seen.length < wanted) {
      if (performance.now() > end) throw new Error(`only ${this.seen.length} of ${wanted} came`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
