import type { Language } from "../domain/settings.ts";
import { page as cs } from "./cs/page.ts";
import { dictionary } from "./dictionary.ts";
import { page as en } from "./en/page.ts";
import { page as sk } from "./sk/page.ts";

/** The words of the content script. */
export function pageWords(language: Language) {
  const { common, page } = dictionary(language, { page: { cs, en, sk } });
  return { ...page, kinds: common.kinds, reason: common.reason };
}
export type PageWords = ReturnType<typeof pageWords>;
