import type { Appointment, AppointmentChange, Patient } from "../domain/appointment.ts";
import type { UnseenCreation } from "../domain/looks/unseen.ts";
import type { ChangeDetector } from "../plugin-kit/change-detector.ts";
import { mayBeAnotherPatient } from "../plugin-kit/patient.ts";
import { drawsAhead, turnsWithin, unseenDayWait } from "../plugin-kit/waits.ts";
import { digits, plain } from "../plugin-kit/words.ts";
import { instantText } from "../plugin-kit/zone.ts";
import { appointmentOf, complete, type Entry } from "./entry.ts";
import { type Known, newStartOf, patientBefore, rememberEntries, startBefore } from "./known-entries.ts";
import type { Operation } from "./operation.ts";
import { isAboutSomebody, isCreation, unseenOf } from "./unseen-creation.ts";

/** What a stable calendar showed. */
export interface Snapshot {
  /** The days that it covers. */
  days: readonly string[];
  entries: ReadonlyMap<string, Entry>;
}

/** For this long, an appointment drawn before the answer may be a placeholder that the server's own will replace. */
const standIn = 1_500;
/** How long the calendar may take to show what its server has accepted. */
const window = 15_000;
/** The same after a new page, or for a request whose answer cannot be observed. */
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
  /** Whom accepted requests were about of which nothing could be made: empty where they do not say. */
  lost: string[];
}

/**
 * Turns accepted requests of this page into changes. Only a request causes a change. What the calendar shows fills in
 * what the request leaves out, and confirms a request whose answer cannot be observed.
 */
export interface Changes extends ChangeDetector<Snapshot, Operation, Outcome> {
  /** @param since since when the page may have shown it: a page that changes is looked at a moment later */
  look(seen: Snapshot, now: number, since?: number): Outcome;
  /** Restores what was known before the page was loaded again. */
  restore(entries: Iterable<Entry>): void;
  entries(): Entry[];
  /** Operations without a result so far. */
  waiting(): ReadonlySet<Operation>;
}

/** What came of a request; `null` as long as nobody can tell, and `lost` where nobody ever will. */
type Verdict = AppointmentChange[] | "lost" | null;

export function detectChanges(): Changes {
  const { see, get, present, find } = rememberEntries();
  let snapshot: Snapshot | null = null;
  let lookedAt = 0;
  let waiting: Waiting[] = [];

  const shows = (date: string): boolean => snapshot?.days.includes(date) ?? false;

  function tick(now: number): Outcome {
    const changes: AppointmentChange[] = [];
    const unseen: UnseenCreation[] = [];
    const lost: string[] = [];
    waiting = waiting.filter((one) => {
      const { operation } = one;
      const verdict = weigh(operation, now);
      if (verdict) {
        if (verdict === "lost") lost.push(titleOf(operation));
        else changes.push(...verdict);
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
      if (!operation.accepted || one.told) return false;
      if (isCreation(operation) && when) unseen.push(unseenOf(operation, when.start, "notShown", true));
      else if (isAboutSomebody(operation)) lost.push(titleOf(operation));
      return false;
    });
    return { changes, unseen, lost };
  }

  const titleOf = (operation: Operation): string =>
    find(operation)[0]?.entry.title || operation.patient?.name || operation.title || "";

  function weigh(operation: Operation, now: number): Verdict {
    // Without an answer, only a look after the request can confirm it.
    if (!operation.accepted && lookedAt <= operation.endedAt) return null;
    const { kind, cancels, accepted, patient, when, startedAt } = operation;
    if (kind === "create") return weighCreate(operation, now);
    const found = find(operation);
    const [known, other] = found;
    const isOff = kind === "cancel" || cancels;
    if (other) {
      const isAsBefore = ({ entry, firstSeen }: Known): boolean =>
        entry.start === when?.start &&
        firstSeen < startedAt - drawsAhead &&
        !mayBeAnotherPatient(entry.patient, patient);
      if (!isOff && found.some(isAsBefore)) return [];
      // Which occurrence of a series is meant, or whether all of them are, it does not say.
      return accepted || found.some(isGone) ? "lost" : null;
    }
    if (!known) {
      // An unknown id may belong to an existing appointment that this page has not shown.
      const isNew = operation.isNew || (operation.id === null && operation.key === null);
      return !isOff && kind === "save" && isNew ? weighCreate(operation, now) : [];
    }
    if (!isOff) return weighChange(operation, known, now);
    if (!accepted && !isGone(known)) return null;
    known.gone = true;
    return [{ type: "cancelled", appointment: appointmentOf(known.entry) }];
  }

  /** The day is shown, and the appointment is no longer on it. */
  function isGone({ entry: { id, date } }: Known): boolean {
    const shown = snapshot?.entries.get(id);
    return shows(date) && (!shown || shown.cancelled);
  }

  /** The appointment has another start, another patient, or both. */
  function weighChange(operation: Operation, known: Known, now: number): Verdict {
    const patient = newPatientOf(operation, known, now);
    if (patient === "wait") return null;
    const start = newStartOf(operation, known) ?? (patient && known.entry.start);
    const shown = snapshot?.entries.get(known.entry.id);
    const isBorneOut =
      operation.accepted ||
      (shown?.start === start &&
        (!patient || (shown.patient && !mayBeAnotherPatient(shown.patient, patient))));
    return start !== null && isBorneOut ? change(known, start, patient, operation, now) : null;
  }

  /** The appointment's new patient; `null` if it stays the same or is unknown. */
  function newPatientOf(operation: Operation, known: Known, now: number): Patient | null | "wait" {
    const { patient } = operation;
    if (!patient || !mayBeAnotherPatient(patientBefore(known, operation), patient)) return null;
    const shown = known.entry.patient;
    // The calendar already shows the new patient, perhaps with more details than the request.
    if (shown && !mayBeAnotherPatient(shown, patient)) return complete(known.entry, operation).patient;
    // If there is only an id, the calendar will soon show whose it is.
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
    known.entry = { ...entry, ...operation.when, start, end };
    if (patient) {
      known.entry.patient = patient;
      known.entry.title = operation.title || patient.name || entry.title;
    }
    known.before = null;
    known.starts = [{ start, since: now }];
    // It was saved with the same time.
    const moved = was === start ? null : { previousStart: instantText(was) };
    const appointment = fillIn(known.entry, operation);
    if (previousPatient) return [{ type: "patientChanged", appointment, previousPatient, ...moved }];
    return moved ? [{ type: "moved", appointment, ...moved }] : [];
  }

  function weighCreate(operation: Operation, now: number): Verdict {
    const { id, when, patient, title, placeholders } = operation;
    if (operation.accepted && id !== null) {
      const known = get(id);
      const entry = known && !known.gone ? known.entry : null;
      const start = when ?? entry;
      if (!start || !(entry || patient?.phone || patient?.name)) return null;
      const made: Entry = {
        base: id,
        key: operation.key,
        title: title ?? patient?.name ?? "",
        patient,
        placeholders,
        cancelled: false,
        synthetic: false,
        ...start,
        ...entry,
        ...when,
        id,
      };
      see(made, now).claimed = true;
      return [{ type: "created", appointment: fillIn(made, operation) }];
    }
    const candidate = newcomer(operation, now);
    if (!candidate) return null;
    candidate.claimed = true;
    return [{ type: "created", appointment: fillIn(candidate.entry, operation) }];
  }

  /** The only appointment that appeared after the request and matches it. */
  function newcomer(operation: Operation, now: number): Known | null {
    const shown = [...(snapshot?.entries.keys() ?? [])].flatMap((id) => get(id) ?? []);
    const fits = shown.filter(({ entry, claimed, firstSeen, drawn = 0 }) => {
      if (claimed || entry.cancelled) return false;
      if (operation.id !== null && entry.base !== operation.id) return false;
      if (firstSeen < operation.startedAt - drawsAhead) return false;
      if (drawn < operation.endedAt && now < operation.endedAt + standIn) return false;
      return (!operation.when || operation.when.start === entry.start) && isAbout(entry, operation);
    });
    return (fits.length === 1 && fits[0]) || null;
  }

  return {
    restore(entries) {
      for (const entry of entries) if (!get(entry.id)) see(entry, 0);
    },

    entries: () => present().map(({ entry }) => entry),

    waiting: () => new Set(waiting.map(({ operation }) => operation)),

    look(seen, now, since = now) {
      // What a page shows at first is not new, unless the page before it changed something.
      const seenAt = snapshot === null && waiting.length === 0 ? 0 : now;
      snapshot = seen;
      lookedAt = now;
      for (const entry of seen.entries.values()) if (!entry.synthetic) see(entry, seenAt).drawn ??= since;
      return tick(now);
    },

    wrote(operation, now) {
      waiting = [...waiting, { operation, said: false, told: false }].slice(-maxWaiting);
      return tick(now);
    },

    tick,

    dueAt(now) {
      const dues = waiting
        .flatMap(({ operation }) =>
          [standIn, turnsWithin, window + 1].map((after) => operation.endedAt + after),
        )
        .filter((due) => due > now);
      return dues.length === 0 ? null : Math.min(...dues);
    },
  };
}

/** Adds what only the request says about the person. */
const fillIn = (entry: Entry, operation: Operation): Appointment => appointmentOf(complete(entry, operation));

/** Whether an appointment has the patient or the title that a request names: in all that both of them tell. */
function isAbout({ patient, title }: Entry, operation: Operation): boolean {
  const wanted = operation.patient;
  const phone = digits(wanted?.phone ?? "").slice(-9);
  const isPhone = phone !== "" && !!patient?.phone;
  if (isPhone && !digits(patient.phone ?? "").endsWith(phone)) return false;
  const isId = !!wanted?.id && !!patient?.id;
  if (isId && wanted.id !== patient.id) return false;
  const isSame = isPhone || isId;
  const name = plain(wanted?.name || (isSame ? "" : operation.title) || "").trim();
  const shown = plain(isSame ? (patient?.name ?? "") : `${patient?.name ?? ""} ${title}`);
  if (name === "") return isSame || operation.when !== null;
  return (isSame && shown === "") || name.split(/\s+/).every((word) => shown.includes(word));
}
