/** What a press on the page would start there. Not those of touching, without which no click would come. */
const presses = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick", "contextmenu"];

interface Pointing {
  /** Something of our own, which works as always. */
  own: Element;
  onHover(target: Element): void;
  onPick(target: Element): void;
  /** Escape. */
  onLeave(): void;
}

/** Lets a person point at something on the page, which hears nothing of it, until the signal says to stop. */
export function point({ own, onHover, onPick, onLeave }: Pointing, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const targetOf = (event: Event): Element | null => {
    const [first] = event.composedPath();
    if (!event.isTrusted || event.composedPath().includes(own)) return null;
    return first instanceof Element ? first : null;
  };
  addEventListener(
    "pointermove",
    (event) => {
      const target = targetOf(event);
      if (target) onHover(target);
    },
    options,
  );
  for (const name of presses) {
    addEventListener(
      name,
      (event) => {
        const target = targetOf(event);
        if (!target) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (name === "click") onPick(target);
      },
      { ...options, passive: false },
    );
  }
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !event.isTrusted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onLeave();
    },
    options,
  );
}
