import { textOf } from "./page-place.ts";

/** Whether an appointment is drawn with a line through it, by its markup or by the page's styles. */

const isLine = (style: CSSStyleDeclaration | undefined): boolean =>
  style?.textDecorationLine?.includes("line-through") ?? false;

/** By the page's own rules, for a page that was only fetched: nothing is drawn there. */
const isByRule = (element: Element): boolean =>
  [...document.styleSheets].some((sheet) => {
    try {
      return [...sheet.cssRules].some(
        (rule) => rule instanceof CSSStyleRule && isLine(rule.style) && element.matches(rule.selectorText),
      );
    } catch {
      // A sheet of another origin, which shows its rules to nobody.
      return false;
    }
  });

export function isCrossed(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  return (
    element.matches("s,del,strike,[style*=line-through]") ||
    (view ? isLine(view.getComputedStyle?.(element)) : isByRule(element))
  );
}

/**
 * Some price in it that is struck out says nothing.
 * @param told what was read of it: where a line goes through that, it no longer is so
 */
export function isStruckOut(item: Element, told: readonly (string | undefined)[]): boolean {
  const { parentElement: parent } = item;
  const within = [...item.querySelectorAll("*")].slice(0, 40);
  const whole = textOf(item)?.length ?? 0;
  return [item, parent, parent?.parentElement, ...within].some((one) => {
    if (!one || !isCrossed(one)) return false;
    const text = textOf(one) ?? "";
    return text.length * 2 > whole || told.some((part) => part && text.includes(part));
  });
}
