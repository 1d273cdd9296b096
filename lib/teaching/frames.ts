/** A panel stands in the frame that holds the calendar: the page around it hands the lesson over. */

/** What holds the panel in a page. */
const panelPlace = "div[data-pipni-teaching]";
const handover = "pipni:teach-here";

/**
 * Where this frame stands in the page, whatever it shows: `0`, or `1.0` for the first frame in the second one. `null`
 * for the page itself.
 */
export function placeOfFrame(): string | null {
  const places: number[] = [];
  for (let view: Window = window; view !== view.parent; view = view.parent) {
    const { parent } = view;
    places.unshift(Array.from({ length: parent.length }, (_, at) => parent[at]).indexOf(view));
  }
  return places.length === 0 ? null : places.join(".");
}

/** The frame's own document, where it is of the same origin. */
function documentOf(frame: Element): Document | null {
  try {
    return frame instanceof HTMLIFrameElement || frame instanceof HTMLFrameElement
      ? frame.contentDocument
      : null;
  } catch {
    return null;
  }
}

/** @returns false where the frame is another site's, or holds no panel */
export function handOver(frame: Element, x: number, y: number): boolean {
  const inner = documentOf(frame);
  if (!inner) return false;
  const { left, top } = frame.getBoundingClientRect();
  const at = [x - left - frame.clientLeft, y - top - frame.clientTop].map(Math.round).join();
  // Whoever takes it says so.
  return !inner.dispatchEvent(new CustomEvent(handover, { detail: at, cancelable: true }));
}

const hasPanel = (page: Document | null): boolean => page?.querySelector(panelPlace) != null;

/**
 * A frame that loads another page takes the panel with it, and the browser tells nobody outside of it.
 *
 * @param show puts the panel in again
 */
export function awaitReload(show: () => void, signal: AbortSignal): void {
  document.addEventListener(
    "load",
    ({ target }) => {
      if (!(target instanceof Element) || !documentOf(target) || hasPanel(document)) return;
      const frames = [...document.querySelectorAll("iframe, frame")];
      if (!frames.some((frame) => hasPanel(documentOf(frame)))) show();
    },
    // It does not bubble.
    { capture: true, signal },
  );
}

/** Waits for the page around to hand the lesson over. @param take gets what was pointed at */
export function awaitHandover(take: (target: Element) => void, signal: AbortSignal): void {
  document.addEventListener(
    handover,
    (event) => {
      // Made in the page around it, the event is no instance of a class of this frame.
      const detail = "detail" in event ? String(event.detail) : "";
      const [x = 0, y = 0] = detail.split(",").map(Number);
      event.preventDefault();
      take(document.elementFromPoint(x, y) ?? document.body);
    },
    { signal, once: true },
  );
}
