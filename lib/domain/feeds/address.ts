/** The address of a calendar that its server gives out: iCal, as a text to be fetched, or CalDAV. */

export type FeedAddressProblem = "empty" | "invalid" | "scheme" | "insecure" | "credentials";

const ipv4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/u;

/** Whether a host lies in the practice's own network, where certificates are seldom to be had. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/u, "");
  if (host.startsWith("[")) return /^\[(?:::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)\]$/u.test(host);
  const [, first, second] = ipv4.exec(host)?.map(Number) ?? [];
  if (first !== undefined && second !== undefined)
    return (
      first === 127 ||
      first === 10 ||
      (first === 192 && second === 168) ||
      (first === 172 && second >= 16 && second <= 31) ||
      (first === 169 && second === 254)
    );
  return !host.includes(".") || /\.(?:localhost|local|lan|internal|home\.arpa)$/u.test(host);
}

/** What a person typed or pasted, as the one address by which it is asked for. */
export function readFeedAddress(typed: string): { url: URL } | { problem: FeedAddressProblem } {
  const text = typed.trim();
  if (text === "") return { problem: "empty" };
  if (/\s/u.test(text)) return { problem: "invalid" };
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/iu.test(text);
  // Apple and others write the same address with a scheme of its own.
  const url = URL.parse(hasScheme ? text.replace(/^webcals?:/iu, "https:") : `https://${text}`);
  if (!url) return { problem: "invalid" };
  if (url.protocol !== "https:" && url.protocol !== "http:") return { problem: "scheme" };
  if (url.username !== "" || url.password !== "") return { problem: "credentials" };
  if (!/[.:\]]|^localhost$/u.test(url.hostname) && !hasScheme) return { problem: "invalid" };
  if (url.protocol === "http:" && !isLocalHost(url.hostname)) return { problem: "insecure" };
  url.hash = "";
  return { url };
}

/** Enough to recognise it by. Whoever knows the rest of a secret address can read the calendar. */
export const shortened = (origin: string): string => `${new URL(origin).host}/…`;
