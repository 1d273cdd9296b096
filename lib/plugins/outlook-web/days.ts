import { dayText, soleDayIn } from "../../plugin-kit/dates-in-text.ts";
import { firstOf, type Pointed } from "../../plugin-kit/selected-day.ts";

/** Which days the page shows: by its address, and by what it reads out to people who do not see it. */

const surface = '[data-app-section^="Surface_"]';

/** What the address says: which view, and its day where it names one. */
export function readAddress(path: string): { view: string; day: string | null } | null {
  const [isCalendar, view = "", y, month, day] =
    /^\/calendar(?:\/\d+)?(?:\/[^/]+@[^/]+)?\/view\/(\w+)(?:\/(\d{4})[-/](\d{1,2})[-/](\d{1,2}))?\/?$/i.exec(
      path,
    ) ?? [];
  if (isCalendar === undefined) return null;
  return {
    view: view.toLowerCase(),
    day: y === undefined ? null : dayText(Number(y), Number(month), Number(day)),
  };
}

/** So many days from the one in its address a view can show at most. */
const reach: Readonly<Record<string, number>> = { day: 0, workweek: 6, week: 6, month: 41 };

function isNearAddress(day: string): boolean {
  const address = readAddress(location.pathname);
  const most = address && reach[address.view];
  if (most === undefined || most === null) return false;
  if (!address || address.day === null) return true;
  return Math.abs(Temporal.PlainDate.from(address.day).until(day).days) <= most;
}

export const isShown = isNearAddress;

export function onlyDay(): string | null {
  const address = readAddress(location.pathname);
  return address?.view === "day" && document.querySelector(surface) ? address.day : null;
}

/** An event and a day are both read out with the whole date; whatever lasts for days names two of them. */
export const dayAt = ({ element, under }: Pointed): string | null =>
  firstOf([element, ...under()], (one) => {
    for (let at: Element | null = one.closest(surface) && one; at; at = at.parentElement) {
      const label = at.getAttribute("aria-label");
      const day = label === null ? null : soleDayIn(label);
      if (day !== null) return isNearAddress(day) ? day : null;
      if (at.matches(surface)) return null;
    }
    return null;
  });
