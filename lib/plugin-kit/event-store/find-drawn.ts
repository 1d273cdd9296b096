import type { Found } from "./watch.ts";

/**
 * The calendars whose roots fit a selector that the library's own style needs.
 *
 * @param ownerAt the library's object of a root; nothing for what only looks like one
 */
export function findDrawn<Owner>(
  selector: string,
  ownerAt: (root: Element) => Owner | null | undefined,
): Found<Owner> {
  const found = new Map<Element, Owner>();
  const drawn = document.querySelectorAll(selector);
  for (const root of drawn) {
    const owner = ownerAt(root);
    if (owner) found.set(root, owner);
  }
  return { candidates: drawn.length, found };
}
