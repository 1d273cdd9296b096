import {
  type Appointment,
  type AppointmentChange,
  accepted,
  type NetworkWrite,
} from "../../plugin-api/index.ts";
import { instantText, type Zone } from "../fullcalendar/instants.ts";
import { findPatient } from "../fullcalendar/person.ts";
import { cut } from "../fullcalendar/words.ts";
import { type Address, addressOf } from "./address.ts";
import {
  newsIn,
  type OccurrenceChange,
  occurrencesFrom,
  type Pair,
  paired,
  pairsBetween,
} from "./changes.ts";
import {
  type CalendarObject,
  type Occurrence,
  parseCalendarObject,
  UnreadableCalendarObject,
} from "./icalendar.ts";

/** What the server said of an address. */
export interface Reading extends Pick<NetworkWrite, "id" | "answerId"> {
  url: string;
  /** iCalendar, or `null` when nothing is there any more. */
  text: string | null;
}

/** What the calendar shows of an address. */
export interface Shown {
  url: string;
  original: number;
  start: number;
  end: number | null;
  allDay: boolean;
  title: string;
  description: string;
  location: string;
}

interface Version {
  text: string | null;
  /** As of `NetworkWrite`: what began later has a greater id. */
  answerId: number;
  /** Written by this page, and not merely read. */
  isOwn: boolean;
}

/** The end of a series, cut off by a change that announced the series to follow instead. */
interface Tail {
  address: Address;
  occurrences: Occurrence[];
  successors: ReadonlySet<string>;
  until: number;
}

/** A reading that overlaps a write says nothing of the time before, so the one before it is kept, too. */
const maxVersions = 4;
const maxAddresses = 5_000;
/** The two halves of a split series are written one right after the other. */
const patience = 10_000;

/** The identity of an appointment: its address, and for a series also when it should have taken place. */
export const appointmentId = (address: Pick<Address, "id">, { inSeries, original }: Occurrence): string =>
  inSeries ? `${address.id}@${instantText(original)}` : address.id;

function appointmentOf(address: Address, occurrence: Occurrence): Appointment {
  const { start, end, allDay, title, description, location } = occurrence;
  return {
    id: appointmentId(address, occurrence),
    start: instantText(start),
    end: end === null ? null : instantText(end),
    allDay,
    title: cut(title, 500),
    patient: findPatient(title, { description, location }),
  };
}

/**
 * Keeps the last text of every address and tells what each accepted write of this page changes. Only the page's own
 * writes are news; what it reads is what they depart from.
 */
export class Ledger {
  readonly #zone: () => Zone;
  readonly #base: string;
  /** Oldest first, by path. */
  readonly #versions = new Map<string, Version[]>();
  readonly #shown = new Map<string, Occurrence[]>();
  readonly #tails: Tail[] = [];

  /**
   * @param zone of the place where the calendar is looked at
   * @param base of the addresses in the server's answers
   */
  constructor(zone: () => Zone, base: string) {
    this.#zone = zone;
    this.#base = base;
  }

  learn({ url, text, id, answerId }: Reading): void {
    const address = addressOf(url, this.#base);
    if (!address) return;
    const written = this.#versions.get(address.path)?.findLast(({ isOwn }) => isOwn);
    // It may have been read before what the page has written since.
    if (written && id < written.answerId) return;
    this.#keep(address, { text, answerId, isOwn: false });
  }

  /** For addresses of which nothing was heard: what the page showed of them first is what the server had said. */
  shown(all: readonly Shown[]): void {
    const first = new Map<string, Occurrence[]>();
    for (const { url, ...rest } of all) {
      const path = addressOf(url, this.#base)?.path;
      if (path === undefined || this.#versions.has(path) || this.#shown.has(path)) continue;
      const together = first.get(path) ?? [];
      together.push({ ...rest, inSeries: false, wall: 0, cancelled: false });
      first.set(path, together);
    }
    for (const [path, occurrences] of first) {
      const inSeries =
        occurrences.length > 1 || occurrences.some(({ original, start }) => original !== start);
      this.#shown.set(
        path,
        occurrences.map((occurrence) => ({ ...occurrence, inSeries })),
      );
    }
  }

  #textOf(url: string): string {
    const path = addressOf(url, this.#base)?.path;
    return (path !== undefined && this.#versions.get(path)?.at(-1)?.text) || "";
  }

  /** Whether what is shown is called off, as far as the server's text is known. */
  isCancelled({ url, original }: Shown): boolean {
    const text = this.#textOf(url);
    // Spares all but a few from being taken apart.
    if (!/^STATUS:CANCELLED/im.test(text)) return false;
    try {
      const around = { from: original, to: original };
      const occurrences = this.#parse(text)?.occurrences(around) ?? [];
      return occurrences.some((one) => (!one.inSeries || one.original === original) && one.cancelled);
    } catch {
      return false;
    }
  }

  /** What is shown as an appointment; `null` where it has no address. */
  appointmentOf(shown: Shown): Appointment | null {
    const address = addressOf(shown.url, this.#base);
    if (!address) return null;
    const text = this.#textOf(shown.url).replace(/BEGIN:VTIMEZONE.*?END:VTIMEZONE/gs, "");
    const inSeries = /^(RRULE|RDATE|RECURRENCE-ID)[;:]/im.test(text) || shown.original !== shown.start;
    return appointmentOf(address, { ...shown, inSeries, wall: 0, cancelled: false });
  }

  /**
   * @param now in milliseconds since the epoch
   * @throws UnreadableCalendarObject when it was accepted, and what it changed cannot be told
   */
  wrote(write: NetworkWrite, now: number): AppointmentChange[] {
    const address = addressOf(write.url, this.#base);
    if (!address || !accepted(write)) return [];
    // A WebDAV answer for several things may refuse some of them.
    if (write.status === 207 && /HTTP\/[\d.]+ [45]\d\d/.test(write.response ?? "")) return [];
    switch (write.method) {
      case "PUT":
        return this.#put(address, write, now);
      case "DELETE":
        return this.#gone(address, write, now);
      case "MOVE":
        return this.#moved(address, write, now);
      default:
        return [];
    }
  }

  #put(address: Address, write: NetworkWrite, now: number): AppointmentChange[] {
    const before = this.#before(address, write);
    const shown = this.#shown.get(address.path);
    const { body, answerId } = write;
    this.#forget(address);
    if (body === null) throw new UnreadableCalendarObject("its text could not be read");
    this.#keep(address, { text: body, answerId, isOwn: true });
    const after = this.#parse(body);
    if (before === undefined) {
      if (shown || write.ifMatch)
        return this.#tell(address, newsIn(comparable(shown ?? [], after, now), now));
    }
    const was = before === undefined || before === null ? null : this.#parse(before);
    if (after && !was) {
      const tail = this.#tails.findIndex(({ successors }) => successors.has(after.uid));
      if (tail >= 0) return this.#join(this.#tails.splice(tail, 1), address, after, now);
    }
    return this.#tell(address, newsIn(this.#withoutTail(address, was, after, now), now));
  }

  /** The pairs, but for those that end a series of which a successor is announced. */
  #withoutTail(address: Address, was: CalendarObject | null, is: CalendarObject | null, now: number): Pair[] {
    const pairs = pairsBetween(was, is, now);
    const successors = is && was ? is.siblings.difference(was.siblings) : new Set<string>();
    const occurrences = pairs.flatMap(({ before, after }) => (before && !after ? [before] : []));
    if (successors.size === 0 || occurrences.length === 0) return pairs;
    this.#tails.push({ address, occurrences, successors, until: now + patience });
    return pairs.filter(({ after }) => after !== null);
  }

  #join(tails: readonly Tail[], address: Address, after: CalendarObject, now: number): AppointmentChange[] {
    return tails.flatMap((tail) => {
      const [first] = tail.occurrences;
      const shift = first ? after.wall - first.wall : 0;
      const news = newsIn(paired(tail.occurrences, occurrencesFrom(after, now, shift), shift), now);
      return news.map((change) => changeOf(change.type === "cancelled" ? tail.address : address, change));
    });
  }

  #gone(address: Address, write: NetworkWrite, now: number): AppointmentChange[] {
    const before = this.#before(address, write);
    const shown = this.#shown.get(address.path) ?? [];
    this.#forget(address);
    this.#keep(address, { text: null, answerId: write.answerId, isOwn: true });
    const pairs =
      before === undefined
        ? shown.map((occurrence) => ({ before: occurrence, after: null }))
        : pairsBetween(before === null ? null : this.#parse(before), null, now);
    return this.#tell(address, newsIn(pairs, now));
  }

  #moved(address: Address, write: NetworkWrite, now: number): AppointmentChange[] {
    const destination = addressOf(write.destination ?? "", this.#base);
    if (!destination) return this.#gone(address, write, now);
    const before = this.#before(address, write);
    const shown = this.#shown.get(address.path);
    this.#forget(address);
    this.#forget(destination);
    this.#keep(address, { text: null, answerId: write.answerId, isOwn: true });
    if (before !== undefined) {
      this.#keep(destination, { text: before, answerId: write.answerId, isOwn: true });
    } else if (shown) this.#shown.set(destination.path, shown);
    return [];
  }

  /** Changes that were waiting for what did not come. */
  tick(now: number): AppointmentChange[] {
    const due = this.#tails.filter(({ until }) => until <= now);
    for (const tail of due) this.#tails.splice(this.#tails.indexOf(tail), 1);
    return due.flatMap(({ address, occurrences }) =>
      this.#tell(address, newsIn(paired(occurrences, [], 0), now)),
    );
  }

  /** When `tick` has something to do; `null` when nothing waits. */
  dueAt(): number | null {
    return this.#tails.length === 0 ? null : Math.min(...this.#tails.map(({ until }) => until));
  }

  #tell(address: Address, changes: readonly OccurrenceChange[]): AppointmentChange[] {
    return changes.map((change) => changeOf(address, change));
  }

  /** What the server had when the write reached it. */
  #before({ path }: Address, { id }: NetworkWrite): string | null | undefined {
    return this.#versions.get(path)?.findLast(({ isOwn, answerId }) => isOwn || answerId < id)?.text;
  }

  #parse(text: string): CalendarObject | null {
    return parseCalendarObject(text, this.#zone());
  }

  #keep({ path }: Address, version: Version): void {
    this.#shown.delete(path);
    const versions = [...(this.#versions.get(path) ?? []), version].slice(-maxVersions);
    // The one that was touched last stays longest.
    this.#versions.delete(path);
    this.#versions.set(path, versions);
    for (const oldest of this.#versions.keys()) {
      if (this.#versions.size <= maxAddresses) break;
      this.#versions.delete(oldest);
    }
  }

  #forget({ path }: Address): void {
    this.#versions.delete(path);
    this.#shown.delete(path);
  }
}

/** Of what was shown alone, a single event can be compared with a single event, and nothing else. */
function comparable(shown: readonly Occurrence[], after: CalendarObject | null, now: number): Pair[] {
  const [before, ...others] = shown;
  const [is = null, ...more] = occurrencesFrom(after, now);
  if (!before || before.inSeries || others.length > 0 || more.length > 0 || is?.inSeries) return [];
  return [{ before, after: is }];
}

function changeOf(address: Address, change: OccurrenceChange): AppointmentChange {
  switch (change.type) {
    case "created":
      return { type: "created", appointment: appointmentOf(address, change.after) };
    case "moved":
      return {
        type: "moved",
        appointment: appointmentOf(address, change.after),
        previousStart: instantText(change.before.start),
      };
    case "cancelled":
      return { type: "cancelled", appointment: appointmentOf(address, change.before) };
  }
}
