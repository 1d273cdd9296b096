import type { PluginManifest } from "../plugin-api/manifest.ts";

/** Whether an address is within the scheme, host and port of a match pattern, whatever its path. */
export function matchesHost(pattern: string, url: URL): boolean {
  const [, scheme, host] = /^(\*|https?):\/\/([^/]+)\//.exec(pattern) ?? [];
  if (scheme === undefined || host === undefined) return false;
  if (scheme === "*" ? !/^https?:$/.test(url.protocol) : url.protocol !== `${scheme}:`) return false;
  const [name = "", port] = host.split(":");
  if (port !== undefined && port !== url.port) return false;
  if (!name.startsWith("*.")) return name === "*" || name === url.hostname;
  const domain = name.slice(2);
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}

/** Whether the path of an address, and what follows it, is that of a match pattern. */
export function matchesPath(pattern: string, { pathname, search }: URL | Location): boolean {
  const path = pattern.replace(/^[^/]+\/\/[^/]+/, "").split("*");
  return new RegExp(`^${path.map(RegExp.escape).join(".*")}$`).test(pathname + search);
}

/** Whose code reads the calendar: the plugin's own, or that which does as a manifest says. */
export const codeOf = ({ id, main }: PluginManifest): string => (main === undefined ? "declarative" : id);

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

/** Calls back once when it is so, at once or in an hour: asks after every change of the page. */
export function whenever(isSo: () => boolean, callback: () => void, signal: AbortSignal): void {
  if (isSo()) {
    callback();
    return;
  }
  const enough = new AbortController();
  onPageChange(
    () => {
      if (!isSo()) return;
      enough.abort();
      callback();
    },
    AbortSignal.any([signal, enough.signal]),
  );
}
