import type { Fault } from "../domain/plugin-problem.ts";

/** How an address, or what is sent to it, names a day. */

const tokens = /epoch-m?s|yyyy|MM?|dd?/gu;
const braces = /\{([^{}]+?)([+-]\d{1,3})?\}/gu;

const withoutTokens = (pattern: string): string => pattern.replace(tokens, "");

/** What is sent may have braces of its own, as GraphQL's `{ address }`. */
function standsForDay(pattern: string): boolean {
  const rest = withoutTokens(pattern);
  return /yyyy|epoch-m?s/u.test(pattern) || (rest !== pattern && !/\p{L}/u.test(rest));
}

/** @param fill gives the text for a pattern, of a day that many days later */
export const fillDays = (text: string, fill: (pattern: string, shift: number) => string): string =>
  text.replace(braces, (whole, pattern: string, shift = "0") =>
    standsForDay(pattern) ? fill(pattern, Number(shift)) : whole,
  );

/** @param convert is applied to every text within */
export function mapTexts<T>(value: T, convert: (text: string) => string): T {
  if (typeof value === "string") return convert(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, convert)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTexts(one, convert)])) as T;
}

function problemOf(patterns: readonly string[]): Fault | null {
  for (const pattern of patterns) {
    const odd = /\p{L}+/u.exec(withoutTokens(pattern))?.[0];
    if (odd !== undefined) return { code: "fetchUnknown", values: { odd } };
  }
  return /epoch-m?s|d/u.test(patterns.join(" ")) ? null : { code: "fetchDayless" };
}

/** Why an address cannot be that of another day; `null` when it can. */
export const dayAddressProblem = (template: string): Fault | null =>
  problemOf([...template.matchAll(braces)].map(([, pattern = ""]) => pattern));

/** Why another day cannot be asked for by such a request. */
export function dayPostProblem(post: unknown): Fault | null {
  const patterns: string[] = [];
  mapTexts(post, (text) =>
    fillDays(text, (pattern) => {
      patterns.push(pattern);
      return "";
    }),
  );
  return problemOf(patterns);
}
