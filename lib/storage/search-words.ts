import { foldedWords } from "../domain/fold.ts";

export { fold } from "../domain/fold.ts";

/** The distinct words and numbers of some texts, folded, for the search index. */
export function searchWords(...texts: (string | null)[]): string[] {
  const words = texts.flatMap((text) => foldedWords(text ?? ""));
  return [...new Set(words.map((word) => word.slice(0, 30)))].slice(0, 60);
}
