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
export interface PostMemory {
  load(): Promise<{ entries: Entry[]; posts: Post[] }>;
  add(rule: number, operation: Operation): void;
  /** Forgets all posts but those that still wait. Posts of this very page wait for the next. */
  settle(waiting: ReadonlySet<Operation>): void;
  /** The appointments that were met last. At once, for the person may leave the page at once. */
  keep(entries: readonly Entry[]): void;
  /** Asks the page that came of it, once, whether it says no. */
  isRefused(post: Post, rule: NetworkRule | undefined): boolean;
}

export function rememberPosts(memory: PluginMemory): PostMemory {
  const keys = new Map<Operation, string>();
  let kept = "";

  const save = (key: string, value: unknown): void =>
    void memory.save(key, value).catch((error: unknown) => console.error("Pípni:", error));

  function forget(operation: Operation): void {
    const key = keys.get(operation);
    if (key === undefined) return;
    keys.delete(operation);
    save(key, null);
  }

  return {
    async load() {
      const posts: Post[] = [];
      let entries: Entry[] = [];
      for (const [key, value] of Object.entries(await memory.load())) {
        if (key === "known" && Array.isArray(value)) entries = value as Entry[];
        if (!key.startsWith("post") || !isFields(value) || !isFields(value.operation)) continue;
        // Written in here; pages cannot get at it.
        const post = value as unknown as Post;
        keys.set(post.operation, key);
        if (Date.now() - post.operation.endedAt > maxAge) forget(post.operation);
        else posts.push(post);
      }
      return { entries, posts: posts.sort((a, b) => a.operation.endedAt - b.operation.endedAt) };
    },

    add(rule, operation) {
      const key = `post ${operation.endedAt} ${Math.random()}`;
      keys.set(operation, key);
      save(key, { rule, operation, isTop, checked: false } satisfies Post);
    },

    settle(waiting) {
      for (const operation of keys.keys())
        if (operation.endedAt < performance.timeOrigin && !waiting.has(operation)) forget(operation);
    },

    keep(entries) {
      const last = entries.slice(-maxEntries);
      const text = JSON.stringify(last);
      if (text === kept || text.length > maxText) return;
      kept = text;
      save("known", last);
    },

    isRefused(post, rule) {
      const { operation, checked } = post;
      const isAsked = !checked && post.isTop === isTop;
      if (!rule || (isAsked && saysNo(rule))) {
        forget(operation);
        return true;
      }
      const key = keys.get(operation);
      if (isAsked && key !== undefined) save(key, { ...post, checked: true } satisfies Post);
      return false;
    },
  };
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
