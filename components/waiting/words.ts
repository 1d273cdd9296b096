import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { waiting as cs } from "../../lib/i18n/cs/waiting.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { waiting as en } from "../../lib/i18n/en/waiting.ts";
import { waiting as sk } from "../../lib/i18n/sk/waiting.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, { waiting: { cs, en, sk } }),
  locale: localeOf(language),
});

export const WaitingWords = createContext(wordsIn("cs"));
export const useWords = () => useContext(WaitingWords);
