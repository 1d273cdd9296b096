import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { options as cs } from "../../lib/i18n/cs/options.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { options as en } from "../../lib/i18n/en/options.ts";
import { options as sk } from "../../lib/i18n/sk/options.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, { options: { cs, en, sk } }),
  locale: localeOf(language),
});

export const Words = createContext(wordsIn("cs"));
export const useWords = () => useContext(Words);
