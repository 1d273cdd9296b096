/** From the bytes of a file to its text, whatever wrote it. */

export type Encoding = "utf-8" | "utf-16" | "windows-1250" | "iso-8859-2";

/** A letter cut in two by a folded line of an address book: bytes of UTF-8 with a line break and a space in between. */
function unfolded(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const breaks = bytes[at] === 13 && bytes[at + 1] === 10 ? 2 : bytes[at] === 10 ? 1 : 0;
    const isFolded = breaks > 0 && (bytes[at + breaks] === 32 || bytes[at + breaks] === 9);
    if (isFolded) at += breaks;
    else kept.push(bytes[at] ?? 0);
  }
  return new Uint8Array(kept);
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 of which a few bytes are spoilt, or that was cut off: each of them becomes a mark, and the rest stays. */
function mostlyUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder("utf-8").decode(bytes);
  const spoilt = text.split("\uFFFD").length - 1;
  const letters = text.match(/[\u0080-\uFFFC]/gu)?.length ?? 0;
  return letters > 2 * spoilt ? text : null;
}

/** Without half a letter at the very end. */
const withoutCutOff = (bytes: Uint8Array): Uint8Array => {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return ((bytes[end - 1] ?? 0) & 0xc0) === 0xc0 ? bytes.subarray(0, end - 1) : bytes;
};

/** š, ť, ž and their capitals stand elsewhere in ISO 8859-2 than in Windows-1250; nothing else in Czech does. */
function isIso88592(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)) return false;
  const isCzech = bytes.some((byte) => byte === 0xec || byte === 0xf8 || byte === 0xf9);
  return bytes.some(
    (byte) =>
      byte === 0xb9 ||
      byte === 0xa9 ||
      byte === 0xae ||
      byte === 0xbb ||
      byte === 0xb5 ||
      (isCzech && byte === 0xbe),
  );
}

/** Text in UTF-8 or UTF-16 with a mark, in UTF-8 without one, or else as older Czech software writes. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const name = first === 0xff ? "utf-16le" : "utf-16be";
    return { text: new TextDecoder(name).decode(bytes), encoding: "utf-16" };
  }
  const start = new TextDecoder("windows-1250").decode(bytes.subarray(0, 100));
  const isBook = /BEGIN:VCARD/iu.test(start);
  const text =
    strictUtf8(bytes) ??
    (isBook ? strictUtf8(unfolded(bytes)) : null) ??
    strictUtf8(withoutCutOff(bytes)) ??
    mostlyUtf8(bytes);
  if (text !== null) return { text, encoding: "utf-8" };
  const encoding = isIso88592(bytes) ? "iso-8859-2" : "windows-1250";
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
