import { Alone } from "../../lib/background/claims/alone.ts";
import { RegistryFailure, type Stored } from "../../lib/background/claims/registry.ts";

/** One registry for several computers, in memory, that can be cut off and brought back as it was. */
export class MemoryRegistry extends Alone {
  /** `before`: no request arrives. `after`: it is done, and its answer is lost. */
  cut: "before" | "after" | null = null;

  /** An older state is brought back. */
  restore(kept: ReadonlyMap<string, Stored & { until: number }>, revision: bigint): void {
    this.state = { kept: new Map(kept), revision };
  }

  protected override reach<T>(work: () => T): T {
    if (this.cut === "before") throw new RegistryFailure("unreachable");
    const answer = work();
    if (this.cut === "after") throw new RegistryFailure("unreachable");
    return answer;
  }
}
