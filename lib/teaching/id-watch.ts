import type { Field } from "../plugin-api/declared-calendar.ts";

interface Seen {
  id: string | null;
  /** Day, hour and person. */
  about: string;
}

/**
 * Whether what looks like an id stays with its appointment when the page is drawn anew or turned. A counter does not:
 * the same appointment gets another one, or another appointment gets the same.
 */
export class IdWatch {
  readonly #known = new Map<string, { byId: Map<string, string>; byAbout: Map<string, string> }>();
  readonly #refuted = new Set<string>();

  readonly isRefuted = (field: Field): boolean => this.#refuted.has(JSON.stringify(field));

  refute(field: Field): void {
    this.#refuted.add(JSON.stringify(field));
  }

  agrees(field: Field, seen: readonly Seen[]): boolean {
    const key = JSON.stringify(field);
    const known = this.#known.get(key) ?? {
      byId: new Map<string, string>(),
      byAbout: new Map<string, string>(),
    };
    this.#known.set(key, known);
    // What says the same twice is not told apart by it.
    const abouts = seen.map(({ about }) => about);
    let wrong = 0;
    for (const { id, about } of seen) {
      if (id === null || abouts.indexOf(about) !== abouts.lastIndexOf(about)) continue;
      const [before, other] = [known.byAbout.get(about), known.byId.get(id)];
      if ((before !== undefined && before !== id) || (other !== undefined && other !== about)) wrong += 1;
      known.byAbout.set(about, id);
      known.byId.set(id, about);
    }
    // One may have been moved, or cancelled and made anew, meanwhile.
    return wrong < 2 && (wrong === 0 || seen.length > 2);
  }
}
