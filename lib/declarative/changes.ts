import type { Appointment, AppointmentChange, Patient } from "../domain/appointment.ts";
import type { UnseenCreation } from "../domain/looks/unseen.ts";
import type { ChangeDetector } from "../plugin-kit/change-detector.ts";
import { isOtherPatient } from "../plugin-kit/patient.ts";
import { drawsAhead, turnsWithin, unseenDayWait } from "../plugin-kit/waits.ts";
import { cut, digits, plain } from "../plugin-kit/words.ts";
import { instantText } from "../plugin-kit/zone.ts";
import { appointmentOf, completed, type Entry } from "./entry.ts";
import { type Known, newStartOf, patientBefore, rememberEntries, startBefore } from "./known-entries.ts";
import type { Operation } from "./operation.ts";

/** What a stable calendar showed. */
export interface Snapshot {
  /** The days that it covers. */
  days: readonly string[];
  entries: ReadonlyMap<string, Entry>;
}

/** What was drawn before the answer may be a stand-in, until the server's own takes its place. */
const standIn = 1_500;
/** How long the calendar may take to show what its server has taken. */
const window = 15_000;
/** After a new page, or for a request whose answer nobody hears. */
const longWindow = 5 * 60_000;
const maxWaiting = 50;

interface Waiting {
  operation: Operation;
  /** That it is on no day that is shown, at once and once more when it was not turned to. */
  said: boolean;
  told: boolean;
}

export interface Outcome {
  changes: AppointmentChange[];
  /** What was created and is not shown, each at once and once more when the person is to be told. */
  unseen: UnseenCreation[];
}

/**
 * Turns requests of this page, which its server has accepted, into changes. Only a request is the cause of a change:
 * what the calendar shows merely fills in what the request leaves out, and confirms a request whose answer nobody
 * hears.
 */
export interface Changes extends ChangeDetector<Snapshot, Operation, Outcome> {
  /** What was known before the page was loaded anew. */
  restore(entries: Iterable<Entry>): void;
  entries(): Entry[];
  /** What has not come to anything yet. */
  waiting(): ReadonlySet<Operation>;
}

type Verdict = AppointmentChange[] | "wait";

export function detectChanges(): Changes {
  const { see, get, present, find } = rememberEntries();
  let snapshot: Snapshot | null = null;
  let lookedAt = 0;
  let waiting: Waiting[] = [];

  const shows = (date: string): boolean => snapshot?.days.includes(date) ?? false;

  function tick(now: number): Outcome {
    const changes: AppointmentChange[] = [];
    const unseen: UnseenCreation[] = [];
    waiting = waiting.filter((one) => {
      const { operation } = one;
      const verdict = weigh(operation, now);
      if (verdict !== "wait") {
        changes.push(...verdict);
        return false;
      }
      const age = now - operation.endedAt;
      const { kind, when } = operation;
      const isDistant = (kind === "create" || kind === "save") && when !== null && !shows(when.date);
      if (isDistant && operation.accepted) {
        const isTold = age >= turnsWithin;
        if (isTold ? !one.told : !one.said) unseen.push(unseenOf(operation, when.start, "otherDay", isTold));
        one.said = true;
        one.told ||= isTold;
      }
      if (isDistant) return age <= unseenDayWait;
      if (age <= (operation.accepted ? window : longWindow)) return true;
      if (operation.accepted && isCreation(operation) && when && !one.told)
        unseen.push(unseenOf(operation, when.start, "notShown", true));
      return false;
    });
    return { changes, unseen };
  }

  function weigh(operation: Operation, now: number): Verdict {
    // Without an answer only a look from after the request says anything.
    if (!operation.accepted && lookedAt <= operation.endedAt) return "wait";
    const found = find(operation);
    switch (operation.kind) {
      case "cancel":
        return cancelled(operation, found);
      case "move":
        return changed(operation, found, now);
      case "create":
        return created(operation, now);
      case "save": {
        if (operation.cancels) return cancelled(operation, found);
        if (found.length > 0) return changed(operation, found, now);
        // An unknown id may be of an appointment that this page has not shown, and that was only edited.
        const isNew = operation.isNew || (operation.id === null && operation.key === null);
        return isNew ? created(operation, now) : [];
      }
    }
  }

  function cancelled(operation: Operation, found: Known[]): Verdict {
    if (found.length === 0) return [];
    if (!operation.accepted && !found.every(({ entry }) => isGone(entry))) return "wait";
    return found.map((known) => {
      known.gone = true;
      return { type: "cancelled", appointment: appointmentOf(known.entry) };
    });
  }

  /** Not shown any more, on a day that is. */
  function isGone({ id, date }: Entry): boolean {
    const shown = snapshot?.entries.get(id);
    return shows(date) && (!shown || shown.cancelled);
  }

  /** It starts at another time, or has another patient, or both. */
  function changed(operation: Operation, found: Known[], now: number): Verdict {
    const [only, ...others] = found;
    // Of a series one occurrence may move, and nobody says which.
    if (others.length > 0 && operation.when) return [];
    const patient = only && others.length === 0 ? newPatientOf(operation, only, now) : null;
    if (patient === "wait") return "wait";
    const starts = new Map<Known, number>();
    for (const known of found) {
      const start = newStartOf(operation, known) ?? (patient && known.entry.start);
      const shown = snapshot?.entries.get(known.entry.id);
      const isBorneOut =
        operation.accepted ||
        (shown?.start === start && (!patient || (shown.patient && !isOtherPatient(shown.patient, patient))));
      if (start === null || !isBorneOut) return "wait";
      starts.set(known, start);
    }
    return [...starts].flatMap(([known, start]) => change(known, start, patient, operation, now));
  }

  /** Whom the request gives the appointment to; `null` when the patient stays the same, or is not told. */
  function newPatientOf(operation: Operation, known: Known, now: number): Patient | null | "wait" {
    const { patient } = operation;
    if (!patient || !isOtherPatient(patientBefore(known, operation), patient)) return null;
    const shown = known.entry.patient;
    // The calendar shows the new one by now, and perhaps more of them than the request says.
    if (shown && !isOtherPatient(shown, patient)) return completed(known.entry, operation).patient;
    // Of a mere id the calendar will soon show who that is.
    const isTold = patient.name !== "" || patient.phone !== null;
    return isTold || now >= operation.endedAt + turnsWithin ? patient : "wait";
  }

  function change(
    known: Known,
    start: number,
    patient: Patient | null,
    operation: Operation,
    now: number,
  ): AppointmentChange[] {
    const { entry } = known;
    const was = startBefore(known, start);
    const previousPatient = patient && patientBefore(known, operation);
    const lasts = entry.end === null ? null : entry.end - entry.start;
    const end = operation.when?.end ?? (lasts === null ? null : start + lasts);
    known.entry = { ...entry, start, end, allDay: operation.when?.allDay ?? entry.allDay };
    if (operation.when) known.entry.date = operation.when.date;
    if (patient) {
      known.entry.patient = patient;
      known.entry.title = operation.title || patient.name || entry.title;
    }
    known.before = null;
    known.starts = [{ start, since: now }];
    // Saved without another time.
    const moved = was === start ? null : { previousStart: instantText(was) };
    const appointment = filled(known.entry, operation);
    if (previousPatient) return [{ type: "patientChanged", appointment, previousPatient, ...moved }];
    return moved ? [{ type: "moved", appointment, ...moved }] : [];
  }

  function created(operation: Operation, now: number): Verdict {
    const { id, when, patient, title, placeholders } = operation;
    if (operation.accepted && id !== null) {
      const known = get(id);
      const entry = known && !known.gone ? known.entry : null;
      const start = when ?? entry;
      if (!start || !(entry || patient?.phone || patient?.name)) return "wait";
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
      see(made, now).claimed = true;
      return [{ type: "created", appointment: filled(made, operation) }];
    }
    const candidate = newcomer(operation, now);
    if (!candidate) return "wait";
    candidate.claimed = true;
    return [{ type: "created", appointment: filled(candidate.entry, operation) }];
  }

  /** The one appointment that came into sight after the request, and fits it. */
  function newcomer(operation: Operation, now: number): Known | null {
    const shown = [...(snapshot?.entries.keys() ?? [])].flatMap((id) => get(id) ?? []);
    const fits = shown.filter(({ entry, claimed, firstSeen }) => {
      if (claimed || entry.cancelled) return false;
      if (operation.id !== null && entry.base !== operation.id) return false;
      if (firstSeen < operation.startedAt - drawsAhead) return false;
      if (firstSeen < operation.endedAt && now < operation.endedAt + standIn) return false;
      return (!operation.when || operation.when.start === entry.start) && isAbout(entry, operation);
    });
    return fits.length === 1 ? (fits[0] ?? null) : null;
  }

  return {
    restore(entries) {
      for (const entry of entries) if (!get(entry.id)) see(entry, 0);
    },

    entries: () => present().map(({ entry }) => entry),

    waiting: () => new Set(waiting.map(({ operation }) => operation)),

    look(seen, now) {
      // What the page was loaded with is not new, unless something was done on the page before it.
      const seenAt = snapshot === null && waiting.length === 0 ? 0 : now;
      snapshot = seen;
      lookedAt = now;
      for (const entry of seen.entries.values()) if (!entry.synthetic) see(entry, seenAt);
      return tick(now);
    },

    wrote(operation, now) {
      waiting = [...waiting, { operation, said: false, told: false }].slice(-maxWaiting);
      return tick(now);
    },

    tick,

    dueAt(now) {
      const dues = waiting.flatMap(({ operation: { endedAt }, told }) =>
        [endedAt + standIn, ...(told ? [] : [endedAt + turnsWithin, endedAt + window + 1])].filter(
          (due) => due > now,
        ),
      );
      return dues.length === 0 ? null : Math.min(...dues);
    },
  };
}

/** Whether it made something new for a person, as far as the request says. */
const isCreation = ({ kind, id, key, isNew, cancels, patient }: Operation): boolean =>
  !cancels &&
  patient !== null &&
  (kind === "create" || (kind === "save" && (isNew || (id === null && key === null))));

const unseenOf = (
  { id, patient, title }: Operation,
  start: number,
  why: UnseenCreation["why"],
  isTold: boolean,
): UnseenCreation => ({
  start: instantText(start),
  ids: id === null ? [] : [id],
  patient,
  title: cut(title ?? "", 500),
  why,
  isTold,
});

/** With what the request says of the person, where the calendar does not. */
const filled = (entry: Entry, operation: Operation): Appointment =>
  appointmentOf(completed(entry, operation));

/** Whether an appointment is about the person, or has the title, that a request names. */
function isAbout({ patient, title }: Entry, operation: Operation): boolean {
  const wanted = operation.patient;
  const phone = digits(wanted?.phone ?? "").slice(-9);
  if (phone !== "" && patient?.phone) return digits(patient.phone).endsWith(phone);
  if (wanted?.id && patient?.id) return wanted.id === patient.id;
  const name = plain(wanted?.name || operation.title || "").trim();
  if (name === "") return operation.when !== null;
  const shown = plain(`${patient?.name ?? ""} ${title}`);
  return name.split(/\s+/).every((word) => shown.includes(word));
}
