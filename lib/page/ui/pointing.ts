/** What a press on the page would start there. Not those of touching, without which no click would come. */
const presses = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "dblclick", "contextmenu"];

interface Pointing {
  /** Something of our own, which works as always. */
  own: Element;
  onHover(target: Element): void;
  onPick(target: Element, x: number, y: number): void;
  /** Escape. */
  onLeave(): void;
}

const frames = "iframe, frame, object, embed";

/** A press in a frame is that frame's, and nothing here could keep it from its page: the frame hears of none. */
function coverFrames(signal: AbortSignal): void {
  const covered = new Map<HTMLElement, string>();
  const cover = (): void => {
    for (const frame of document.querySelectorAll<HTMLElement>(frames)) {
      if (covered.has(frame)) continue;
      covered.set(frame, frame.style.getPropertyValue("pointer-events"));
      frame.style.setProperty("pointer-events", "none", "important");
    }
  };
  cover();
  addEventListener("pointermove", cover, { capture: true, signal });
  signal.addEventListener("abort", () => {
    for (const [frame, before] of covered) frame.style.setProperty("pointer-events", before);
  });
}

/** The frame that is seen at a point, which an event there does not name while it is covered. */
export const frameAt = (x: number, y: number, all: Iterable<Element>): Element | null =>
  Array.from(all).find((frame) => {
    const { left, right, top, bottom } = frame.getBoundingClientRect();
    return left <= x && x < right && top <= y && y < bottom;
  }) ?? null;

/** Lets a person point at something on the page, which hears nothing of it, until the signal says to stop. */
export function point({ own, onHover, onPick, onLeave }: Pointing, signal: AbortSignal): void {
  const options = { capture: true, signal };
  coverFrames(signal);
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
        if (name !== "click" || !(event instanceof MouseEvent)) return;
        const { clientX, clientY } = event;
        onPick(frameAt(clientX, clientY, target.querySelectorAll(frames)) ?? target, clientX, clientY);
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
