import { z } from "zod";
import { foldedKey } from "../fold.ts";
import { type MessageLanguage, messageLanguages } from "./message-language.ts";

/** A person's own words that are used again and again, kept by a name. */

/** Nobody looks through more of them. */
export const mostKept = 200;
export const maxKeptName = 60;

const text = z.string().max(1000).default("");

/** The same words in each language; empty where nobody has written them in it. */
export const TextByLanguage = z.strictObject({ cs: text, sk: text, en: text, de: text, uk: text });
export type TextByLanguage = z.infer<typeof TextByLanguage>;

export const noTexts: TextByLanguage = { cs: "", sk: "", en: "", de: "", uk: "" };

export const KeptText = z.strictObject({
  name: z.string().min(1).max(maxKeptName),
  texts: TextByLanguage,
});
export type KeptText = z.infer<typeof KeptText>;

/** In the order in which they were made: a browser keeps no order of names. */
export const newTextId = (): string => `${new Date().toISOString()} ${crypto.randomUUID()}`;

const managed = "managed ";
/** The id of what an administrator has set. */
export const managedTextId = (name: string): string => `${managed}${foldedKey(name)}`.slice(0, 100);
export const isManagedText = (id: string): boolean => id.startsWith(managed);

/** As a page lists them, an administrator's last. */
export const inOrder = <T>(texts: Readonly<Record<string, T>>): [id: string, text: T][] =>
  Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));

/** By ids of their own, so that one that cannot be read takes no other with it, and each can be renamed. */
export const KeptTexts = z
  .record(z.string().min(1).max(100), KeptText)
  .refine((kept) => Object.keys(kept).length <= mostKept);
export type KeptTexts = z.infer<typeof KeptTexts>;

/** Whether another one goes by that name, however it is spelt. */
export const isNameTaken = (kept: KeptTexts, name: string, except: string | null = null): boolean =>
  Object.entries(kept).some(([id, one]) => id !== except && foldedKey(one.name) === foldedKey(name));

const isWritten = (words: string): boolean => words.trim() !== "";

/** What a person sends for the occasion. */
export interface OwnWords {
  text: string;
  /** For whoever is written to in another language, where it is written in that. */
  others: Partial<Record<MessageLanguage, string>>;
}

export const noWords: OwnWords = { text: "", others: {} };

/** Words that a person has just written are the same to all. */
export const justWritten = (text: string): OwnWords => ({ text, others: {} });

/** @param language that of the practice's texts; what is not written in it starts from what there is */
export function wordsOf({ texts }: KeptText, language: MessageLanguage): OwnWords {
  const written = messageLanguages.filter((code) => isWritten(texts[code]));
  const own = written.includes(language) ? language : written[0];
  if (own === undefined) return noWords;
  return {
    text: texts[own],
    others: Object.fromEntries(written.flatMap((code) => (code === own ? [] : [[code, texts[code]]]))),
  };
}

export const wordsIn = ({ text, others }: OwnWords, language: MessageLanguage): string =>
  others[language] ?? text;

/** Those of a backup beside those that are here: nothing that is here only is lost, and no name stands twice. */
export function joinKept(here: KeptTexts, brought: KeptTexts): KeptTexts {
  const joined: KeptTexts = { ...here };
  for (const [id, one] of Object.entries(brought)) {
    const namesake = Object.entries(joined).find(([, { name }]) => foldedKey(name) === foldedKey(one.name));
    const at = namesake?.[0] ?? id;
    if (at in joined || Object.keys(joined).length < mostKept) joined[at] = one;
  }
  return joined;
}
