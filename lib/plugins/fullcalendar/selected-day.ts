import { rootAttribute } from "./messages.ts";

const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** A list's events stand below the heading of their day, not inside it. */
function headingAbove(element: Element, root: Element): string | null {
  for (let above: Element | null = element; above && above !== root; above = above.parentElement) {
    for (let sibling = above.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
      const day = sibling.getAttribute("data-date");
      if (day !== null) return day;
      if (sibling.getAttribute("role") !== above.getAttribute("role")) break;
    }
  }
  return null;
}

function dayOf(elements: readonly Element[]): { root: string; day: string } | null {
  for (const element of elements) {
    const root = element.closest(`[${rootAttribute}]`);
    if (!root) continue;
    const day = element.closest("[data-date]");
    const date = day && root.contains(day) ? day.getAttribute("data-date") : null;
    if (date !== null && dayPattern.test(date))
      return { root: root.getAttribute(rootAttribute) ?? "", day: date };
  }
  const first = elements[0];
  const root = first?.closest(`[${rootAttribute}]`);
  const date = first && root ? headingAbove(first, root) : null;
  return root && date !== null && dayPattern.test(date)
    ? { root: root.getAttribute(rootAttribute) ?? "", day: date }
    : null;
}

/** Remembers the day that was last pointed at or focused. Costs nothing between clicks. */
export class SelectedDay {
  #last: { root: string; day: string } | null = null;

  constructor(signal: AbortSignal) {
    const options = { capture: true, passive: true, signal };
    document.addEventListener(
      "pointerdown",
      (event) => {
        // Of an empty slot the topmost element may lie outside of the day's column.
        this.#note(document.elementsFromPoint(event.clientX, event.clientY));
      },
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target }) => {
        if (!(target instanceof Element) || !target.closest(`[${rootAttribute}]`)) return;
        // The calendar's own scrolling box, or a cell: what lies under its middle is chance.
        const own = dayOf([target]);
        if (own) this.#last = own;
      },
      options,
    );
  }

  #note(elements: readonly Element[]): void {
    const found = dayOf(elements);
    if (found) this.#last = found;
  }

  get last(): Readonly<{ root: string; day: string }> | null {
    return this.#last;
  }
}
