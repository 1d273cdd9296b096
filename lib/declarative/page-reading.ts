import type { DeclaredCalendar, FieldName } from "../plugin-api/declared-calendar.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { daysOn } from "./days.ts";
import { byId, type Entry, entryOf } from "./entry.ts";
import { readFields } from "./fields.ts";
import { pagePlace } from "./page-place.ts";
import { search } from "./patterns.ts";
import { isStruckOut } from "./struck-out.ts";

/** The result of reading a page, live or fetched. */
export type PageReading =
  /** The calendar is not on the page. `expected` says whether it should be. */
  | { state: "absent"; expected: boolean }
  | { state: "loading" }
  /** There are appointments, but they lack a field. */
  | { state: "unreadable"; field: FieldName }
  /** `days` is empty if the page does not say which days it shows. `unread`: few enough lacked a field. */
  | {
      state: "read";
      days: string[];
      entries: ReadonlyMap<string, Entry>;
      unread: number;
      /** Each element with what it was read as. */
      drawn: readonly (readonly [Element, Entry])[];
    };

export interface Page {
  document: Document;
  href: string;
  /** Today, or the requested day. A date without a year is the one nearest to it. */
  reference: string;
  clock: Zone;
}

const maxElements = 3_000;
/** If a larger share of appointments cannot be read, the calendar counts as unreadable. */
const tolerated = 0.2;
/** Milliseconds of our own work before the page gets a turn. */
const slice = 8;

/** Lets the page work. Not with a timer, because timers in a hidden page fire only once a second. */
function breath(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(null);
  return promise;
}

const isSeen = (element: Element): boolean => element.checkVisibility?.() ?? true;

/** Whether the calendar is on the page, and has loaded. */
export function presence(
  calendar: DeclaredCalendar,
  { document, href }: Pick<Page, "document" | "href">,
): "absent" | "expected" | "loading" | "present" {
  const { present, day, events, path, loading } = calendar;
  const marks =
    present ??
    [day?.columns?.sel, day?.headers?.sel, events.selector].filter((one) => one !== undefined).slice(0, 1);
  if (!marks.every((mark) => document.querySelector(mark))) {
    const isExpected = path === undefined || search(path, href) !== null;
    return isExpected ? "expected" : "absent";
  }
  const isLoading = loading?.some((mark) => [...document.querySelectorAll(mark)].some(isSeen));
  return isLoading ? "loading" : "present";
}

/** Reads a page in short slices, so that the page stays responsive. */
export async function readPage(calendar: DeclaredCalendar, page: Page): Promise<PageReading> {
  const there = presence(calendar, page);
  if (there === "loading") return { state: "loading" };
  if (there !== "present") return { state: "absent", expected: there === "expected" };
  const { events, day = {} } = calendar;
  const days = daysOn(day, page.document, page.href, page.reference, events.selector);
  const shown = days.shown();
  if (events.source !== "dom" || events.selector === undefined)
    return { state: "read", days: shown, entries: new Map(), unread: 0, drawn: [] };

  const excluded = events.exclude?.join(",");
  const all = [...page.document.querySelectorAll(events.selector)];
  const rules = { clock: page.clock, syntheticId: events.syntheticId };
  const drawn: [Element, Entry][] = [];
  let lacking: FieldName = "id";
  let since = performance.now();
  // What is too much to read counts as unread.
  let seen = Math.max(0, all.length - maxElements);
  for (const element of all.slice(0, maxElements)) {
    if (performance.now() - since > slice) {
      await breath();
      since = performance.now();
    }
    if (excluded !== undefined && element.matches(excluded)) continue;
    seen += 1;
    const fields = readFields(events.fields ?? {}, pagePlace(element), page.reference);
    const entry = entryOf(fields, rules, () => days.of(element));
    if (typeof entry === "string") lacking = entry;
    else {
      const told = (["start", "patient", "phone"] as const).map((name) => fields.get(name)?.text);
      drawn.push([element, isStruckOut(element, told) ? { ...entry, struckOut: true } : entry]);
    }
  }
  const unread = seen - drawn.length;
  if (unread > seen * tolerated) return { state: "unreadable", field: lacking };
  return { state: "read", days: shown, entries: byId(drawn.map(([, entry]) => entry)), unread, drawn };
}
