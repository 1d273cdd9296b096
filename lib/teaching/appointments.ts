import { collapse } from "../declarative/fields.ts";
import { fold } from "../domain/fold.ts";
import { dayFormatsOf, findDays, findStarts, tellsTime } from "./date-formats.ts";
import {
  ancestorsOf,
  repeatingSelectors,
  stableSelectorsOf,
  tagOf,
  uniqueSelectorsOf,
} from "./stable-selectors.ts";

/** Which elements of a page are its appointments. */

const maxText = 600;
/** A page with more than this is not looked through whole. */
const maxElements = 20_000;
const maxSample = 120;
/** Of what a selector finds at least so much must look like an appointment. */
const enough = 0.75;

const skipped = "script,style,noscript,template,svg,head,option,[data-pipni],[data-pipni] *";

export const textOf = (element: Element): string => collapse(element.textContent?.slice(0, 5_000) ?? "");

const attributeTells = (element: Element, reference: string): boolean =>
  [...element.attributes].some(
    ({ name, value }) =>
      (name === "datetime" || name.startsWith("data-")) &&
      value.length <= 60 &&
      findStarts(value, true, reference).some(({ dated }) => dated),
  );

/** Whether it tells an hour, in its text or in attributes of its own or of what is in it. */
function isTimed(element: Element, reference: string): boolean {
  const tells = (one: Element): boolean =>
    attributeTells(one, reference) || tellsTime(textOf(one), reference);
  // Between two cells stands nothing that would part their texts.
  return tells(element) || [...element.querySelectorAll("*")].slice(0, 30).some(tells);
}

/** Whether it says anything but the hour. */
const hasWords = (element: Element): boolean =>
  /\p{L}{2}/u.test(textOf(element).replace(/\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b)?/giu, " "));

const bars = "nav, [role=navigation], [role=toolbar], [class*=toolbar]";
const turns =
  /^[<>‹›«»←→\s]*(?:nasledujic|predchoz|predesl|dalsi|pristi|minul|dnes|dnesok|zpet|vpred|nasledujuc|predchadzajuc|next|prev|today|back\b|forward)/;

/** What turns the page is no appointment, whatever day and hour it names. */
const isNavigation = (element: Element): boolean =>
  element.closest(bars) !== null || turns.test(fold(textOf(element).slice(0, 100)));

const isLikely = (element: Element, reference: string): boolean =>
  textOf(element).length <= maxText &&
  !isNavigation(element) &&
  hasWords(element) &&
  isTimed(element, reference);

const tellsDay = (element: Element, reference: string): boolean =>
  findDays(textOf(element), reference).length > 0 ||
  [...element.attributes].some(({ name, value }) => dayFormatsOf(name, value, reference).length > 0);

export interface Appointments {
  selector: string;
  elements: Element[];
  /** The one that was pointed at. */
  pointed: Element;
  /** How many look like appointments, less those that do not. */
  worth: number;
}

/** A selector of what holds all of them and is there without them too; `null` where nothing has a name. */
export function holderOf({ pointed, elements }: Appointments): string | null {
  const holds = (element: Element): boolean => elements.every((one) => element.contains(one));
  return ancestorsOf(pointed).filter(holds).flatMap(uniqueSelectorsOf)[0] ?? null;
}

function seek(selector: string, pointed: Element, reference: string, isTold: boolean): Appointments | null {
  const elements = [...pointed.ownerDocument.querySelectorAll(selector)].filter(
    (element) => !element.matches(skipped),
  );
  if (!elements.includes(pointed) || elements.length > 3_000) return null;
  const all = new Set(elements);
  if (elements.some((element) => ancestorsOf(element).some((outer) => all.has(outer)))) return null;
  const sample = elements.slice(0, maxSample);
  const fits = (element: Element): boolean =>
    isTold
      ? isLikely(element, reference)
      : textOf(element).length <= maxText && !isNavigation(element) && hasWords(element);
  const share = sample.filter(fits).length / sample.length;
  if (share < enough) return null;
  return { selector, elements, pointed, worth: elements.length * (3 * share - 2) };
}

/** All ways to find the element and its like, those that find most of them and least else first. */
function waysTo(element: Element, reference: string, isTold: boolean): Appointments[] {
  const found = repeatingSelectors(element).flatMap(
    (selector) => seek(selector, element, reference, isTold) ?? [],
  );
  const firsts = found.filter(
    ({ elements }, index) => found.findIndex((other) => other.elements.length === elements.length) === index,
  );
  return firsts.sort((a, b) => b.worth - a.worth);
}

/** Whether each of the outer ones holds one of the inner ones, and no day is told by them alone. */
function isSameThing(inner: Appointments, outer: Appointments, reference: string): boolean {
  if (inner.elements.length !== outer.elements.length) return false;
  const holds = outer.elements.every(
    (one) => inner.elements.filter((other) => one.contains(other)).length === 1,
  );
  const tells = ({ pointed }: Appointments): boolean => tellsDay(pointed, reference);
  if (!holds || (tells(outer) && !tells(inner))) return false;
  return outer.elements.length > 1 || textOf(outer.pointed) === textOf(inner.pointed);
}

/** A row of a table across days, of which what was pointed at is only one. */
function isOfMany(row: Element, target: Element, reference: string): boolean {
  if (tagOf(row) !== "tr") return false;
  const days = [...row.querySelectorAll("td")].flatMap((cell) =>
    [...cell.attributes].filter(({ name, value }) => dayFormatsOf(name, value, reference).length > 0),
  );
  if (days.length > 1) return true;
  const rows = [...(row.parentElement?.children ?? [])];
  return stableSelectorsOf(target).some((selector) =>
    rows.some(
      (other) =>
        [...other.children].filter((cell) => cell !== target && cell.querySelector(selector)).length > 1,
    ),
  );
}

/**
 * What may be meant by somebody who points at an element: ways to find that appointment and all of its like, the
 * most likely first. Empty where nothing there looks like an appointment.
 */
export function appointmentsAt(target: Element, reference: string): Appointments[] {
  const all = [target, ...ancestorsOf(target)];
  const row = all.findIndex((element) => isOfMany(element, target, reference));
  const places = all
    .slice(0, row === -1 ? all.length : row)
    .filter((element) => textOf(element).length <= maxText);
  const isTold = places.some((element) => isLikely(element, reference));
  // The hour may stand elsewhere, as at the side of a table.
  const units = places.filter((element) =>
    isTold ? isLikely(element, reference) : hasWords(element) && stableSelectorsOf(element).length > 0,
  );
  let best: Appointments[] = [];
  for (const unit of units) {
    const ways = waysTo(unit, reference, isTold);
    const [way] = ways;
    if (!way) continue;
    const [inner] = best;
    if (!inner) best = ways;
    else if (isSameThing(inner, way, reference)) best = [...ways, ...best];
    else break;
  }
  return best.slice(0, 8);
}

/** One of each kind of thing that looks like an appointment, and their like: for those who do not point. */
export function likelyAppointments(document: Document, reference: string): Element[] {
  const all = [...document.querySelectorAll("body *")].slice(0, maxElements);
  const likely = all.filter(
    (element) =>
      !element.matches(skipped) &&
      !/^(?:label|select|form|h[1-6]|th|thead|nav|header|footer)$/.test(tagOf(element)) &&
      isLikely(element, reference),
  );
  const known = new Set(likely);
  const outer = new Set(likely.flatMap((element) => ancestorsOf(element).filter((one) => known.has(one))));
  const isSeen = (element: Element): boolean => element.checkVisibility?.() ?? true;
  return likely.filter((element) => !outer.has(element) && isSeen(element)).slice(0, 300);
}
