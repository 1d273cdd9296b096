import {
  type Registry,
  RegistryFailure,
  type Revision,
  type Stored,
  type Write,
} from "../../lib/background/claims/registry.ts";

/** A registry in memory that keeps the same promises, for tests of what goes by it. */
export class MemoryRegistry implements Registry {
  readonly #kept = new Map<string, Stored & { until: number }>();
  readonly #watchers = new Set<(one: Stored) => void>();
  #revision = 0n;
  /** `before`: no request arrives. `after`: it is done, and its answer is lost. */
  cut: "before" | "after" | null = null;

  async change(writes: readonly Write[]) {
    return this.#reach(() => {
      const isFree = writes.every(({ key, expects }) => (this.#get(key)?.revision ?? null) === expects);
      const isDone = writes.every(({ key, value }) => this.#get(key)?.value === value);
      if (isFree) {
        const revision = String(++this.#revision);
        for (const { key, value, until } of writes) {
          this.#kept.set(key, { key, value, until, revision });
          for (const tell of this.#watchers) tell({ key, value, revision });
        }
      }
      const keys = writes.map(({ key }) => key);
      return { won: isFree || isDone, found: this.#found(keys), revision: String(this.#revision) };
    });
  }

  async lookUp(keys: readonly string[]) {
    return this.#reach(() => ({ found: this.#found(keys), revision: String(this.#revision) }));
  }

  async since(after: Revision) {
    return this.#reach(() => ({
      found: new Map(this.#changedSince(after).map((one) => [one.key, one])),
      revision: String(this.#revision),
    }));
  }

  async watch(after: Revision, tell: (one: Stored) => void, signal: AbortSignal) {
    this.#watchers.add(tell);
    for (const one of this.#changedSince(after)) tell(one);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    this.#watchers.delete(tell);
  }

  /** An older state is brought back. */
  restore(kept: ReadonlyMap<string, Stored & { until: number }>, revision: bigint): void {
    this.#kept.clear();
    for (const [key, one] of kept) this.#kept.set(key, one);
    this.#revision = revision;
  }

  get state() {
    return { kept: new Map(this.#kept), revision: this.#revision };
  }

  #changedSince(after: Revision): Stored[] {
    const all = [...this.#kept.keys()].flatMap((key) => this.#get(key) ?? []);
    return all.filter(({ revision }) => BigInt(revision) > BigInt(after));
  }

  #get(key: string): Stored | undefined {
    const one = this.#kept.get(key);
    if (!one || one.until <= Date.now()) return undefined;
    const { until: _, ...stored } = one;
    return stored;
  }

  #found(keys: readonly string[]): Map<string, Stored> {
    return new Map(
      keys.flatMap((key) => {
        const one = this.#get(key);
        return one ? [[key, one]] : [];
      }),
    );
  }

  #reach<T>(work: () => T): T {
    if (this.cut === "before") throw new RegistryFailure("unreachable");
    const answer = work();
    if (this.cut === "after") throw new RegistryFailure("unreachable");
    return answer;
  }
}
