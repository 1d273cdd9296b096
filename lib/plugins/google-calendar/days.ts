import { dayText, mayName } from "../../plugin-kit/dates-in-text.ts";
import { firstOf, type Pointed } from "../../plugin-kit/selected-day.ts";

/** Which days the page shows. Nobody has promised any of it, so that two witnesses have to agree. */

const marked = "[data-datekey]";

/** What the address says: which view, and its day where it names one. */
export function readAddress(path: string): { view: string; day: string | null } | null {
  const [, view = "", y, month, day] =
    /^\/calendar\/(?:u\/\d+\/)?r(?:\/(\w+)(?:\/(\d{4})\/(\d{1,2})\/(\d{1,2}))?)?(?:\/|$)/.exec(path) ?? [];
  if (!/^\/calendar\/(?:u\/\d+\/)?r(?:\/|$)/.test(path)) return null;
  return { view, day: y === undefined ? null : dayText(Number(y), Number(month), Number(day)) };
}

/** The year since 1970, the month and the day, packed into bits. */
export function dayOfKey(key: string | null): string | null {
  if (key === null || !/^\d{1,6}$/.test(key)) return null;
  const packed = Number(key);
  return dayText((packed >> 9) + 1970, (packed & 511) >> 5, packed & 31);
}

/** So many days from the one in its address a view can show at most. */
const reach: Readonly<Record<string, number>> = {
  day: 0,
  week: 6,
  month: 41,
  customday: 13,
  custom_days: 13,
};
const reachOfOthers = 41;

function isNearAddress(day: string): boolean {
  const address = readAddress(location.pathname);
  if (!address) return false;
  if (address.day === null) return true;
  const apart = Temporal.PlainDate.from(address.day).until(day).days;
  return Math.abs(apart) <= (reach[address.view] ?? reachOfOthers);
}

/** The labels that an element carries for screen readers, its own and those of its column's header. */
const labelsOf = (element: Element): string[] =>
  [element, ...element.querySelectorAll("[aria-label]")].flatMap((one) =>
    one.closest("[data-eventchip], [data-eventid]") ? [] : [one.getAttribute("aria-label") ?? ""],
  );

/** `null` where its label says another day, or the address shows others. */
export function dayOf(element: Element): string | null {
  const day = dayOfKey(element.getAttribute("data-datekey"));
  if (day === null || !isNearAddress(day)) return null;
  return labelsOf(element).every((label) => mayName(label, day)) ? day : null;
}

/** Not those of the small month beside the calendar: it stands in no main part. */
const shownDays = (): Set<string | null> =>
  new Set([...(document.querySelector('[role="main"]') ?? document).querySelectorAll(marked)].map(dayOf));

export const isShown = (day: string): boolean => shownDays().has(day);

export function onlyDay(): string | null {
  const address = readAddress(location.pathname);
  if (!address) return null;
  const days = shownDays();
  const [only] = days;
  if (days.size !== 1 || only === null || only === undefined) return null;
  return address.day === null || address.day === only ? only : null;
}

export const dayAt = ({ element, under }: Pointed): string | null =>
  firstOf([element, ...under()], (one) => {
    const column = one.closest(marked);
    return column && dayOf(column);
  });
