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

/** Typographic characters that survive the removal of combining marks, and what stands for them in GSM-7. */
const plainTypography: Record<string, string> = {
  "–": "-",
  "—": "-",
  "−": "-",
  "„": '"',
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "‚": "'",
  "‘": "'",
  "’": "'",
  "`": "'",
  "´": "'",
  "…": "...",
  "•": "*",
  "×": "x",
  "°": "st.",
  "№": "c.",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2009": " ",
  "\u200b": "",
  "\u00ad": "",
  "\t": " ",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
};

/** The same text in GSM-7 where that is possible without losing meaning: `Žižkov – „dům“` → `Zizkov - "dum"`. */
export function withoutDiacritics(text: string): string {
  let plain = "";
  for (const character of text.normalize("NFC")) {
    // é and É are Czech letters that GSM-7 has, yet a text with only some of its accents looks broken.
    const base = character.normalize("NFD").replace(/\p{M}/gu, "");
    plain += plainTypography[character] ?? plainTypography[base] ?? base;
  }
  return plain;
}
