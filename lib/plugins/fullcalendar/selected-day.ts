import { rootAttribute } from "./messages.ts";

const dayPattern = /^\d{4}-\d\d-\d\d$/;

interface Day {
  root: string;
  day: string;
}

const rootOf = (element: Element): Element | null => element.closest(`[${rootAttribute}]`);

const dayIn = (root: Element | null, day: string | null | undefined): Day | null =>
  root && day && dayPattern.test(day) ? { root: root.getAttribute(rootAttribute) ?? "", day } : null;

/** The day whose column or cell the element is in. */
function dayAround(element: Element): Day | null {
  const root = rootOf(element);
  const day = element.closest("[data-date]");
  return root?.contains(day) ? dayIn(root, day?.getAttribute("data-date")) : null;
}

/** A list's events stand below the heading of their day, not inside it. */
function dayAbove(element: Element): Day | null {
  const root = rootOf(element);
  for (let above: Element | null = element; above && above !== root; above = above.parentElement) {
    for (let sibling = above.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
      const day = sibling.getAttribute("data-date");
      if (day !== null) return dayIn(root, day);
      if (sibling.getAttribute("role") !== above.getAttribute("role")) break;
    }
  }
  return null;
}

/** Remembers the day that was last pointed at or focused. Costs nothing between clicks. */
export class SelectedDay {
  #last: Readonly<Day> | null = null;

  constructor(signal: AbortSignal) {
    const options = { capture: true, passive: true, signal };
    document.addEventListener(
      "pointerdown",
      ({ target, clientX, clientY }) => {
        if (!(target instanceof Element) || !rootOf(target)) return;
        // Of an empty slot the topmost element may lie outside of the day's column. What lies below it is dear to
        // find out, so only then.
        const below = () =>
          document.elementsFromPoint(clientX, clientY).values().map(dayAround).find(Boolean);
        this.#last = dayAround(target) ?? below() ?? dayAbove(target) ?? this.#last;
      },
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target }) => {
        // The calendar's own scrolling box, or a cell: what lies under its middle is chance.
        if (target instanceof Element && rootOf(target))
          this.#last = dayAround(target) ?? dayAbove(target) ?? this.#last;
      },
      options,
    );
  }

  get last(): Readonly<Day> | null {
    return this.#last;
  }
}
