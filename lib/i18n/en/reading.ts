import type { reading as cs } from "../cs/reading.ts";
import { plural } from "../language.ts";

export const reading: typeof cs = {
  title: "What Pípni reads in the calendar",
  lead: "Compare a few appointments with the calendar: are the time, the patient and the phone right? Until you confirm it, nothing leaves from here by itself.",
  changedLead:
    "The calendar is now read differently from what you confirmed. Compare the appointments and confirm them again; until then nothing leaves from here.",
  loading: "Reading the calendar…",
  sources: "Where each part comes from",
  parts: { name: "Patient", phone: "Phone", doctor: "Doctor", state: "State" },
  time: "Time",
  allDay: "all day",
  row: "Appointment",
  titlePlace: "the title",
  nowhere: "do not read",
  example: (place, example) => `${place} (e.g. ${example})`,
  orElse: " or ",
  takenFrom: (place) => `from ${place}`,
  notRead: "this is not read",
  teachAnew: "Is it wrong? Teach the calendar again in the Pípni window.",
  cancelledStates: "Which states mean that the appointment is off?",
  state: (value, count) => `${value} (${count}×)`,
  noStates: "The calendar has no state for its appointments.",
  counts: (all, people, phones) =>
    `${all} ${plural("en", all, "appointment", "appointments", "appointments")}, ${people} of them with a patient and ${phones} with a phone that can be texted.`,
  nobody: "no patient, never gets a text",
  cancelled: "cancelled, gets no text",
  crossed: {
    line: "struck out, gets no SMS by itself",
    title: "called off in its title, gets no SMS by itself",
  },
  excluded: "no appointment",
  exclude: "This is no appointment",
  include: "Take it back",
  noPhone: "no phone",
  cannotText: "this number cannot be texted",
  sharedNumber: (phone, count) =>
    `The number ${phone} belongs to ${count} different patients. Most likely it is not theirs but the doctor's or the practice's.`,
  nobodyRead: "No appointment has a patient. Choose where the name is to be taken from.",
  nothingShown: "The calendar shows no appointment just now. Turn it to a week that has some, and try again.",
  confirm: "Confirm, it is read correctly",
  confirming: "Saving…",
  confirmedTitle: "Confirmed",
  confirmed:
    "From now on Pípni reads this calendar just so. What waited meanwhile is in the Pípni window. You can change it in the settings, under Calendars.",
  closedTitle: "The calendar is not open",
  closed: "Open the calendar in the browser, wait until it has loaded, and try again.",
  ownTitle: "This calendar need not be confirmed",
  own: "Pípni has a plugin of its own for it and knows what its fields mean.",
};
