import { browser } from "wxt/browser";

/**
 * The hosts that the browser lets Pípni work on. A page of the extension asks for one, since that takes a person's
 * click; the background looks at what is granted, and gives back what no calendar needs any more.
 */

/** Firefox takes no port in a match pattern, so the exact origin is checked again with every message. */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

export const isHostGranted = (origin: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [hostPattern(origin)] });

/**
 * Shows the browser's question. Call it first thing in a click handler, before any `await`: browsers take the
 * question only as part of the click.
 */
export const requestHost = (origin: string): Promise<boolean> =>
  browser.permissions.request({ origins: [hostPattern(origin)] });

/** The same for several at once. */
export const requestHosts = (origins: readonly string[]): Promise<boolean> =>
  browser.permissions.request({ origins: origins.map(hostPattern) });

/** @returns whether the browser took it back; it keeps those that came with the installation */
export async function giveHostBack(origin: string): Promise<boolean> {
  try {
    return await browser.permissions.remove({ origins: [hostPattern(origin)] });
  } catch {
    return false;
  }
}
