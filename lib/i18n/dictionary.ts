import type { Language } from "../domain/settings.ts";
import { common as cs } from "./cs/common.ts";
import { common as en } from "./en/common.ts";
import { common as sk } from "./sk/common.ts";

const commons: Record<Language, typeof cs> = { cs, en, sk };

/** One page's words in every language. */
export type Area<Words> = Record<Language, Words>;

// The Czech words are the measure; the others are typed after them.
type Dictionary<Areas extends Record<string, Area<unknown>>> = { common: typeof cs } & {
  [Name in keyof Areas]: Areas[Name]["cs"];
};

/**
 * The words of one page. The page passes its own areas, so that it does not carry those of the others:
 * `dictionary(language, { popup: { cs, en, sk } })` → `{ common, popup }`.
 */
export function dictionary<Areas extends Record<string, Area<unknown>>>(
  language: Language,
  areas: Areas,
): Dictionary<Areas> {
  const own = Object.entries(areas).map(([name, area]) => [name, area[language]]);
  return { common: commons[language], ...Object.fromEntries(own) };
}

/** For Intl. English with day before month and a 24-hour clock, as is usual in Europe. */
export const localeOf = (language: Language): string => (language === "en" ? "en-GB" : language);
