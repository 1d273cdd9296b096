/**
 * What a calendar was asked for, without the days: two answers to the same question leave out the same, for a filter is
 * part of the question.
 */

/** `https://kalendar.example/api?doctor=2` of `…/api?start=2026-11-23T00:00:00&doctor=2&_=1764500000000`. */
const withoutMoments = (question: string): string =>
  question
    .replace(/\d{4}-?\d\d-?\d\d((T| |%20|\+)?\d\d(:|%3A)?\d\d[\d:.%A-Z+-]*)?/giu, "")
    .replace(/\d{9,}/gu, "");

/** FNV-1a, twice: short, and as good as always another one for another text. */
function digest(text: string): string {
  let [one, other] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x5bd1e995);
  }
  return [one, other].map((half) => (half >>> 0).toString(36)).join("");
}

/** The same for the same questions, in whatever order and about whatever days. */
export const scopeOf = (questions: readonly string[]): string =>
  digest([...new Set(questions.map(withoutMoments))].sort().join("\n"));
