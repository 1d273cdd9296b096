import { element } from "./dom.ts";

/**
 * Gives an element of our own a shadow root with a style sheet. Closed: the page must neither read what it shows nor
 * press its buttons for the user.
 */
export function attachShadow(host: HTMLElement, css: string): ShadowRoot {
  const root = host.attachShadow({ mode: "closed" });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox does not let a content script adopt one.
    root.append(element("style", {}, css));
  }
  return root;
}
