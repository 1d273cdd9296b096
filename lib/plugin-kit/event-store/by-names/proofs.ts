import { drawsAhead, unseenDayWait } from "../../waits.ts";
import type { UnseenWrite } from "../change-source.ts";
import { baseOf, type Entry } from "../entry.ts";
import {
  answersId,
  type Facts,
  namesDay,
  namesId,
  namesMoment,
  namesPerson,
  namesSomeStart,
  namesText,
  soleStart,
} from "./facts.ts";
import type { KnownEvents } from "./known-events.ts";
import type { Screens } from "./screens.ts";
import { keepUnseen } from "./unseen.ts";

/** How long after an accepted write its difference may turn up. */
const usual = 10_000;
/**
 * A difference must stand this long, for an app that takes it back takes it back at once; unless the calendar has
 * read it from its server since.
 */
const standing = 600;
/** An app that offers to undo a deletion asks its server only when the offer has run out. */
const undoOffer = 30_000;
/** An answer names another id than the event has: perhaps a stand-in that will be replaced. */
const replacement = 2_500;
const maxWrites = 50;

/** A difference between two looks at a calendar that no write explains yet. */
export interface Difference {
  id: string;
  kind: "added" | "moved" | "removed" | "reassigned";
  root: string;
  /** As the server last confirmed it; `null` for what is new. */
  before: Entry | null;
  /** As it is shown now; `null` for what is gone. */
  after: Entry | null;
  /** When it took its present shape. */
  since: number;
  /** Made by a drag in this page. */
  dragged: boolean;
  reads: number;
}

/** Speaks of moving without saying where to, as SOGo's `{"days":2}`. */
const saysOnlyHowFar = (facts: Facts): boolean => facts.reading.shifts && !namesSomeStart(facts);

/** Whether the write is about the event's patient, or where it has none about its title. */
const namesSubject = (facts: Facts, { patient, raw }: Entry): boolean =>
  patient ? namesPerson(facts, patient) : namesText(facts, raw.title);

const isOccurrence = (id: string): boolean => baseOf(id) !== id;

/** The page's accepted writes, and which of the differences each of them proves. */
export function keepProofs(
  events: KnownEvents,
  screens: Screens,
  cancelled: ReadonlyMap<string, Entry>,
  differences: ReadonlyMap<string, Difference>,
  tellUnseen: (creation: UnseenWrite) => void,
) {
  const unseen = keepUnseen(events, screens, usual + standing + replacement, tellUnseen);
  let writes: Facts[] = [];

  function add(facts: Facts): void {
    unseen.add(facts);
    writes.push(facts);
    const [oldest] = writes.length > maxWrites ? writes.splice(0, 1) : [];
    if (oldest) unseen.forget(oldest);
  }

  /** Forgets the writes whose time is over, and tells of creations that nothing has come of. */
  function expire(at: number): void {
    unseen.expire(at);
    writes = writes.filter((facts) => at - facts.write.endedAt <= windowOf(facts) + standing + 2_000);
  }

  /** Whether a write's difference may still turn up. */
  function isRecent(at: number): boolean {
    return writes.some((facts) => at - facts.write.endedAt <= windowOf(facts));
  }

  function windowOf(facts: Facts): number {
    return unseen.isDistant(facts) ? unseenDayWait : usual;
  }

  /** The write that explains the difference. */
  function of(difference: Difference): Facts | undefined {
    return writes.find((facts) => inTime(difference, facts) && ties(difference, facts));
  }

  /** When the difference will have stood long enough beside its write; `null` without one. */
  function certainAt(difference: Difference, at: number): number | null {
    if (screens.isUnstable(difference.root)) return null;
    let best: number | null = null;
    for (const facts of writes) {
      if (!inTime(difference, facts) || !ties(difference, facts)) continue;
      const { id, kind } = difference;
      const standIn = kind === "added" && answersNew(facts, baseOf(id)) ? replacement : 0;
      const stands = isReadSince(difference, facts) ? 0 : standing;
      const certain = Math.max(difference.since, facts.write.endedAt) + stands + standIn;
      if (best === null || certain < best) best = certain;
    }
    return best === null || best > at + 60_000 ? null : best;
  }

  /** Whether what is shown was asked of the calendar's server after it took the write, and bears the difference out. */
  function isReadSince({ id, kind, before, after, root }: Difference, { write }: Facts): boolean {
    const snapshot = screens.snapshotOf(root);
    if (!snapshot || !write.answerId || snapshot.view.readBy <= write.answerId) return false;
    const shown = snapshot.entries.get(id);
    if (shown && !shown.cancelled) return kind !== "removed" && shown.start === after?.start;
    return (
      kind === "removed" && before !== null && before.start >= snapshot.from && before.start < snapshot.to
    );
  }

  function inTime(difference: Difference, facts: Facts): boolean {
    const { write } = facts;
    if (difference.since > write.endedAt + windowOf(facts)) return false;
    const early = difference.kind === "removed" ? undoOffer : drawsAhead;
    return difference.dragged || difference.since >= write.startedAt - early;
  }

  /** Whether the write speaks of just this difference, and has not been the proof of its like before. */
  function ties(difference: Difference, facts: Facts): boolean {
    if (facts.used.has(use(difference))) return false;
    switch (difference.kind) {
      case "added":
        return tiesCreated(difference, facts);
      case "moved":
        return tiesMoved(difference, facts);
      case "reassigned":
        return tiesReassigned(difference, facts);
      case "removed":
        return (
          tiesCancelled(difference, facts) ||
          movedTo(difference, facts) !== null ||
          tiesShifted(difference, facts)
        );
    }
  }

  /** A write makes one appointment at a time of day, whatever ids it goes by, and moves or cancels another once. */
  function use({ kind, id, after }: Difference): string {
    return kind === "added" ? `+${after?.start}` : id;
  }

  /** Whether the answer gives an id that is neither this one nor known. */
  function answersNew({ reading: { answerIds } }: Facts, id: string): boolean {
    return answerIds.length > 0 && !answerIds.includes(id) && !answerIds.every(events.hasBase);
  }

  function names(facts: Facts, id: string): boolean {
    return namesId(facts, baseOf(id), events.hasBase);
  }

  function namesStart(facts: Facts, { start, raw, zone }: Entry): boolean {
    return namesMoment(facts, start, raw.start, raw.allDay, !zone.isLocal);
  }

  function tiesCreated({ id, after, root }: Difference, facts: Facts): boolean {
    if (!after || facts.reading.cancels || facts.write.method === "PATCH") return false;
    const isNamed = names(facts, id);
    if (cancelled.has(id) && isNamed) return true;
    if (!namesStart(facts, after)) return false;
    const answers = answersId(facts, baseOf(id), events.hasBase);
    const isAbout = namesSubject(facts, after);
    if (!answers && !isAbout) return false;
    if (answers && !isNamed) return true;
    // Without the server's own word that the id is new, the screen must show that it was not there before.
    if (!screens.wasOnScreen(root, after.start, facts.write.startedAt)) return false;
    return answers || isOnlyOne(id, facts);
  }

  /** Two new events that one write fits equally well are a guess, unless there were as many writes. */
  function isOnlyOne(id: string, facts: Facts): boolean {
    const fits = (difference: Difference, other: Facts): boolean => {
      const { after } = difference;
      if (difference.kind !== "added" || !after || !inTime(difference, other)) return false;
      if (other.used.has(use(difference)) || other.reading.cancels || !namesStart(other, after)) return false;
      return namesSubject(other, after);
    };
    const rivals = [...differences.values()].filter((one) => one.id !== id && fits(one, facts)).length + 1;
    const mine = differences.get(id);
    const causes = writes.filter((other) => mine !== undefined && fits(mine, other)).length;
    return rivals <= causes;
  }

  function tiesMoved({ id, after }: Difference, facts: Facts): boolean {
    // All occurrences of a series move together: which of them a person meant cannot be told.
    if (!after || isOccurrence(id) || facts.reading.cancels || !names(facts, id)) return false;
    return namesStart(facts, after) || saysOnlyHowFar(facts);
  }

  function tiesReassigned({ id, after }: Difference, facts: Facts): boolean {
    if (!after?.patient || isOccurrence(id) || facts.reading.cancels || !names(facts, id)) return false;
    return namesPerson(facts, after.patient);
  }

  function tiesCancelled({ id, before }: Difference, facts: Facts): boolean {
    if (!before || !facts.reading.cancels || !names(facts, id)) return false;
    // One occurrence of a series is meant when the request says which; else all that vanished.
    return !isOccurrence(id) || !namesSomeStart(facts) || namesDay(facts, before.raw.start);
  }

  /** Whether the write put a series elsewhere of which this one was an occurrence. Which was meant cannot be told. */
  function tiesShifted({ id }: Difference, facts: Facts): boolean {
    const base = baseOf(id);
    return (
      base !== id &&
      names(facts, id) &&
      differences.values().some((one) => one.kind === "added" && baseOf(one.id) === base)
    );
  }

  /** Where a write has put an event that left the screen. */
  function movedTo({ id, before, root }: Difference, facts: Facts): number | null {
    const snapshot = screens.snapshotOf(root);
    if (!before || !snapshot || isOccurrence(id) || facts.reading.cancels || !names(facts, id)) return null;
    const start = soleStart(facts, (wall) => snapshot.zone.epochMs(wall));
    // A new start that should be on the screen, and is not, was not what was saved.
    if (start === null || start === before.start || (start >= snapshot.from && start < snapshot.to))
      return null;
    return start;
  }

  return { add, unseenAt: unseen.nextAt, expire, isRecent, of, certainAt, use, tiesCancelled, movedTo };
}

export type Proofs = ReturnType<typeof keepProofs>;
