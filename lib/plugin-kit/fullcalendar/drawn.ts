import type { EventDef, EventInstance } from "./calendar-api.ts";

interface EventRange {
  def?: EventDef;
  instance?: EventInstance | null;
}

/** Versions 5 and 6 leave the event at its element as part of a segment, version 7 by itself. */
type EventElement = Element & { fcSeg?: { eventRange?: EventRange }; fcEventRange?: EventRange };

/** The event that an element of FullCalendar's stands for. */
export const eventRangeOf = (element: EventElement): EventRange =>
  element.fcSeg?.eventRange ?? element.fcEventRange ?? {};

/**
 * As the half that reads all events names them.
 * @param idOf see `Habits`
 */
export function eventName(element: Element, idOf = (id: string): string => id): string | undefined {
  const { def, instance } = eventRangeOf(element);
  const id = idOf(String(def?.publicId ?? "").slice(0, 250));
  return id === "" ? undefined : `${id}|${instance?.range.start.getTime()}`;
}
