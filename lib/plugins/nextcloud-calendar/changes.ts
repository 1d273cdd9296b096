import type {
  Appointment,
  AppointmentChange,
  CalendarObject,
  NetworkWrite,
  Occurrence,
  Patient,
} from "../../plugin-api/index.ts";
import { type Address, addressOf as readAddress } from "./address.ts";
import {
  at,
  type ChangeAt,
  changeOf,
  appointmentOf as madeOf,
  occurrencesByPath,
  type ReadPatients,
  type Shown,
  type Tail,
  textOf as wordsOf,
} from "./appointments.ts";
import { findCalledOff } from "./called-off.ts";
import type { Detector } from "./detector.ts";
import { isGranted } from "./granted.ts";
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
 *
 * @param base of the addresses in the server's answers
 */
export function followWrites(read: ReadText, readPatients: ReadPatients, base: string): Detector {
  /** Oldest first, by path. */
  const versions = new Map<string, Version[]>();
  const shownAt = new Map<string, Occurrence[]>();
  const tails: Tail[] = [];
  /** By what the server or the page writes: of a thousand events they are asked for again and again. */
  const addresses = new Map<string, Address | null>();
  /** Half of an answer is known: what the page has written by then is looked at when the other half is. */
  let isWaiting = false;
  const held: (() => void)[] = [];
  /** One write after the other, as they happened, for texts take their time to be read. */
  let telling: Promise<unknown> = Promise.resolve();
  const calledOff = findCalledOff(read, textAt);

  function addressOf(url: string): Address | null {
    let address = addresses.get(url);
    if (address === undefined) {
      address = readAddress(url, base);
      if (addresses.size >= 2 * maxAddresses) addresses.clear();
      addresses.set(url, address);
    }
    return address;
  }

  function learn(readings: readonly Reading[], isAll = true): void {
    for (const reading of readings) learnOne(reading);
    isWaiting = !isAll;
    if (isAll) for (const take of held.splice(0)) take();
  }

  function learnOne({ url, text, id, answerId }: Reading): void {
    const address = addressOf(url);
    if (!address) return;
    const written = versions.get(address.path)?.findLast(({ isOwn }) => isOwn);
    // It may have been read before what the page has written since.
    if (written && id < written.answerId) return;
    keep(address, { text, answerId, isOwn: false });
  }

  function see(all: Iterable<Shown>): void {
    const isHeardOf = (path: string): boolean => versions.has(path) || shownAt.has(path);
    for (const [path, occurrences] of occurrencesByPath(all, isHeardOf)) shownAt.set(path, occurrences);
  }

  function lastText(url: string): string {
    const address = addressOf(url);
    return address ? textAt(address) : "";
  }

  function textAt({ path }: Address): string {
    return versions.get(path)?.at(-1)?.text ?? "";
  }

  const knows = ({ address }: Pick<Shown, "address">): boolean => textAt(address) !== "";

  function appointmentOf(shown: Shown, patient: Patient | null): Appointment {
    const { address } = shown;
    const text = textAt(address).replace(/BEGIN:VTIMEZONE.*?END:VTIMEZONE/gs, "");
    const inSeries = /^(RRULE|RDATE|RECURRENCE-ID)[;:]/im.test(text) || shown.original !== shown.start;
    return madeOf(address, { ...shown, inSeries, wall: 0, cancelled: false }, patient);
  }

  function wrote(write: NetworkWrite, now: number): Promise<AppointmentChange[]> {
    if (!isWaiting) return inOrder(noted(write, now));
    const { promise, resolve } = Promise.withResolvers<AppointmentChange[]>();
    held.push(() => resolve(inOrder(noted(write, now))));
    return promise;
  }

  function tick(now: number): Promise<AppointmentChange[]> {
    return inOrder(async () => {
      const due = tails.filter(({ until }) => until <= now);
      for (const tail of due) tails.splice(tails.indexOf(tail), 1);
      return tell(
        due.flatMap(({ address, occurrences }) => at(address, newsIn(paired(occurrences, [], 0), now))),
      );
    });
  }

  function inOrder(news: () => Promise<AppointmentChange[]>): Promise<AppointmentChange[]> {
    const told = telling.then(news);
    telling = told.catch(() => {});
    return told;
  }

  /** Takes down what a write left behind, and tells how to find out what it changed. */
  function noted(write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const nothing = async () => [];
    const address = addressOf(write.url);
    if (!address || !isGranted(write)) return nothing;
    switch (write.method) {
      case "PUT":
        return put(address, write, now);
      case "DELETE":
        return gone(address, write, now);
      case "MOVE":
        return moved(address, write, now);
      default:
        return nothing;
    }
  }

  function put(address: Address, write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const before = textBefore(address, write);
    const shown = shownAt.get(address.path);
    const { body, answerId, ifMatch } = write;
    forget(address);
    if (body === null) return () => Promise.reject(new Error("what the page wrote could not be read"));
    keep(address, { text: body, answerId, isOwn: true });
    return async () => {
      const states = await readStates(before ?? null, body, now, read);
      const { was, is } = states;
      const tellOf = (pairs: Pair[]) => tell(at(address, [...newsIn(pairs, now), ...rewordedIn(pairs, now)]));
      if (before === undefined && (shown || ifMatch)) return tellOf(comparable(shown ?? [], is));
      if (is && !was) {
        const tail = tails.find(({ successors }) => successors.has(is.uid));
        if (tail) return join(tail, address, is, body, now);
      }
      return tellOf(withoutTail(address, states, now));
    };
  }

  /** The pairs, but for those that end a series of which a successor is announced. */
  function withoutTail(address: Address, states: States, now: number): Pair[] {
    const { was, is } = states;
    const pairs = pairsBetween(states);
    const successors = is && was ? new Set(is.siblings).difference(new Set(was.siblings)) : new Set<string>();
    const occurrences = pairs.flatMap(({ before, after }) => (before && !after ? [before] : []));
    if (successors.size === 0 || occurrences.length === 0) return pairs;
    tails.push({ address, occurrences, successors, until: now + patience });
    return pairs.filter(({ after }) => after !== null);
  }

  /** The end that was cut off, and the series that takes its place. */
  async function join(
    tail: Tail,
    address: Address,
    { wall }: CalendarObject,
    text: string,
    now: number,
  ): Promise<AppointmentChange[]> {
    tails.splice(tails.indexOf(tail), 1);
    const { address: old, occurrences } = tail;
    const shift = wall - (occurrences[0]?.wall ?? wall);
    const after = await read(text, boundsOf(now, shift));
    const news = newsIn(paired(occurrences, after?.occurrences ?? [], shift), now);
    return tell(news.map((change) => ({ address: change.type === "cancelled" ? old : address, change })));
  }

  function gone(address: Address, write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const before = textBefore(address, write);
    const shown = shownAt.get(address.path) ?? [];
    forget(address);
    keep(address, { text: null, answerId: write.answerId, isOwn: true });
    return async () => {
      const pairs =
        before === undefined
          ? shown.map((occurrence) => ({ before: occurrence, after: null }))
          : pairsBetween(await readStates(before, null, now, read));
      return tell(at(address, newsIn(pairs, now)));
    };
  }

  function moved(address: Address, write: NetworkWrite, now: number): () => Promise<AppointmentChange[]> {
    const destination = addressOf(write.destination ?? "");
    if (!destination) return gone(address, write, now);
    const before = textBefore(address, write);
    const shown = shownAt.get(address.path);
    forget(address);
    forget(destination);
    keep(address, { text: null, answerId: write.answerId, isOwn: true });
    if (before !== undefined) {
      keep(destination, { text: before, answerId: write.answerId, isOwn: true });
    } else if (shown) shownAt.set(destination.path, shown);
    return async () => [];
  }

  function dueAt(): number | null {
    return tails.length === 0 ? null : Math.min(...tails.map(({ until }) => until));
  }

  async function tell(changes: readonly ChangeAt[]): Promise<AppointmentChange[]> {
    if (changes.length === 0) return [];
    const told = changes.flatMap(({ change: { before, after } }) => [before, after]);
    const occurrences = told.filter((occurrence) => occurrence !== null);
    const patients = await readPatients(occurrences.map(wordsOf));
    const patientOf = new Map(occurrences.map((occurrence, index) => [occurrence, patients[index] ?? null]));
    return changes.flatMap((one) => changeOf(one, patientOf) ?? []);
  }

  /** What the server had when the write reached it. */
  function textBefore({ path }: Address, { id }: NetworkWrite): string | null | undefined {
    return versions.get(path)?.findLast(({ isOwn, answerId }) => isOwn || answerId < id)?.text;
  }

  function keep({ path }: Address, version: Version): void {
    shownAt.delete(path);
    const latest = [...(versions.get(path) ?? []), version].slice(-maxVersions);
    // The one that was touched last stays longest.
    versions.delete(path);
    versions.set(path, latest);
    for (const oldest of versions.keys()) {
      if (versions.size <= maxAddresses) break;
      versions.delete(oldest);
      calledOff.forget(oldest);
    }
  }

  function forget({ path }: Address): void {
    versions.delete(path);
    shownAt.delete(path);
  }

  return {
    addressOf,
    learn,
    shown: see,
    textOf: lastText,
    knows,
    appointmentOf,
    wrote,
    tick,
    dueAt,
    calledOff,
  };
}
