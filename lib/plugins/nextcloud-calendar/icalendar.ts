import ICAL from "ical.js";
import { UnknownTimeZone, wallMs, Zone } from "../fullcalendar/instants.ts";

/**
 * What one address on the server holds: an event, or a series of them with its exceptions. `ical.js` takes the text
 * apart and follows recurrence rules; exceptions and clocks are reckoned here, for there its ways differ from what
 * calendars show (an EXDATE that fits nothing hides the next one, an UNTIL in UTC is compared with a wall clock).
 */
export class UnreadableCalendarObject extends Error {
  override name = "UnreadableCalendarObject";
}

/** One time that an event takes place. Moments are in milliseconds since the epoch. */
export interface Occurrence {
  /** One of several, each with an identity of its own. */
  inSeries: boolean;
  /** When it takes place by the rule of its series: what tells it from the others. */
  original: number;
  /** The same as the event's own wall clock shows it, as if that were UTC. */
  wall: number;
  start: number;
  end: number | null;
  allDay: boolean;
  title: string;
  description: string;
  location: string;
  /** Called off, and still shown. */
  cancelled: boolean;
}

export interface Bounds {
  from: number;
  to: number;
}

/** More than fifty years of days: who looks further is not going to find anything. */
const maxSteps = 20_000;
const maxInterval = 1_000;
const dayMs = 86_400_000;

// Of a rule that no day fits, such as the 31st of February, the library would look for the next one for ever.
const { next, check_contracting_rules: isFit } = ICAL.RecurIterator.prototype;
const steps = new WeakMap<ICAL.RecurIterator, number>();
ICAL.RecurIterator.prototype.next = function (again) {
  steps.set(this, 0);
  return next.call(this, again);
};
ICAL.RecurIterator.prototype.check_contracting_rules = function () {
  const count = (steps.get(this) ?? 0) + 1;
  if (count > maxSteps) throw new UnreadableCalendarObject("a rule that nothing fits");
  steps.set(this, count);
  return isFit.call(this);
};

type ICALTime = ReturnType<typeof ICAL.Time.fromString>;
type ICALComponent = ReturnType<typeof ICAL.Component.fromString>;
type ICALProperty = NonNullable<ReturnType<ICALComponent["getFirstProperty"]>>;

/** From what a wall clock shows, `2026-11-24T08:00:00`, to the moment. */
type Clock = (marker: string) => number;

const markerOf = (time: ICALTime): string => (time.isDate ? `${time}T00:00:00` : String(time).slice(0, 19));
const utc: Clock = wallMs;

/** The clocks by which the times of one text are to be read. */
class Clocks {
  readonly #calendar: ICALComponent;
  readonly #local: Zone;
  readonly #known = new Map<string, Clock>();

  constructor(calendar: ICALComponent, local: Zone) {
    this.#calendar = calendar;
    this.#local = local;
  }

  /** Days and times without a zone are of the place where the calendar is looked at. */
  readonly local: Clock = (marker) => this.#local.epochMs(marker);

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
    try {
      const zone = new Zone(id);
      if (!zone.isLocal) return (marker) => zone.epochMs(marker);
    } catch (error) {
      if (!(error instanceof UnknownTimeZone)) throw error;
    }
    const definition = this.#calendar
      .getAllSubcomponents("vtimezone")
      .find((component) => component.getFirstPropertyValue("tzid") === id);
    if (!definition) throw new UnreadableCalendarObject(`an unknown time zone: ${id.slice(0, 100)}`);
    const zone = new ICAL.Timezone({ component: definition, tzid: id });
    return (marker) => wallMs(marker) - zone.utcOffset(ICAL.Time.fromDateTimeString(marker)) * 1000;
  }
}

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
    if (!start) throw new UnreadableCalendarObject("an event without a start");
    this.start = start;
    this.recurrenceId = this.moment("recurrence-id");
  }

  #momentOf(property: ICALProperty, value: unknown): Moment | null {
    const time = value instanceof ICAL.Period ? value.start : value;
    if (!(time instanceof ICAL.Time)) return null;
    const clock = this.#clocks.of(property, time);
    const marker = markerOf(time);
    const at = clock(marker);
    if (Number.isNaN(at)) throw new UnreadableCalendarObject("a time that does not exist");
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
    return typeof value === "string" ? value : "";
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
      cancelled: this.text("status").toUpperCase() === "CANCELLED",
    };
  }
}

export class CalendarObject {
  readonly uid: string;
  /** The start of the whole, as its own wall clock shows it. */
  readonly wall: number;
  /** UIDs of the series from which this one was split off, or that was split off from it. */
  readonly siblings: ReadonlySet<string>;
  readonly #master: Version | null;
  /** By their original start. */
  readonly #exceptions: ReadonlyMap<number, Version>;

  constructor(versions: readonly Version[], uid: string) {
    const master = versions.find(({ recurrenceId }) => recurrenceId === null) ?? null;
    this.uid = uid;
    this.#master = master;
    this.#exceptions = new Map(
      versions.flatMap((version) => (version.recurrenceId ? [[version.recurrenceId.at, version]] : [])),
    );
    this.wall = wallMs((master ?? versions[0])?.start.marker ?? "");
    this.siblings = new Set(
      versions.flatMap(({ component }) =>
        component
          .getAllProperties("related-to")
          .filter((property) => property.getFirstParameter("reltype")?.toUpperCase() === "SIBLING")
          .map((property) => String(property.getFirstValue())),
      ),
    );
  }

  /**
   * Those of a series that take place, or should have taken place, within bounds, in the order of their original
   * starts; of a single event the only one, whenever it is.
   * @throws UnreadableCalendarObject
   */
  occurrences({ from, to }: Bounds): Occurrence[] {
    return guarded(() => {
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
    });
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
  if (rule.interval > maxInterval) throw new UnreadableCalendarObject("a rule of too long steps");
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
    if (count >= maxSteps) throw new UnreadableCalendarObject("too many occurrences");
    const marker = markerOf(time);
    // Long gone, whatever the clock: not worth finding out when exactly.
    if (wallMs(marker) < from - 2 * dayMs) continue;
    const at = start.clock(marker);
    if (at > to || isPast(marker, at)) return;
    set.set(at, marker);
  }
}

/** Whatever the library trips over is the text's fault. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof UnreadableCalendarObject) throw cause;
    throw new UnreadableCalendarObject(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * @param local the zone in which the calendar is looked at, for days and for times without a zone
 * @returns `null` where the text holds no event but a task, say
 * @throws UnreadableCalendarObject
 */
export function parseCalendarObject(text: string, local: Zone): CalendarObject | null {
  return guarded(() => {
    const parsed: unknown[] = ICAL.parse(text);
    const calendar = new ICAL.Component(Array.isArray(parsed[0]) ? parsed[0] : parsed);
    if (calendar.name !== "vcalendar") throw new UnreadableCalendarObject("no calendar");
    const clocks = new Clocks(calendar, local);
    const events = calendar.getAllSubcomponents("vevent");
    const uid = String(events[0]?.getFirstPropertyValue("uid") ?? "");
    // An address holds one event with its exceptions; what else may be there is no part of it.
    const own = events.filter((event) => String(event.getFirstPropertyValue("uid") ?? "") === uid);
    if (own.length === 0) return null;
    return new CalendarObject(
      own.map((component) => new Version(component, clocks)),
      uid,
    );
  });
}
