import type { AppointmentChange } from "../../plugin-api/index.ts";
import { mayBeAnotherPatient } from "../../plugin-kit/patient.ts";
import { instantText } from "../../plugin-kit/zone.ts";
import { appointmentOf, keyOf, type OwnedRow } from "./read.ts";
import type { Deed } from "./request.ts";

/** When something was asked of the server, and when its answer was there; milliseconds since the epoch. */
export interface Span {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Of each appointment; enough for whatever is asked while a request is on its way. */
const maxVersions = 4;
const maxKnown = 20_000;
/** Hours: more than any clock is ever put forward or back. */
const clockChange = 3;

/**
 * What was read of each appointment, and when: a request to delete or to move one carries its name alone. What is
 * not read any more stays known, for a filter may hide it.
 */
export class Changes {
  readonly #versions = new Map<string, { row: OwnedRow; readAt: number }[]>();
  /** When the page last changed it. */
  readonly #writtenAt = new Map<string, number>();

  learn(rows: readonly OwnedRow[], read: Span): void {
    for (const row of rows) {
      const key = keyOf(row);
      // Asked before a change of this page was granted: nobody can say which of the two states it tells.
      if ((this.#writtenAt.get(row.name) ?? 0) > read.startedAt) continue;
      const version = { row, readAt: read.endedAt };
      const versions = this.#versions.get(key);
      if (!versions) this.#versions.set(key, [version]);
      else if (versions.push(version) > maxVersions) versions.shift();
    }
    if (this.#versions.size > maxKnown) this.#forgetAllBut(rows);
  }

  /** As much as must be, those first that were heard of first. */
  #forgetAllBut(rows: readonly OwnedRow[]): void {
    const kept = new Set(rows.map(keyOf));
    for (const key of this.#versions.keys()) {
      if (this.#versions.size <= maxKnown) break;
      if (!kept.has(key)) this.#versions.delete(key);
    }
  }

  wrote({ keys, endedAt }: Deed): void {
    for (const key of keys) this.#writtenAt.set(key.split("/")[0] ?? key, endedAt);
  }

  /** Some occurrence of a series, known by its name alone; `null` for anything else. */
  occurrenceOf(name: string): OwnedRow | null {
    return (
      this.#versions
        .values()
        .find(([first]) => first?.row.name === name && first.row.occurrence !== null)?.[0]?.row ?? null
    );
  }

  /** As it was last read before a moment. */
  before(key: string, at: number): OwnedRow | null {
    return this.#versions.get(key)?.findLast(({ readAt }) => readAt <= at)?.row ?? null;
  }
}

/**
 * The days, in the time zone of SOGo's user, on which a change would be seen; `null` when nothing could come of it.
 *
 * @param before by key, as it was before the deed
 */
export function daysToRead(
  deed: Deed,
  before: ReadonlyMap<string, OwnedRow | null>,
  timeZone: string,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } | null {
  if (deed.does === "create" || deed.does === "save") return { from: deed.day, to: deed.day };
  const days: Temporal.PlainDate[] = [];
  for (const row of before.values()) {
    if (!row) continue;
    const start = Temporal.Instant.fromEpochMilliseconds(row.start).toZonedDateTimeISO(timeZone);
    if (deed.does === "remove") days.push(start.toPlainDate());
    else {
      const moved = start.toPlainDateTime().add({ days: deed.days, minutes: deed.minutes });
      // An hour that the clocks skip can push it across midnight.
      for (const hours of [-clockChange, clockChange]) days.push(moved.add({ hours }).toPlainDate());
    }
  }
  days.sort(Temporal.PlainDate.compare);
  const [from, to] = [days[0], days.at(-1)];
  return from && to ? { from, to } : null;
}

/** `missed`: something became of it, and nobody can tell what. */
export type Outcome = AppointmentChange | { readonly type: "missed"; readonly title: string };

/**
 * What became of one appointment by a deed, by what was read before and after it. `null` when that is no news.
 *
 * @param after `null` when it was not found on the days that `daysToRead` told
 * @param series any occurrence, when the deed was done to a series as a whole
 */
export function outcomeOf(
  deed: Deed,
  before: OwnedRow | null,
  after: OwnedRow | null,
  series: OwnedRow | null,
): Outcome | null {
  // Only what the page has shown of a series is known, and half of the news is worse than a word about all of it.
  if (series !== null) return missed(series);
  const isLive = after !== null && !after.cancelled;
  if (deed.does === "create") return isLive ? { type: "created", appointment: appointmentOf(after) } : null;
  if (before === null) return null;
  if (deed.does === "remove") {
    return after === null && !before.cancelled
      ? { type: "cancelled", appointment: appointmentOf(before) }
      : null;
  }
  if (after === null) return before.cancelled ? null : missed(before);
  if (before.cancelled) return isLive ? { type: "created", appointment: appointmentOf(after) } : null;
  if (after.cancelled) return { type: "cancelled", appointment: appointmentOf(before) };
  const appointment = appointmentOf(after);
  const moved = after.start === before.start ? {} : { previousStart: instantText(before.start) };
  if (before.patient && mayBeAnotherPatient(before.patient, after.patient))
    return { type: "patientChanged", appointment, previousPatient: before.patient, ...moved };
  return moved.previousStart ? { type: "moved", appointment, previousStart: moved.previousStart } : null;
}

/** Nobody waits for a text about a meeting. */
function missed(row: OwnedRow): Outcome | null {
  const { patient } = appointmentOf(row);
  return patient?.phone ? { type: "missed", title: patient.name } : null;
}
