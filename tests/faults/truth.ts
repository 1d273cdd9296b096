import type { Settings } from "../../lib/domain/settings.ts";
import { type Act, type AnswerAct, type BulkAct, type Course, textOf } from "./practice.ts";

/** What a patient is to have heard after all that happened, whatever was killed in between. */

/** The start that a patient believes in, or that there is none. */
export type Belief = { start: string } | "cancelled";

/** Something that may be told once, in one of these words. */
export interface News {
  words: Set<string>;
  belief: Belief;
}

export interface Truth {
  /** In the order in which it happened. */
  news: News[];
  /** What the patient is to believe; `null` where nothing may be told any more. */
  belief: Belief | null;
  /** Texts that a person sent and that nothing has overtaken: each was received, or somebody sees why not. */
  due: BulkAct[];
  /** Reminders of the calendar's start: whether they are to stand, may stand, or must not. */
  reminders: "required" | "optional" | "none";
  /**
   * To this number nothing is to leave from this moment on, in milliseconds since the epoch. `Infinity` where the
   * answer was not acknowledged: then it may.
   */
  silence: { phone: string; from: number } | null;
}

export const isSame = (one: Belief | null, other: Belief | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** What became of a text with these words. */
export interface Fate {
  /** It was received. */
  heard(text: string): boolean;
  /** It was not sent, and never will be. */
  ended(text: string): boolean;
}

export function truthOf(course: Course, settings: Settings, fate: Fate): Truth {
  const truth: Truth = { news: [], belief: null, due: [], reminders: "none", silence: null };
  for (const act of course.acts) {
    switch (act.type) {
      case "change":
        change(truth, course, act, settings);
        break;
      case "bulk":
        bulk(truth, act, fate);
        break;
      case "answer":
        answer(truth, course, act);
        break;
    }
    if (truth.silence) {
      const reminders = truth.silence.from === Infinity ? "optional" : "none";
      Object.assign(truth, { belief: null, due: [], reminders });
    }
  }
  return truth;
}

function change(
  truth: Truth,
  course: Course,
  { change: happened, isWithoutReminders }: Extract<Act, { type: "change" }>,
  settings: Settings,
): void {
  truth.due = [];
  const { appointment } = happened;
  if (happened.type !== "cancelled") {
    const belief = { start: appointment.start };
    truth.news.push({ words: new Set([textOf(appointment, "confirmation", settings)]), belief });
    truth.belief = belief;
    truth.reminders = isWithoutReminders ? "optional" : "required";
    return;
  }
  // By any time that the patient may know of.
  const words = course.acts.flatMap((act) =>
    act.type === "change" ? textOf(act.change.appointment, "cancellation", settings) : [],
  );
  const last = truth.news.at(-1);
  // Whoever was told by a person is not told by the calendar as well.
  if (last?.belief === "cancelled") for (const text of words) last.words.add(text);
  else truth.news.push({ words: new Set(words), belief: "cancelled" });
  truth.belief = "cancelled";
  truth.reminders = "none";
}

function bulk(truth: Truth, act: BulkAct, { heard, ended }: Fate): void {
  const { kind, text, outcome, isStopBegun, about } = act;
  const start = about[0]?.start ?? "";
  const belief: Belief = kind === "cancellation" ? "cancelled" : { start };
  truth.news.push({ words: new Set([text]), belief });
  const isStopped = isStopBegun && !heard(text);
  if (outcome === "refused" || outcome === "open" || outcome === "planned" || isStopped) {
    // Stopped as it was leaving, nobody knows.
    if (kind === "cancellation" && truth.reminders === "required" && outcome === "open")
      truth.reminders = "optional";
    return;
  }
  // What says otherwise need not come any more: it gives way, as far as it has not left.
  truth.due = truth.due.filter((one) => kind !== "cancellation" && one.kind !== "cancellation");
  if (outcome === "queued") truth.due.push(act);
  truth.belief = belief;
  // One that nobody heard, and nobody will, has given back the reminders that it took.
  if (kind === "cancellation") truth.reminders = ended(text) && !heard(text) ? truth.reminders : "none";
  else if (truth.reminders === "none") truth.reminders = "optional";
}

function answer(truth: Truth, course: Course, act: AnswerAct): void {
  const { verdict, isGone, isLate, readAt, kind, start } = act;
  const isOpen = isGone || readAt === null;
  if (verdict === "optsOut" || verdict === "wrongNumber") {
    // The patient may have another number by now, but nobody answered from there. What the person said outlives the
    // database, though the answer itself does not: it may have been taken just before that was lost.
    truth.silence = { phone: course.phones.at(-1) ?? "", from: isOpen ? Infinity : readAt };
  } else if (isOpen) {
    if (truth.reminders === "required") truth.reminders = "optional";
  } else if (verdict === "declines" && kind !== "cancellation" && truth.reminders !== "none") {
    const isAbout = start === course.startAt(act);
    if (isAbout) truth.reminders = isLate ? "optional" : "none";
  }
}
