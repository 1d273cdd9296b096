/** Where a person pointed or moved the focus to. */
export interface Pointed {
  readonly element: Element;
  /** All elements under the pointer, the topmost first; of a focused one just itself. Costs a layout. */
  under(): readonly Element[];
  /** In the window, in CSS pixels; `null` for the keyboard. */
  readonly point: { readonly x: number; readonly y: number } | null;
}

/**
 * Remembers the day that was last pointed at or focused, as the plugin's own `find` tells it. Costs nothing between
 * clicks.
 *
 * @example new SelectedDay(signal, ({ under }) => firstOf(under(), dayOfColumn))
 */
export class SelectedDay<Day = string> {
  #last: Day | null = null;

  /** @param find `null` for whatever is on no day: the day before it stays selected */
  constructor(signal: AbortSignal, find: (pointed: Pointed) => Day | null) {
    const note = (pointed: Pointed): void => {
      this.#last = find(pointed) ?? this.#last;
    };
    const options = { capture: true, passive: true, signal };
    document.addEventListener(
      "pointerdown",
      ({ target, clientX: x, clientY: y }) => {
        const under = () => document.elementsFromPoint(x, y);
        if (target instanceof Element) note({ element: target, under, point: { x, y } });
      },
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target }) => {
        // What lies under the middle of a calendar's own scrolling box, or of a cell, is chance.
        if (target instanceof Element) note({ element: target, under: () => [target], point: null });
      },
      options,
    );
  }

  /** It may not be shown any more. */
  get last(): Day | null {
    return this.#last;
  }
}

/** What the first element that is on a day says. */
export function firstOf<Day>(
  elements: readonly Element[],
  dayOf: (element: Element) => Day | null,
): Day | null {
  for (const element of elements) {
    const day = dayOf(element);
    if (day !== null) return day;
  }
  return null;
}

/** The only day that is shown, else the one that was selected, as long as it is among them. */
export function selectedAmong(shown: readonly string[], last: string | null): string | null {
  if (shown.length === 1) return shown[0] ?? null;
  return last !== null && shown.includes(last) ? last : null;
}

/** `2026-11-24` and nothing else. */
export const isDayText = (text: string | null | undefined): text is string =>
  text !== null && text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
