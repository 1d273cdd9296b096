import type { CalendarApi } from "./calendar-api.ts";
import { toolbarAttribute } from "./messages.ts";

interface VNode {
  __k?: unknown;
  __c?: { props?: { calendarApi?: unknown }; context?: { calendarApi?: unknown } } | null;
}

const isApi = (value: unknown): value is CalendarApi =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<CalendarApi>).getCurrentData === "function" &&
  typeof (value as Partial<CalendarApi>).on === "function";

/** The calendar's object hangs on a component in the Preact tree that the root element keeps under `__k`. */
function apiIn(tree: unknown): CalendarApi | null {
  const stack: unknown[] = [tree];
  for (let budget = 2000; stack.length > 0 && budget > 0; budget--) {
    const node = stack.pop() as VNode | null | undefined;
    if (typeof node !== "object" || node === null) continue;
    const found = node.__c?.props?.calendarApi ?? node.__c?.context?.calendarApi;
    if (isApi(found)) return found;
    if (Array.isArray(node.__k)) stack.push(...node.__k.toReversed());
  }
  return null;
}

/** Builds that render with React itself keep it among the element's ancestors in React's tree. */
function apiInReact(element: Element): CalendarApi | null {
  const key = Object.keys(element).find((name) => /^__react(Fiber|InternalInstance)\$/.test(name));
  if (!key) return null;
  interface Fiber {
    memoizedProps?: { calendarApi?: unknown; value?: { calendarApi?: unknown } } | null;
    return?: Fiber | null;
  }
  let fiber = (element as unknown as Record<string, Fiber | null | undefined>)[key];
  for (let up = 0; fiber && up < 40; up++, fiber = fiber.return) {
    const found = fiber.memoizedProps?.calendarApi ?? fiber.memoizedProps?.value?.calendarApi;
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

/** Every calendar on the page with its root; `candidates` also counts what only looks like one. */
export function findCalendars(): { candidates: number; found: Map<Element, CalendarApi> } {
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
