import ICAL from "ical.js";
import type { Occurrence } from "../../domain/calendar-object.ts";
import { isCalledOffTitle } from "../../domain/called-off.ts";
import {
  type Clock,
  type Clocks,
  type ICALComponent,
  type ICALProperty,
  type ICALTime,
  markerOf,
  UnreadableCalendar,
  wallMs,
} from "./clocks.ts";

const maxText = 4_000;
export const dayMs = 86_400_000;

export const bounded = (text: string): string => text.slice(0, maxText).toWellFormed();

export interface Moment {
  time: ICALTime;
  marker: string;
  clock: Clock;
  at: number;
}

/** One VEVENT. */
export class Version {
  readonly component: ICALComponent;
  readonly start: Moment;
  readonly recurrenceId: Moment | null;
  /** It stands for all that follow as well. */
  readonly isForFuture: boolean;
  readonly #clocks: Clocks;

  constructor(component: ICALComponent, clocks: Clocks) {
    this.component = component;
    this.#clocks = clocks;
    const range = component.getFirstProperty("recurrence-id")?.getFirstParameter("range");
    this.isForFuture = range?.toUpperCase() === "THISANDFUTURE";
    if (range && !this.isForFuture) throw new UnreadableCalendar("a change of all that went before");
    const start = this.moment("dtstart");
    if (!start) throw new UnreadableCalendar("an event without a start");
    this.start = start;
    this.recurrenceId = this.moment("recurrence-id");
  }

  #momentOf(property: ICALProperty, value: unknown): Moment | null {
    const time = value instanceof ICAL.Period ? value.start : value;
    if (!(time instanceof ICAL.Time)) return null;
    const clock = this.#clocks.of(property, time);
    const marker = markerOf(time);
    const at = clock(marker);
    if (Number.isNaN(at)) throw new UnreadableCalendar("a time that does not exist");
    return { time, marker, clock, at };
  }

  moment(name: string): Moment | null {
    const property = this.component.getFirstProperty(name);
    return property && this.#momentOf(property, property.getFirstValue());
  }

  moments(name: string): Moment[] {
    return this.component
      .getAllProperties(name)
      .flatMap((property) => property.getValues().map((value) => this.#momentOf(property, value)))
      .filter((moment) => moment !== null);
  }

  /** Of two versions of one thing the greater is the newer: by SEQUENCE, then by when it was written. */
  get age(): readonly [number, string] {
    const written = this.component.getFirstPropertyValue("dtstamp");
    return [Number(this.component.getFirstPropertyValue("sequence") ?? 0) || 0, String(written ?? "")];
  }

  text(name: string): string {
    const value = this.component.getFirstPropertyValue(name);
    return typeof value === "string" ? bounded(value) : "";
  }

  rules(name: "rrule" | "exrule"): InstanceType<typeof ICAL.Recur>[] {
    return this.component
      .getAllProperties(name)
      .map((property) => property.getFirstValue())
      .filter((value) => value instanceof ICAL.Recur);
  }

  get recurs(): boolean {
    return this.component.hasProperty("rrule") || this.component.hasProperty("rdate");
  }

  #contacts(): { contacts?: string } {
    const attendees = this.component
      .getAllProperties("attendee")
      .map((property) =>
        `${property.getFirstParameter("cn") ?? ""} ${String(property.getFirstValue())}`.trim(),
      );
    const others = this.component
      .getAllProperties("contact")
      .map((property) => String(property.getFirstValue()));
    const contacts = bounded([...attendees, ...others].join("\n"));
    return contacts === "" ? {} : { contacts };
  }

  /** When the event ends if it starts at a moment, whose marker is needed for counting in days. */
  #endOf(start: number, marker: string): number | null {
    const own = this.start;
    const end = this.moment("dtend");
    if (end && own.time.isDate) {
      const days = Math.round((wallMs(end.marker) - wallMs(own.marker)) / dayMs);
      return own.clock(new Date(wallMs(marker) + days * dayMs).toISOString().slice(0, 19));
    }
    if (end) return start + end.at - own.at;
    const duration = this.component.getFirstPropertyValue("duration");
    return duration instanceof ICAL.Duration ? start + duration.toSeconds() * 1000 : null;
  }

  /** Of whole days, also where they are written with the hours from midnight to midnight. */
  #isAllDay(): boolean {
    if (this.start.time.isDate) return true;
    if (
      ["x-microsoft-cdo-alldayevent", "x-microsoft-msncalendar-alldayevent", "x-funambol-allday"].some(
        (name) => /^(true|1)$/i.test(this.text(name)),
      )
    )
      return true;
    const end = this.moment("dtend");
    const midnight = /T00:00:00$/;
    return (
      end !== null &&
      midnight.test(this.start.marker) &&
      midnight.test(end.marker) &&
      end.marker > this.start.marker
    );
  }

  get isCancelled(): boolean {
    const method = this.component.parent?.getFirstPropertyValue("method");
    return (
      this.text("status").toUpperCase() === "CANCELLED" ||
      String(method ?? "").toUpperCase() === "CANCEL" ||
      isCalledOffTitle(this.text("summary"))
    );
  }

  get #isUnanswered(): boolean {
    return (
      this.component.hasProperty("organizer") &&
      this.component
        .getAllProperties("attendee")
        .some((one) => String(one.getFirstParameter("partstat")).toUpperCase() === "NEEDS-ACTION")
    );
  }

  occurrence(original: number, wall: number, start = this.start.at, marker = this.start.marker): Occurrence {
    return {
      inSeries: this.recurs || this.recurrenceId !== null,
      original,
      wall,
      start,
      end: this.#endOf(start, marker),
      allDay: this.#isAllDay(),
      title: this.text("summary"),
      description: this.text("description"),
      location: this.text("location"),
      ...this.#contacts(),
      cancelled: this.isCancelled,
      ...(this.#isUnanswered && { unanswered: true as const }),
    };
  }
}
