import type { ToolbarItem } from "../plugin-api/manifest.ts";
import type { Appointments } from "./appointments.ts";
import { ancestorsOf, tagOf, uniqueSelectorsOf } from "./stable-selectors.ts";

/** Where the button "Hromadná SMS" may stand. */
export type AnchorChoice = Pick<ToolbarItem, "anchor" | "place">;

const press = ":scope > :is(button, a, [role=button])";
const bars = "[role=toolbar], nav, header, [class*=toolbar], [class*=actions], [class*=header]";

const anchorOf = (element: Element): string | null => uniqueSelectorsOf(element)[0] ?? null;

/** Bars with buttons that stand before the first appointment, then the calendar itself, then the whole page. */
export function anchorChoices({ elements, pointed }: Appointments): AnchorChoice[] {
  const { ownerDocument: document } = pointed;
  const [first = pointed] = elements;
  const places = [...document.querySelectorAll(`${bars}, div, ul, p, form`)].slice(0, 5_000);
  const isBefore = (element: Element): boolean =>
    Boolean(element.compareDocumentPosition(first) & 4) && !element.contains(first);
  const toolbars = places
    .filter((element) => isBefore(element) && !element.closest("[data-pipni]"))
    .filter((element) => element.matches("[role=toolbar]") || element.querySelectorAll(press).length > 0);
  const container = ancestorsOf(pointed).find((outer) =>
    elements.every((element) => outer.contains(element)),
  );
  const calendar = [container, ...(container ? ancestorsOf(container) : [])].flatMap((element) => {
    const anchor = element && anchorOf(element);
    return anchor ? [{ anchor, place: "before" } as const] : [];
  });
  // The nearest bar is the likeliest to be the calendar's own.
  const near = toolbars.reverse().flatMap((element) => {
    const anchor = anchorOf(element);
    return anchor === null ? [] : [{ anchor, place: "append" } as const];
  });
  return [...near.slice(0, 4), ...calendar.slice(0, 2), { anchor: "body", place: "prepend" }];
}

/** The place that somebody points at; `null` where nothing there can be found again. */
export function anchorAt(target: Element): AnchorChoice | null {
  const isButton = target.closest("button, a, [role=button]");
  for (const element of [...(isButton ? [] : [target]), ...ancestorsOf(isButton ?? target)]) {
    const anchor = anchorOf(element);
    const isSlim = !/^(?:table|tbody|tr|main)$/.test(tagOf(element));
    if (anchor !== null) return { anchor, place: isSlim ? "append" : "before" };
  }
  return null;
}
