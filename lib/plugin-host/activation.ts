import type { PluginManifest } from "./manifest.ts";

/** Whether an address fits a match pattern, as far as plugins use them. */
export function matches(pattern: string, url: URL): boolean {
  const match = /^(\*|https?):\/\/([^/]+)(\/.*)$/.exec(pattern);
  const [, scheme, host, path] = match ?? [];
  if (scheme === undefined || host === undefined || path === undefined) return false;
  if (scheme === "*" ? !/^https?:$/.test(url.protocol) : url.protocol !== `${scheme}:`) return false;
  const [name = "", port] = host.split(":");
  if (port !== undefined && port !== url.port) return false;
  if (name.startsWith("*.")) {
    const domain = name.slice(2);
    if (url.hostname !== domain && !url.hostname.endsWith(`.${domain}`)) return false;
  } else if (name !== "*" && name !== url.hostname) return false;
  const pathPattern = path.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${pathPattern.join(".*")}$`).test(url.pathname + url.search);
}

export const selectorsOf = (manifest: PluginManifest): string[] =>
  manifest.activationEvents.map((event) => event.replace(/^onElement:/, ""));

/** How often a page that keeps changing is looked through. */
const interval = 250;

/** Calls back after the page has changed, at most so often; costs nothing while it rests. */
export function onPageChange(callback: () => void, signal: AbortSignal, every = interval): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      callback();
    }, every);
  });
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}

/** Calls back once when one of the selectors is on the page, at once or in an hour. */
export function whenElement(selectors: readonly string[], callback: () => void, signal: AbortSignal): void {
  const selector = selectors.join(",");
  const found = (): boolean => document.querySelector(selector) !== null;
  if (found()) {
    callback();
    return;
  }
  const enough = new AbortController();
  onPageChange(
    () => {
      if (!found()) return;
      enough.abort();
      callback();
    },
    AbortSignal.any([signal, enough.signal]),
  );
}
