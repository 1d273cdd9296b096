import type { AppointmentChange } from "../appointment.ts";
import type { Happening } from "../outbox/event.ts";
import { allows } from "../outbox/machine.ts";
import type { Message } from "../outbox/message.ts";
import {
  isMendable,
  isOutdated,
  isSentElsewhere,
  isWaiting,
  mayBeTold,
  readAt,
  remindsByItself,
} from "../outbox/predicates.ts";
import type { Reason, ReasonCode } from "../outbox/reason.ts";
import { tellsAs, tellsNews } from "../text/message-kind.ts";
import { coalesce, type News, startBefore } from "./coalesce.ts";
import { comparePhones } from "./same-patient.ts";
import { answerAt, threadOf } from "./thread.ts";

export interface ChangeDecision {
  /** What is left to tell; `null` for nothing. */
  news: News | null;
  /** The text that waits to tell just that: the page reported the change before. */
  told: Message | null;
  /** Ids of texts that wait and are no longer so. */
  withdrawn: string[];
  /** Whether the calendar had said so before: the page reports it once more, and nothing follows from it. */
  isRepeated: boolean;
  happenings: Happening[];
  /** What is dealt with once a text that tells the news is written. */
  replaced: Happening[];
}

/**
 * What a change leaves to tell, given what waits for this appointment, and what becomes of its texts: those that wait
 * and are no longer so are taken back, and those that left already are marked.
 *
 * @param rows of the appointment and of the patient whom the change is about, newest first
 * @param isGuess nobody can prove it: it takes nothing back from GoSMS
 */
export function decideChange(
  rows: readonly Message[],
  change: AppointmentChange,
  isGuess = false,
): ChangeDecision {
  const found = rows.find((row) => tellsAlready(row, change));
  const isAlone = rows.every((row) => row === found || !isWaiting(row) || row.origin !== "auto");
  const told = (isAlone && found) || null;
  const about = isGuess ? rows.filter((row) => !remindsByItself(row)) : rows;
  const waiting = about.filter(isWaiting);
  const auto = waiting.find(({ origin }) => origin === "auto");
  if (!auto && isKnown(rows, change))
    return { news: null, told, withdrawn: [], isRepeated: true, happenings: [], replaced: [] };
  const refused = about.find((row) => wasRefusedAtOldNumber(row, change));
  const begun = auto ?? refused ?? untold(about, change);
  const news = coalesce(begun ? newsIn(begun) : null, change) ?? (begun ? undoing(rows, change) : null);
  const start = change.type === "cancelled" ? null : change.appointment.start;
  const isNoLonger = (row: Message) => isOutdated({ ...row, changed: { start } });
  const why: ReasonCode = news ? "superseded" : "takenBack";
  const withdrawals = waiting.flatMap((row): Happening[] => {
    // What a person wants sent, and is so still, goes on; so does a reminder.
    const isOver = row !== told && (row === auto || isNoLonger(row));
    if (!isOver && !goesToOldNumber(row, change)) return [];
    return [{ id: row.id, event: { type: "skip", reason: { code: isOver ? why : "phoneChanged" } } }];
  });
  const outdatings = about
    .filter((row) => isToKnow(row, start))
    .map((row): Happening => {
      const hasOtherNumber = isCorrectedBy(row, change);
      return { id: row.id, event: { type: "outdate", start, ...(hasOtherNumber ? { hasOtherNumber } : {}) } };
    });
  const reason: Reason = { code: start === null ? "takenBack" : "superseded" };
  const recalls = about
    .filter((row) => row.state === "scheduled" && isNoLonger(row))
    .map(({ id }): Happening => ({ id, event: { type: "withdraw", reason } }));
  // The text to the new number takes its place.
  const replaced: Happening[] =
    refused && begun === refused && news ? [{ id: refused.id, event: { type: "acknowledge" } }] : [];
  return {
    news,
    told,
    withdrawn: withdrawals.map(({ id }) => id),
    isRepeated: false,
    happenings: [
      ...withdrawals,
      ...outdatings,
      ...recalls,
      ...doubts(rows, change, isGuess && news === null),
    ],
    replaced,
  };
}

/**
 * Where nobody can prove that the appointment is gone, its reminders stay. Without a text about which a person is asked,
 * they are asked about those; once it is seen again, no longer.
 * @param isOpen nobody can prove it, and there is no such text
 */
function doubts(rows: readonly Message[], change: AppointmentChange, isOpen: boolean): Happening[] {
  const reminders = rows.filter(
    (row) => remindsByItself(row) && row.appointment.start === change.appointment.start,
  );
  return reminders.flatMap((row): Happening[] => {
    const { id, state } = row;
    if (change.type !== "cancelled") {
      if (row.reason?.code !== "notSeen") return [];
      if (state === "held") return [{ id, event: { type: "release" } }];
      return allows(state, "seen") ? [{ id, event: { type: "seen" } }] : [];
    }
    if (!isOpen) return [];
    const reason: Reason = { code: "notSeen" };
    if (state === "queued") return [{ id, event: { type: "hold", reason } }];
    return allows(state, "missed") ? [{ id, event: { type: "missed", reason } }] : [];
  });
}

/** Whether the row, or what comes of it, is to know where the calendar has the appointment by now. */
function isToKnow(row: Message, start: string | null): boolean {
  if (!allows(row.state, "outdate")) return false;
  if (row.state === "skipped")
    return isMendable(row) || row.owes === true || wasOvertaken(row) || wasStopped(row);
  return !isWaiting(row) || (start === null && row.kind === "cancellation" && row.origin !== "auto");
}

const newsIn = ({ kind, previousStart, appointment }: Message): News => ({
  kind: tellsAs(kind),
  from: previousStart,
  start: appointment.start,
});

/** Whether the text waits to tell just what is left to tell after the change. */
function tellsAlready(row: Message, change: AppointmentChange): boolean {
  if (!isWaiting(row) || row.origin !== "auto") return false;
  const waiting = newsIn(row);
  const news = coalesce(waiting, change);
  return (
    news?.kind === waiting.kind &&
    news.start === waiting.start &&
    row.appointment.patient?.phone === change.appointment.patient?.phone
  );
}

/**
 * The text that was withdrawn before anybody could be told of the start from which the change departs. A page that
 * got no answer reports a change once more, when there is nothing left to withdraw; that must come to the same.
 *
 * @param rows newest first
 */
function untold(rows: readonly Message[], change: AppointmentChange): Message | undefined {
  const news = rows.filter(tellsNews);
  const departed = news.filter(
    ({ kind, appointment }) => kind !== "cancellation" && appointment.start === startBefore(change),
  );
  // By the rows as well as by their order: the computer's clock may have been set back.
  if (departed.some(mayBeTold)) return undefined;
  const told = news.findIndex(mayBeTold);
  const since = told < 0 ? news : news.slice(0, told);
  return departed.find(
    (row) => row.origin === "auto" && (gaveWay(row) || wasOvertaken(row)) && since.includes(row),
  );
}

/** GoSMS refused it, whyever, nobody has dealt with that, and now the calendar has another number for the patient. */
const wasRefusedAtOldNumber = (row: Message, change: AppointmentChange): boolean =>
  row.state === "rejected" &&
  row.origin === "auto" &&
  row.bundle.length === 0 &&
  !row.acknowledged &&
  change.type !== "cancelled" &&
  row.kind !== "cancellation" &&
  row.appointment.start === startBefore(change) &&
  // It may have gone to the directory's number, which the calendar's does not tell of.
  [row.phone, row.appointment.patient?.phone ?? row.phone].every(
    (phone) => comparePhones(phone, change.appointment.patient?.phone ?? null) === "different",
  );

/** By a person, who knows of what it says. */
const wasStopped = ({ origin, reason }: Message): boolean =>
  origin === "auto" && reason?.code === "stoppedByUser";

/** By a cancellation from the window, of which nobody has heard either. */
const wasOvertaken = ({ reason }: Message): boolean =>
  reason?.code === "toldCancelled" || reason?.code === "cancellationStopped";

/**
 * Where the calendar has the appointment by what it reported before (`null`: nowhere), as far as rows tell.
 *
 * @param rows newest first
 */
export function knownStart(rows: readonly Message[]): string | null | undefined {
  for (const row of rows) {
    const { changed, origin, kind, appointment } = row;
    if (changed) return changed.start;
    if ((origin === "auto" || origin === "plan") && !gaveWay(row))
      return kind === "cancellation" ? null : appointment.start;
  }
  return undefined;
}

/** Because of what the calendar said later. */
const gaveWay = ({ reason }: Message): boolean =>
  reason?.code === "superseded" || reason?.code === "takenBack";

/**
 * Whether the calendar has the appointment there already, and came from there: told something else in between by a
 * person, a patient must not hear of it anew only because a page reports it once more.
 */
function isKnown(rows: readonly Message[], change: AppointmentChange): boolean {
  const { start } = change.appointment;
  const before = startBefore(change);
  // A correction, which brings reminders in line.
  if (change.type === "cancelled" || before === start || knownStart(rows) !== start) return false;
  if (wasNeverTold(rows, start) || isToldOtherwise(rows, start)) return false;
  return (
    before === null || rows.some((row) => row.previousStart === before || row.appointment.start === before)
  );
}

/**
 * Whether a page may be reporting once more what was lost since: the patient was told that it is cancelled, as far as
 * is known by a person, or said that they do not come, and what is left of lost rows had to tell the same as now. What
 * was lost with them, such as that the calendar called it off in between, nobody knows.
 *
 * @param rows of the appointment and of the patient whom the change is about, newest first
 * @param ofNumber all of their number, with what is left of lost rows
 */
export function mayBeRepeated(
  rows: readonly Message[],
  ofNumber: readonly Message[],
  change: AppointmentChange,
  now: number,
): boolean {
  if (change.type === "cancelled" || knownStart(rows) !== undefined) return false;
  const { start } = change.appointment;
  const lost = ofNumber.filter((row) => row.calendarId === "" && row.appointment.start === start);
  const thread = threadOf(ofNumber, now);
  if (answerAt(thread, start)?.verdict === "declines")
    return lost.some(({ kind }) => kind !== "cancellation");
  return (
    thread.believes.type === "cancelled" &&
    lost.some(({ origin, kind }) => origin === "auto" && tellsAs(kind) === "confirmation")
  );
}

/**
 * Whether the text that was to tell of the start gave way, and no other one told of it: to what nobody could prove, for
 * that takes back the text and leaves the reminder.
 */
function wasNeverTold(rows: readonly Message[], start: string): boolean {
  const about = rows.filter(
    ({ kind, appointment }) => tellsAs(kind) === "confirmation" && appointment.start === start,
  );
  return about.some(gaveWay) && about.every((row) => !mayBeTold(row) && !isWaiting(row));
}

/** By another computer, where the calendar was changed in between. Then what this one told before is news again. */
function isToldOtherwise(rows: readonly Message[], start: string): boolean {
  const last = lastTold(rows);
  if (!last || !isSentElsewhere(last)) return false;
  return last.kind === "cancellation" || last.appointment.start !== start;
}

const lastTold = (rows: readonly Message[]): Message | undefined =>
  rows.filter((row) => tellsNews(row) && mayBeTold(row)).toSorted((a, b) => readAt(b) - readAt(a))[0];

/**
 * What came to nothing by itself is news all the same to whoever was told otherwise meanwhile, by a person from the
 * window: that it is cancelled, or where it is no longer.
 */
function undoing(rows: readonly Message[], change: AppointmentChange): News | null {
  const last = lastTold(rows);
  if (!last) return null;
  const from = last.kind === "cancellation" ? null : last.appointment.start;
  if (change.type === "cancelled") return from === null ? null : { kind: "cancellation", from, start: from };
  const { start } = change.appointment;
  return from === start ? null : { kind: "confirmation", from, start };
}

/** A person wanted it sent, to a number that the calendar has corrected since. */
const goesToOldNumber = (row: Message, change: AppointmentChange): boolean =>
  (row.origin === "bulk" || row.origin === "again") && isCorrectedBy(row, change);

/** Whether it goes to the calendar's number, and that is another one by now. The directory may know a better one. */
function isCorrectedBy({ phone, appointment }: Message, change: AppointmentChange): boolean {
  const old = appointment.patient?.phone ?? null;
  return (
    comparePhones(phone, old) === "equal" &&
    comparePhones(old, change.appointment.patient?.phone ?? null) === "different"
  );
}
