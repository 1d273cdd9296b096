/** What both calendars keep: a visit as somebody has written it down. */
export interface Entry {
  readonly id: number;
  readonly name: string;
  readonly phone: string | null;
  /** `2026-11-24T09:00`; without hours for the whole day. */
  readonly start: string;
  readonly end: string;
  readonly impersonal?: boolean;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Its database has no room for more. No browser could draw it, either. */
const longest = 20_000;

/** The server's memory. What it is told behind a page's back is what other workstations do. */
export class Book {
  #entries: Entry[] = [];
  #lastId = 100;

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  seed(entries: readonly Omit<Entry, "id">[]): void {
    this.#entries = [];
    for (const entry of entries) this.add(entry);
  }

  add(entry: Omit<Entry, "id">): Entry {
    this.#lastId += 1;
    const made = { ...entry, name: entry.name.slice(0, longest), id: this.#lastId };
    this.#entries.push(made);
    return made;
  }

  find(id: number): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  /** @returns false when there is no such visit */
  change(id: number, change: Partial<Omit<Entry, "id">>): boolean {
    const at = this.#entries.findIndex((entry) => entry.id === id);
    const before = this.#entries[at];
    if (!before) return false;
    this.#entries[at] = { ...before, ...change };
    return true;
  }

  remove(id: number): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    return this.#entries.length < before;
  }

  /** Those that begin on a day. */
  on(day: string, search = ""): Entry[] {
    return this.#entries
      .filter(({ start, name }) => start.startsWith(day) && name.includes(search))
      .sort((a, b) => a.start.localeCompare(b.start));
  }
}
