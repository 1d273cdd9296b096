import type { Days } from "./days.ts";

/** Remembers the day that was last pointed at or focused. Costs nothing between clicks. */
export class SelectedDay {
  readonly #days: () => Days;
  #last: string | null = null;

  constructor(days: () => Days, signal: AbortSignal) {
    this.#days = days;
    const options = { capture: true, passive: true, signal };
    document.addEventListener(
      "pointerdown",
      ({ clientX, clientY }) => this.#point(clientX, clientY),
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target }) => {
        const day = target instanceof Element ? this.#days().around(target) : null;
        if (day !== null) this.#last = day;
      },
      options,
    );
  }

  #point(x: number, y: number): void {
    const days = this.#days();
    // Of an empty slot the topmost element may lie outside of the day's column.
    for (const element of document.elementsFromPoint(x, y)) {
      const day = days.around(element);
      if (day === null) continue;
      this.#last = day;
      return;
    }
    this.#last = days.above(x, y) ?? this.#last;
  }

  /** Of the days that are shown now: the page may have been turned since. */
  get(): string | null {
    const days = this.#days();
    const shown = days.shown();
    if (shown.length === 1) return shown[0] ?? null;
    return this.#last !== null && shown.includes(this.#last) ? this.#last : null;
  }
}
