import type { MessageLanguage } from "./message-language.ts";

/** How a text is cut into SMS. After 3GPP TS 23.038 (alphabets) and 23.040 (concatenation). */

const basicAlphabet =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const extensionAlphabet = "\f^{}\\[~]|€";

const septets = new Map<string, number>([
  ...[...basicAlphabet].map((character) => [character, 1] as const),
  ...[...extensionAlphabet].map((character) => [character, 2] as const),
]);

/** Longest text in one SMS, and in each part of a longer one, in units of the alphabet. */
const capacity = {
  "GSM-7": { single: 160, part: 153 },
  "UCS-2": { single: 70, part: 67 },
} as const;

export interface Segments {
  alphabet: "GSM-7" | "UCS-2";
  /** What a person would call characters (code points). */
  characters: number;
  /** Septets in GSM-7 (an extension character takes two), UTF-16 units in UCS-2. */
  units: number;
  /** Number of SMS that the text is charged as; 0 for an empty text. */
  parts: number;
  /** Units that still fit before another part begins. */
  left: number;
}

/** True for a character that a text can hold without becoming UCS-2. */
export const isGsm = (character: string): boolean => septets.has(character);

export function segment(text: string): Segments {
  const characters = [...text];
  const gsm = characters.every(isGsm);
  const alphabet = gsm ? "GSM-7" : "UCS-2";
  const widths = characters.map((character) => (gsm ? (septets.get(character) ?? 1) : character.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { single, part } = capacity[alphabet];
  if (units <= single) {
    return {
      alphabet,
      characters: characters.length,
      units,
      parts: units === 0 ? 0 : 1,
      left: single - units,
    };
  }
  // A pair (escape + character, or two surrogates) is never split between two parts.
  let parts = 1;
  let filled = 0;
  for (const width of widths) {
    if (filled + width > part) {
      parts++;
      filled = 0;
    }
    filled += width;
  }
  return { alphabet, characters: characters.length, units, parts, left: part - filled };
}

/** The letters whose marks stay in a text of a language: GSM-7 has all that it needs, and `schön` is not `schon`. */
const keptLetters: Partial<Record<MessageLanguage, string>> = { de: "äöüÄÖÜ" };

/** What stands in GSM-7 for characters that neither lose a mark nor decompose into something that it has. */
const plainForms = new Map<string, string>(
  Object.entries({
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212",
    '"': "„“”‟«»″〝〞",
    "'": "‚‘’‛‹›′`´ʼʹ",
    "/": "\u2044\u2215",
    "*": "•●▪∙",
    "\n": "\u2028\u2029",
    x: "×",
    ":": "÷",
    "...": "…",
    "st.": "°",
    "c.": "№",
    "(c)": "©",
    "(R)": "®",
    "->": "→",
    "<-": "←",
    "<=": "≤",
    ">=": "≥",
    ae: "ǽ",
    oe: "œ",
    OE: "Œ",
    ss: "ẞ",
    d: "đð",
    D: "ĐÐ",
    h: "ħ",
    H: "Ħ",
    i: "ı",
    l: "ł",
    L: "Ł",
    n: "ŋ",
    N: "Ŋ",
    t: "ŧ",
    T: "Ŧ",
    th: "þ",
    Th: "Þ",
  }).flatMap(([form, characters]) => [...characters].map((character) => [character, form] as const)),
);

const written = new Intl.Segmenter("cs", { granularity: "grapheme" });
/** What a person would call the characters of a text: a letter with all its marks is one. */
export const graphemes = (text: string): string[] =>
  Array.from(written.segment(text), ({ segment }) => segment);

function plainForm(grapheme: string): string {
  const listed = plainForms.get(grapheme);
  if (listed !== undefined) return listed;
  if (/^\p{Zs}$/u.test(grapheme)) return " ";
  // NFKD also takes ligatures, superscripts and full-width letters apart.
  const decomposed = grapheme.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  return [...decomposed].map((character) => plainForms.get(character) ?? character).join("");
}

/**
 * The same text in GSM-7 where that is possible without losing meaning: `Žižkov – „dům“` → `Zizkov - "dum"`. What
 * has no such form stays as it is, Cyrillic and emoji among it: й is another letter than и.
 */
export function withoutDiacritics(text: string, language?: MessageLanguage): string {
  const kept = (language && keptLetters[language]) ?? "";
  return graphemes(text.normalize("NFC").replaceAll("\t", " "))
    .map((grapheme) => {
      // é and É are Czech letters that GSM-7 has, yet a text with only some of its accents looks broken.
      if (kept.includes(grapheme)) return grapheme;
      const plain = plainForm(grapheme);
      return [...plain].every(isGsm) ? plain : grapheme;
    })
    .join("");
}
