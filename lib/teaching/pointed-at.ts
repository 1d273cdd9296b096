import { type Appointments, textOf } from "./appointments.ts";
import { type Candidate, candidatesAround, candidatesAt } from "./candidates.ts";
import { tellsTime } from "./date-formats.ts";
import { type DayChoice, dayChoices } from "./days.ts";
import { ancestorsOf } from "./stable-selectors.ts";
import type { TaughtPage } from "./taught-page.ts";

/** What stands where somebody points. */

const maxText = 300;

/** What was pointed at, or the nearest thing around it that is known; beside the appointments as well. */
export function candidatesNear(target: Element, appointments: Appointments): Candidate[] {
  for (const element of [target, ...ancestorsOf(target)]) {
    const found = candidatesAt(appointments, element);
    if (found === null) break;
    if (found.length > 0) return found;
  }
  return candidatesAround(appointments).filter(({ place }) =>
    appointments.elements.some((element) => {
      const pointed = place.closest && element.closest(place.closest)?.querySelector(place.sel ?? "*");
      return pointed && (pointed === target || pointed.contains(target));
    }),
  );
}

export function daysNear(target: Element, appointments: Appointments, page: TaughtPage): DayChoice[] {
  const own = candidatesAt(appointments, target) ?? [];
  return dayChoices(appointments, own, page).filter(({ value }) => {
    if ("date" in value) return own.length > 0;
    const { columns, headers, label } = value.day;
    const place = columns ?? headers ?? label;
    const named = place && target.closest(place.sel);
    return Boolean(named) && own.length === 0;
  });
}

/** An element's text, with a space between what different elements say. */
export function spacedText(element: Element): string {
  const parts = [...element.childNodes].map((node) =>
    node.nodeType === 1 ? spacedText(node as Element) : (node.textContent ?? ""),
  );
  return parts.join(" ").replace(/\s+/gu, " ").trim();
}

/** The smallest thing around a place that tells an hour and something else. */
export function textWithHour(target: Element, reference: string): Element | null {
  const isIt = (element: Element): boolean => {
    const text = spacedText(element);
    return text.length <= maxText && /\p{L}{2}/u.test(text) && tellsTime(text, reference);
  };
  return [target, ...ancestorsOf(target)].filter((element) => textOf(element) !== "").find(isIt) ?? null;
}

/** The page is drawn after it was loaded anew, and what was pointed at with it. */
const drawnWithin = 20_000;

/** Waits for the element that says a text. @param isWanted whether anybody still waits */
export async function findDrawn(
  text: string,
  isWanted: () => boolean,
  signal: AbortSignal,
): Promise<Element | null> {
  const until = Date.now() + drawnWithin;
  while (isWanted() && Date.now() < until && !signal.aborted) {
    const found = [...document.querySelectorAll("body *")].findLast((one) => spacedText(one) === text);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return null;
}
