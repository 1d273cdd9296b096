import { textOf } from "./page-place.ts";

/** Whether an appointment is drawn with a line through it, by its markup or by the page's styles. */

const marks = "s, del, strike, [style*=line-through]";
const isLine = (style: CSSStyleDeclaration | undefined): boolean =>
  style?.textDecorationLine?.includes("line-through") ?? false;

/** The page's own rules, for a page that was only fetched: nothing is drawn there. */
function isByRule(element: Element): boolean {
  return [...document.styleSheets].some((sheet) => {
    try {
      return [...sheet.cssRules].some(
        (rule) => rule instanceof CSSStyleRule && isLine(rule.style) && element.matches(rule.selectorText),
      );
    } catch {
      // A sheet of another origin, which shows its rules to nobody.
      return false;
    }
  });
}

export function isCrossed(element: Element): boolean {
  if (element.matches(marks)) return true;
  const view = element.ownerDocument.defaultView;
  return view ? isLine(view.getComputedStyle?.(element)) : isByRule(element);
}

const around = (element: Element | null, levels: number): Element[] =>
  element && levels > 0 ? [element, ...around(element.parentElement, levels - 1)] : [];

/**
 * Some price in it that is struck out says nothing.
 * @param told what was read of it: where a line goes through that, it no longer is so
 */
export function isStruckOut(item: Element, told: readonly (string | undefined)[]): boolean {
  const whole = textOf(item, undefined)?.length ?? 0;
  return (
    around(item, 3).some(isCrossed) ||
    [...item.querySelectorAll("*")].slice(0, 40).some((inner) => {
      const text = textOf(inner, undefined) ?? "";
      return (
        (text.length * 2 > whole || told.some((one) => one && text.includes(one))) &&
        inner.checkVisibility?.() !== false &&
        isCrossed(inner)
      );
    })
  );
}
