import {
  type Appointment,
  type AppointmentChange,
  accepted,
  type CalendarObject,
  type EventText,
  type NetworkWrite,
  type Occurrence,
  type Patient,
} from "../../plugin-api/index.ts";
import { isOtherPatient } from "../../plugin-kit/patient.ts";
import { cut } from "../../plugin-kit/words.ts";
import { instantText } from "../../plugin-kit/zone.ts";
import { type Address, addressOf } from "./address.ts";
import {
  boundsOf,
  newsIn,
  type OccurrenceChange,
  type Pair,
  paired,
  pairsBetween,
  type ReadText,
  readStates,
  rewordedIn,
  type States,
} from "./occurrences.ts";

/** What the server said of an address. */
export interface Reading extends Pick<NetworkWrite, "id" | "answerId"> {
  url: string;
  /** iCalendar, or `null` when nothing is there any more. */
  text: string | null;
}

/** What the calendar shows of an address. */
export interface Shown {
  address: Address;
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

/** Which of an address's occurrences are called off, by a text of it. */
interface CalledOff {
  text: string;
  from: number;
  to: number;
  inSeries: boolean;
  originals: ReadonlySet<number>;
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

function appointmentOf(address: Address, occurrence: Occurrence, patient: Patient | null): Appointment {
  const { start, end, allDay, title } = occurrence;
  return {
    id: appointmentId(address, occurrence),
    start: instantText(start),
    end: end === null ? null : instantText(end),
    allDay,
    title: cut(title, 500),
    patient,
  };
}

type Told = Pick<Occurrence, "title" | "description" | "location">;

/** Where a patient may be named. */
export const textOf = ({ title, description, location }: Told): EventText => ({
  title,
  fields: JSON.stringify({ description, location }),
});

/** Finds the patient in each text, in their order. Rejects when that cannot be told. */
export type ReadPatients = (texts: readonly EventText[]) => Promise<(Patient | null)[]>;

interface ChangeAt {
  address: Address;
  change: OccurrenceChange;
}

/**
 * Keeps the last text of every address and tells what each accepted write of this page changes. Only the page's own
 * writes are news; what it reads is what they depart from.
 */
export class Changes {
  readonly #read: ReadText;
  readonly #readPatients: ReadPatients;
  readonly #base: string;
  /** Oldest first, by path. */
  readonly #versions = new Map<string, Version[]>();
  readonly #shown = new Map<string, Occurrence[]>();
  readonly #calledOff = new Map<string, CalledOff>();
  readonly #tails: Tail[] = [];
  /** By what the server or the page writes: of a thousand events they are asked for again and again. */
  readonly #addresses = new Map<string, Address | null>();
  /** Half of an answer is known: what the page has written by then is looked at when the other half is. */
  #isWaiting = false;
  readonly #held: (() => void)[] = [];
  /** One write after the other, as they happened, for texts take their time to be read. */
  #telling: Promise<unknown> = Promise.resolve();

  /** @param base of the addresses in the server's answers */
  constructor(read: ReadText, readPatients: ReadPatients, base: string) {
    this.#read = read;
    this.#readPatients = readPatients;
    this.#base = base;
  }

  /** `null` for what is none. */
  addressOf(url: string): Address | null {
    let address = this.#addresses.get(url);
    if (address === undefined) {
      address = addressOf(url, this.#base);
      if (this.#addresses.size >= 2 * maxAddresses) this.#addresses.clear();
      this.#addresses.set(url, address);
    }
    return address;
  }

  /** @param isAll whether nothing more is to come of what the server has answered by now */
  learn(readings: readonly Reading[], isAll = true): void {
    for (const reading of readings) this.#learn(reading);
    this.#isWaiting = !isAll;
    if (isAll) for (const take of this.#held.splice(0)) take();
  }

  #learn({ url, text, id, answerId }: Reading): void {
    const address = this.addressOf(url);
    if (!address) return;
    const written = this.#versions.get(address.path)?.findLast(({ isOwn }) => isOwn);
    // It may have been read before what the page has written since.
    if (written && id < written.answerId) return;
    this.#keep(address, { text, answerId, isOwn: false });
  }

  /** For addresses of which nothing was heard: what the page showed of them first is what the server had said. */
  shown(all: Iterable<Shown>): void {
    const first = new Map<string, Occurrence[]>();
    for (const one of all) {
      const { address, ...rest } = one;
      const { path } = address;
      if (this.#versions.has(path) || this.#shown.has(path)) continue;
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

  /** The last known iCalendar text of an address; empty when it is unknown or was deleted. */
  textOf(url: string): string {
    const address = this.addressOf(url);
    return address ? this.#textAt(address) : "";
  }

  #textAt({ path }: Address): string {
    return this.#versions.get(path)?.at(-1)?.text ?? "";
  }

  /** Whether what is shown is called off, as far as `findCalledOff` knows the server's text. */
  isCancelled({ address, original }: Shown): boolean {
    const known = this.#calledOff.get(address.path);
    if (!known || known.text !== this.#textAt(address)) return false;
    return known.inSeries ? known.originals.has(original) : known.originals.size > 0;
  }

  /**
   * Finds out which of all that is shown is called off. Rejects where that cannot be told.
   * @returns whether something was read for it
   */
  async findCalledOff(all: Iterable<Shown>): Promise<boolean> {
    const asked = new Map<string, { text: string; from: number; to: number }>();
    for (const { address, original } of all) {
      const { path } = address;
      const text = this.#textAt(address);
      // Spares all but a few from being read.
      if (!/^STATUS:CANCELLED/im.test(text)) continue;
      const { from, to } = asked.get(path) ?? { from: original, to: original };
      asked.set(path, { text, from: Math.min(from, original), to: Math.max(to, original) });
    }
    const unknown = [...asked].filter(([path, { text, from, to }]) => {
      const known = this.#calledOff.get(path);
      return known?.text !== text || known.from > from || known.to < to;
    });
    await Promise.all(
      unknown.map(async ([path, { text, from, to }]) => {
        const occurrences = (await this.#read(text, { from, to }))?.occurrences ?? [];
        const off = occurrences.filter(({ cancelled }) => cancelled).map(({ original }) => original);
        const inSeries = occurrences.some((one) => one.inSeries);
        this.#calledOff.set(path, { text, from, to, inSeries, originals: new Set(off) });
      }),
    );
    return unknown.length > 0;
  }

  /** What is shown, as an appointment. */
  appointmentOf(shown: Shown, patient: Patient | null): Appointment {
    const { address } = shown;
    const text = this.#textAt(address).replace(/BEGIN:VTIMEZONE.*?END:VTIMEZONE/gs, "");
    const inSeries = /^(RRULE|RDATE|RECURRENCE-ID)[;:]/im.test(text) || shown.original !== shown.start;
    return appointmentOf(address, { ...shown, inSeries, wall: 0, cancelled: false }, patient);
  }

  /**
   * What is known from then on is known at once, or once all is that was read before; what is news is told in the
   * order of the writes. Rejects when a write was accepted, and what it changed cannot be told.
   *
   * @param now in milliseconds since the epoch
   */
  wrote(write: NetworkWrite, now: number): Promise<AppointmentChange[]> {
    if (!this.#isWaiting) return this.#inOrder(this.#noted(write, now));
    const { promise, resolve } = Promise.withResolvers<AppointmentChange[]>();
    this.#held.push(() => resolve(this.#inOrder(this.#noted(write, now))));
    return promise;
  }

  /** Changes that were waiting for what did not come. */
  tick(now: number): Promise<AppointmentChange[]> {
    return this.#inOrder(async () => {
      const due = this.#tails.filter(({ until }) => until <= now);
      for (const tail of due) this.#tails.splice(this.#tails.indexOf(tail), 1);
      return this.#tell(
        due.flatMap(({ address, occurrences }) => at(address, newsIn(paired(occurrences, [], 0), now))),
      );
    });
  }

  #inOrder(tell: () => Promise<AppointmentChange[]>): Promise<AppointmentChange[]> {
    const told = this.#telling.then(tell);
    this.#telling = told.catch(() => {});
    return told;
  }

  /** Takes down what a write left behind, and tells how to find out what it changed. */
  #noted(write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const nothing = async () => [];
    const address = this.addressOf(write.url);
    if (!address || !accepted(write)) return nothing;
    // A WebDAV answer for several things may refuse some of them.
    if (write.status === 207 && /HTTP\/[\d.]+ [45]\d\d/.test(write.response ?? "")) return nothing;
    switch (write.method) {
      case "PUT":
        return this.#put(address, write, now);
      case "DELETE":
        return this.#gone(address, write, now);
      case "MOVE":
        return this.#moved(address, write, now);
      default:
        return nothing;
    }
  }

  #put(address: Address, write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const before = this.#before(address, write);
    const shown = this.#shown.get(address.path);
    const { body, answerId, ifMatch } = write;
    this.#forget(address);
    if (body === null) return () => Promise.reject(new Error("what the page wrote could not be read"));
    this.#keep(address, { text: body, answerId, isOwn: true });
    return async () => {
      const states = await readStates(before ?? null, body, now, this.#read);
      const { was, is } = states;
      const tell = (pairs: Pair[]) =>
        this.#tell(at(address, [...newsIn(pairs, now), ...rewordedIn(pairs, now)]));
      if (before === undefined && (shown || ifMatch)) return tell(comparable(shown ?? [], is));
      if (is && !was) {
        const tail = this.#tails.find(({ successors }) => successors.has(is.uid));
        if (tail) return this.#join(tail, address, is, body, now);
      }
      return tell(this.#withoutTail(address, states, now));
    };
  }

  /** The pairs, but for those that end a series of which a successor is announced. */
  #withoutTail(address: Address, states: States, now: number): Pair[] {
    const { was, is } = states;
    const pairs = pairsBetween(states);
    const successors = is && was ? new Set(is.siblings).difference(new Set(was.siblings)) : new Set<string>();
    const occurrences = pairs.flatMap(({ before, after }) => (before && !after ? [before] : []));
    if (successors.size === 0 || occurrences.length === 0) return pairs;
    this.#tails.push({ address, occurrences, successors, until: now + patience });
    return pairs.filter(({ after }) => after !== null);
  }

  /** The end that was cut off, and the series that takes its place. */
  async #join(
    tail: Tail,
    address: Address,
    { wall }: CalendarObject,
    text: string,
    now: number,
  ): Promise<AppointmentChange[]> {
    this.#tails.splice(this.#tails.indexOf(tail), 1);
    const { address: old, occurrences } = tail;
    const shift = wall - (occurrences[0]?.wall ?? wall);
    const after = await this.#read(text, boundsOf(now, shift));
    const news = newsIn(paired(occurrences, after?.occurrences ?? [], shift), now);
    return this.#tell(
      news.map((change) => ({ address: change.type === "cancelled" ? old : address, change })),
    );
  }

  #gone(address: Address, write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const before = this.#before(address, write);
    const shown = this.#shown.get(address.path) ?? [];
    this.#forget(address);
    this.#keep(address, { text: null, answerId: write.answerId, isOwn: true });
    return async () => {
      const pairs =
        before === undefined
          ? shown.map((occurrence) => ({ before: occurrence, after: null }))
          : pairsBetween(await readStates(before, null, now, this.#read));
      return this.#tell(at(address, newsIn(pairs, now)));
    };
  }

  #moved(address: Address, write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const destination = this.addressOf(write.destination ?? "");
    if (!destination) return this.#gone(address, write, now);
    const before = this.#before(address, write);
    const shown = this.#shown.get(address.path);
    this.#forget(address);
    this.#forget(destination);
    this.#keep(address, { text: null, answerId: write.answerId, isOwn: true });
    if (before !== undefined) {
      this.#keep(destination, { text: before, answerId: write.answerId, isOwn: true });
    } else if (shown) this.#shown.set(destination.path, shown);
    return async () => [];
  }

  /** When `tick` has something to do; `null` when nothing waits. */
  dueAt(): number | null {
    return this.#tails.length === 0 ? null : Math.min(...this.#tails.map(({ until }) => until));
  }

  async #tell(changes: readonly ChangeAt[]): Promise<AppointmentChange[]> {
    if (changes.length === 0) return [];
    const told = changes.flatMap(({ change: { before, after } }) => [before, after]);
    const occurrences = told.filter((occurrence) => occurrence !== null);
    const patients = await this.#readPatients(occurrences.map(textOf));
    const patientOf = new Map(occurrences.map((occurrence, index) => [occurrence, patients[index] ?? null]));
    return changes.flatMap((one) => changeOf(one, patientOf) ?? []);
  }

  /** What the server had when the write reached it. */
  #before({ path }: Address, { id }: NetworkWrite): string | null | undefined {
    return this.#versions.get(path)?.findLast(({ isOwn, answerId }) => isOwn || answerId < id)?.text;
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
      this.#calledOff.delete(oldest);
    }
  }

  #forget({ path }: Address): void {
    this.#versions.delete(path);
    this.#shown.delete(path);
  }
}

/** Of what was shown alone, a single event can be compared with a single event, and nothing else. */
function comparable(shown: readonly Occurrence[], after: CalendarObject | null): Pair[] {
  const [before, ...others] = shown;
  const [is = null, ...more] = after?.occurrences ?? [];
  if (!before || before.inSeries || others.length > 0 || more.length > 0 || is?.inSeries) return [];
  return [{ before, after: is }];
}

const at = (address: Address, changes: readonly OccurrenceChange[]): ChangeAt[] =>
  changes.map((change) => ({ address, change }));

/** `null` for what is no news: another text about the same patient. */
function changeOf(
  { address, change }: ChangeAt,
  patientOf: ReadonlyMap<Occurrence, Patient | null>,
): AppointmentChange | null {
  const of = (occurrence: Occurrence): Appointment =>
    appointmentOf(address, occurrence, patientOf.get(occurrence) ?? null);
  if (change.type === "created") return { type: "created", appointment: of(change.after) };
  if (change.type === "cancelled") return { type: "cancelled", appointment: of(change.before) };
  const [{ patient: previousPatient }, appointment] = [of(change.before), of(change.after)];
  const previousStart = instantText(change.before.start);
  const isMoved = change.type === "moved";
  if (previousPatient && isOtherPatient(previousPatient, appointment.patient))
    return { type: "patientChanged", appointment, previousPatient, ...(isMoved ? { previousStart } : {}) };
  return isMoved ? { type: "moved", appointment, previousStart } : null;
}
