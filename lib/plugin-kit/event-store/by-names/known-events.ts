import { baseOf, type Entry } from "../entry.ts";

const maxKnown = 20_000;

/** Every event ever seen, as the server last confirmed it. */
export function rememberEvents() {
  const events = new Map<string, Entry>();
  /** How many known events each id without an occurrence's start stands for. */
  const bases = new Map<string, number>();

  function get(id: string): Entry | undefined {
    return events.get(id);
  }

  /** Whether a value that a request names is the id of a known event. */
  const hasBase = (base: string): boolean => bases.has(base);

  function learn(id: string, entry: Entry): void {
    const isNew = !events.has(id);
    // What was told was about the person then; who it is about may be filled in later.
    events.set(id, entry);
    if (isNew) {
      const base = baseOf(id);
      bases.set(base, (bases.get(base) ?? 0) + 1);
    }
    if (events.size > maxKnown) {
      const oldest = events.keys().next().value;
      if (oldest !== undefined) forget(oldest);
    }
  }

  function forget(id: string): void {
    if (!events.delete(id)) return;
    const base = baseOf(id);
    const left = (bases.get(base) ?? 1) - 1;
    if (left > 0) bases.set(base, left);
    else bases.delete(base);
  }

  return { get, hasBase, learn, forget };
}

export type KnownEvents = ReturnType<typeof rememberEvents>;
