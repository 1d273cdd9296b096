import ICAL from "ical.js";
import type { CalendarObject, CalendarQuery, Occurrence } from "../../domain/calendar-object.ts";
import {
  type Clock,
  Clocks,
  type ICALComponent,
  type ICALProperty,
  type ICALTime,
  markerOf,
  UnreadableCalendar,
  utc,
  wallMs,
} from "./clocks.ts";

/**
 * Reads iCalendar texts. `ical.js` takes the text apart and follows recurrence rules; exceptions and clocks are
 * reckoned here, for there its ways differ from what calendars show (an EXDATE that fits nothing hides the next one,
 * an UNTIL in UTC is compared with a wall clock).
 */

export { UnreadableCalendar };

/** More than fifty years of days: who looks further is not going to find anything. */
const maxSteps = 20_000;
const maxInterval = 1_000;
/** Of one text: it must not keep the background from its other work. */
const maxWork = 100_000;
const maxOccurrences = 5_000;
const maxSiblings = 100;
const maxText = 4_000;
const dayMs = 86_400_000;

/** What is left of it; texts are read one at a time. */
let work = 0;

// Of a rule that no day fits, such as the 31st of February, the library would look for the next one for ever.
const { next, check_contracting_rules: isFit } = ICAL.RecurIterator.prototype;
const steps = new WeakMap<ICAL.RecurIterator, number>();
ICAL.RecurIterator.prototype.next = function (again) {
  steps.set(this, 0);
  return next.call(this, again);
};
ICAL.RecurIterator.prototype.check_contracting_rules = function () {
  const count = (steps.get(this) ?? 0) + 1;
  if (count > maxSteps) throw new UnreadableCalendar("a rule that nothing fits");
  if (--work < 0) throw new UnreadableCalendar("rules that take too long");
  steps.set(this, count);
  return isFit.call(this);
};

const bounded = (text: string): string => text.slice(0, maxText).toWellFormed();

interface Moment {
  time: ICALTime;
  marker: string;
  clock: Clock;
  at: number;
}

/** One VEVENT. */
class Version {
  readonly component: ICALComponent;
  readonly start: Moment;
  readonly recurrenceId: Moment | null;
  readonly #clocks: Clocks;

  constructor(component: ICALComponent, clocks: Clocks) {
    this.component = component;
    this.#clocks = clocks;
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

  text(name: string): string {
    const value = this.component.getFirstPropertyValue(name);
    return typeof value === "string" ? bounded(value) : "";
  }

  get rules(): InstanceType<typeof ICAL.Recur>[] {
    return this.component
      .getAllProperties("rrule")
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

  occurrence(original: number, wall: number, start = this.start.at, marker = this.start.marker): Occurrence {
    return {
      inSeries: this.recurs || this.recurrenceId !== null,
      original,
      wall,
      start,
      end: this.#endOf(start, marker),
      allDay: this.start.time.isDate,
      title: this.text("summary"),
      description: this.text("description"),
      location: this.text("location"),
      ...this.#contacts(),
      cancelled: this.text("status").toUpperCase() === "CANCELLED",
    };
  }
}

type Bounds = Pick<CalendarQuery, "from" | "to">;

/** All versions of one UID. */
class Series {
  readonly #versions: readonly Version[];
  readonly #master: Version | null;
  /** By their original start. */
  readonly #exceptions: ReadonlyMap<number, Version>;

  constructor(versions: readonly Version[]) {
    this.#versions = versions;
    this.#master = versions.find(({ recurrenceId }) => recurrenceId === null) ?? null;
    this.#exceptions = new Map(
      versions.flatMap((version) => (version.recurrenceId ? [[version.recurrenceId.at, version]] : [])),
    );
  }

  read(uid: string, bounds: Bounds): CalendarObject {
    return {
      uid,
      wall: wallMs((this.#master ?? this.#versions[0])?.start.marker ?? ""),
      siblings: this.#siblings(),
      occurrences: this.#occurrences(bounds),
    };
  }

  #siblings(): string[] {
    const uids = this.#versions.flatMap(({ component }) =>
      component
        .getAllProperties("related-to")
        .filter((property) => property.getFirstParameter("reltype")?.toUpperCase() === "SIBLING")
        .map((property) => bounded(String(property.getFirstValue()))),
    );
    return [...new Set(uids)].slice(0, maxSiblings);
  }

  #occurrences({ from, to }: Bounds): Occurrence[] {
    const master = this.#master;
    if (master === null) return [...this.#exceptions.values()].map(exceptional);
    if (!master.recurs) return [master.occurrence(master.start.at, wallMs(master.start.marker))];
    const moved = [...this.#exceptions].filter(([, { start }]) => start.at >= from && start.at <= to);
    const originals = moved.map(([original]) => original);
    const reach = { from: Math.min(from, ...originals), to: Math.max(to, ...originals) };
    const found: Occurrence[] = [];
    for (const [original, marker] of this.#set(master, reach)) {
      const exception = this.#exceptions.get(original);
      const occurrence = exception
        ? exception.occurrence(original, wallMs(marker))
        : master.occurrence(original, wallMs(marker), original, marker);
      const isWithin = (at: number): boolean => at >= from && at <= to;
      if (isWithin(original) || isWithin(occurrence.start)) found.push(occurrence);
    }
    return found.sort((a, b) => a.original - b.original);
  }

  /** Original starts with their markers. */
  #set(master: Version, bounds: Bounds): Map<number, string> {
    const set = new Map<number, string>();
    if (master.rules.length === 0) set.set(master.start.at, master.start.marker);
    for (const rule of master.rules) follow(rule, master.start, bounds, set);
    for (const { at, marker } of master.moments("rdate")) if (at <= bounds.to) set.set(at, marker);
    const days = new Set<string>();
    for (const { at, time } of master.moments("exdate")) {
      if (time.isDate && !master.start.time.isDate) days.add(String(time));
      else set.delete(at);
    }
    for (const [original, marker] of set) if (days.has(marker.slice(0, 10))) set.delete(original);
    return set;
  }
}

const exceptional = (version: Version): Occurrence => {
  const { at, marker } = version.recurrenceId ?? version.start;
  return version.occurrence(at, wallMs(marker));
};

/** On the wall clock, which is how rules are meant. */
function follow(
  rule: InstanceType<typeof ICAL.Recur>,
  start: Moment,
  { from, to }: Bounds,
  set: Map<number, string>,
): void {
  const { until } = rule;
  if (rule.interval > maxInterval) throw new UnreadableCalendar("a rule of too long steps");
  const endless = rule.clone();
  endless.until = null;
  const { isDate } = start.time;
  const wall = isDate
    ? ICAL.Time.fromDateString(start.marker.slice(0, 10))
    : ICAL.Time.fromDateTimeString(start.marker);
  const isPast = (marker: string, at: number): boolean => {
    if (!until) return false;
    const limit = markerOf(until);
    if (until.isDate || isDate) return marker.slice(0, 10) > limit.slice(0, 10);
    return String(until).endsWith("Z") ? at > utc(limit) : marker > limit;
  };
  const iterator = endless.iterator(wall);
  for (let count = 0; ; count++) {
    const time: ICALTime | null = iterator.next();
    if (!time) return;
    if (count >= maxSteps) throw new UnreadableCalendar("too many occurrences");
    const marker = markerOf(time);
    // Long gone, whatever the clock: not worth finding out when exactly.
    if (wallMs(marker) < from - 2 * dayMs) continue;
    const at = start.clock(marker);
    if (at > to || isPast(marker, at)) return;
    set.set(at, marker);
  }
}

/**
 * Every event in an iCalendar text, one object for each UID.
 *
 * @returns nothing where the text holds no event but a task, say
 * @throws UnreadableCalendar
 */
export function readCalendar(text: string, { timeZone, ...bounds }: CalendarQuery): CalendarObject[] {
  work = maxWork;
  try {
    const parsed: unknown[] = ICAL.parse(text);
    const calendar = new ICAL.Component(Array.isArray(parsed[0]) ? parsed[0] : parsed);
    if (calendar.name !== "vcalendar") throw new UnreadableCalendar("no calendar");
    const clocks = new Clocks(calendar, timeZone);
    const events = Map.groupBy(calendar.getAllSubcomponents("vevent"), (event) =>
      bounded(String(event.getFirstPropertyValue("uid") ?? "")),
    );
    const objects = [...events].map(([uid, versions]) =>
      new Series(versions.map((component) => new Version(component, clocks))).read(uid, bounds),
    );
    const count = objects.reduce((sum, { occurrences }) => sum + occurrences.length, 0);
    if (count > maxOccurrences) throw new UnreadableCalendar("too many occurrences");
    return objects;
  } catch (cause) {
    if (cause instanceof UnreadableCalendar) throw cause;
    // Whatever the library trips over is the text's fault.
    throw new UnreadableCalendar(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
