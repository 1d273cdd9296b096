import { element } from "./dom.ts";

const most = 300;

/** Frames around elements of the page, drawn above it and never in it. */
export class Marks implements Disposable {
  readonly #layer = element("div", { class: "marks", "aria-hidden": "true" });
  readonly #stop = new AbortController();
  #marked: { target: Element; box: HTMLElement }[] = [];
  #frame = 0;

  constructor(root: ShadowRoot) {
    root.append(this.#layer);
    const options = { capture: true, passive: true, signal: this.#stop.signal };
    for (const event of ["scroll", "resize"]) addEventListener(event, () => this.#placeSoon(), options);
  }

  /** @param strong the one that is being pointed at */
  show(targets: readonly Element[], strong: Element | null): void {
    const all = new Set([...targets.slice(0, most), ...(strong ? [strong] : [])]);
    this.#marked = [...all].map((target) => ({
      target,
      box: element("div", { class: target === strong ? "mark strong" : "mark" }),
    }));
    this.#layer.replaceChildren(...this.#marked.map(({ box }) => box));
    this.#place();
  }

  #placeSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  #place(): void {
    for (const { target, box } of this.#marked) {
      const { left, top, width, height } = target.getBoundingClientRect();
      box.hidden = width === 0;
      Object.assign(box.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    }
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
    this.#layer.remove();
  }
}
