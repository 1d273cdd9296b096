import type { Address } from "./address.ts";
import type { Shown } from "./appointments.ts";
import type { ReadText } from "./occurrences.ts";

/** Which of an address's occurrences are called off, by a text of it. */
interface CalledOff {
  text: string;
  from: number;
  to: number;
  inSeries: boolean;
  originals: ReadonlySet<number>;
}

/** Finds out which of all that is shown is called off. */
export class CalledOffEvents {
  readonly #read: ReadText;
  readonly #textAt: (address: Address) => string;
  /** By path. */
  readonly #known = new Map<string, CalledOff>();

  /** @param textAt the server's last known text of an address */
  constructor(read: ReadText, textAt: (address: Address) => string) {
    this.#read = read;
    this.#textAt = textAt;
  }

  forget(path: string): void {
    this.#known.delete(path);
  }

  /** Whether what is shown is called off, as far as `find` knows the server's text. */
  has({ address, original }: Shown): boolean {
    const known = this.#known.get(address.path);
    if (!known || known.text !== this.#textAt(address)) return false;
    return known.inSeries ? known.originals.has(original) : known.originals.size > 0;
  }

  /**
   * Finds out which of all that is shown is called off. Rejects where that cannot be told.
   * @returns whether something was read for it
   */
  async find(all: Iterable<Shown>): Promise<boolean> {
    const asked = new Map<string, { text: string; from: number; to: number }>();
    for (const { address, original } of all) {
      const { path } = address;
      const text = this.#textAt(address);
      // Spares all but a few from being read.
      if (!/^STATUS:CANCELLED/im.test(text)) continue;
      const { from, to } = asked.get(path) ?? { from: original, to: original };
      asked.set(path, { text, from: Math.min(from, original), to: Math.max(to, original) });
    }
    const unknown = [...asked].filter(([path, { text, from, to }]) => {
      const known = this.#known.get(path);
      return known?.text !== text || known.from > from || known.to < to;
    });
    await Promise.all(
      unknown.map(async ([path, { text, from, to }]) => {
        const occurrences = (await this.#read(text, { from, to }))?.occurrences ?? [];
        const off = occurrences.filter(({ cancelled }) => cancelled).map(({ original }) => original);
        const inSeries = occurrences.some((one) => one.inSeries);
        this.#known.set(path, { text, from, to, inSeries, originals: new Set(off) });
      }),
    );
    return unknown.length > 0;
  }
}
