const calendar = "#calendar-page #calendar";
const dayPattern = /^\d{4}-\d\d-\d\d$/;

const dayOf = (element: Element): string | null => {
  const day = element.closest(`${calendar} [data-date]`)?.getAttribute("data-date") ?? null;
  return day !== null && dayPattern.test(day) ? day : null;
};

/** Remembers the day that was last pointed at or focused. Costs nothing between clicks. */
export class SelectedDay {
  #last: string | null = null;

  constructor(signal: AbortSignal) {
    const options = { capture: true, passive: true, signal };
    document.addEventListener(
      "pointerdown",
      ({ clientX, clientY }) => {
        // Of an empty slot the topmost element lies outside of the day's column.
        this.#note(document.elementsFromPoint(clientX, clientY));
      },
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target }) => this.#note(target instanceof Element ? [target] : []),
      options,
    );
  }

  #note(elements: readonly Element[]): void {
    for (const element of elements) {
      const day = dayOf(element);
      if (day === null) continue;
      this.#last = day;
      return;
    }
  }

  /** That day as long as it is shown, or the only one that is. */
  get day(): string | null {
    const shown = new Set([...document.querySelectorAll(`${calendar} [data-date]`)].map(dayOf));
    if (shown.size === 1) return shown.values().next().value ?? null;
    return this.#last !== null && shown.has(this.#last) ? this.#last : null;
  }
}
