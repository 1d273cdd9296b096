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
}

/** Why no day can be told: appointments stand side by side, and nothing says whether the columns are days. */
export type DayDoubt = "sideBySide";

/** One of the places that were found for a topic. */
export interface TaughtOption {
  /** As it stands on the page; for elements and places a selector. */
  example: string;
  /** What is made of it: a day, an hour, a name, a number; how many elements. */
  reading: string;
  kind: "text" | "columns" | "headers" | "label" | "url" | "own" | "append" | "before" | "prepend";
}

/** A trial appointment is created and cancelled to learn from, and once more to see what would have been reported. */
export type TrialPhase = "create" | "cancel" | "createAgain" | "cancelAgain" | "done";

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
 * - `nothing`: the page has saved nothing
 * - `refused`: its server refused what was saved last
 * - `otherDay`: what was saved is of a day that is not shown
 * - `notShown`: it was saved, and no appointment appeared
 * - `stillShown`: it was saved, and the appointment is still there
 */
export type TrialHint = "nothing" | "refused" | "otherDay" | "notShown" | "stillShown";

/**
 * - `noTraffic`: the page shows it, and saved nothing that Pípni could see
 * - `onlyRefused`: the page shows it, though its server refused it
 * - `untelling`: none of the page's requests tells of what it shows
 * - `notTold`: what was learnt did not tell the second trial
 * - `toldOther`: it told something else
 */
export type TrialProblem = "noTraffic" | "onlyRefused" | "untelling" | "notTold" | "toldOther";
