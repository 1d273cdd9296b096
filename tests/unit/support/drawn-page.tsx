import { parseHTML } from "linkedom";
import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, vi } from "vitest";

/** A page to draw into, in which a person presses buttons and types. */

interface Heard {
  type: string;
  listener: (this: Node, event: object) => void;
  isCapture: boolean;
}
let heard = new WeakMap<object, Heard[]>();

/** Puts a page in the place of the browser's for each test of the file. */
export function openPage(): void {
  beforeEach(() => {
    const { window, document } = parseHTML("<!doctype html><html><body></body></html>");
    vi.stubGlobal("document", document);
    for (const name of ["HTMLElement", "Element", "Node"] as const) vi.stubGlobal(name, window[name]);
    vi.stubGlobal("requestAnimationFrame", (then: () => void) => setTimeout(then));
    heard = new WeakMap();
    Object.assign(window.HTMLElement.prototype, {
      // Which this page knows nothing of.
      showModal() {},
      close() {},
      // Its own knows no listener on the way down, and tells none whose it is.
      addEventListener(this: Node, type: string, listener: Heard["listener"], isCapture = false) {
        heard.set(this, [...(heard.get(this) ?? []), { type, listener, isCapture }]);
      },
      removeEventListener(this: Node, type: string, listener: Heard["listener"], isCapture = false) {
        const isIt = (one: Heard) =>
          one.type === type && one.listener === listener && one.isCapture === isCapture;
        heard.set(
          this,
          (heard.get(this) ?? []).filter((one) => !isIt(one)),
        );
      },
    });
  });
  afterEach(async () => {
    await draw(null);
    vi.unstubAllGlobals();
  });
}

/** Tells those who listen, on the way down and up again as in a browser. */
function fire(target: Element, type: string, values: object): void {
  let isStopped = false;
  const path: Element[] = [];
  for (let at: Element | null = target; at; at = at.parentElement) path.push(at);
  const ways = [
    { isCapture: true, nodes: path.toReversed() },
    { isCapture: false, nodes: path },
  ];
  for (const { isCapture, nodes } of ways)
    for (const currentTarget of nodes) {
      if (isStopped) return;
      for (const one of heard.get(currentTarget) ?? [])
        if (one.type === type && one.isCapture === isCapture)
          one.listener.call(currentTarget, {
            ...{ type, target, currentTarget, ...values },
            preventDefault() {},
            stopPropagation() {
              isStopped = true;
            },
          });
    }
}

/** Does something, and waits until all that comes of it has been drawn. */
export const settled = (doing: () => unknown): Promise<void> =>
  act(async () => {
    await doing();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
  });

export const draw = (what: ComponentChild): Promise<void> => settled(() => render(what, document.body));

/** The buttons of that name, in the page's order. */
export const buttons = (name: string): HTMLButtonElement[] =>
  [...document.querySelectorAll("button")].filter((button) => button.textContent?.trim() === name);

/** @param count which click it is in quick succession at one place: 2 is the second half of a double click */
export async function press(button: Element | undefined, count = 1): Promise<void> {
  if (!button) throw new Error("no such button");
  await settled(() => fire(button, "click", { detail: count }));
}

/** What a field holds by then. */
export async function type(field: HTMLInputElement | HTMLTextAreaElement | null | undefined, value: string) {
  if (!field) throw new Error("no such field");
  field.value = value;
  await settled(() => fire(field, "input", {}));
}

/** A switch or a box, ticked or not by then. */
export async function tick(box: HTMLInputElement | null | undefined, checked: boolean): Promise<void> {
  if (!box) throw new Error("no such box");
  box.checked = checked;
  await settled(() => fire(box, "change", {}));
}
