/** Addresses of SOGo: `https://kal.example/SOGo/so/jana/Calendar/personal/1F59.ics/adjust`. */

export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export interface Address {
  /** Of all calendars of SOGo's user, decoded: `https://kal.example/SOGo/so/jana/Calendar`. */
  readonly folder: string;
  /** What follows, decoded: `["personal", "1F59.ics", "adjust"]`. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

/** `null` for what is not below a user's calendars. */
export function readAddress(address: string): Address | null {
  if (!URL.canParse(address)) return null;
  const { origin, pathname, searchParams } = new URL(address);
  const [, user, rest] = /^(.*?\/so\/[^/]+)\/Calendar(?:\/(.*))?$/.exec(pathname) ?? [];
  if (user === undefined) return null;
  const parts = (rest ?? "").split("/").filter(Boolean).map(decoded);
  return { folder: `${origin}${decoded(user)}/Calendar`, parts, query: searchParams };
}
