import { abbreviations, harmless, infixes, stems, wholeWords } from "./privacy-words.ts";

/** A word of a text that may tell a stranger what somebody sees a doctor about. */
export interface TellingWord {
  /** As written. */
  word: string;
  /** Where it begins, in UTF-16 units. */
  index: number;
}

const fold = (word: string): string =>
  word
    .normalize("NFD")
    .replace(/[\p{M}-]/gu, "")
    .toLowerCase();

const wholes = new Set(wholeWords.map(fold));
const capitals = new Set(abbreviations);
const foldedStems = stems.map(fold);
const foldedInfixes = infixes.map(fold);

function tells(word: string): boolean {
  if (capitals.has(word.normalize("NFC"))) return true;
  const folded = fold(word);
  if (harmless.some((stem) => folded.startsWith(stem))) return false;
  return (
    wholes.has(folded) ||
    foldedStems.some((stem) => folded.startsWith(stem)) ||
    foldedInfixes.some((infix) => folded.includes(infix))
  );
}

/**
 * Words that tell a diagnosis, a specialty or a procedure, in any of the languages of the texts. A warning's matter:
 * no list knows them all, and a practice may have its reasons.
 *
 * @param dismissed words that a practice wants to hear nothing of, as it once wrote them
 */
export function tellingWords(text: string, dismissed: readonly string[] = []): TellingWord[] {
  const known = new Set(dismissed.map(fold));
  return [...text.matchAll(/x-rays?|[\p{L}\p{M}]+/giu)].flatMap(({ 0: word, index }) =>
    tells(word) && !known.has(fold(word)) ? [{ word, index }] : [],
  );
}
