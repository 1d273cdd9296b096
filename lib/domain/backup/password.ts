/** How well a password keeps a file that somebody may carry away and try at home for as long as they like. */

export type Strength = "short" | "weak" | "fair" | "strong";

const least = 10;

const alphabets: readonly [RegExp, number][] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\d/u, 10],
  [/[^\p{L}\d]/u, 20],
];

/** Those that are tried first, also with something before and after them. */
const common = /heslo|password|qwert[yz]|12345|ordinace|pipni|(?:19|20)\d\d/iu;

export function strengthOf(password: string): Strength {
  const letters = [...password];
  if (letters.length < least) return "short";
  const size = alphabets.reduce((sum, [some, count]) => sum + (some.test(password) ? count : 0), 0);
  // What is repeated adds little, and a word that everybody takes counts as one letter.
  const told = [...password.replace(new RegExp(common, "giu"), "x")];
  const distinct = new Set(told).size;
  const length = Math.min(told.length, distinct * 2);
  const bits = length * Math.log2(Math.max(size, 2));
  if (bits < 50) return "weak";
  return bits < 75 ? "fair" : "strong";
}
