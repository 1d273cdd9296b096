import { tellingWords } from "../../lib/domain/privacy.ts";
import { type MessageLanguage, needsUcs2 } from "../../lib/domain/text/message-language.ts";
import { graphemes, isGsm, withoutDiacritics } from "../../lib/domain/text/segments.ts";
import { parseTemplate } from "../../lib/domain/text/template.ts";

export interface Mark {
  type: "text" | "placeholder" | "unknown" | "special";
  /** Part of a word that may tell why the patient comes. */
  telling: boolean;
  text: string;
}

const isSpecial = (sent: string): boolean => ![...sent].every(isGsm);

/** The characters of a text that make it UCS-2, each once, in order of appearance. */
export const specialCharacters = (text: string): string[] => [
  ...new Set(graphemes(text.normalize("NFC")).filter(isSpecial)),
];

/** Words of a template, as typed, that may tell why the patient comes; each once. */
export const tellingIn = (
  template: string,
  names?: readonly string[],
  dismissed?: readonly string[],
): string[] => [
  ...new Set(
    parseTemplate(template, names).flatMap((part) =>
      part.type === "text" ? tellingWords(part.text, dismissed).map(({ word }) => word) : [],
    ),
  ),
];

/**
 * A template cut into what is to be told apart by eye. Joined, it is the template again.
 * @param names of the placeholders that can be filled
 * @param dismissed words that a practice wants no warning of
 */
export function highlight(
  template: string,
  plain: boolean,
  language: MessageLanguage,
  names?: readonly string[],
  dismissed?: readonly string[],
): Mark[] {
  const marks: Mark[] = [];
  // Where every letter is outside of GSM-7, marking them all would only hide the rest.
  const sent = (grapheme: string) =>
    plain ? withoutDiacritics(grapheme, language) : grapheme.normalize("NFC");
  for (const part of parseTemplate(template, names)) {
    if (part.type !== "text") {
      marks.push({ type: part.type, telling: false, text: part.source });
      continue;
    }
    const words = tellingWords(part.text, dismissed);
    let at = 0;
    for (const grapheme of graphemes(part.text)) {
      const type = !needsUcs2(language) && isSpecial(sent(grapheme)) ? "special" : "text";
      const telling = words.some(({ word, index }) => index <= at && at < index + word.length);
      const last = marks.at(-1);
      if (last?.type === type && last.telling === telling) last.text += grapheme;
      else marks.push({ type, telling, text: grapheme });
      at += grapheme.length;
    }
  }
  return marks;
}
