import type { calls as cs } from "../../cs/options/calls.ts";
import { plural } from "../../language.ts";

export const calls: typeof cs = {
  lead: "Patients whom no message reached, who are not coming or who ask something. Tick off whom you have called.",
  day: "Day",
  print: "Print",
  time: "Time",
  patient: "Patient",
  phone: "Phone",
  why: "Why",
  count: (count: number) => `${count} ${plural("en", count, "patient", "patients", "patients")} to call.`,
  nobody: "There is nobody to call about this day.",
  listed: "The list comes from sent messages and from the calendar you have open.",
  notListed:
    "No calendar is open now, so the list comes from sent messages only. Patients without a phone who were never sent anything are missing; open the calendar on this day to see them.",
  called: "Called",
  of: (what, name) => `${what}: ${name}`,
  undo: "Undo",
  note: "Note",
  noteHint: "no answer, other time…",
  answer: (text) => `Answer: “${text}”`,
  done: (count) => `Called: ${count}.`,
  allDone: "Everybody has been called.",
  failed: "This could not be saved. Please try again.",
};
