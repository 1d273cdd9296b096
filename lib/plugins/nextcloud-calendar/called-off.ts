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

/** Which of all that is shown is called off. */
export interface CalledOffEvents {
  forget(path: string): void;
  /** Whether what is shown is called off, as far as `find` knows the server's text. */
  has(shown: Shown): boolean;
  /**
   * Finds out which of all that is shown is called off. Rejects where that cannot be told.
   * @returns whether something was read for it
   */
  find(all: Iterable<Shown>): Promise<boolean>;
}

/** @param textAt the server's last known text of an address */
export function findCalledOff(read: ReadText, textAt: (address: Address) => string): CalledOffEvents {
  const byPath = new Map<string, CalledOff>();
  return {
    forget: (path) => void byPath.delete(path),

    has({ address, original }) {
      const known = byPath.get(address.path);
      if (!known || known.text !== textAt(address)) return false;
      return known.inSeries ? known.originals.has(original) : known.originals.size > 0;
    },

    async find(all) {
      const asked = new Map<string, { text: string; from: number; to: number }>();
      for (const { address, original } of all) {
        const { path } = address;
        const text = textAt(address);
        // Spares all but a few from being read.
        if (!/^STATUS:CANCELLED/im.test(text)) continue;
        const { from, to } = asked.get(path) ?? { from: original, to: original };
        asked.set(path, { text, from: Math.min(from, original), to: Math.max(to, original) });
      }
      const unknown = [...asked].filter(([path, { text, from, to }]) => {
        const known = byPath.get(path);
        return known?.text !== text || known.from > from || known.to < to;
      });
      await Promise.all(
        unknown.map(async ([path, { text, from, to }]) => {
          const occurrences = (await read(text, { from, to }))?.occurrences ?? [];
          const off = occurrences.filter(({ cancelled }) => cancelled).map(({ original }) => original);
          const inSeries = occurrences.some((one) => one.inSeries);
          byPath.set(path, { text, from, to, inSeries, originals: new Set(off) });
        }),
      );
      return unknown.length > 0;
    },
  };
}
