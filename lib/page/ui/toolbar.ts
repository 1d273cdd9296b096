import type { ToolbarItem } from "../../plugin-api/manifest.ts";
import type { PageWords } from "../../rpc/contract/index.ts";
import { element, mark, onPress } from "./dom.ts";

const lookAgainAfter = 1_500;

const isVisible = (anchor: Element): boolean => anchor.checkVisibility();

/** Classes of a native button that say which one it is, or how it is doing. */
const stateClass = /^fc-[a-z\d]+-button$|active|selected|pressed|disabled|focus|hover|icon-only|toggle/i;
const hasWords = (button: Element): boolean => /\p{L}{2}/u.test(button.textContent ?? "");

/** Inside a group the outer corners are not its own. */
const standsAlone = (button: Element): boolean =>
  button.getAttribute("role") !== "tab" &&
  button.parentElement?.querySelectorAll(":scope > button").length === 1;

/** The look of a button that stands by itself and is neither pressed nor switched off. */
function nativeLook(anchor: Element): string {
  const all = [anchor, anchor.parentElement].flatMap((place) => [
    ...(place?.querySelectorAll<HTMLButtonElement>(`button:not([${mark}], :disabled)`) ?? []),
  ]);
  const quiet = all.filter((button) => button.ariaSelected !== "true");
  // One with words in it before a picture, in whose look they would not fit.
  const look =
    all.find((button) => standsAlone(button) && hasWords(button)) ??
    quiet.findLast(hasWords) ??
    all.find(standsAlone) ??
    quiet.at(-1);
  return [...(look?.classList ?? [])]
    .filter((name) => name === "fc-button" || name === "fc-button-primary" || !stateClass.test(name))
    .join(" ");
}

export interface ToolbarButton extends Disposable {
  /**
   * Puts the button where it belongs by now, for pages draw their toolbars anew all the time. As long as it stands
   * well this costs next to nothing, and as long as the best place is there, no more than a look at that.
   */
  mount(): void;
}

/** "Hromadná SMS", at home in the calendar's own toolbar. One of it, wherever the page moves things. */
export function createToolbarButton(
  items: readonly ToolbarItem[],
  words: PageWords,
  press: () => void,
): ToolbarButton {
  const button = element("button", { type: "button", [mark]: "bulk", title: words.bulkHint }, words.bulk);
  const bar = element("div", { [mark]: "bar" });
  let anchor: Element | null = null;
  let lookedAt = 0;

  function mount(): void {
    const now = performance.now();
    if (standsWell() && now - lookedAt < lookAgainAfter) return;
    lookedAt = now;
    const [best] = items;
    if (best && anchor?.matches(best.anchor) && isVisible(anchor)) {
      put(anchor, best.place);
      return;
    }
    for (const { anchor: selector, place } of items) {
      const found = [...document.querySelectorAll(selector)].find(isVisible);
      if (!found) continue;
      put(found, place);
      return;
    }
    remove();
  }

  function standsWell(): boolean {
    const { parentElement } = button;
    if (!parentElement?.isConnected) return false;
    return parentElement === bar ? bar.nextElementSibling === anchor : parentElement === anchor;
  }

  function put(home: Element, place: ToolbarItem["place"]): void {
    anchor = home;
    if (place === "before") {
      // Already there, whatever else stands in between by now.
      if (bar.isConnected && bar.nextElementSibling === home && bar.contains(button)) return;
      dressPlainly();
      bar.replaceChildren(button);
      home.before(bar);
      return;
    }
    bar.remove();
    const isThere = (place === "append" ? home.lastElementChild : home.firstElementChild) === button;
    if (isThere && button.className !== "") return;
    dressLike(home);
    if (isThere) return;
    if (place === "append") home.append(button);
    else home.prepend(button);
  }

  function dressLike(home: Element): void {
    const look = nativeLook(home);
    button.removeAttribute("style");
    if (look) {
      button.className = look;
      // FullCalendar up to 6 keeps its distances by itself, and so does a toolbar with gaps.
      const keeps = look.includes("fc-button") || Number.parseFloat(getComputedStyle(home).columnGap) > 0;
      if (!keeps) button.style.marginInlineStart = "8px";
    } else if (home.closest(".fc")) button.className = "fc-button fc-button-primary";
    else dressPlainly();
  }

  /** For a place with no button to take after. Inline, for the page's policy may forbid style sheets. */
  function dressPlainly(): void {
    button.className = "";
    button.style.cssText =
      "font:inherit;padding:6px 12px;border:1px solid;border-radius:6px;background:none;color:inherit;cursor:pointer";
  }

  function remove(): void {
    button.remove();
    bar.remove();
  }

  // A page may hide the place without changing what is in it, as in a window that becomes narrow.
  const sight = new ResizeObserver(() => {
    if (isVisible(button)) return;
    lookedAt = Number.NEGATIVE_INFINITY;
    mount();
  });
  onPress(button, press);
  bar.style.cssText = "display:flex;justify-content:flex-end;padding:4px 0";
  mount();
  sight.observe(button);

  return {
    mount,

    [Symbol.dispose]() {
      sight.disconnect();
      remove();
    },
  };
}
