import { followSelected, type SelectedDay, selectedAmong } from "../../plugin-kit/selected-day.ts";

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

export const selectDay = (signal: AbortSignal): SelectedDay =>
  followSelected(signal, ({ element }) => dayAround(element) ?? dayBelow(element));

/** The one day that is shown, else the selected one as long as it is. */
export const dayAmongShown = ({ last }: SelectedDay): string | null => selectedAmong(shownDays(), last);
