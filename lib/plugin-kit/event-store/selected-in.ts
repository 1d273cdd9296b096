import { marker } from "./seen-event.ts";
import type { EventStore } from "./store.ts";

const dayMs = 86_400_000;

/** A day in one of the page's calendars. */
export interface DayInRoot {
  readonly root: Element;
  readonly day: string;
}

/** What is asked of a calendar. */
interface Drawn {
  readonly calendar: { readonly store: Pick<EventStore, "drawn"> };
}

/** The only day that a calendar shows, else the one that was selected, as long as it is shown. */
export function selectedIn(calendars: ReadonlyMap<Element, Drawn>, last: DayInRoot | null): string | null {
  const ofLast = last && calendars.get(last.root);
  for (const { calendar } of ofLast ? [ofLast] : calendars.values()) {
    try {
      const { activeRange, currentRange } = calendar.store.drawn();
      const start = +currentRange.start;
      if (+currentRange.end - start <= dayMs) return marker(start).slice(0, 10);
      // The page may have been turned since.
      const at = ofLast ? Date.parse(last.day) : Number.NaN;
      if (at >= +activeRange.start && at < +activeRange.end) return last?.day ?? null;
    } catch {
      // Nobody knows the day then.
    }
  }
  return null;
}
