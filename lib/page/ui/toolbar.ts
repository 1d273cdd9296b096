import type { ToolbarItem } from "../../plugin-api/manifest.ts";
import type { PageWords } from "../../rpc/contract/index.ts";
import { element, mark, onPress } from "./dom.ts";

const lookAgainAfter = 1_500;

const isVisible = (anchor: Element): boolean => anchor.checkVisibility();

/** Classes of a native button that say which one it is, or how it is doing. */
const stateClass = /^fc-[a-z\d]+-button$|active|selected|pressed|disabled|focus|hover/i;

/** Inside a group the outer corners are not its own. */
const standsAlone = (button: Element): boolean =>
  button.getAttribute("role") !== "tab" &&
  button.parentElement?.querySelectorAll(":scope > button").length === 1;

/** The look of a button that stands by itself and is neither pressed nor switched off. */
function nativeLook(anchor: Element): string {
  const all = [anchor, anchor.parentElement].flatMap((place) => [
    ...(place?.querySelectorAll<HTMLButtonElement>(`button:not([${mark}], :disabled)`) ?? []),
  ]);
  const look = all.find(standsAlone) ?? all.findLast((button) => button.ariaSelected !== "true") ?? null;
  return [...(look?.classList ?? [])]
    .filter((name) => name === "fc-button" || name === "fc-button-primary" || !stateClass.test(name))
    .join(" ");
}

/** "Hromadná SMS", at home in the calendar's own toolbar. One of it, wherever the page moves things. */
export class ToolbarButton implements Disposable {
  readonly #items: readonly ToolbarItem[];
  readonly #button: HTMLButtonElement;
  readonly #bar: HTMLElement;
  #anchor: Element | null = null;
  #lookedAt = 0;
  /** A page may hide the place without changing what is in it, as in a window that becomes narrow. */
  readonly #sight = new ResizeObserver(() => {
    if (isVisible(this.#button)) return;
    this.#lookedAt = Number.NEGATIVE_INFINITY;
    this.mount();
  });

  constructor(items: readonly ToolbarItem[], words: PageWords, press: () => void) {
    this.#items = items;
    this.#button = element("button", { type: "button", [mark]: "bulk", title: words.bulkHint }, words.bulk);
    onPress(this.#button, press);
    this.#bar = element("div", { [mark]: "bar" });
    this.#bar.style.cssText = "display:flex;justify-content:flex-end;padding:4px 0";
    this.mount();
    this.#sight.observe(this.#button);
  }

  /**
   * Puts the button where it belongs by now, for pages draw their toolbars anew all the time. As long as it stands
   * well this costs next to nothing, and as long as the best place is there, no more than a look at that.
   */
  mount(): void {
    const now = performance.now();
    if (this.#standsWell() && now - this.#lookedAt < lookAgainAfter) return;
    this.#lookedAt = now;
    const [best] = this.#items;
    if (best && this.#anchor?.matches(best.anchor) && isVisible(this.#anchor)) {
      this.#place(this.#anchor, best.place);
      return;
    }
    for (const { anchor: selector, place } of this.#items) {
      const anchor = [...document.querySelectorAll(selector)].find(isVisible);
      if (!anchor) continue;
      this.#place(anchor, place);
      return;
    }
    this.#remove();
  }

  #standsWell(): boolean {
    const { parentElement } = this.#button;
    if (parentElement === null || !parentElement.isConnected) return false;
    const bar = parentElement === this.#bar;
    return bar ? this.#bar.nextElementSibling === this.#anchor : parentElement === this.#anchor;
  }

  #place(anchor: Element, place: ToolbarItem["place"]): void {
    this.#anchor = anchor;
    const button = this.#button;
    if (place === "before") {
      // Already there, whatever else stands in between by now.
      if (this.#bar.isConnected && this.#bar.nextElementSibling === anchor && this.#bar.contains(button))
        return;
      this.#plain();
      this.#bar.replaceChildren(button);
      anchor.before(this.#bar);
      return;
    }
    this.#bar.remove();
    const isThere =
      place === "append" ? anchor.lastElementChild === button : anchor.firstElementChild === button;
    if (isThere && button.className !== "") return;
    this.#atHome(anchor);
    if (isThere) return;
    if (place === "append") anchor.append(button);
    else anchor.prepend(button);
  }

  #atHome(anchor: Element): void {
    const look = nativeLook(anchor);
    this.#button.removeAttribute("style");
    if (look) {
      this.#button.className = look;
      // FullCalendar up to 6 keeps its distances by itself, and so does a toolbar with gaps.
      const keeps = look.includes("fc-button") || Number.parseFloat(getComputedStyle(anchor).columnGap) > 0;
      if (!keeps) this.#button.style.marginInlineStart = "8px";
    } else if (anchor.closest(".fc")) this.#button.className = "fc-button fc-button-primary";
    else this.#plain();
  }

  /** For a place with no button to take after. Inline, for the page's policy may forbid style sheets. */
  #plain(): void {
    this.#button.className = "";
    this.#button.style.cssText =
      "font:inherit;padding:6px 12px;border:1px solid;border-radius:6px;background:none;color:inherit;cursor:pointer";
  }

  #remove(): void {
    this.#button.remove();
    this.#bar.remove();
  }

  [Symbol.dispose](): void {
    this.#sight.disconnect();
    this.#remove();
  }
}
