/**
 * How a text is cut into SMS parts. Written without a look at the extension's own counter,
 * so that a mistake in one of the two shows up as a difference.
 */

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€");

export type Encoding = "GSM-7" | "UCS-2";

export interface Segments {
  readonly encoding: Encoding;
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number;
  readonly parts: readonly string[];
}

const LIMITS: Record<Encoding, { single: number; part: number }> = {
  "GSM-7": { single: 160, part: 153 },
  "UCS-2": { single: 70, part: 67 },
};

export function segment(text: string): Segments {
  // Iterating a string yields whole code points, so neither a surrogate pair nor an escape pair is ever split.
  const characters = [...text];
  const encoding = characters.every((c) => BASIC.has(c) || EXTENSION.has(c)) ? "GSM-7" : "UCS-2";
  const width = (c: string) => (encoding === "UCS-2" ? c.length : EXTENSION.has(c) ? 2 : 1);
  const units = characters.reduce((sum, c) => sum + width(c), 0);
  const { single, part } = LIMITS[encoding];
  if (units <= single) return { encoding, units, parts: [text] };

  const parts: string[] = [];
  let current = "";
  let used = 0;
  for (const c of characters) {
    if (used + width(c) > part) {
      parts.push(current);
      current = "";
      used = 0;
    }
    current += c;
    used += width(c);
  }
  parts.push(current);
  return { encoding, units, parts };
}
