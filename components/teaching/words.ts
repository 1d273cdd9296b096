import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { teaching as cs } from "../../lib/i18n/cs/teaching.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { teaching as en } from "../../lib/i18n/en/teaching.ts";
import { teaching as sk } from "../../lib/i18n/sk/teaching.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, { teaching: { cs, en, sk } }),
  locale: localeOf(language),
});

export const Words = createContext(wordsIn("cs"));
export const useWords = () => useContext(Words);
