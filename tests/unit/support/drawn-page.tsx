import { parseHTML } from "linkedom";
import { type ComponentChild, render } from "preact";
import { afterEach, beforeEach, vi } from "vitest";

/** A page to draw into, in which a person presses buttons. */

/** Puts a page in the place of the browser's for each test of the file. */
export function openPage(): void {
  beforeEach(() => {
    const { window, document } = parseHTML("<!doctype html><html><body></body></html>");
    vi.stubGlobal("document", document);
    for (const name of ["HTMLElement", "Element", "Event", "CustomEvent", "Node"] as const)
      vi.stubGlobal(name, window[name]);
    vi.stubGlobal("requestAnimationFrame", (then: () => void) => setTimeout(then));
    // Which this page knows nothing of.
    Object.assign(window.HTMLElement.prototype, { showModal() {}, close() {} });
  });
  afterEach(() => {
    render(null, document.body);
    vi.unstubAllGlobals();
  });
}

/** Waits until all that was begun has been drawn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
}

export async function draw(what: ComponentChild): Promise<void> {
  render(what, document.body);
  await settle();
}

/** The buttons of that name, in the page's order. */
export const buttons = (name: string): HTMLButtonElement[] =>
  [...document.querySelectorAll("button")].filter((button) => button.textContent?.trim() === name);

/** @param count which click it is in quick succession at one place: 2 is the second half of a double click */
export async function press(button: Element | undefined, count = 1): Promise<void> {
  if (!button) throw new Error("no such button");
  const event = new Event("click", { bubbles: true, cancelable: true });
  button.dispatchEvent(Object.assign(event, { detail: count }));
  await settle();
}

/** @param values what the field holds by then, beside what was typed */
export async function type(
  field: HTMLInputElement | undefined,
  value: string,
  values: object = {},
  kind = "input",
): Promise<void> {
  if (!field) throw new Error("no such field");
  Object.assign(field, { value, ...values });
  field.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
  await settle();
}
