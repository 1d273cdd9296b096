/** Lower case and without accents, so that `Vzorova` finds Vzorová. */
export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The distinct words and numbers of some texts, folded, for the search index. */
export function searchWords(...texts: (string | null)[]): string[] {
  const words = texts.flatMap((text) => fold(text ?? "").match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...new Set(words.map((word) => word.slice(0, 30)))].slice(0, 60);
}
