/**
 * What a calendar was asked for, without the days: two answers to the same question leave out the same, for a filter is
 * part of the question.
 */

const maxLength = 2_000;

/** `https://kalendar.example/api?doctor=2` of `…/api?start=2026-11-23T00:00:00&doctor=2&_=1764500000000`. */
const withoutMoments = (question: string): string =>
  question
    .replace(/\d{4}-?\d\d-?\d\d((T| |%20|\+)?\d\d(:|%3A)?\d\d[\d:.%A-Z+-]*)?/giu, "")
    .replace(/\d{9,}/gu, "")
    .slice(0, maxLength);

/** FNV-1a: short, and as good as always another one for another text. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36);
}

export const scopeOf = (questions: readonly string[]): string =>
  digest([...new Set(questions.map(withoutMoments))].sort().join("\n"));
