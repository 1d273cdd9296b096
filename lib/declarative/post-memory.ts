import type { RequestText } from "../domain/reading.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { isFields, type PluginMemory } from "../plugin-api/index.ts";
import { logError } from "../plugin-api/log.ts";
import type { Entry } from "./entry.ts";
import type { Operation } from "./operation.ts";

/** No page takes longer than this to load. */
const maxAge = 5 * 60_000;
const maxEntries = 400;
/** Characters, of the 200,000 that the memory takes. */
const maxText = 190_000;

/** A request that loads a new page: a form that was sent, or a link that was followed. */
export interface Post {
  write: RequestText;
  /** Left by the page itself, not by a frame in it. */
  isTop: boolean;
  /** The page that came of it did not say no. */
  checked: boolean;
}

interface Kept {
  key: string;
  /** This very page has sent it. */
  isOwn: boolean;
  /** `null` until somebody has read the request. */
  operations: readonly Operation[] | null;
}

const isTop = window.top === window;

/**
 * Carries requests over to the page that they load, together with the appointments that were known, because a
 * cancellation may name only an id.
 */
export interface PostMemory {
  load(): Promise<{ entries: Entry[]; posts: Post[] }>;
  /** At once, because the page may be gone in a moment. @returns false where it is too long to be kept */
  add(write: RequestText): boolean;
  /** What a post does. It is kept as long as one of these waits. */
  learn(write: RequestText, operations: readonly Operation[]): void;
  /** Forgets the posts of earlier pages of which nothing waits any more. */
  clean(waiting: ReadonlySet<Operation>): void;
  forget(write: RequestText): void;
  /** Keeps the appointments seen last. At once, because the page may be left at any moment. */
  keep(entries: readonly Entry[]): void;
  /**
   * Whether the page that came of a post says no, or came of something else. It is asked once, and a refused post is
   * forgotten.
   */
  isRefused(post: Post, rule: NetworkRule | undefined): boolean;
}

/** Before a post's key: it was asked. */
const asked = "?";

export function rememberPosts(memory: PluginMemory): PostMemory {
  const all = new Map<RequestText, Kept>();
  let kept = "";

  const save = (key: string, value: unknown): void => void memory.save(key, value).catch(logError);

  function forget(write: RequestText): void {
    const { key } = all.get(write) ?? {};
    all.delete(write);
    if (key !== undefined) for (const one of [key, asked + key]) save(one, null);
  }

  return {
    forget,

    async load() {
      const posts: Post[] = [];
      let entries: Entry[] = [];
      const stored = await memory.load();
      for (const [key, value] of Object.entries(stored)) {
        if (key === "known" && Array.isArray(value)) entries = value as Entry[];
        if (!key.startsWith("post") || !isFields(value) || !isFields(value.write)) continue;
        // Written in here; pages cannot get at it.
        const post = { ...value, checked: asked + key in stored } as unknown as Post;
        all.set(post.write, { key, isOwn: false, operations: null });
        if (Date.now() - post.write.endedAt > maxAge) forget(post.write);
        else posts.push(post);
      }
      return { entries, posts: posts.sort((a, b) => a.write.endedAt - b.write.endedAt) };
    },

    add(write) {
      // Nobody has heard an answer.
      const post: Post = { write: { ...write, response: null }, isTop, checked: false };
      if (JSON.stringify(post).length > maxText) return false;
      const key = `post ${write.endedAt} ${Math.random()}`;
      all.set(write, { key, isOwn: true, operations: null });
      save(key, post);
      return true;
    },

    learn(write, operations) {
      const one = all.get(write);
      if (one) one.operations = operations;
    },

    clean(waiting) {
      for (const [write, { isOwn, operations }] of all) {
        // A post of this very page waits for the next one. Its time does not tell: a clock may have been set since.
        if (isOwn || operations === null) continue;
        if (!operations.some((operation) => waiting.has(operation))) forget(write);
      }
    },

    keep(entries) {
      const last = entries.slice(-maxEntries);
      const text = JSON.stringify(last);
      if (text === kept || text.length > maxText) return;
      kept = text;
      save("known", last);
    },

    isRefused(post, rule) {
      const { write, checked } = post;
      const isAsked = !checked && post.isTop === isTop;
      // It stays for the page that the link leads to.
      if (write.method === "GET" && !checked && !(isAsked && follows(write.url))) return true;
      if (!rule || (isAsked && saysNo(rule))) {
        forget(write);
        return true;
      }
      const { key } = all.get(write) ?? {};
      // Beside it: another frame may have forgotten the post meanwhile, which must not come back.
      if (isAsked && key !== undefined) save(asked + key, 1);
      return false;
    },
  };
}

const navigation = (): PerformanceNavigationTiming | undefined =>
  performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;

/**
 * Whether this page came of following a link: it stands there, was sent on from there, or the page there led to it.
 * A click alone proves nothing: its page may never have come.
 */
const follows = (url: string): boolean =>
  (navigation()?.redirectCount ?? 0) > 0 ||
  [location.href, document.referrer].some((one) => one.split("#")[0] === url.split("#")[0]);

function saysNo({ ok }: NetworkRule): boolean {
  const status = navigation()?.responseStatus ?? 0;
  // If the browser does not report a status, only the page's content counts.
  const isFine = status === 0 || (ok?.status?.includes(status) ?? (status >= 200 && status <= 299));
  if (!isFine) return true;
  if (ok?.present !== undefined && !document.querySelector(ok.present)) return true;
  return ok?.missing !== undefined && document.querySelector(ok.missing) !== null;
}
