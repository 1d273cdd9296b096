import type { PluginManifest } from "./manifest.ts";

/** Whether an address fits the scheme, host and port of a match pattern. Its path does not count. */
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

/** The source of a regular expression for the path and query of addresses that fit one of the match patterns. */
export function pathsOf(patterns: readonly string[]): string {
  const paths = patterns.map((pattern) => {
    const parts = pattern.replace(/^[^/]+\/\/[^/]+/, "").split("*");
    return parts.map(RegExp.escape).join(".*");
  });
  return `^(?:${paths.join("|")})$`;
}

/** Makes a check whether the path and query of an address fit one of the match patterns. */
export function pathMatcher(patterns: readonly string[]): (address: URL | Location) => boolean {
  const paths = new RegExp(pathsOf(patterns));
  return ({ pathname, search }) => paths.test(pathname + search);
}

/** Whose code reads the calendar: the plugin's own, or the engine for calendars described by data. */
export const codeOf = ({ id, main }: PluginManifest): string => (main === undefined ? "declarative" : id);

export const selectorsOf = (manifest: PluginManifest): string[] =>
  manifest.activationEvents.map((event) => event.replace(/^onElement:/, ""));
