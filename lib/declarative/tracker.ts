import type { Appointment, AppointmentChange } from "../domain/appointment.ts";
import { fold } from "../domain/fold.ts";
import { appointmentOf, digits, type Entry, instantText } from "./entry.ts";
import type { Operation } from "./operation.ts";

/** What a settled look at the calendar showed. */
export interface Snapshot {
  /** The days that it covers. */
  days: readonly string[];
  entries: ReadonlyMap<string, Entry>;
}

/** A page may draw a new appointment this long before it asks its server. */
const optimism = 3_000;
/** What was drawn before the answer may be a stand-in, until the server's own takes its place. */
const standIn = 1_500;
/** How long the calendar may take to show what its server has taken. */
const window = 15_000;
/** After a new page, or for a request whose answer nobody hears. */
const longWindow = 5 * 60_000;
/** An appointment on a day that is not shown is waited for this long; then nobody remembers. */
const distance = 8 * 3600_000;
/** The page may turn to that day by itself. */
const turning = 3_000;
/** A start that did not last this long was on the way to another. */
const lasting = 2_000;
const maxKnown = 10_000;

interface Known {
  entry: Entry;
  firstSeen: number;
  /** Where it has stood since it was last confirmed, oldest first. */
  starts: { start: number; since: number }[];
  /** Reported as cancelled. */
  gone: boolean;
  /** Reported as created. */
  claimed: boolean;
}

interface Waiting {
  operation: Operation;
  told: boolean;
}

export interface Outcome {
  changes: AppointmentChange[];
  /** Starts of what was created on days that are not shown, each told once, in milliseconds since the epoch. */
  distant: number[];
}

/**
 * Turns requests of this page, which its server has accepted, into changes. Only requests are the cause of one:
 * what the calendar shows merely fills in what they leave out, and confirms those whose answer nobody hears.
 *
 * Pure: time comes in with every call, and `dueAt` says when to call `tick`.
 */
export class Tracker {
  readonly #known = new Map<string, Known>();
  #snapshot: Snapshot | null = null;
  #lookedAt = 0;
  #waiting: Waiting[] = [];

  /** What was known before the page was loaded anew. */
  restore(entries: Iterable<Entry>): void {
    for (const entry of entries) if (!this.#known.has(entry.id)) this.#see(entry, 0);
  }

  entries(): Entry[] {
    return [...this.#known.values()].filter(({ gone }) => !gone).map(({ entry }) => entry);
  }

  /** What has not come to anything yet. */
  waiting(): ReadonlySet<Operation> {
    return new Set(this.#waiting.map(({ operation }) => operation));
  }

  look(snapshot: Snapshot, at: number): Outcome {
    // What the page was loaded with is not new, unless something was done on the page before it.
    const seenAt = this.#snapshot === null && this.#waiting.length === 0 ? 0 : at;
    this.#snapshot = snapshot;
    this.#lookedAt = at;
    for (const entry of snapshot.entries.values()) if (!entry.synthetic) this.#see(entry, seenAt);
    return this.tick(at);
  }

  did(operation: Operation, at: number): Outcome {
    this.#waiting.push({ operation, told: false });
    if (this.#waiting.length > 50) this.#waiting.shift();
    return this.tick(at);
  }

  /** When to look again, in the time of the caller; `null` when nothing waits. */
  dueAt(at: number): number | null {
    const dues = this.#waiting.flatMap(({ operation: { endedAt }, told }) =>
      [endedAt + standIn, ...(told ? [] : [endedAt + turning])].filter((due) => due > at),
    );
    return dues.length === 0 ? null : Math.min(...dues);
  }

  tick(at: number): Outcome {
    const changes: AppointmentChange[] = [];
    const distant: number[] = [];
    this.#waiting = this.#waiting.filter((waiting) => {
      const { operation } = waiting;
      const result = this.#resolve(operation, at);
      if (result !== "wait") {
        changes.push(...result);
        return false;
      }
      const age = at - operation.endedAt;
      const { kind, when } = operation;
      const isDistant = (kind === "create" || kind === "save") && when !== null && !this.#shows(when.date);
      if (isDistant && operation.accepted && age >= turning && !waiting.told) {
        waiting.told = true;
        distant.push(when.start);
      }
      if (isDistant) return age <= distance;
      return age <= (operation.accepted ? window : longWindow);
    });
    return { changes, distant };
  }

  #shows(date: string): boolean {
    return this.#snapshot?.days.includes(date) ?? false;
  }

  #see(entry: Entry, at: number): void {
    const known = this.#known.get(entry.id);
    if (!known) {
      const starts = [{ start: entry.start, since: at }];
      this.#known.set(entry.id, { entry, firstSeen: at, starts, gone: false, claimed: false });
      if (this.#known.size > maxKnown) this.#known.delete(this.#known.keys().next().value ?? "");
      return;
    }
    known.entry = entry;
    known.gone = false;
    if (known.starts.at(-1)?.start !== entry.start) {
      known.starts = [...known.starts.slice(-9), { start: entry.start, since: at }];
    }
  }

  #find({ id, key }: Operation): Known[] {
    const fits = ({ entry, gone }: Known): boolean =>
      !gone &&
      ((id !== null && (entry.id === id || entry.base === id)) || (key !== null && entry.key === key));
    const exact = id === null ? undefined : this.#known.get(id);
    return exact && !exact.gone ? [exact] : [...this.#known.values()].filter(fits);
  }

  #resolve(operation: Operation, at: number): AppointmentChange[] | "wait" {
    // Without an answer only a look from after the request says anything.
    if (!operation.accepted && this.#lookedAt <= operation.endedAt) return "wait";
    const found = this.#find(operation);
    switch (operation.kind) {
      case "cancel":
        return this.#cancelled(operation, found);
      case "move":
        return this.#moved(operation, found, at);
      case "create":
        return this.#created(operation, at);
      case "save": {
        if (operation.cancels) return this.#cancelled(operation, found);
        if (found.length > 0) return this.#moved(operation, found, at);
        // An unknown id may be of an appointment that this page has not shown, and that was only edited.
        const isNew = operation.isNew || (operation.id === null && operation.key === null);
        return isNew ? this.#created(operation, at) : [];
      }
    }
  }

  #cancelled(operation: Operation, found: Known[]): AppointmentChange[] | "wait" {
    if (found.length === 0) return [];
    if (!operation.accepted && !found.every(({ entry }) => this.#isGone(entry))) return "wait";
    return found.map((known) => {
      known.gone = true;
      return { type: "cancelled", appointment: appointmentOf(known.entry) };
    });
  }

  /** Not shown any more, on a day that is. */
  #isGone({ id, date }: Entry): boolean {
    const shown = this.#snapshot?.entries.get(id);
    return this.#shows(date) && (!shown || shown.cancelled);
  }

  #moved(operation: Operation, found: Known[], at: number): AppointmentChange[] | "wait" {
    // Of a series one occurrence may move, and nobody says which.
    if (found.length > 1 && operation.when) return [];
    const starts = new Map<Known, number>();
    for (const known of found) {
      const start = this.#newStart(operation, known);
      const isBorneOut = operation.accepted || this.#snapshot?.entries.get(known.entry.id)?.start === start;
      if (start === null || !isBorneOut) return "wait";
      starts.set(known, start);
    }
    return [...starts].flatMap(([known, start]) => this.#move(known, start, operation, at));
  }

  #move(known: Known, start: number, operation: Operation, at: number): AppointmentChange[] {
    const { entry } = known;
    const before = this.#before(known, start);
    const lasts = entry.end === null ? null : entry.end - entry.start;
    const end = operation.when?.end ?? (lasts === null ? null : start + lasts);
    known.entry = { ...entry, start, end, allDay: operation.when?.allDay ?? entry.allDay };
    if (operation.when) known.entry.date = operation.when.date;
    known.starts = [{ start, since: at }];
    // Saved without another time.
    if (before === start) return [];
    const appointment = this.#filled(known.entry, operation);
    return [{ type: "moved", appointment, previousStart: instantText(before) }];
  }

  #newStart({ when, shiftMs, startedAt }: Operation, known: Known): number | null {
    if (when) return when.start;
    const earlier = known.starts.findLast(({ since }) => since < startedAt - optimism) ?? known.starts[0];
    const was = earlier?.start ?? known.entry.start;
    if (shiftMs !== null) return was + shiftMs;
    return known.entry.start === was ? null : known.entry.start;
  }

  /** Where it stood before somebody here began to move it: where it was drawn on the way does not count. */
  #before({ entry, starts }: Known, start: number): number {
    const others = starts.filter((one) => one.start !== start);
    const lasted = others.findLast(({ since }) => {
      const next = starts.find((one) => one.since > since);
      return next === undefined || next.since - since >= lasting;
    });
    return (lasted ?? others[0])?.start ?? entry.start;
  }

  #created(operation: Operation, at: number): AppointmentChange[] | "wait" {
    const { id, when, patient, title, placeholders } = operation;
    const known = id === null ? undefined : this.#known.get(id);
    if (operation.accepted && id !== null) {
      const entry = known && !known.gone ? known.entry : null;
      const start = when ?? entry;
      if (start && (entry || patient?.phone || patient?.name)) {
        const made: Entry = {
          base: id,
          key: operation.key,
          title: title ?? patient?.name ?? "",
          patient,
          placeholders,
          cancelled: false,
          synthetic: false,
          ...entry,
          id,
          start: start.start,
          end: start.end,
          allDay: start.allDay,
          date: start.date,
        };
        this.#see(made, at);
        const seen = this.#known.get(id);
        if (seen) seen.claimed = true;
        return [{ type: "created", appointment: this.#filled(made, operation) }];
      }
      return "wait";
    }
    const candidate = this.#newcomer(operation, at);
    if (!candidate) return "wait";
    candidate.claimed = true;
    return [{ type: "created", appointment: this.#filled(candidate.entry, operation) }];
  }

  /** The one appointment that came into sight after the request, and fits it. */
  #newcomer(operation: Operation, at: number): Known | null {
    const shown = [...(this.#snapshot?.entries.keys() ?? [])].flatMap((id) => this.#known.get(id) ?? []);
    const fits = shown.filter((known) => {
      const { entry } = known;
      if (known.claimed || entry.cancelled) return false;
      if (operation.id !== null && entry.base !== operation.id) return false;
      if (known.firstSeen < operation.startedAt - optimism) return false;
      if (known.firstSeen < operation.endedAt && at < operation.endedAt + standIn) return false;
      return (!operation.when || operation.when.start === entry.start) && isAbout(entry, operation);
    });
    return fits.length === 1 ? (fits[0] ?? null) : null;
  }

  /** What the request says of the person, where the calendar does not. */
  #filled(entry: Entry, { patient, title, placeholders }: Operation): Appointment {
    const shown = entry.patient;
    const merged =
      shown || patient
        ? {
            id: shown?.id ?? patient?.id ?? null,
            name: shown?.name || patient?.name || "",
            phone: shown?.phone ?? patient?.phone ?? null,
          }
        : null;
    return appointmentOf({
      ...entry,
      title: entry.title || title || "",
      patient: merged,
      placeholders: together(placeholders, entry.placeholders),
    });
  }
}

/** What each of them tells; the second knows better. */
export const together = (one: Entry["placeholders"], other: Entry["placeholders"]): Entry["placeholders"] =>
  one ? { ...one, ...other } : other;

/** Whether an appointment is about the person, or has the title, that a request names. */
function isAbout({ patient, title }: Entry, operation: Operation): boolean {
  const wanted = operation.patient;
  const phone = digits(wanted?.phone ?? "").slice(-9);
  if (phone !== "" && patient?.phone) return digits(patient.phone).endsWith(phone);
  if (wanted?.id && patient?.id) return wanted.id === patient.id;
  const name = fold(wanted?.name || operation.title || "").trim();
  if (name === "") return operation.when !== null;
  const words = name.split(/\s+/);
  const shown = fold(`${patient?.name ?? ""} ${title}`);
  return words.every((word) => shown.includes(word));
}
