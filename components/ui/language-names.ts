import type { Language } from "../../lib/domain/settings.ts";
import type { MessageLanguage } from "../../lib/domain/text/message-language.ts";

/** Each in itself, for those who are looking for it. */
export const languageNames: Record<Language | MessageLanguage, string> = {
  cs: "Čeština",
  sk: "Slovenčina",
  en: "English",
  de: "Deutsch",
  uk: "Українська",
};
