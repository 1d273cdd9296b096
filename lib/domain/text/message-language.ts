import { z } from "zod";

/** The languages in which patients can be written to. Those of the extension's own pages are fewer. */
export const MessageLanguage = z.enum(["cs", "sk", "en", "de", "uk"]);
export type MessageLanguage = z.infer<typeof MessageLanguage>;

/** In the order in which the pages offer them. */
export const messageLanguages = MessageLanguage.options;

/** For Intl. English as Europe writes it: the day before the month. */
export const localeOfMessages = (language: MessageLanguage): string =>
  language === "en" ? "en-GB" : language;

/** The letters of a language that no text in it can do without, and that GSM 03.38 does not have. */
export const needsUcs2 = (language: MessageLanguage): boolean => language === "uk";
