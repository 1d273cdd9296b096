/** Of one question, and of questions, as much as may be told. */
const longest = 1_900;
const most = 20;

/**
 * What a calendar was asked for, where that is told by names and not by addresses: the calendars that are ticked, say.
 * Each digit is set apart, for what looks like a day does not count in a question.
 *
 * @returns `null` for more than may be told
 */
export function namedQuestions(names: readonly string[]): string[] | null {
  const text = JSON.stringify(names.toSorted()).replace(/\d/g, "$&_");
  const count = Math.ceil(text.length / longest);
  if (count > most) return null;
  return Array.from({ length: count }, (_, at) => text.slice(at * longest, (at + 1) * longest));
}
