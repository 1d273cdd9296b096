import ICAL from "ical.js";
import { zoneNamed } from "./windows-zones.ts";

/** From the times in a text to moments. */

export class UnreadableCalendar extends Error {
  override name = "UnreadableCalendar";
}

export type ICALTime = ReturnType<typeof ICAL.Time.fromString>;
export type ICALComponent = ReturnType<typeof ICAL.Component.fromString>;
export type ICALProperty = NonNullable<ReturnType<ICALComponent["getFirstProperty"]>>;

/** From what a wall clock shows, `2026-11-24T08:00:00`, to the moment. */
export type Clock = (marker: string) => number;

export const markerOf = (time: ICALTime): string =>
  time.isDate ? `${time}T00:00:00` : String(time).slice(0, 19);
/** The wall clock as if it were UTC: for comparing and for reckoning in days. */
export const wallMs: Clock = (marker) => Date.parse(`${marker}Z`);
export const utc = wallMs;

const clockIn =
  (timeZone: string): Clock =>
  (marker) =>
    Temporal.PlainDateTime.from(marker).toZonedDateTime(timeZone).epochMilliseconds;

function isTimeZone(id: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
}

/** The clocks by which the times of one text are to be read. */
export class Clocks {
  readonly #calendar: ICALComponent;
  /** Days and times without a zone are of the place where the calendar is looked at. */
  readonly local: Clock;
  readonly #known = new Map<string, Clock>();

  constructor(calendar: ICALComponent, timeZone: string) {
    this.#calendar = calendar;
    if (!isTimeZone(timeZone)) throw new UnreadableCalendar("no such time zone");
    this.local = clockIn(timeZone);
  }

  of(property: ICALProperty, time: ICALTime): Clock {
    if (time.isDate) return this.local;
    if (String(time).endsWith("Z")) return utc;
    const id = property.getFirstParameter("tzid");
    if (!id) return this.local;
    let clock = this.#known.get(id);
    if (!clock) {
      clock = this.#find(id);
      this.#known.set(id, clock);
    }
    return clock;
  }

  #find(id: string): Clock {
    if (isTimeZone(id)) return clockIn(id);
    const definition = this.#calendar
      .getAllSubcomponents("vtimezone")
      .find((component) => component.getFirstPropertyValue("tzid") === id);
    if (!definition) {
      const zone = zoneNamed(id);
      if (zone !== null && isTimeZone(zone)) return clockIn(zone);
      throw new UnreadableCalendar(`an unknown time zone: ${id.slice(0, 100)}`);
    }
    const zone = new ICAL.Timezone({ component: definition, tzid: id });
    return (marker) => wallMs(marker) - zone.utcOffset(ICAL.Time.fromDateTimeString(marker)) * 1000;
  }
}
