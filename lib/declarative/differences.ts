import type { AppointmentChange } from "../domain/appointment.ts";
import { mayBeAnotherPatient } from "../plugin-kit/patient.ts";
import { plain } from "../plugin-kit/words.ts";
import { instantText } from "../plugin-kit/zone.ts";
import type { Snapshot } from "./changes.ts";
import { appointmentOf, type Entry } from "./entry.ts";

/** How long a difference must last. A page that takes something back does so within this time. */
const standing = 2_000;
/** How long after a person's click or key a difference may appear to count as theirs. */
const gesture = 30_000;
/** More differences at once come from another view or a filter. */
const atOnce = 3;
/** Of so many appointments it is remembered when they were. */
const mostKnown = 5_000;

interface Open {
  key: string;
  change: AppointmentChange;
  since: number;
}

type Entries = ReadonlyMap<string, Entry>;

/** Compares appointments by what they show, because occurrences and made-up ids change with the start. */
const lookOf = ({ patient, title }: Entry): string =>
  plain(`${patient?.name ?? ""} ${patient?.phone ?? ""} ${title}`);

const moved = (from: Entry, to: Entry): AppointmentChange => ({
  type: "moved",
  appointment: appointmentOf(to),
  previousStart: instantText(from.start),
});

/** An id that stays its appointment's tells of a move whatever days are shown, before and after. */
const movesSince = (known: Entries, after: Entries): AppointmentChange[] =>
  [...after.values()].flatMap((entry) => {
    const was = known.get(entry.id);
    if (!was || entry.cancelled || entry.synthetic || was.start === entry.start) return [];
    return mayBeAnotherPatient(was.patient, entry.patient) ? [] : [moved(was, entry)];
  });

/** @param isWhole whether what is missing is gone: both show the same days, and say so */
function comingsBetween(before: Entries, after: Entries, known: Entries, isWhole: boolean) {
  const isIn = (entries: Entries, id: string): boolean => entries.get(id)?.cancelled === false;
  const gone = [...before.values()].filter(({ id, cancelled }) => !cancelled && !isIn(after, id));
  // What was seen before on other days has moved, or was only out of sight.
  const come = [...after.values()].filter(
    ({ id, cancelled, synthetic }) => !cancelled && !isIn(before, id) && (synthetic || !known.has(id)),
  );
  const [one] = gone;
  const [other] = come;
  if (one && other && gone.length === 1 && come.length === 1 && lookOf(one) === lookOf(other))
    return [moved(one, other)];
  if (!isWhole) return [];
  return [
    ...come.map((entry): AppointmentChange => ({ type: "created", appointment: appointmentOf(entry) })),
    ...gone.map((entry): AppointmentChange => ({ type: "cancelled", appointment: appointmentOf(entry) })),
  ];
}

/**
 * For calendars without rules for changes: the differences between two stable looks, shortly after a person did
 * something on the page. What came and went shows only where both show the same days. They prove nothing, so they are
 * only proposed.
 *
 * Without a clock of its own: every call brings the time.
 */
export interface Differences {
  /** A person pressed something on the page. */
  touched(at: number): void;
  look(snapshot: Snapshot, at: number): void;
  tick(at: number): AppointmentChange[];
  dueAt(): number | null;
}

export function findDifferences(): Differences {
  /** The state up to which all differences have been proposed or dismissed. */
  let explained: Snapshot | null = null;
  let shown: Snapshot | null = null;
  let open: Open[] = [];
  let touchedAt = Number.NEGATIVE_INFINITY;
  /** When each appointment was, as it was last explained; also of those that are no longer shown. */
  const known = new Map<string, Entry>();

  /** @param isNews whether those that are known already are known otherwise by now */
  function remember(entries: Entries, isNews: boolean): void {
    for (const [id, entry] of entries) {
      if (entry.synthetic || entry.cancelled || (!isNews && known.has(id))) continue;
      known.delete(id);
      known.set(id, entry);
    }
    for (const id of known.keys()) if (known.size > mostKnown) known.delete(id);
  }

  /** Takes what is shown now as the new state. */
  function explainAll(): void {
    explained = shown;
    open = [];
    remember(shown?.entries ?? new Map(), true);
  }

  return {
    touched(at) {
      touchedAt = at;
    },

    look(snapshot, at) {
      const before = explained;
      shown = snapshot;
      if (!before) return explainAll();
      const isSameView = before.days.join() === snapshot.days.join();
      const changes = [
        ...movesSince(known, snapshot.entries),
        ...(isSameView
          ? comingsBetween(before.entries, snapshot.entries, known, snapshot.days.length > 0)
          : []),
      ];
      const isByNobody = changes.length > 0 && at - touchedAt > gesture && open.length === 0;
      if (changes.length > atOnce || isByNobody) return explainAll();
      if (!isSameView) {
        explained = snapshot;
        remember(snapshot.entries, false);
      }
      const opened = new Map(open.map(({ key, since }) => [key, since]));
      open = changes.map((change) => {
        const key = `${change.type} ${change.appointment.id} ${change.appointment.start}`;
        return { key, change, since: opened.get(key) ?? at };
      });
      // Where nobody says which days are shown, what is not here may be on another page.
      if (open.length === 0 && snapshot.days.length === 0) explainAll();
    },

    tick(at) {
      if (open.some(({ since }) => at - since < standing)) return [];
      const changes = open.map(({ change }) => change);
      if (changes.length > 0) explainAll();
      return changes;
    },

    dueAt: () => (open.length === 0 ? null : Math.max(...open.map(({ since }) => since)) + standing),
  };
}
