import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../lib/domain/settings.ts";
import { menu as csMenu } from "../../lib/i18n/cs/menu.ts";
import { popup as cs } from "../../lib/i18n/cs/popup.ts";
import { dictionary, localeOf } from "../../lib/i18n/dictionary.ts";
import { menu as enMenu } from "../../lib/i18n/en/menu.ts";
import { popup as en } from "../../lib/i18n/en/popup.ts";
import { menu as skMenu } from "../../lib/i18n/sk/menu.ts";
import { popup as sk } from "../../lib/i18n/sk/popup.ts";

export const wordsIn = (language: Language) => ({
  ...dictionary(language, { popup: { cs, en, sk }, menu: { cs: csMenu, en: enMenu, sk: skMenu } }),
  locale: localeOf(language),
});

export const Words = createContext(wordsIn("cs"));
export const useWords = () => useContext(Words);
