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
  return boxes.some((one, index) =>
    boxes
      .slice(index + 1)
      .some(
        (other) =>
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2 &&
          Math.min(one.right, other.right) - Math.max(one.left, other.left) < 2 &&
          !boxes.some(
            ({ left, right }) =>
              left <= Math.min(one.left, other.left) + 2 && right >= Math.max(one.right, other.right) - 2,
          ),
      ),
  );
}
