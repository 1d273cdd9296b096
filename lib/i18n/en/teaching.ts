import type { teaching as cs } from "../cs/teaching.ts";
import { plural } from "../language.ts";

export const teaching: typeof cs = {
  title: "Teach Pípni this calendar",
  close: "Close",
  otherSide: "To the other side",
  step: (step, of) => `Step ${step} of ${of}`,
  topics: {
    appointments: "What an appointment is",
    day: "Day",
    start: "Time",
    patient: "Patient",
    phone: "Phone",
    button: "Place for the button Bulk SMS",
  },
  pointAt: {
    appointments: "Click one appointment on the page.",
    day: "Click a date on the page: above a column, in a heading, or in an appointment.",
    start: "Click the starting time in any appointment.",
    patient: "Click the patient's name in any appointment.",
    phone: "Click the phone number in any appointment.",
    button: "Click the bar or the button beside which Bulk SMS should stand.",
  },
  kinds: {
    columns: "in the day's column",
    headers: "in the headers above the days",
    label: "in the page's heading",
    url: "in the page's address",
    own: "in the appointment",
    append: "at the end of",
    before: "above",
    prepend: "at the top of the page",
  },
  point: "Point",
  pointTopic: (topic) => `Point on the page: ${topic}`,
  stopPointing: "Stop pointing",
  escape: "The page does nothing meanwhile. Esc ends the pointing.",
  list: "Or choose an appointment from the list",
  listEmpty:
    "Nothing on the page looks like an appointment. Show a day in the calendar on which somebody comes.",
  pick: "Choose this appointment",
  notThere: {
    appointments: "Pípni sees no appointment there. Point right at one that holds a time and a name.",
    day: "Pípni sees no date there. Nothing has changed. Point at another place that has the day and the month.",
    start: "Pípni sees no time there. Nothing has changed. Point at the time within an appointment.",
    patient: "Pípni sees no name there. Nothing has changed. Point at the name within an appointment.",
    phone:
      "Pípni sees no phone number there. Nothing has changed. Point at the number within an appointment.",
    button: "Pípni cannot put the button there. Nothing has changed. Point at another place.",
  },
  check: "What Pípni reads",
  read: (count) =>
    `There ${plural("en", count, "is 1 appointment", `are ${count} appointments`, `are ${count} appointments`)} on the page.`,
  unread: (count) =>
    `${plural("en", count, "1 appointment lacks", `${count} appointments lack`, `${count} appointments lack`)} the day or the time and cannot be used. Mend it below.`,
  noPhone: (count) =>
    `Without a phone: ${count}. A number can be added in the window Bulk SMS or under Patients.`,
  table: "Appointments that were read",
  more: (count) => `And ${count} more.`,
  time: "Time",
  none: "do not read",
  notFound: "not found",
  quoted: (text) => `“${text}”`,
  elements: (count, selector) => `${count}× (${selector})`,
  corrections: "Is something different? Choose another possibility, or point at the right place.",
  back: "Back",
  next: "Continue",
  notReady: "You can continue once the day and the time of the appointments are read.",
  name: "What the calendar is called",
  nameMissing: "The calendar needs a name. Write it.",
  save: "Save and turn on",
  saving: "Saving…",
  failed: "It could not be saved. Nothing has changed. Try again, or reload the page.",
  refused:
    "No plugin can be made of this calendar, nothing was saved. Point at another appointment and try again.",
  savedTitle: "Done, the calendar is on",
  saved: (name) =>
    `The calendar ${name} is among the plugins in the settings. It lists days, and bulk SMS leave from it by the button Bulk SMS.`,
  savedProposes:
    "By itself it sends nothing: when an appointment appears on the page or vanishes, Pípni only proposes a message and waits for you.",
  startTrial: "Teach sending by itself as well",
  trialLead:
    "For confirmations and cancellations to leave by themselves, you create and cancel a trial appointment twice in the calendar, for instance for Trial Testing with your own phone. Nothing leaves by itself meanwhile; drop what Pípni's window proposes about it. It works in calendars that load no new page when they save.",
  trialImpossible:
    "The appointments on this page carry no sign of their own, so Pípni cannot be taught to send by itself.",
  phases: {
    create: "1 of 4: Create a trial appointment on a day that is shown, and save it.",
    cancel: "2 of 4: Pípni recognised the creation. Now cancel that appointment.",
    createAgain:
      "3 of 4: Pípni recognised the cancellation. As a test create another one, with another name and another time.",
    cancelAgain: "4 of 4: Now cancel this one as well.",
    done: "Both agree. Check what Pípni would have reported.",
  },
  told: {
    created: "Confirmation",
    moved: "Change",
    cancelled: "Cancellation",
    patientChanged: "Change of patient",
  },
  would: "Pípni would have reported:",
  phoneless: "without a phone",
  trialProblems: {
    noTraffic:
      "Pípni sees the appointment on the page and did not recognise it in the page's requests. Nothing was sent. The calendar goes on proposing only; you can try again.",
    notTold:
      "By what it learnt Pípni would not have recognised the second trial. Nothing was sent. The calendar goes on proposing only; you can try again.",
    toldOther:
      "Pípni would have reported something else than what happened. Nothing was sent. The calendar goes on proposing only; you can try again.",
  },
  retry: "Try again",
  keepProposing: "Let it only propose",
  store: "Turn on sending by itself",
  savedAutomatic:
    "Pípni recognises new and cancelled appointments by itself and sends the messages that are on under Messages. It did not learn of moved ones: a message about a move is only proposed.",
  description: (host) =>
    `Calendar at ${host}, taught by pointing at an appointment. Described by data alone.`,
};
