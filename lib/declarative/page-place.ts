import type { FieldObject } from "../plugin-api/declared-calendar.ts";
import { collapsed, type Place } from "./fields.ts";

/** One appointment's element on the page. */
export class PagePlace implements Place {
  readonly #element: Element;

  constructor(element: Element) {
    this.#element = element;
  }

  short(text: string): FieldObject {
    return { sel: text };
  }

  text({ sel, closest, attr, path, request, response, url, location }: FieldObject): string | null {
    if (path ?? request ?? response ?? url ?? location) return null;
    let element: Element | null = this.#element;
    if (closest !== undefined) element = element.closest(closest);
    if (sel !== undefined && element) element = element.querySelector(sel);
    return element && textOf(element, attr);
  }
}

/** An attribute, or what the element says. */
export const textOf = (element: Element, attr: string | undefined): string | null =>
  attr === undefined ? collapsed(element.textContent?.slice(0, 5_000) ?? "") : element.getAttribute(attr);
