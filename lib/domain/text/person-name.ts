import { isCarrier, isLongName, isLure } from "./lure.ts";

/**
 * A person's name as a text to a patient may carry it, or nothing where it cannot be one. It comes from a page that
 * is not trusted: without this, whoever writes the page would write the text. Letters, spaces and the punctuation of
 * names pass; digits, addresses and links do not, and neither does what asks a patient for something.
 */
export function nameInText(name: string): string {
  const tidy = name
    // A space of no width, a soft hyphen: nobody sees them.
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    // `Ing.Jan` is sloppy, `evil.cz` would be a link: neither has a letter right behind its dot.
    .replace(/\.(?=\p{L}{2})/gu, ". ");
  if (isCarrier(tidy) || isLure(tidy) || isLongName(tidy)) return "";
  return /^[\p{L}\p{M} .,'’‘`´ʼ′"“”„()‐‑‒–—−-]{1,60}$/u.test(tidy) && /\p{L}/u.test(tidy) ? tidy : "";
}
