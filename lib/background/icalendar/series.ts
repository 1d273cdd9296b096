import type { CalendarObject, Occurrence } from "../../domain/calendar-object.ts";
import { UnreadableCalendar, wallMs } from "./clocks.ts";
import { type Bounds, follow } from "./rules.ts";
import { bounded, dayMs, type Moment, type Version } from "./version.ts";

const maxSiblings = 100;

const isNewer = (one: Version, other: Version): boolean => {
  const [[sequence, written], [before, then]] = [one.age, other.age];
  return sequence === before ? written >= then : sequence > before;
};

/** The newest of those that stand for one and the same thing. */
function newestBy(versions: readonly Version[], keyOf: (version: Version) => number): Version[] {
  const newest = new Map<number, Version>();
  for (const version of versions) {
    const known = newest.get(keyOf(version));
    if (!known || isNewer(version, known)) newest.set(keyOf(version), version);
  }
  return [...newest.values()];
}

/** What stands for an occurrence, and when that should have been. */
interface Original {
  at: number;
  marker: string;
}

/** All versions of one UID. */
export class Series {
  readonly #versions: readonly Version[];
  /** More than one where two events share a UID. */
  readonly #masters: readonly Version[];
  readonly #exceptions: readonly Version[];
  #strays: readonly Version[] = [];

  constructor(versions: readonly Version[]) {
    this.#versions = versions;
    const masters = versions.filter(({ recurrenceId }) => recurrenceId === null);
    // A later version of an event takes the place of the one before; two of one age are two events.
    const latest = masters.reduce<Version | null>(
      (best, one) => (best && !isNewer(one, best) ? best : one),
      null,
    );
    const current = masters.filter((one) => latest && isNewer(one, latest));
    this.#masters = newestBy(current, ({ start }) => start.at);
    this.#exceptions = versions.filter(({ recurrenceId }) => recurrenceId !== null);
    if (
      this.#masters.length > 1 &&
      (this.#exceptions.length > 0 || this.#masters.some(({ recurs }) => recurs))
    )
      throw new UnreadableCalendar("two series of one UID");
  }

  /** Changes of occurrences that the series, as it was last read, does not have: whose time counts nobody can tell. */
  get strays(): readonly Version[] {
    return this.#strays;
  }

  read(uid: string, bounds: Bounds): CalendarObject {
    return {
      uid,
      wall: wallMs((this.#masters[0] ?? this.#versions[0])?.start.marker ?? ""),
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

  #occurrences(bounds: Bounds): Occurrence[] {
    const [master, ...others] = this.#masters;
    if (!master)
      return newestBy(this.#exceptions, ({ recurrenceId }) => recurrenceId?.at ?? 0).map(exceptional);
    if (others.length > 0)
      // Each is known by its own start.
      return this.#masters
        .map((one) => ({ ...one.occurrence(one.start.at, wallMs(one.start.marker)), inSeries: true }))
        .sort((a, b) => a.original - b.original);
    if (!master.recurs) {
      const original = { at: master.start.at, marker: master.start.marker };
      const { fits } = exceptionOf(master);
      this.#findStrays(this.#exceptions, [original], master, bounds);
      // An exception of what does not recur is another version of it.
      const newest = this.#exceptions
        .filter((one) => fits(one, original))
        .reduce((best, one) => (isNewer(one, best) ? one : best), master);
      return [newest.occurrence(original.at, wallMs(original.marker))];
    }
    return this.#recurring(master, bounds);
  }

  #recurring(master: Version, { from, to }: Bounds): Occurrence[] {
    const isFor = exceptionOf(master);
    const single = newestBy(
      this.#exceptions.filter(({ isForFuture }) => !isForFuture),
      isFor.key,
    );
    const future = newestBy(
      this.#exceptions.filter(({ isForFuture }) => isForFuture),
      isFor.key,
    ).sort((a, b) => isFor.key(a) - isFor.key(b));
    if (future.some(({ recurs }) => recurs)) throw new UnreadableCalendar("a series within a series");
    const shifts = future.map((one) => ({ from: isFor.key(one), version: one, by: shiftOf(one) }));
    const furthest = Math.max(0, ...shifts.map(({ by }) => Math.abs(by)));
    const originals = single.filter(({ start }) => start.at >= from && start.at <= to).map(isFor.key);
    const reach = {
      from: Math.min(from, ...originals) - furthest - (furthest > 0 ? dayMs : 0),
      to: Math.max(to, ...originals.map((at) => at + dayMs)) + furthest + (furthest > 0 ? dayMs : 0),
    };
    const { all, left } = this.#set(master, reach);
    this.#findStrays([...single, ...future], all, master, { from, to });
    const found: Occurrence[] = [];
    for (const original of left) {
      const { at, marker } = original;
      const exception = single.find((one) => isFor.fits(one, original));
      const shift = shifts.findLast((one) => isFor.isFrom(one.version, original));
      const occurrence = exception
        ? exception.occurrence(at, wallMs(marker))
        : shift
          ? shifted(shift.version, original, shift.by)
          : master.occurrence(at, wallMs(marker), at, marker);
      const isWithin = (moment: number): boolean => moment >= from && moment <= to;
      if (isWithin(at) || isWithin(occurrence.start)) found.push(occurrence);
    }
    return found.sort((a, b) => a.original - b.original);
  }

  /** What is called off, or stands outside the bounds, nobody misses. */
  #findStrays(
    changed: readonly Version[],
    all: readonly Original[],
    master: Version,
    { from, to }: Bounds,
  ): void {
    const { fits } = exceptionOf(master);
    this.#strays = changed.filter(
      (one) =>
        one.start.at >= from &&
        one.start.at <= to &&
        !one.isCancelled &&
        !all.some((original) => fits(one, original)),
    );
  }

  /** Original starts: all that there ever were, and those that are left. */
  #set(master: Version, bounds: Bounds): { all: Original[]; left: Original[] } {
    const set = new Map<number, string>();
    if (master.rules("rrule").length === 0) set.set(master.start.at, master.start.marker);
    for (const rule of master.rules("rrule")) follow(rule, master.start, bounds, set);
    for (const { at, marker } of master.moments("rdate")) if (at <= bounds.to) set.set(at, marker);
    const excluded = new Map<number, string>();
    for (const rule of master.rules("exrule")) follow(rule, master.start, bounds, excluded);
    const days = new Set<string>();
    for (const { at, time, marker } of master.moments("exdate")) {
      if (time.isDate !== master.start.time.isDate) days.add(marker.slice(0, 10));
      else excluded.set(at, marker);
    }
    const all = [...set].map(([at, marker]) => ({ at, marker }));
    const left = all.filter(({ at, marker }) => !excluded.has(at) && !days.has(marker.slice(0, 10)));
    return { all, left };
  }
}

/** Which occurrence a version speaks of: some say the day alone, of an event with hours. */
function exceptionOf(master: Version) {
  const isDay = (id: Moment): boolean => id.time.isDate !== master.start.time.isDate;
  const idOf = ({ recurrenceId, start }: Version): Moment => recurrenceId ?? start;
  return {
    key: (version: Version): number => idOf(version).at,
    fits: (version: Version, { at, marker }: Original): boolean => {
      const id = idOf(version);
      return isDay(id) ? marker.slice(0, 10) === id.marker.slice(0, 10) : at === id.at;
    },
    isFrom: (version: Version, { at, marker }: Original): boolean => {
      const id = idOf(version);
      return isDay(id) ? marker.slice(0, 10) >= id.marker.slice(0, 10) : at >= id.at;
    },
  };
}

/** By how much a change of all that follow moves them, on the wall clock. */
function shiftOf({ start, recurrenceId }: Version): number {
  if (!recurrenceId) return 0;
  if (start.time.isDate !== recurrenceId.time.isDate || start.clock !== recurrenceId.clock)
    throw new UnreadableCalendar("a change of all that follow, by another clock");
  return wallMs(start.marker) - wallMs(recurrenceId.marker);
}

function shifted(version: Version, { at, marker }: Original, by: number): Occurrence {
  const moved = new Date(wallMs(marker) + by).toISOString().slice(0, 19);
  return version.occurrence(at, wallMs(marker), version.start.clock(moved), moved);
}

const exceptional = (version: Version): Occurrence => {
  const { at, marker } = version.recurrenceId ?? version.start;
  return version.occurrence(at, wallMs(marker));
};
