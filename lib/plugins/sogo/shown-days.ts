/** The days on the screen, by SOGo's own marks: `<sg-calendar-day sg-day="20261124">`. */

const attribute = "sg-day";

const dayOf = (element: Element | null | undefined): string | null => {
  const text = element?.getAttribute(attribute) ?? "";
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : null;
};

/** `2026-11-24`, in order. */
export function shownDays(): string[] {
  const days = new Set<string>();
  for (const element of document.querySelectorAll(`sg-calendar-day[${attribute}]`)) {
    const day = dayOf(element);
    if (day !== null) days.add(day);
  }
  return [...days].sort();
}

const dayAround = (element: Element): string | null => dayOf(element.closest(`[${attribute}]`));

/** The names of the days stand above their columns, in the same order. */
function dayBelow(element: Element): string | null {
  const label = element.closest(".dayLabels > .day");
  const labels = label?.parentElement?.children;
  const days = shownDays();
  return label && labels?.length === days.length ? (days[[...labels].indexOf(label)] ?? null) : null;
}

/** Remembers the day that was last pointed at or focused. Costs nothing between clicks. */
export class SelectedDay {
  #last: string | null = null;

  constructor(signal: AbortSignal) {
    const note = ({ target }: Event): void => {
      if (target instanceof Element) this.#last = dayAround(target) ?? dayBelow(target) ?? this.#last;
    };
    const options = { capture: true, passive: true, signal };
    document.addEventListener("pointerdown", note, options);
    document.addEventListener("focusin", note, options);
  }

  /** The one day that is shown, else the chosen one as long as it is. */
  get day(): string | null {
    const days = shownDays();
    if (days.length === 1) return days[0] ?? null;
    return this.#last !== null && days.includes(this.#last) ? this.#last : null;
  }
}
