import type { ProbeContext } from "../../plugin-api/index.ts";
import { type FromProbe, type RawEvent, type RawView, rootAttribute } from "./messages.ts";
import { isSame, rawOf, type Seen } from "./seen-event.ts";
import type { EventStore } from "./store.ts";

const maxEvents = 3000;
/** Events in one message, and milliseconds in one task. Keeps every task far shorter than a frame. */
const chunk = 100;
const slice = 4;
/** Changes within this many milliseconds are looked at together. */
export const coalesceFor = 10;

/** One calendar of the page, which tells what it holds and what changes in it. */
export interface WatchedStore {
  readonly name: string;
  readonly store: EventStore;
  /** Sends everything again. */
  resend(): void;
  stop(): void;
}

export function watchStore(
  root: Element,
  store: EventStore,
  name: string,
  { send }: Pick<ProbeContext, "send">,
): WatchedStore {
  const aborter = new AbortController();
  const dragged = new Set<string>();
  let sent = new Map<string, Seen>();
  /** What was sent, in the calendar's order, and the position up to which it was found again. */
  let order: readonly Seen[] = [];
  let place = 0;
  let sentView = "";
  let isFull = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  let isWorking = false;
  let isOutdated = false;

  function refresh(after = coalesceFor): void {
    if (isWorking) {
      isOutdated = true;
      return;
    }
    const at = performance.now() + after;
    if (at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => void look(), after);
  }

  /** Looking events up by name is slow. */
  function nextAt(start: number): Seen | undefined {
    const at = order[place]?.start === start ? place : place + 1;
    const next = order[at];
    if (next?.start !== start) return undefined;
    place = at + 1;
    return next;
  }

  async function look(): Promise<void> {
    due = Number.POSITIVE_INFINITY;
    isWorking = true;
    try {
      await compare();
    } catch {
      // Without a message, the host says that the calendar cannot be read.
    }
    isWorking = false;
    if (isOutdated && !aborter.signal.aborted) {
      isOutdated = false;
      refresh();
    }
  }

  async function compare(): Promise<void> {
    const view: RawView = { ...store.view(), root: name, unread: 0, dragged: [...dragged] };
    const viewText = () => JSON.stringify({ ...view, dragged: view.dragged.length });
    const say = (add: RawEvent[], drop: string[], last: boolean, full: boolean) => {
      send({ type: "view", view, full, add, drop, last } satisfies FromProbe);
      for (const id of view.dragged) dragged.delete(id);
    };
    if (view.loading) {
      // Some of the events belong to another week.
      const text = viewText();
      if (text !== sentView && !isFull) say([], [], true, false);
      sentView = text;
      return;
    }
    const before = sent;
    order = [...before.values()];
    place = 0;
    const known = { nextAt, byName: (key: string) => before.get(key) };
    const next = new Map<string, Seen>();
    const from = Date.parse(`${view.activeStart}Z`);
    const to = Date.parse(`${view.activeEnd}Z`);
    let add: RawEvent[] = [];
    let full = isFull;
    let gone = before.size;
    let pauseAt = performance.now() + slice;
    for (const item of store.items()) {
      if (next.size >= maxEvents) break;
      let seen: Seen | null = null;
      try {
        seen = store.read(item, from, to, known);
      } catch {
        // One odd event must not take the others with it.
        view.unread++;
      }
      if (!seen) continue;
      let uid = seen.name;
      for (let twin = 1; next.has(uid); twin++) uid = `${seen.name}|${twin}`;
      next.set(uid, seen);
      const last = before.get(uid);
      if (last) gone--;
      if (full || !isSame(seen, last)) add.push(rawOf(seen, uid));
      if (add.length < chunk && (next.size % 16 > 0 || performance.now() < pauseAt)) continue;
      if (add.length > 0) {
        say(add, [], false, full);
        full = false;
        add = [];
      }
      await new Promise((resolve) => setTimeout(resolve));
      if (aborter.signal.aborted) return;
      pauseAt = performance.now() + slice;
    }
    const drop = isFull || gone === 0 ? [] : [...before.keys()].filter((uid) => !next.has(uid));
    const text = viewText();
    const changed = add.length > 0 || drop.length > 0 || text !== sentView || full;
    if (changed) say(add, drop, true, full);
    // `resend` was called meanwhile.
    if (sent !== before) return;
    sent = next;
    sentView = text;
    isFull = false;
  }

  root.setAttribute(rootAttribute, name);
  store.listen({ changed: refresh, dragged: (id) => void dragged.add(id) }, aborter.signal);
  refresh(0);

  return {
    name,
    store,

    resend() {
      isFull = true;
      sent = new Map();
      sentView = "";
      refresh(0);
    },

    stop() {
      clearTimeout(timer);
      aborter.abort();
      root.removeAttribute(rootAttribute);
    },
  };
}
