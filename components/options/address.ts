import type { Calendar } from "./model.ts";

export type UrlProblem = "urlEmpty" | "urlInvalid" | "urlScheme" | "already";

/** @param calendars those that are there already */
export function readUrl(
  typed: string,
  calendars: readonly Calendar[],
): { url: URL } | { problem: UrlProblem } {
  const text = typed.trim();
  if (text === "") return { problem: "urlEmpty" };
  // As the address bar shows it: without the scheme.
  const url = URL.parse(/^[a-z][a-z\d+.-]*:(?!\d)/iu.test(text) ? text : `https://${text}`);
  if (!url || /\s/u.test(text)) return { problem: "urlInvalid" };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { problem: "urlScheme" };
  if (!/[.:\]]|^localhost$/u.test(url.hostname)) return { problem: "urlInvalid" };
  if (calendars.some(({ origin }) => origin === url.origin)) return { problem: "already" };
  return { url };
}
