import { rootAttribute } from "../event-store/messages.ts";
import { firstOf, isDayText, type Pointed } from "../selected-day.ts";

const dayIn = (element: Element | null): string | null => {
  const day = element?.getAttribute("data-date");
  return isDayText(day) ? day : null;
};

/** The day whose column or cell the element is in. */
const dayAround = (element: Element): string | null => {
  const day = element.closest("[data-date]");
  return element.closest(`[${rootAttribute}]`)?.contains(day) ? dayIn(day) : null;
};

/** In a list, events are below the heading of their day, not inside it. */
function dayAbove(element: Element, root: Element): string | null {
  for (let above: Element | null = element; above && above !== root; above = above.parentElement) {
    for (let sibling = above.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
      if (sibling.hasAttribute("data-date")) return dayIn(sibling);
      if (sibling.getAttribute("role") !== above.getAttribute("role")) break;
    }
  }
  return null;
}

// In an empty slot, the topmost element may lie outside the day's column. Finding the elements below is expensive,
// so it is done only then.
export const dayAt = ({ element, under }: Pointed, root: Element): string | null =>
  dayAround(element) ?? firstOf(under(), dayAround) ?? dayAbove(element, root);
