import type { Message } from "../../lib/domain/outbox/message.ts";
import { isWaiting, needsPerson } from "../../lib/domain/outbox/predicates.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { type Course, textOf } from "./practice.ts";

/** Three books side by side: what the extension acknowledged, what it stored, what GoSMS received. */

export interface Received {
  phone: string;
  text: string;
  /** It waits at GoSMS for its time, and nobody has taken it back. */
  isScheduled: boolean;
}

export interface Audit {
  appointments: number;
  acknowledged: number;
  received: number;
  /** Of those the ones that wait at GoSMS for their time. */
  scheduled: number;
  /** Of those the ones that tell of two appointments. */
  joint: number;
  /** Texts that told a patient what they had just been told. */
  duplicates: string[];
  /** Appointments whose patient knows something else than the calendar, with nothing for anybody to see. */
  lost: string[];
  /** Rows that say "sent" or "scheduled" of what GoSMS never received. */
  falselySent: string[];
  /** Reminders that GoSMS is to send of what is no longer so, with nothing for anybody to see. */
  outdated: string[];
  /** Joint texts whose appointments do not share their fate. */
  torn: string[];
  /** Rows that ask a person whether they went out. */
  unknown: number;
}

export function audit(
  courses: readonly Course[],
  rows: readonly Message[],
  received: readonly Received[],
  settings: Settings,
): Audit {
  const joint = new Set(
    courses.filter(({ together }) => together.length > 0).map((course) => course.reminderText(settings)),
  );
  const found: Audit = {
    appointments: courses.length,
    acknowledged: 0,
    received: received.length,
    scheduled: received.filter(({ isScheduled }) => isScheduled).length,
    joint: received.filter(({ text }) => joint.has(text)).length,
    duplicates: [],
    lost: [],
    falselySent: [],
    outdated: [],
    torn: [],
    unknown: rows.filter(({ state }) => state === "unknown").length,
  };
  const textsTo = Map.groupBy(received, ({ phone }) => phone);
  const rowsAbout = Map.groupBy(rows, ({ phone }) => phone);
  for (const course of courses) {
    const all = textsTo.get(course.phone) ?? [];
    const texts = all.filter(({ isScheduled }) => !isScheduled).map(({ text }) => text);
    const about = rowsAbout.get(course.phone) ?? [];
    const told = course.changes.map((_, at) => wordsFor(course, at, settings));
    found.acknowledged += course.changes.length - (course.acknowledged ? 0 : 1);
    const extra = surplus(texts, told);
    if (extra > 0)
      found.duplicates.push(`${course.phone}: ${JSON.stringify(texts)}, not ${JSON.stringify(told)}`);
    const reminders = all.filter(({ isScheduled }) => isScheduled).map(({ text }) => text);
    if (new Set(reminders).size < reminders.length)
      found.duplicates.push(
        `${course.phone}: reminded twice, ${JSON.stringify(reminders)}, rows ${statesOf(about)}`,
      );
    for (const rows of Map.groupBy(about, ({ bundle }) => bundle.join()).values())
      if (rows[0]?.bundle.length && new Set(rows.map(({ state }) => state)).size > 1)
        found.torn.push(`${course.phone}: ${statesOf(rows)}`);
    if (!course.acknowledged) continue;
    checkReminders(course, { reminders, about, settings, found });
    const seen = about.some((row) => needsPerson(row) || isWaiting(row));
    if (!seen && !knowsTruth(course, texts.at(-1), told)) {
      const states = about.map(({ state, reason }) => `${state} ${reason?.code ?? ""}`);
      found.lost.push(`${course.phone}: ${JSON.stringify(texts)} of ${JSON.stringify(told)}, rows ${states}`);
    }
  }
  const received_ = new Set(received.map(({ phone, text }) => `${phone} ${text}`));
  for (const { state, phone, text } of rows) {
    // Of a text whose row was lost with the database only its guard is left, without a number.
    if ((state === "sent" || state === "scheduled") && phone !== "" && !received_.has(`${phone} ${text}`))
      found.falselySent.push(`${phone}: ${text}`);
  }
  return found;
}

const statesOf = (rows: readonly Message[]): string[] =>
  rows.map(({ kind, state, reason, text }) => `${kind} ${state} ${reason?.code ?? ""} "${text}"`);

/** Of what is still to come there is one reminder, at GoSMS or planned; of anything else none. */
function checkReminders(
  { phone, last, reminder }: Course,
  {
    reminders,
    about,
    settings,
    found,
  }: { reminders: readonly string[]; about: readonly Message[]; settings: Settings; found: Audit },
): void {
  // What cannot be known for certain is for a person to see.
  if (about.some(needsPerson)) return;
  const isWanted = !reminder && last.type !== "cancelled";
  const wanted = isWanted ? textOf(last.appointment, "reminder", settings) : null;
  const states = statesOf(about);
  if (reminders.some((text) => text !== wanted))
    found.outdated.push(`${phone}: ${JSON.stringify(reminders)}, not ${wanted}, rows ${states}`);
  const isPlanned = about.some(({ state, text }) => state === "planned" && text === wanted);
  if (wanted !== null && !isPlanned && !reminders.includes(wanted))
    found.lost.push(`${phone}: no reminder ${wanted}, rows ${states}`);
}

/** In which words a patient may learn of a change; of a cancellation, by any time that they may know of. */
function wordsFor(course: Course, at: number, settings: Settings): string[] {
  const { changes, reminder } = course;
  const change = changes[at];
  if (!change) return [];
  if (reminder) return [course.reminderText(settings)];
  if (change.type !== "cancelled") return [textOf(change.appointment, "confirmation", settings)];
  return changes.map(({ appointment }) => textOf(appointment, "cancellation", settings));
}

/** How many of the texts are not told in the order in which things happened, each once. */
function surplus(texts: readonly string[], told: readonly string[][]): number {
  let from = 0;
  let extra = 0;
  for (const text of texts) {
    const at = told.findIndex((words, index) => index >= from && words.includes(text));
    if (at < 0) extra++;
    else from = at + 1;
  }
  return extra;
}

/** What was cancelled before anybody was told of it needs no text at all. */
function knowsTruth(course: Course, last: string | undefined, told: readonly string[][]): boolean {
  return last === undefined ? course.last.type === "cancelled" : told.at(-1)?.includes(last) === true;
}
