import type { DayInRoot } from "../event-store/listing.ts";
import { rootAttribute } from "../event-store/messages.ts";
import { firstOf, isDayText, SelectedDay } from "../selected-day.ts";

const rootOf = (element: Element): Element | null => element.closest(`[${rootAttribute}]`);

const dayIn = (root: Element | null, day: string | null | undefined): DayInRoot | null =>
  root && isDayText(day) ? { root: root.getAttribute(rootAttribute) ?? "", day } : null;

/** The day whose column or cell the element is in. */
function dayAround(element: Element): DayInRoot | null {
  const root = rootOf(element);
  const day = element.closest("[data-date]");
  return root?.contains(day) ? dayIn(root, day?.getAttribute("data-date")) : null;
}

/** In a list, events are below the heading of their day, not inside it. */
function dayAbove(element: Element): DayInRoot | null {
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

export const selectDay = (signal: AbortSignal): SelectedDay<DayInRoot> =>
  new SelectedDay(signal, ({ element, under }) => {
    if (!rootOf(element)) return null;
    // In an empty slot, the topmost element may lie outside the day's column. Finding the elements below is expensive,
    // so it is done only then.
    return dayAround(element) ?? firstOf(under(), dayAround) ?? dayAbove(element);
  });
