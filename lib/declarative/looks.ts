import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { dayIn, type Zone } from "../plugin-kit/zone.ts";
import { type PageReading, readPage } from "./page-reading.ts";

/** A changing page is looked at after a quiet time, and not more often than this. */
const quiet = 120;
const lookEvery = 400;
/** If a page changes during every look, the result is taken after this many repeats. */
const maxRepeats = 3;

/** Looks at the page whenever it has changed. */
export interface Looks {
  /** Whether a look is under way or due. */
  isBusy(): boolean;
  isLooking(): boolean;
  /** @param after milliseconds from now; without it, after a quiet time */
  soon(after?: number): void;
  /** Somebody waits for the next look, so it comes sooner. */
  hurry(): void;
  /** The page or the server's lists have changed. */
  changed(): void;
}

interface Listener {
  /** @param since when the page began to change since the look before; 0 where nobody knows */
  found(reading: PageReading, since: number): void;
  /** The look itself failed, for example because of an invalid selector. */
  failed(error: unknown): void;
}

/** The attributes that fields and days are read from. Changes of others do not matter. */
function watchedAttributes({ events, day }: DeclaredCalendar): string[] {
  const attributes = new Set(["class", "hidden"]);
  // The position decides which day's header is above an appointment.
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
  /** The first change since the last look; 0 for none that was heard of. */
  let changedAt = 0;

  /** Looks take at most a twentieth of the time, even on a page that never stops changing. */
  function soon(after?: number): void {
    if (signal.aborted || isLooking || timer) return;
    const pause = Math.max(lookEvery, took * 20);
    const wait = after ?? Math.max(quiet, lookedAt + pause - Date.now());
    dueAt = Date.now() + wait;
    timer = setTimeout(() => {
      timer = undefined;
      void look();
    }, wait);
  }

  function hurry(): void {
    if (!timer || dueAt <= Date.now() + quiet) return;
    clearTimeout(timer);
    timer = undefined;
    soon(quiet);
  }

  const read = (): Promise<PageReading> =>
    readPage(calendar, { document, href: location.href, clock, reference: dayIn(clock, Date.now()) });

  async function look(): Promise<void> {
    isLooking = true;
    const startedAt = Date.now();
    const since = changedAt;
    changedAt = 0;
    let seen = version;
    try {
      let found = await read();
      for (let again = 0; again < maxRepeats && seen !== version; again++) {
        seen = version;
        found = await read();
      }
      lookedAt = Date.now();
      took = lookedAt - startedAt;
      if (!signal.aborted) listener.found(found, since);
    } catch (error) {
      listener.failed(error);
    } finally {
      isLooking = false;
      if (seen !== version) soon();
    }
  }

  function changed(): void {
    version += 1;
    changedAt ||= Date.now();
    soon();
  }

  // The address may say which days are shown, and may change without the page.
  const observer = new MutationObserver(changed);
  observer.observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: watchedAttributes(calendar),
  });
  globalThis.navigation?.addEventListener("navigatesuccess", changed, { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  });

  return { isBusy: () => isLooking || !!timer, isLooking: () => isLooking, soon, hurry, changed };
}
