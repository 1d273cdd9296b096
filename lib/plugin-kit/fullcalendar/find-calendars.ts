import { toolbarAttribute } from "../event-store/messages.ts";
import { preactNodes, reactFibers } from "../event-store/trees.ts";
import type { Found } from "../event-store/watch.ts";
import type { CalendarApi } from "./calendar-api.ts";

const isApi = (value: unknown): value is CalendarApi =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<CalendarApi>).getCurrentData === "function" &&
  typeof (value as Partial<CalendarApi>).on === "function";

interface Holder {
  calendarApi?: unknown;
}

/** The calendar's object hangs on a component in the Preact tree that the root element keeps under `__k`. */
function apiIn(tree: unknown): CalendarApi | null {
  for (const { __c } of preactNodes(tree)) {
    const { props, context } = (__c ?? {}) as { props?: Holder; context?: Holder };
    const found = props?.calendarApi ?? context?.calendarApi;
    if (isApi(found)) return found;
  }
  return null;
}

/** Builds that render with React itself keep it among the element's ancestors in React's tree. */
function apiInReact(element: Element): CalendarApi | null {
  for (const { memoizedProps } of reactFibers(element)) {
    const { calendarApi, value } = (memoizedProps ?? {}) as Holder & { value?: Holder };
    const found = calendarApi ?? value?.calendarApi;
    if (isApi(found)) return found;
  }
  return null;
}

/** There the outermost element of the calendar's own. */
function rootInReact(start: Element): Element {
  const old = start.closest(".fc");
  if (old) return old;
  let root = start;
  while (root.parentElement && /(^|\s)fc-/.test(root.parentElement.className)) root = root.parentElement;
  return root;
}

/** Asked for one by one, which browsers do faster than a list of them. */
const marks = [".fc-view-harness", '[class*="fc-"] [role="grid"]', '[class*="fc-"] [role="list"]'];

/** Every calendar on the page with its root. */
export function findCalendars(): Found<CalendarApi> {
  const found = new Map<Element, CalendarApi>();
  const unopened = new Set<Element>();
  for (const start of marks.flatMap((mark) => [...document.querySelectorAll(mark)])) {
    let opened = false;
    for (let element: Element | null = start; element && !opened; element = element.parentElement) {
      if (found.has(element)) opened = true;
      else if ("__k" in element) {
        const api = apiIn(element.__k);
        if (!api) continue;
        found.set(element, api);
        opened = true;
      }
    }
    if (opened) continue;
    const api = apiInReact(start);
    if (api) found.set(rootInReact(start), api);
    else if (start.classList.contains("fc-view-harness") || start.querySelector("[data-date]"))
      unopened.add(start);
  }
  return { candidates: found.size + unopened.size, found };
}

/** Version 7 names none of its classes: where its toolbar ends, the host is told by an attribute. */
export function markToolbar(root: Element): void {
  const toolbar = root.firstElementChild;
  if (root.classList.contains("fc") || !toolbar || toolbar === root.lastElementChild) return;
  if (root.querySelector(".fc-header-toolbar")) return;
  if (!toolbar.querySelector("button") || toolbar.querySelector('[role="grid"], [role="list"]')) return;
  toolbar.lastElementChild?.setAttribute(toolbarAttribute, "");
}
