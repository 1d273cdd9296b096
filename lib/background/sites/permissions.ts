import { browser } from "wxt/browser";

/** The hosts that the browser grants. Asking for one takes a person's click, and so happens in a page. */

/** Firefox takes no port in a match pattern, so the exact origin is checked again with every message. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

export const isHostGranted = (origin: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [hostPattern(origin)] });
