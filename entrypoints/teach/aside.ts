import { noticesPlace } from "../../lib/page/ui/dom.ts";
import { asideMark } from "../../lib/page/ui/notices.ts";

/** This page and those around it, as far as they are of the same origin. */
function documents(): Document[] {
  const all = [document];
  try {
    for (let view: Window = window; view !== view.parent; view = view.parent) all.push(view.parent.document);
  } catch {
    // The page around is another site's.
  }
  return all;
}

/**
 * Has notices stand beside the panel and never over it; those of the page around a frame lie over the frame.
 *
 * @param panel where the panel stands; `null` where it is no longer there
 */
export function standBeside(panel: "start" | "end" | null): void {
  const aside = panel === "end" ? "start" : "end";
  for (const notices of documents().flatMap((page) => [...page.querySelectorAll(noticesPlace)])) {
    if (panel === null) notices.removeAttribute(asideMark);
    else if (notices.getAttribute(asideMark) !== aside) notices.setAttribute(asideMark, aside);
  }
}
