import { reduceName } from "./names.ts";

/** What kind of value a text is, and an address without what it says. */

const kinds: readonly [kind: string, pattern: RegExp][] = [
  ["mail", /[^\s@]+@[^\s@]+\.\p{L}/u],
  ["address", /^(?:\w+:)?\/\/|^\/\S|^\S+\.(?:php|aspx?|html?|do|cgi)\b/u],
  [
    "date",
    /\d{4}-\d\d-\d\d|\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{2,4})?|\d{1,2}\.?\s\p{L}{3,12}\.?,?\s\d{4}|(?<!\d)(?:19|20)\d{6}(?!\d)/u,
  ],
  ["time", /(?<!\d)\d{1,2}:\d\d(?!\d)/u],
  ["phone", /(?<!\d)(?:\+|00)?(?:\d[\s-]?){9,13}(?!\d)/u],
  ["words", /\p{L}{2}/u],
];

/** `date+time+words`; empty for nothing. */
export function kindOf(text: string): string {
  const searched = text.slice(0, 500).trim();
  if (searched === "") return "";
  let rest = searched;
  const found = kinds.flatMap(([kind, pattern]) => {
    if (!pattern.test(rest)) return [];
    // The digits of a day and an hour are no number to call.
    if (kind === "date" || kind === "time") rest = rest.replaceAll(new RegExp(pattern, "gu"), " – ");
    return [kind];
  });
  if (found.length > 0) return found.join("+");
  return /\d/u.test(searched) ? "number" : "text";
}

/** The path's and the query's names without hosts and values: `/calendar/0?from=date`. */
export function reduceAddress(address: string): string {
  let url: URL;
  try {
    url = new URL(address, "https://host.invalid/");
  } catch {
    return "?";
  }
  if (!/^https?:$/u.test(url.protocol)) return reduceName(url.protocol);
  const decoded = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      return "?";
    }
  };
  const path = url.pathname
    .split("/")
    .slice(0, 12)
    .map((part) => reduceName(decoded(part)).replaceAll("/", "?"));
  const query = [...url.searchParams]
    .slice(0, 20)
    .map(([name, value]) => `${reduceName(name)}=${kindOf(value)}`);
  return path.join("/") + (query.length > 0 ? `?${query.join("&")}` : "");
}
