import { baseOf, type Entry } from "../../plugin-kit/fullcalendar/entry.ts";

const maxKnown = 20_000;

/** Every event ever seen, as the server last confirmed it. */
export class KnownEvents {
  readonly #events = new Map<string, Entry>();
  /** How many known events each id without an occurrence's start stands for. */
  readonly #bases = new Map<string, number>();

  get(id: string): Entry | undefined {
    return this.#events.get(id);
  }

  /** Whether a value that a request names is the id of a known event. */
  readonly hasBase = (base: string): boolean => this.#bases.has(base);

  learn(id: string, entry: Entry): void {
    const isNew = !this.#events.has(id);
    // What was told was about the person then; who it is about may be filled in later.
    this.#events.set(id, entry);
    if (isNew) {
      const base = baseOf(id);
      this.#bases.set(base, (this.#bases.get(base) ?? 0) + 1);
    }
    if (this.#events.size > maxKnown) {
      const oldest = this.#events.keys().next().value;
      if (oldest !== undefined) this.forget(oldest);
    }
  }

  forget(id: string): void {
    if (!this.#events.delete(id)) return;
    const base = baseOf(id);
    const left = (this.#bases.get(base) ?? 1) - 1;
    if (left > 0) this.#bases.set(base, left);
    else this.#bases.delete(base);
  }
}
