import type { PageReads } from "../../plugin-api/index.ts";
import { toolbarAttribute } from "../event-store/messages.ts";
import { marker, propsText, type Seen } from "../event-store/seen-event.ts";
import type { EventStore, Hearer, Sent } from "../event-store/store.ts";
import { coalesceFor } from "../event-store/watched-store.ts";
import type { CalendarApi, CalendarData, EventInstance } from "./calendar-api.ts";
import { markToolbar } from "./find-calendars.ts";
import { requestOfRead } from "./read-request.ts";

/** Ways to display an event that is not an appointment. */
const unseen = new Set<unknown>(["background", "inverse-background", "none"]);
const maxSources = 100;
const maxId = 250;

/** How an app's calendar differs from others. */
export interface Habits {
  /** The stable part of an event's id, for apps that give events new ids with every read. */
  idOf(id: string): string;
  /**
   * How many milliseconds a change that no read brought may wait, for apps that read from the server again right
   * after each change.
   */
  rereadsWithin: number;
}

export const usual: Habits = { idOf: (id) => id, rereadsWithin: coalesceFor };

export function openCalendar(
  root: Element,
  api: CalendarApi,
  habits: Habits,
  pageReads: PageReads,
): EventStore<EventInstance> {
  const data = (): CalendarData => api.getCurrentData();
  let { defs } = data().eventStore;
  let reads = 0;
  let hasFailed = false;
  /** A read has ended, but its events have not come: either they are about to, or the read failed. */
  let eventsDue = false;
  /** The store when the calendar last reported its events. */
  let toldStore: object = data().eventStore;
  /** The count of the page's reads when the calendar's last one began. */
  let begun = Number.POSITIVE_INFINITY;
  /** The request of the last read, or 0, and the store after it. Another store has further changes. */
  let readBy = 0;
  let readStore: object | null = null;

  function isBusy(): boolean {
    const { eventSources: sources, eventStore } = data();
    // With a framework, the events of a read are reported one or more tasks after its end.
    if (eventsDue && eventStore !== toldStore) return true;
    return Object.values(sources).some((source) => source.isFetching === true);
  }

  /** The request that brought all that is held, or 0: the app itself may have added an event. */
  function requestOfAll(): number {
    const { defs: all, instances } = data().eventStore;
    if (readBy === 0 || data().eventStore !== readStore) return 0;
    for (const { defId } of Object.values(instances)) if (all[defId] && !all[defId].sourceId) return 0;
    return readBy;
  }

  return {
    view() {
      if (eventsDue && !isBusy()) {
        // The store is unchanged, so the read brought nothing.
        eventsDue = false;
        hasFailed = true;
      }
      markToolbar(root);
      const option = api.getOption("timeZone");
      const timeZone = typeof option === "string" && option ? option : "local";
      const { dateProfile, eventSources } = data();
      const { activeRange } = dateProfile;
      const sources = Object.values(eventSources).map(({ publicId }) => String(publicId ?? ""));
      const areKnown = sources.length <= maxSources && sources.every((id) => id !== "" && id.length <= maxId);
      return {
        timeZone,
        activeStart: marker(+activeRange.start),
        activeEnd: marker(+activeRange.end),
        loading: isBusy(),
        failed: hasFailed,
        reads,
        readBy: requestOfAll(),
        sources: areKnown ? sources : [],
      };
    },

    drawn: () => data().dateProfile,

    items() {
      const { eventStore } = data();
      defs = eventStore.defs;
      return Object.values(eventStore.instances);
    },

    read(instance: EventInstance, from: number, to: number, sent: Sent): Seen | null {
      const def = defs[instance.defId];
      if (!def || unseen.has(def.ui?.display)) return null;
      const { range, forcedStartTzo: offset = null } = instance;
      const start = +range.start;
      const end = +range.end;
      if (Number.isNaN(start)) throw new RangeError("an event without a start");
      if (start >= to || (end <= from && start < from)) return null;
      const next = sent.nextAt(start);
      if (next?.made?.[0] === def && next.made[1] === instance) return next;
      const id = habits.idOf(String(def.publicId ?? "").slice(0, maxId));
      const key = next?.id === id ? next.name : `${id}|${start}`;
      const last = next?.id === id ? next : sent.byName(key);
      const { extendedProps: source } = def;
      return {
        name: key,
        made: [def, instance],
        id,
        title: String(def.title ?? "").slice(0, 500),
        start,
        end: def.hasEnd && !Number.isNaN(end) ? end : null,
        offset,
        allDay: def.allDay === true,
        recurring: Boolean(def.recurringDef),
        source,
        props: propsText(source, last),
      };
    },

    listen({ changed, dragged }: Hearer, signal: AbortSignal) {
      function listen(event: string, listener: (argument: { event?: { id?: string } }) => void): void {
        const handler = (argument: { event?: { id?: string } }): void => {
          try {
            listener(argument);
          } catch {
            // An error in here must not reach the calendar's own code.
          }
        };
        api.on(event, handler);
        signal.addEventListener("abort", () => api.off(event, handler));
      }
      listen("eventsSet", () => {
        toldStore = data().eventStore;
        if (!eventsDue) return changed(habits.rereadsWithin);
        eventsDue = false;
        hasFailed = false;
        reads += 1;
        readStore = toldStore;
        readBy = requestOfRead(api, pageReads, begun);
        changed();
      });
      listen("datesSet", () => changed());
      listen("loading", (argument) => {
        const isLoading = (argument as unknown) === true;
        // The sources were asked within the current call.
        if (isLoading) begun = pageReads.mark;
        eventsDue = !isLoading;
        changed();
      });
      for (const gesture of ["eventDrop", "eventResize", "eventReceive"]) {
        listen(gesture, ({ event }) => {
          if (event?.id) dragged(habits.idOf(event.id));
          changed(habits.rereadsWithin);
        });
      }
      signal.addEventListener("abort", () =>
        root.querySelector(`[${toolbarAttribute}]`)?.removeAttribute(toolbarAttribute),
      );
    },

    turnTo: (day) => api.gotoDate(day),
  };
}
