/** Where a person pointed, or moved the focus. */
export interface Pointed {
  readonly element: Element;
  /** All elements under the pointer, the topmost first; for the focus only the element itself. Costs a layout. */
  under(): readonly Element[];
  /** The pointer in the window, in CSS pixels; `null` for the keyboard. */
  readonly point: { readonly x: number; readonly y: number } | null;
}

export interface SelectedDay<Day = string> {
  /** It may no longer be shown. */
  readonly last: Day | null;
}

/**
 * Remembers the day that was last pointed at or focused. The plugin's `find` tells which day that is. Costs nothing
 * between clicks.
 *
 * @param find returns `null` for an element outside the days; the selection then stays
 * @example followSelected(signal, ({ under }) => firstOf(under(), dayOfColumn))
 */
export function followSelected<Day = string>(
  signal: AbortSignal,
  find: (pointed: Pointed) => Day | null,
): SelectedDay<Day> {
  let last: Day | null = null;
  const note = (pointed: Pointed): void => {
    last = find(pointed) ?? last;
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
      // The elements below a focused box are chance, so only the box itself counts.
      if (target instanceof Element) note({ element: target, under: () => [target], point: null });
    },
    options,
  );
  return {
    get last() {
      return last;
    },
  };
}

/** The day of the first element that has one. */
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

/** The only day that is shown, or the selected one if it is shown. */
export function selectedAmong(shown: readonly string[], last: string | null): string | null {
  if (shown.length === 1) return shown[0] ?? null;
  return last !== null && shown.includes(last) ? last : null;
}

/** `2026-11-24` and nothing else. */
export const isDayText = (text: string | null | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(String(text));
