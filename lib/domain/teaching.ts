import type { AppointmentChange } from "./appointment.ts";

/** What is shown of a calendar while somebody teaches it. */

/** What can be corrected: which elements are appointments, where each field stands, and where the button goes. */
export const topics = ["appointments", "day", "start", "patient", "phone", "button"] as const;
export type Topic = (typeof topics)[number];

/** One appointment as it is read by now. What cannot be read is `null`. */
export interface TaughtRow {
  /** `2026-11-24` */
  day: string | null;
  /** `09:30` */
  time: string | null;
  patient: string | null;
  phone: string | null;
  /** Whether it can be listed. */
  ok: boolean;
  /** The calendar's list marks it so. */
  cancelled?: boolean;
}

/** Why no day can be told: appointments stand side by side, and nothing says whether the columns are days. */
export type DayDoubt = "sideBySide";

/** Where appointments would be read: in a list that the page has received, or on the page itself. */
export interface TaughtSource {
  kind: "list" | "page";
  /** How many were read there. */
  count: number;
}

/**
 * Why there is no list to read from:
 * - `early`: the page has asked for something before the lesson began
 * - `none`: nothing that it has received holds the appointment
 */
export type ListLack = "early" | "none";

/** What a taught calendar can do by now. */
export interface Abilities {
  otherDays: boolean;
  create: boolean;
  move: boolean;
  cancel: boolean;
}

/** One of the places that were found for a topic. */
export interface TaughtOption {
  /** As it stands on the page; for elements and places a selector. */
  example: string;
  /** What is made of it: a day, an hour, a name, a number; how many elements. */
  reading: string;
  kind: "text" | "columns" | "headers" | "label" | "url" | "own" | "append" | "before" | "prepend";
}

/** A trial appointment is created, moved and cancelled to learn from, and once more to see what would be reported. */
export type TrialPhase = "create" | "move" | "cancel" | "createAgain" | "moveAgain" | "cancelAgain" | "done";

/** What would have been reported. */
export interface TrialReport {
  type: AppointmentChange["type"];
  /** An instant in ISO 8601. */
  start: string;
  who: string;
  phone: string | null;
}

/**
 * What a trial waits for, when it has waited for a while:
 * - `looking`: what is there before the trial is not known yet
 * - `nothing`: the page has saved nothing
 * - `refused`: its server refused what was saved last
 * - `otherDay`: what was saved is of a day that is not shown
 * - `notShown`: it was saved, and no appointment appeared
 * - `notMoved`: it was saved, and the appointment is when it was
 * - `stillShown`: it was saved, and the appointment is still there
 */
export type TrialHint =
  | "looking"
  | "nothing"
  | "refused"
  | "otherDay"
  | "notShown"
  | "notMoved"
  | "stillShown";

/**
 * - `noTraffic`: the page shows it, and saved nothing that Pípni could see
 * - `onlyRefused`: the page shows it, though its server refused it
 * - `untelling`: none of the page's requests tells of what it shows
 * - `notTold`: what was learnt did not tell the second trial
 * - `toldOther`: it told something else
 * - `partial`: the page receives its list in parts, so that nobody else can know the whole of it
 */
export type TrialProblem = "noTraffic" | "onlyRefused" | "untelling" | "notTold" | "toldOther" | "partial";
