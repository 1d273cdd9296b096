import type { Language } from "../../domain/settings.ts";
import { notices as csNotices } from "../../i18n/cs/notices.ts";
import { page as cs } from "../../i18n/cs/page.ts";
import { dictionary } from "../../i18n/dictionary.ts";
import { notices as enNotices } from "../../i18n/en/notices.ts";
import { page as en } from "../../i18n/en/page.ts";
import { preferredLanguage } from "../../i18n/language.ts";
import { notices as skNotices } from "../../i18n/sk/notices.ts";
import { page as sk } from "../../i18n/sk/page.ts";
import { loadSettings } from "../../storage/settings.ts";

export const loadLanguage = async (): Promise<Language> =>
  (await loadSettings()).language ?? preferredLanguage();

/** A calendar's page carries no dictionary: what it shows is worded here, in the user's language. */
export const wordsIn = (language: Language) =>
  dictionary(language, {
    page: { cs, en, sk },
    notices: { cs: csNotices, en: enNotices, sk: skNotices },
  });

export const loadWords = async () => wordsIn(await loadLanguage());
