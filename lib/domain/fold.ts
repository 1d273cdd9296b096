/** Letters that are not another one with a mark. */
const letters: Record<string, string> = {
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ø: "o",
  ŧ: "t",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** Lower case, without accents and signs that nobody sees, so that `Vzorova` finds Vzorová and `Lukasz` Łukasz. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[đðħıłøŧßæœþ]/gu, (letter) => letters[letter] ?? letter);

/** The words and numbers of a text, folded. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The same for names that differ in case, accents or spaces alone. */
export const foldedKey = (text: string): string => fold(text).replace(/\s/gu, "");
