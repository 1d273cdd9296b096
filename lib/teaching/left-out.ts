import { isCrossed } from "../declarative/struck-out.ts";
import { fold } from "../domain/fold.ts";
import { textOf } from "./appointments.ts";
import { tellsTime } from "./date-formats.ts";
import { ancestorsOf, stableSelectorsOf } from "./stable-selectors.ts";

/** What stands among appointments and is none: struck out, cancelled, or by a person's word. */

/** A mark that more of them bear is no mark of those that are none. */
const mostMarked = 0.5;
const crossing = "del, s, strike";
const crossed = '[style*="line-through"]';
const ended = /zrus|storn|cancel|stornier|nezavazn|declin|smazan|deleted/;

/** Struck out is what holds the hour or most of the words, not some price in it. */
function isStruckOut(item: Element, reference: string): boolean {
  const whole = textOf(item).length;
  return [item, ...ancestorsOf(item).slice(0, 2), ...[...item.querySelectorAll("*")].slice(0, 30)].some(
    (one) =>
      isCrossed(one) &&
      (one.contains(item) || tellsTime(textOf(one), reference) || textOf(one).length * 2 > whole),
  );
}

const valued = (element: Element): string[] =>
  [...element.attributes]
    .filter(
      ({ name, value }) => /^(?:data-(?!pipni)|aria-)[\w-]+$/.test(name) && /^[\p{L}_-]{3,30}$/u.test(value),
    )
    .map(({ name, value }) => `[${name}="${value}"]`);

const marksOf = (element: Element): string[] => [
  ...stableSelectorsOf(element).filter((selector) => selector.startsWith(".")),
  ...valued(element),
];

/** Selectors that may tell an item from its like, the plainest first. */
function marksIn(item: Element): string[] {
  const inner = [...item.querySelectorAll("*")].slice(0, 30);
  return [
    ...marksOf(item),
    ...(item.matches(crossed) ? [crossed] : []),
    ...ancestorsOf(item)
      .slice(0, 2)
      .flatMap(marksOf)
      .map((selector) => `${selector} *`),
    ...inner.flatMap(marksOf).map((selector) => `:has(${selector})`),
    ...(item.querySelector(crossing) ? [`:has(${crossing})`] : []),
    ...(item.querySelector(crossed) ? [`:has(${crossed})`] : []),
  ];
}

/** A selector for one item and as few others as may be; `null` where nothing but its words tells it from them. */
function markOf(item: Element, all: readonly Element[]): string | null {
  const marked = marksIn(item)
    .map((selector) => ({ selector, count: all.filter((one) => one.matches(selector)).length }))
    .filter(({ count }) => count <= Math.max(1, all.length * mostMarked) && count < all.length)
    .sort((a, b) => a.count - b.count);
  return marked[0]?.selector ?? null;
}

/** Selectors for those that are struck out, or whose markup says that they were cancelled, and for no others. */
function marksOfEnded(all: readonly Element[], reference: string): string[] {
  const says = (item: Element): string[] => marksIn(item).filter((selector) => ended.test(fold(selector)));
  const struck = new Set(all.slice(0, 400).filter((item) => isStruckOut(item, reference)));
  const found: string[] = [];
  const isCovered = (item: Element): boolean => found.some((selector) => item.matches(selector));
  for (const item of all.slice(0, 400)) {
    if (isCovered(item)) continue;
    const fits = (selector: string): boolean => all.every((one) => !one.matches(selector) || struck.has(one));
    const mark = struck.has(item) ? marksIn(item).find(fits) : says(item)[0];
    if (mark !== undefined && all.some((one) => !one.matches(mark))) found.push(mark);
  }
  return found.slice(0, 8);
}

const most = 20;

/** What a lesson leaves out: at first what has ended, then what a person says. */
export class LeftOut {
  readonly #marks: string[];

  /** @param pointed whoever points at one that is struck out means it */
  constructor(all: readonly Element[], pointed: Element | null, reference: string) {
    this.#marks = marksOfEnded(all, reference).filter((mark) => !pointed?.matches(mark));
  }

  /** Selectors. */
  get marks(): readonly string[] {
    return this.#marks;
  }

  readonly isCounted = (element: Element): boolean => !this.#marks.some((mark) => element.matches(mark));

  /** @returns false, with nothing changed, where nothing lasting tells it from the others */
  add(element: Element | undefined, all: readonly Element[]): boolean {
    const mark = element && markOf(element, all);
    if (!mark || this.#marks.length >= most) return false;
    this.#marks.push(mark);
    return true;
  }

  /** Takes back the last. */
  undo(): void {
    this.#marks.pop();
  }
}
