import { datesIn } from "./dates.ts";

/** What looks like one day, and is not: a text about several, and one day's name above a whole week. */

/** `23.–29. 11.`, `November 23–29, 2026`: the month is told once. */
const range =
  /(?<![\d:.])\d{1,2}\.?\s?[–—-]\s?(\d{1,2}\.?\s?(?:\d{1,2}\.|\p{L}{3,12}))|(\p{L}{3,12}\s\d{1,2})\s?[–—-]\s?\d{1,2}(?![:.\d])/gu;
const week = /(?<!\p{L})(?:týden|týdnu|týždeň|week|woche|kw)(?!\p{L})/iu;

/** Whether a text tells several days, or a week. */
export function tellsSeveralDays(text: string, reference: string): boolean {
  return (
    week.test(text) ||
    text.matchAll(range).some(([, last = "", first = last]) => datesIn(first, reference).size > 0) ||
    datesIn(text, reference).size > 1
  );
}

/** More than these are not compared. */
const maxBoxes = 400;

/**
 * Whether some of the elements stand side by side, as in the columns of a week. Two at the same time share the width of
 * one: another is as wide as both together.
 */
export function standSideBySide(elements: readonly Element[]): boolean {
  const boxes = elements
    .slice(0, maxBoxes)
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
  return boxes.some((one) => {
    // How far to the right those reach that begin no later.
    const far = Math.max(...boxes.map(({ left, right }) => (left <= one.left + 2 ? right : 0)));
    return boxes.some(
      ({ left, right, top, bottom }) =>
        left >= one.left &&
        Math.min(one.bottom, bottom) - Math.max(one.top, top) > 2 &&
        Math.min(one.right, right) - left < 2 &&
        far < Math.max(one.right, right) - 2,
    );
  });
}
