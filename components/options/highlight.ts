import { isGsm, withoutDiacritics } from "../../lib/domain/segments.ts";
import { parseTemplate } from "../../lib/domain/template.ts";

export interface Mark {
  type: "text" | "placeholder" | "unknown" | "special";
  text: string;
}

const graphemes = new Intl.Segmenter("cs", { granularity: "grapheme" });
const split = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** Whether one written character makes the whole text UCS-2, given that a plain text loses its accents first. */
function isSpecial(grapheme: string, plain: boolean): boolean {
  const sent = plain ? withoutDiacritics(grapheme) : grapheme.normalize("NFC");
  return ![...sent].every(isGsm);
}

/** The characters of a text that make it UCS-2, each once, in order of appearance. */
export const specialCharacters = (text: string): string[] => [
  ...new Set(split(text.normalize("NFC")).filter((grapheme) => isSpecial(grapheme, false))),
];

/** A template cut into what is to be told apart by eye. Joined, it is the template again. */
export function highlight(template: string, plain: boolean): Mark[] {
  const marks: Mark[] = [];
  for (const part of parseTemplate(template)) {
    if (part.type !== "text") {
      marks.push({ type: part.type, text: part.source });
      continue;
    }
    for (const grapheme of split(part.text)) {
      const type = isSpecial(grapheme, plain) ? "special" : "text";
      const last = marks.at(-1);
      if (last?.type === type) last.text += grapheme;
      else marks.push({ type, text: grapheme });
    }
  }
  return marks;
}
