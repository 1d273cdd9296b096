import type { RegistrySeen } from "../../storage/registry-seen.ts";
import {
  type LookedUp,
  type Registry,
  RegistryFailure,
  type Revision,
  type Stored,
  type Write,
} from "./registry.ts";

/**
 * A registry that is noticed to know less than it did: one that was brought back from a backup has forgotten claims, and
 * a forgotten claim may be a second text. Its own revision tells, and its name: both are remembered here.
 */
export class Witness implements Registry {
  readonly #registry: Registry;
  #seen: RegistrySeen;

  /** @param seen how far this computer has seen it, in this life and before */
  constructor(registry: Registry, seen: RegistrySeen) {
    this.#registry = registry;
    this.#seen = seen;
  }

  get seen(): RegistrySeen {
    return this.#seen;
  }

  change(writes: readonly Write[], beside?: readonly string[], canWait?: boolean) {
    return this.#heed(() => this.#registry.change(writes, beside, canWait));
  }

  lookUp(keys: readonly string[]) {
    return this.#heed(() => this.#registry.lookUp(keys));
  }

  since(revision: Revision, under?: string) {
    return this.#heed(() => this.#registry.since(revision, under));
  }

  watch(after: Revision, tell: (one: Stored) => void, signal: AbortSignal): Promise<void> {
    return this.#registry.watch(after, tell, signal);
  }

  async #heed<A extends LookedUp>(ask: () => Promise<A>): Promise<A> {
    // Answers may overtake one another: what counts is what was known before the question left.
    const before = this.#seen;
    const answer = await ask();
    const { revision, cluster = "" } = answer;
    const isAnother = before.cluster !== "" && cluster !== "" && cluster !== before.cluster;
    if (isAnother || BigInt(revision) < BigInt(before.revision))
      throw new RegistryFailure("older", `${cluster} ${revision}, was ${before.cluster} ${before.revision}`);
    if (BigInt(revision) > BigInt(this.#seen.revision)) this.#seen = { ...this.#seen, cluster, revision };
    return answer;
  }
}
