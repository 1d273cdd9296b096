import type { Registry, Revision, Stored, Write } from "./registry.ts";

interface State {
  kept: ReadonlyMap<string, Stored & { until: number }>;
  revision: bigint;
}

/**
 * The registry of a computer that shares with nobody: the same promises, kept in memory. What guards against repeats
 * are the rows on disk, which need nobody else's word; so nothing is lost with it.
 */
export class Alone implements Registry {
  readonly #kept = new Map<string, Stored & { until: number }>();
  readonly #watchers = new Set<(one: Stored) => void>();
  #revision = 0n;

  async change(writes: readonly Write[], beside: readonly string[] = []) {
    return this.reach(() => {
      const isFree = writes.every(({ key, expects }) => (this.#get(key)?.revision ?? null) === expects);
      const isDone = writes.every(({ key, value }) => this.#get(key)?.value === value);
      if (isFree) {
        const revision = String(++this.#revision);
        for (const { key, value, until } of writes) {
          this.#kept.set(key, { key, value, until, revision });
          for (const tell of this.#watchers) tell({ key, value, revision });
        }
      }
      const keys = [...writes.map(({ key }) => key), ...beside];
      return { won: isFree || isDone, found: this.#found(keys), revision: String(this.#revision) };
    });
  }

  async lookUp(keys: readonly string[]) {
    return this.reach(() => ({ found: this.#found(keys), revision: String(this.#revision) }));
  }

  async since(after: Revision, under = "") {
    return this.reach(() => ({
      found: new Map(this.#changedSince(after, under).map((one) => [one.key, one])),
      revision: String(this.#revision),
    }));
  }

  async watch(after: Revision, tell: (one: Stored) => void, signal: AbortSignal) {
    this.#watchers.add(tell);
    for (const one of this.#changedSince(after, "")) tell(one);
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    this.#watchers.delete(tell);
  }

  protected reach<T>(work: () => T): T {
    return work();
  }

  /** All that is kept, at its revision. */
  get state(): State {
    return { kept: new Map(this.#kept), revision: this.#revision };
  }

  protected set state({ kept, revision }: State) {
    this.#kept.clear();
    for (const [key, one] of kept) this.#kept.set(key, one);
    this.#revision = revision;
  }

  #changedSince(after: Revision, under: string): Stored[] {
    const all = [...this.#kept.keys()].flatMap((key) => this.#get(key) ?? []);
    return all.filter(({ key, revision }) => key.startsWith(under) && BigInt(revision) > BigInt(after));
  }

  #get(key: string): Stored | undefined {
    const one = this.#kept.get(key);
    if (!one) return undefined;
    const { until, ...stored } = one;
    if (until > Date.now()) return stored;
    this.#kept.delete(key);
    return undefined;
  }

  #found(keys: readonly string[]): Map<string, Stored> {
    return new Map(
      keys.flatMap((key) => {
        const one = this.#get(key);
        return one ? [[key, one]] : [];
      }),
    );
  }
}
