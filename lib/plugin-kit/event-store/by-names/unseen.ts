import { turnsWithin, unseenDayWait } from "../../waits.ts";
import type { UnseenWrite } from "../change-source.ts";
import { type Facts, namesPerson, soleStart } from "./facts.ts";
import type { KnownEvents } from "./known-events.ts";
import type { Screens } from "./screens.ts";

interface Creation {
  start: number;
  why: UnseenWrite["why"];
  told: boolean;
}

/** The page's accepted creations of which the calendar shows nothing. */
export function keepUnseen(
  events: KnownEvents,
  screens: Screens,
  /** A difference may turn up so long after its write. */
  shownWithin: number,
  tell: (creation: UnseenWrite) => void,
) {
  const creations = new Map<Facts, Creation>();

  function add(facts: Facts): void {
    const start = startOf(facts);
    if (start === null) return;
    const isOnScreen = screens.snapshots().some(({ from, to }) => from <= start && start < to);
    const creation: Creation = { start, why: isOnScreen ? "notShown" : "otherDay", told: false };
    creations.set(facts, creation);
    // The page may be gone before it has turned there.
    if (creation.why === "otherDay") say(facts, creation);
  }

  /** The answer's ids that nobody knew. */
  const newIds = ({ reading }: Facts): string[] =>
    reading.answerIds.filter((id) => !events.hasBase(id)).slice(0, 20);

  /** The start of a patient's new appointment. */
  function startOf(facts: Facts): number | null {
    const { cancels, people } = facts.reading;
    if (cancels || facts.write.method === "PATCH" || people.length === 0 || newIds(facts).length === 0)
      return null;
    const [first] = screens.snapshots();
    return first ? soleStart(facts, (wall) => first.zone.epochMs(wall)) : null;
  }

  function say(facts: Facts, { start, why, told }: Creation): void {
    tell({ start, ids: newIds(facts), why, isTold: told, patient: facts.reading.patient });
  }

  /** Whether the calendar shows the person at that time: then it was no creation, or is one that others tell. */
  function isShown(facts: Facts, { start }: Creation): boolean {
    return screens
      .snapshots()
      .some(({ entries }) =>
        entries
          .values()
          .some((entry) => entry.start === start && entry.patient && namesPerson(facts, entry.patient)),
      );
  }

  const dueAt = ({ write }: Facts, { why }: Creation): number =>
    write.endedAt + (why === "otherDay" ? turnsWithin : shownWithin);

  /** When a creation is to be told; `null` when none waits for that. */
  function nextAt(): number | null {
    const dues = [...creations].flatMap(([facts, one]) => (one.told ? [] : dueAt(facts, one)));
    return dues.length === 0 ? null : Math.min(...dues);
  }

  /** Tells what is due, each once, and forgets what has come to something or waited too long. */
  function expire(at: number): void {
    for (const [facts, creation] of creations) {
      const age = at - facts.write.endedAt;
      if (facts.used.size > 0 || age > unseenDayWait) creations.delete(facts);
      else if (!creation.told && at >= dueAt(facts, creation)) {
        creation.told = true;
        if (creation.why === "otherDay") say(facts, creation);
        else {
          creations.delete(facts);
          if (!isShown(facts, creation)) say(facts, creation);
        }
      }
    }
  }

  /** Whether a day that is not shown may yet show what the write created. */
  const isDistant = (facts: Facts): boolean => creations.get(facts)?.why === "otherDay";

  return { add, forget: (facts: Facts) => void creations.delete(facts), nextAt, expire, isDistant };
}
