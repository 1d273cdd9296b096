import {
  type Appointment,
  type AppointmentChange,
  accepted,
  type CalendarObject,
  type NetworkWrite,
  type Occurrence,
  type Patient,
} from "../../plugin-api/index.ts";
import { type Address, addressOf } from "./address.ts";
import {
  appointmentOf,
  at,
  type ChangeAt,
  changeOf,
  occurrencesByPath,
  type ReadPatients,
  type Shown,
  type Tail,
  textOf,
} from "./appointments.ts";
import { CalledOffEvents } from "./called-off.ts";
import type { Reading } from "./messages.ts";
import {
  boundsOf,
  comparable,
  newsIn,
  type Pair,
  paired,
  pairsBetween,
  type ReadText,
  readStates,
  rewordedIn,
  type States,
} from "./occurrences.ts";

interface Version {
  text: string | null;
  /** As of `NetworkWrite`: what began later has a greater id. */
  answerId: number;
  /** Written by this page, and not merely read. */
  isOwn: boolean;
}

/** A reading that overlaps a write says nothing of the time before, so the one before it is kept, too. */
const maxVersions = 4;
const maxAddresses = 5_000;
/** The two halves of a split series are written one right after the other. */
const patience = 10_000;

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
  /** Which of what is shown is called off. */
  readonly calledOff: CalledOffEvents;
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
    this.calledOff = new CalledOffEvents(read, (address) => this.#textAt(address));
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
    const isHeardOf = (path: string): boolean => this.#versions.has(path) || this.#shown.has(path);
    for (const [path, occurrences] of occurrencesByPath(all, isHeardOf)) this.#shown.set(path, occurrences);
  }

  /** The last known iCalendar text of an address; empty when it is unknown or was deleted. */
  textOf(url: string): string {
    const address = this.addressOf(url);
    return address ? this.#textAt(address) : "";
  }

  #textAt({ path }: Address): string {
    return this.#versions.get(path)?.at(-1)?.text ?? "";
  }

  knows = ({ address }: Pick<Shown, "address">): boolean => this.#textAt(address) !== "";

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
      this.calledOff.forget(oldest);
    }
  }

  #forget({ path }: Address): void {
    this.#versions.delete(path);
    this.#shown.delete(path);
  }
}
