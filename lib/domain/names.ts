import { fold, foldedWords } from "./fold.ts";

/** People's names, as they are compared: whoever writes them, with titles or without. */

/** Titles of several words, or with dots inside, before they fall apart into words. */
const dotted =
  /(?<!\p{L})(?:(?:ph|th|art|ed)\.?\s?d|ll\.?\s?[mb]|m\.\s?(?:sc|a|d|b\.\s?a)|b\.\s?(?:sc|a)|dr\.?\s?h\.?\s?c|dr\.?\s?med(?:\.?\s?dent)?|d\.?\s?sc|d\.?\s?m\.?\s?d|ing\.?\s?arch|akad\.?\s?(?:mal|soch|arch)|dipl\.?[\s-]?(?:ing|um)|dr\.?\s?rer\.?\s?nat|ak\.?\s?(?:mal|soch|arch)|prom\.\s?\p{L}{2,5}|et(?=\s(?:ing|mgr|mga|bc|bca|mudr|judr|phdr|rndr)))(?:\.|(?![\p{L}.]))/giu;
/** Titles before and after a name, and what people are addressed by, folded. */
const titles = new Set(
  (
    "mudr mddr mvdr judr phdr rndr paedr paeddr pharmdr thdr thlic thmgr rsdr rtdr artd icdr phmr msdr ing inz bc mgr bca mga prof doc dr csc drsc " +
    "phd mba dba dis msc bsc mpa mph mha llm llb dipl akad plk mjr kpt pan pani pi slecna sl herr frau mr mrs ms miss sir"
  ).split(" "),
);
/** The younger and the older of one name are two people, however that is written. */
const generations: Record<string, string> = {
  nejml: "nejml",
  nejmladsi: "nejml",
  ml: "ml",
  mladsi: "ml",
  mladsia: "ml",
  jr: "ml",
  jun: "ml",
  junior: "ml",
  st: "st",
  starsi: "st",
  starsia: "st",
  sr: "st",
  sen: "st",
  senior: "st",
};

/** `O´Brien`, `O’Brien` and `Мар'яна`: one word, whatever sign stands in it. */
const apostrophe = /(?<=\p{L})['’‘‛`´ʼʹʻ′＇](?=\p{L})/gu;

export const isTitle = (word: string): boolean => titles.has(word);

/** Whether a word tells the younger or the older one of a name. */
export const isGeneration = (word: string): boolean => Object.hasOwn(generations, fold(word));

/** The words of a name without titles, as they are written. */
export function ownWords(name: string): string[] {
  const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  return words(name.replace(dotted, " ")).filter((word) => !isTitle(fold(word)));
}

/** The words of a name without titles, folded. A name of nothing but titles keeps them. */
export function nameWords(name: string): string[] {
  const plain = fold(name.replace(apostrophe, ""));
  const all = foldedWords(plain);
  const own = foldedWords(plain.replace(dotted, " ")).filter((word) => !titles.has(word));
  return (own.length > 0 ? own : all).map((word) => generations[word] ?? word);
}

/** The same for `Jana Vzorová` and `VZOROVA, Mgr. Jana, Ph.D.`; empty for no name. */
export const nameKey = (name: string): string => nameWords(name).sort().join(" ");
