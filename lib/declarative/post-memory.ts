import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { isFields, type PluginMemory } from "../plugin-api/index.ts";
import type { Entry } from "./entry.ts";
import type { Operation } from "./operation.ts";

/** Nobody waits longer than this for a page to load. */
const maxAge = 5 * 60_000;
const maxEntries = 400;
const maxText = 190_000;

export interface Post {
  /** The rule, by its place among the rules. */
  rule: number;
  operation: Operation;
  /** Left by the page itself, not by a frame in it. */
  isTop: boolean;
  /** The page that came of it did not say no. */
  checked: boolean;
}

const isTop = window.top === window;

/**
 * Carries what a page has posted over to the page that comes after it, with the appointments that it knew: a
 * cancellation names an id alone.
 */
export class PostMemory {
  readonly #memory: PluginMemory;
  readonly #keys = new Map<Operation, string>();
  #kept = "";

  constructor(memory: PluginMemory) {
    this.#memory = memory;
  }

  async load(): Promise<{ entries: Entry[]; posts: Post[] }> {
    const posts: Post[] = [];
    let entries: Entry[] = [];
    for (const [key, value] of Object.entries(await this.#memory.load())) {
      if (key === "known" && Array.isArray(value)) entries = value as Entry[];
      if (!key.startsWith("post") || !isFields(value) || !isFields(value.operation)) continue;
      // Written by this very class; pages cannot get at it.
      const post = value as unknown as Post;
      this.#keys.set(post.operation, key);
      if (Date.now() - post.operation.endedAt > maxAge) this.forget(post.operation);
      else posts.push(post);
    }
    return { entries, posts: posts.sort((a, b) => a.operation.endedAt - b.operation.endedAt) };
  }

  add(rule: number, operation: Operation): void {
    const key = `post ${operation.endedAt} ${Math.random()}`;
    this.#keys.set(operation, key);
    void this.#save(key, { rule, operation, isTop, checked: false } satisfies Post);
  }

  /** Forgets all posts but those that still wait. Posts of this very page wait for the next. */
  settle(waiting: ReadonlySet<Operation>): void {
    for (const operation of this.#keys.keys()) {
      if (operation.endedAt < performance.timeOrigin && !waiting.has(operation)) this.forget(operation);
    }
  }

  forget(operation: Operation): void {
    const key = this.#keys.get(operation);
    if (key === undefined) return;
    this.#keys.delete(operation);
    void this.#save(key, null);
  }

  /** The appointments that were met last. At once, for the person may leave the page at once. */
  keep(entries: readonly Entry[]): void {
    const kept = entries.slice(-maxEntries);
    const text = JSON.stringify(kept);
    if (text === this.#kept || text.length > maxText) return;
    this.#kept = text;
    void this.#save("known", kept);
  }

  async #save(key: string, value: unknown): Promise<void> {
    try {
      await this.#memory.save(key, value);
    } catch (error) {
      console.error("Pípni:", error);
    }
  }

  /** Asks the page that came of it, once, whether it says no. */
  isRefused(post: Post, rule: NetworkRule | undefined): boolean {
    const { operation } = post;
    if (!rule || (!post.checked && post.isTop === isTop && saysNo(rule))) {
      this.forget(operation);
      return true;
    }
    const key = this.#keys.get(operation);
    if (!post.checked && post.isTop === isTop && key !== undefined) {
      void this.#save(key, { ...post, checked: true } satisfies Post);
    }
    return false;
  }
}

function saysNo({ ok }: NetworkRule): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const status = navigation?.responseStatus ?? 0;
  // Without a word from the browser the page has to say so itself.
  const isFine = status === 0 || (ok?.status?.includes(status) ?? (status >= 200 && status <= 299));
  if (!isFine) return true;
  if (ok?.present !== undefined && !document.querySelector(ok.present)) return true;
  return ok?.missing !== undefined && document.querySelector(ok.missing) !== null;
}
