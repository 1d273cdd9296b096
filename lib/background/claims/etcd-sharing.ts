import type { Changed, Write } from "./registry.ts";

/** Changes that share a question to etcd: each question costs the browser more than what it asks. */

/** All of it is done or nothing. */
export interface Change {
  writes: readonly Write[];
  beside: readonly string[];
  /** Of each write. */
  leases: readonly string[];
}

interface Waiting {
  change: Change;
  done: PromiseWithResolvers<Changed>;
}

const mostTogether = 20;

export class SharedQuestions {
  readonly #send: (changes: readonly Change[]) => Promise<Changed[]>;
  readonly #waitMs: number;
  #waiting: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param send answers for each change, in their order; no key is written twice by one question
   * @param waitMs so long a change that can wait does, in milliseconds
   */
  constructor(send: (changes: readonly Change[]) => Promise<Changed[]>, waitMs: number) {
    this.#send = send;
    this.#waitMs = waitMs;
  }

  /** At once, and with it what waits. Where that fails, each fails. */
  async ask(change: Change): Promise<Changed> {
    const taken = this.#takeFor(change);
    try {
      const [own, ...others] = await this.#send([change, ...taken.map((one) => one.change)]);
      for (const [at, { done }] of taken.entries()) done.resolve(others[at] as Changed);
      return own as Changed;
    } catch (error) {
      for (const { done } of taken) done.reject(error);
      throw error;
    }
  }

  /** With the next question, or by itself after a moment. */
  askLater(change: Change): Promise<Changed> {
    const done = Promise.withResolvers<Changed>();
    this.#waiting.push({ change, done });
    this.#wait();
    return done.promise;
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const next = this.#waiting.shift();
      if (!next) return;
      this.ask(next.change).then(next.done.resolve, next.done.reject);
      // What does not go with it.
      if (this.#waiting.length > 0) this.#wait();
    }, this.#waitMs);
  }

  #takeFor({ writes }: Change): Waiting[] {
    const keys = new Set(writes.map(({ key }) => key));
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of this.#waiting) {
      const own = one.change.writes.map(({ key }) => key);
      const isFree = taken.length < mostTogether && own.every((key) => !keys.has(key));
      (isFree ? taken : left).push(one);
      if (isFree) for (const key of own) keys.add(key);
    }
    this.#waiting = left;
    return taken;
  }
}
