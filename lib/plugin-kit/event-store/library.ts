import type { Fields, ProbeContext } from "../../plugin-api/index.ts";
import type { Pointed } from "../selected-day.ts";
import { zoneNamed } from "../zone.ts";
import { namesOfDay } from "./day-names.ts";
import { watchLoading } from "./loading.ts";
import { marker, propsText } from "./seen-event.ts";
import type { EventStore, Span } from "./store.ts";
import { type Wall, type WallClock, wallClock } from "./wall-clock.ts";
import { type Found, watchStores } from "./watch.ts";

/** For libraries to which an app hands its events: each says in its `read.ts` where they are and what they mean. */

/** An event as a library keeps it. */
export interface LibraryEvent {
  /** The app's own, empty where it gave none. */
  id: string;
  title: string;
  start: Wall;
  end: Wall | null;
  allDay: boolean;
  /** An occurrence of a series, whose id all others have, too. */
  recurring?: boolean;
  /** What the app hung on it, in which a person will find patient and number. */
  data: Fields;
}

export interface ShownRange {
  /** As `zoneNamed` takes it. */
  timeZone: string;
  /** Markers in milliseconds: the first day shown, and the last one. */
  first: number;
  last: number;
}

export interface Library<Owner, Item> {
  find(): Found<Owner>;
  /** @throws while nothing is drawn */
  shown(owner: Owner, root: Element): ShownRange;
  items(owner: Owner): Iterable<Item>;
  /** `null` for what is no appointment, or is hidden. @throws if it cannot be read */
  event(item: Item, owner: Owner, clock: WallClock): LibraryEvent | null;
  /** The day that an element stands for, `2026-11-24`. */
  dayAt(pointed: Pointed, owner: Owner, root: Element): string | null;
  /** Only where the app learns of it, and so reads that day. */
  turnTo?(day: string, owner: Owner): void;
}

const maxId = 250;
const dayMs = 86_400_000;
/** Milliseconds between looks: while it is loading, and for what is not drawn. */
const lookEvery = { loading: 100, else: 2_000 };
const coalesceFor = 30;

const midnight = (wall: number): Date => new Date(Math.floor(wall / dayMs) * dayMs);

function openStore<Owner, Item>(
  library: Library<Owner, Item>,
  root: Element,
  owner: Owner,
  context: ProbeContext,
): EventStore<Item> {
  const stop = new AbortController();
  const loading = watchLoading(context.reads, stop.signal);
  let clock = wallClock(zoneNamed("local"));
  let clockOption = "local";
  let isLoading = true;

  function clockOf(timeZone: string): WallClock {
    if (timeZone === clockOption) return clock;
    clockOption = timeZone;
    try {
      clock = wallClock(zoneNamed(timeZone));
    } catch {
      // The other half says that there is no such zone.
      clock = wallClock(zoneNamed("UTC"));
    }
    return clock;
  }

  const spanOf = ({ first, last }: ShownRange): Span => ({
    start: midnight(first),
    end: midnight(last + dayMs),
  });

  return {
    view() {
      const shown = library.shown(owner, root);
      const { timeZone, first } = shown;
      const { zone } = clockOf(timeZone);
      const { start, end } = spanOf(shown);
      const [from, to] = [marker(+start), marker(+end)];
      const [one] = library.items(owner);
      const state = loading(
        {
          range: `${from} ${to}`,
          names: namesOfDay(first, zone.epochMs(from)),
          isEmpty: one === undefined,
        },
        Date.now(),
      );
      ({ isLoading } = state);
      return {
        timeZone,
        activeStart: from,
        activeEnd: to,
        loading: isLoading,
        failed: state.hasFailed,
        reads: 0,
        readBy: 0,
        sources: [],
        ...(library.turnTo ? {} : { isFixed: true }),
      };
    },

    drawn() {
      const span = spanOf(library.shown(owner, root));
      return { activeRange: span, currentRange: span };
    },

    items: () => library.items(owner),

    read(item, from, to, sent) {
      const event = library.event(item, owner, clock);
      if (!event) return null;
      const { title, allDay, recurring = false, data } = event;
      const { wall: start, offset } = event.start;
      const end = event.end && !Number.isNaN(event.end.wall) ? event.end.wall : null;
      if (Number.isNaN(start)) throw new RangeError("an event without a start");
      if (start >= to || ((end ?? start) <= from && start < from)) return null;
      const id = event.id.slice(0, maxId);
      const name = `${id}|${start}`;
      const props = propsText(data, sent.byName(name));
      return {
        name,
        id,
        title: title.slice(0, 500),
        start,
        end,
        offset,
        allDay,
        recurring,
        source: data,
        props,
      };
    },

    listen({ changed }, signal) {
      let timer: ReturnType<typeof setTimeout>;
      const again = (): void => {
        changed(0);
        timer = setTimeout(again, isLoading ? lookEvery.loading : lookEvery.else);
      };
      timer = setTimeout(again, lookEvery.loading);
      const drawn = new MutationObserver(() => changed(coalesceFor));
      drawn.observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: ["style"],
      });
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        drawn.disconnect();
        stop.abort();
      });
    },

    ...(library.turnTo && { turnTo: (day: string) => library.turnTo?.(day, owner) }),
  };
}

/** Watches every calendar of the library on the page. */
export function watchLibrary<Owner, Item>(context: ProbeContext, library: Library<Owner, Item>): void {
  const owners = new WeakMap<Element, Owner>();
  watchStores(
    context,
    library.find,
    (root, owner) => {
      owners.set(root, owner);
      return openStore(library, root, owner, context);
    },
    (pointed, root) => {
      const owner = owners.get(root);
      try {
        return owner ? library.dayAt(pointed, owner, root) : null;
      } catch {
        // Nobody knows the day then.
        return null;
      }
    },
  );
}
