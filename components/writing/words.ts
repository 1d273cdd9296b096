import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { writing as cs } from "../../lib/i18n/cs/writing.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { writing as en } from "../../lib/i18n/en/writing.ts";
import { writing as sk } from "../../lib/i18n/sk/writing.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, { writing: { cs, en, sk } }),
  locale: localeOf(language),
});

export const WritingWords = createContext(wordsIn("cs"));
export const useWords = () => useContext(WritingWords);
