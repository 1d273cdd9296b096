import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { observePage } from "../plugin-api/page-observer.ts";
import { dayIn, type Zone } from "../plugin-kit/zone.ts";
import { type PageReading, readPage } from "./page-reading.ts";

/** A page that changes is looked at once it has been quiet for so long, and no more often than that. */
const quiet = 120;
const lookEvery = 400;
/** A page that changes under every look is taken as it is, after so many. */
const maxRepeats = 3;

/** Looks at the page whenever it has changed. */
export interface Looks {
  /** Whether a look is under way or due. */
  isBusy(): boolean;
  isLooking(): boolean;
  /** @param after milliseconds from now; without it, when the page has come to rest */
  soon(after?: number): void;
  /** Somebody waits for a look that is due: it does not spare the page any longer. */
  hurry(): void;
  /** Something that a look reads has changed: the page, or what its server has listed. */
  changed(): void;
}

interface Listener {
  found(reading: PageReading): void;
  /** The look itself failed: a selector that is none, say. */
  failed(error: unknown): void;
}

/** Attributes that the fields and the days are read from: a change of another one is no news. */
function watchedAttributes({ events, day }: DeclaredCalendar): string[] {
  const attributes = new Set(["class", "hidden"]);
  // Below which day's header something stands.
  if (day?.headers) attributes.add("style");
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("attr" in value && typeof value.attr === "string") attributes.add(value.attr);
    Object.values(value).forEach(collect);
  };
  collect([events.fields, day]);
  return [...attributes];
}

export function lookAtPage(
  calendar: DeclaredCalendar,
  clock: Zone,
  signal: AbortSignal,
  listener: Listener,
): Looks {
  /** Goes up with every change. */
  let version = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = 0;
  let lookedAt = 0;
  let took = 0;
  let isLooking = false;

  /** A page that never rests gets a twentieth of our time at the most. */
  function soon(after?: number): void {
    if (signal.aborted || isLooking || timer !== undefined) return;
    const pause = Math.max(lookEvery, took * 20);
    const wait = after ?? Math.max(quiet, lookedAt + pause - Date.now());
    dueAt = Date.now() + wait;
    timer = setTimeout(() => {
      timer = undefined;
      void look();
    }, wait);
  }

  function hurry(): void {
    if (timer === undefined || dueAt <= Date.now() + quiet) return;
    clearTimeout(timer);
    timer = undefined;
    soon(quiet);
  }

  const read = (): Promise<PageReading> =>
    readPage(calendar, { document, href: location.href, clock, reference: dayIn(clock, Date.now()) });

  async function look(): Promise<void> {
    isLooking = true;
    const startedAt = Date.now();
    let seen = version;
    try {
      let found = await read();
      for (let again = 0; again < maxRepeats && seen !== version; again++) {
        seen = version;
        found = await read();
      }
      lookedAt = Date.now();
      took = lookedAt - startedAt;
      if (!signal.aborted) listener.found(found);
    } catch (error) {
      listener.failed(error);
    } finally {
      isLooking = false;
      if (seen !== version) soon();
    }
  }

  function changed(): void {
    version += 1;
    soon();
  }

  // The address counts as well: it may say which days are shown, and change without the page.
  observePage(changed, signal, { every: 0, attributes: watchedAttributes(calendar) });
  signal.addEventListener("abort", () => clearTimeout(timer));

  return { isBusy: () => isLooking || timer !== undefined, isLooking: () => isLooking, soon, hurry, changed };
}
