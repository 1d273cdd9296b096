import { collapse, type Place } from "./fields.ts";

/** One appointment's element on the page. */
export const pagePlace = (element: Element): Place => ({
  short: (sel) => ({ sel }),

  text({ sel, closest, attr, path, request, response, url, location }) {
    if (path ?? request ?? response ?? url ?? location) return null;
    let found: Element | null = element;
    if (closest !== undefined) found = found.closest(closest);
    if (sel !== undefined && found) found = found.querySelector(sel);
    return found && textOf(found, attr);
  },
});

/** An attribute, or the element's text. */
export const textOf = (element: Element, attr?: string): string | null =>
  attr === undefined ? collapse(element.textContent?.slice(0, 5_000) ?? "") : element.getAttribute(attr);
