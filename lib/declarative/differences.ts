import type { AppointmentChange } from "../domain/appointment.ts";
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

interface Open {
  key: string;
  change: AppointmentChange;
  since: number;
}

/** Compares appointments by what they show, because occurrences and made-up ids change with the start. */
const lookOf = ({ patient, title }: Entry): string =>
  plain(`${patient?.name ?? ""} ${patient?.phone ?? ""} ${title}`);

function differencesBetween(before: ReadonlyMap<string, Entry>, after: ReadonlyMap<string, Entry>) {
  const isIn = (entries: ReadonlyMap<string, Entry>, id: string): boolean =>
    entries.get(id)?.cancelled === false;
  const gone = [...before.values()].filter(({ id, cancelled }) => !cancelled && !isIn(after, id));
  const come = [...after.values()].filter(({ id, cancelled }) => !cancelled && !isIn(before, id));
  const changes: AppointmentChange[] = [];
  for (const entry of after.values()) {
    const was = before.get(entry.id);
    if (!was || was.cancelled || entry.cancelled || was.start === entry.start) continue;
    changes.push({ type: "moved", appointment: appointmentOf(entry), previousStart: instantText(was.start) });
  }
  const [one] = gone;
  const [other] = come;
  if (one && other && gone.length === 1 && come.length === 1 && lookOf(one) === lookOf(other)) {
    const previousStart = instantText(one.start);
    changes.push({ type: "moved", appointment: appointmentOf(other), previousStart });
    return changes;
  }
  for (const entry of come) changes.push({ type: "created", appointment: appointmentOf(entry) });
  for (const entry of gone) changes.push({ type: "cancelled", appointment: appointmentOf(entry) });
  return changes;
}

/**
 * For calendars without rules for changes: the differences between two stable looks at the same days, shortly after a
 * person did something on the page. They prove nothing, so they are only proposed.
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

  /** Takes what is shown now as the new state. */
  function explainAll(): void {
    explained = shown;
    open = [];
  }

  return {
    touched(at) {
      touchedAt = at;
    },

    look(snapshot, at) {
      const before = explained;
      shown = snapshot;
      if (!before || before.days.length === 0 || before.days.join() !== snapshot.days.join())
        return explainAll();
      const changes = differencesBetween(before.entries, snapshot.entries);
      const isByNobody = changes.length > 0 && at - touchedAt > gesture && open.length === 0;
      if (changes.length > atOnce || isByNobody) return explainAll();
      const opened = new Map(open.map(({ key, since }) => [key, since]));
      open = changes.map((change) => {
        const key = `${change.type} ${change.appointment.id} ${change.appointment.start}`;
        return { key, change, since: opened.get(key) ?? at };
      });
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
