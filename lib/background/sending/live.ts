import { openClaims } from "../../storage/open-claims.ts";
import { workstationsItem } from "../../storage/workstations.ts";
import { type OpenRegistry, openRegistry } from "../claims/open.ts";
import {
  ifReadable,
  RegistryFailure,
  type Revision,
  RevisionForgotten,
  type Stored,
} from "../claims/registry.ts";
import { adoptTold } from "./adopting.ts";
import { seenIn } from "./claiming.ts";
import { followSoon } from "./others.ts";
import { learnReceipts } from "./receipts.ts";

/**
 * What other computers do, as it happens: only while somebody looks at a page of ours. Whoever does not look learns it
 * at the next look or before the next text.
 */

/** What is told within this time is taken in together: a day that somebody sends is thousands of writes. */
const gatherMs = 400;
const restMs = 5000;

export class LiveWatch {
  readonly #onNews: () => void;
  #lookers = 0;
  #stop: AbortController | null = null;

  /** @param onNews is to bring rows in line and to see what may leave by now */
  constructor(onNews: () => void) {
    this.#onNews = onNews;
  }

  /** Watches until as many have ended as have begun. */
  begin(): void {
    if (++this.#lookers > 1) return;
    this.#stop = new AbortController();
    void this.#follow(this.#stop.signal);
  }

  end(): void {
    if (--this.#lookers > 0) return;
    this.#stop?.abort();
    this.#stop = null;
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let after: Revision | null = null;
    while (!signal.aborted) {
      try {
        const open = await openRegistry(await workstationsItem.load());
        if (!open.isShared) return;
        const gathered = new Gathered((told) => this.#takeIn(open, told));
        if (after === null) {
          after = (await open.registry.lookUp([])).revision;
          // What happened while nobody looked.
          followSoon();
          await learnReceipts();
          this.#onNews();
        }
        const from: Revision = after;
        await open.registry.watch(
          from,
          (one) => {
            after = one.revision;
            gathered.add(one);
          },
          signal,
        );
      } catch (error) {
        if (!(error instanceof RegistryFailure)) console.error("live", error);
        // It is listed anew.
        if (error instanceof RevisionForgotten) after = await this.#listed(after ?? "0");
      }
      await pause(restMs, signal);
    }
  }

  /** @returns from where to go on; `null` where it could not be listed */
  async #listed(after: Revision): Promise<Revision | null> {
    try {
      const open = await openRegistry(await workstationsItem.load());
      const { found, revision } = await open.registry.since(after);
      await this.#takeIn(open, [...found.values()]);
      return revision;
    } catch (error) {
      console.error("live", error);
      return null;
    }
  }

  async #takeIn(open: OpenRegistry, told: readonly Stored[]): Promise<void> {
    const under = (prefix: string) => told.filter(({ key }) => key.startsWith(prefix));
    const claims = under("c/");
    await adoptTold(open, claims);
    if (under("r/").length > 0) await learnReceipts();
    const followed = new Set([...(await openClaims()).values()].map(({ key }) => key));
    const answersIn = (one: Stored) =>
      ifReadable(() => seenIn(one.key, new Map([[one.key, one]])))?.claims.answers ?? [];
    const concerns = (one: Stored): boolean =>
      followed.has(one.key) || answersIn(one).some(({ owner }) => owner !== open.me);
    if (under("n/").length === 0 && !claims.some(concerns)) return;
    followSoon();
    this.#onNews();
  }
}

/** Hands on together what comes shortly after one another, one lot after the other. */
class Gathered {
  readonly #take: (told: readonly Stored[]) => Promise<void>;
  #waiting = new Map<string, Stored>();
  #done: Promise<void> = Promise.resolve();

  constructor(take: (told: readonly Stored[]) => Promise<void>) {
    this.#take = take;
  }

  add(one: Stored): void {
    if (this.#waiting.size === 0) setTimeout(() => this.#handOn(), gatherMs);
    this.#waiting.set(one.key, one);
  }

  #handOn(): void {
    const told = [...this.#waiting.values()];
    this.#waiting = new Map();
    this.#done = this.#done.then(() => this.#take(told)).catch((error) => console.error("live", error));
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
