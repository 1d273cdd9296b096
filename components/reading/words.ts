import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { reading as cs } from "../../lib/i18n/cs/reading.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { reading as en } from "../../lib/i18n/en/reading.ts";
import { reading as sk } from "../../lib/i18n/sk/reading.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, { reading: { cs, en, sk } }),
  locale: localeOf(language),
});

export const Words = createContext(wordsIn("cs"));
export const useWords = () => useContext(Words);
