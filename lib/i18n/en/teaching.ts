import type { teaching as cs } from "../cs/teaching.ts";
import { plural } from "../language.ts";

export const teaching: typeof cs = {
  title: "Teach Pípni this calendar",
  close: "Close",
  otherSide: "Move to the other side",
  step: (step, of) => `Step ${step} of ${of}`,
  topics: {
    appointments: "What an appointment is",
    day: "Day",
    start: "Time",
    patient: "Patient",
    phone: "Phone",
    button: "Place for the Bulk SMS button",
  },
  pointAt: {
    appointments: "Click one appointment on the page.",
    day: "Click a date on the page: above a column, in a heading, or in an appointment.",
    start: "Click the start time in any appointment.",
    patient: "Click the patient's name in any appointment.",
    phone: "Click the phone number in any appointment.",
    button: "Click the toolbar or button that Bulk SMS should appear next to.",
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
  escape: "The page does not react while you point. Press Esc to stop.",
  list: "Or choose an appointment from the list",
  listEmpty:
    "Nothing on the page looks like an appointment. Open a day in the calendar that has appointments.",
  pick: "Choose this appointment",
  notThere: {
    list: "No appointment can be read from this place: it has no time or no name. Choose another one from the list, or point at an appointment on the page.",
    frame:
      "This part of the page is a frame, which the panel cannot look into. Nothing was done in it. Right-click in it, open the frame in a new tab, and teach Pípni the calendar there.",
    appointments: "Pípni sees no appointment there. Point at one that shows a time and a name.",
    day: "Pípni sees no date there. Nothing has changed. Point at another place that shows the day and the month.",
    start: "Pípni sees no time there. Nothing has changed. Point at the time within an appointment.",
    patient: "Pípni sees no name there. Nothing has changed. Point at the name within an appointment.",
    phone:
      "Pípni sees no phone number there. Nothing has changed. Point at the number within an appointment.",
    button: "Pípni cannot put the button there. Nothing has changed. Point at another place.",
    leaveOut:
      "Nothing on the page tells this one from the others. Nothing has changed. You can leave it out by its name when you confirm what Pípni reads.",
  },
  check: "What Pípni reads",
  read: (count) =>
    `There ${plural("en", count, "is 1 appointment", `are ${count} appointments`, `are ${count} appointments`)} on the page.`,
  unread: (count) =>
    `${plural("en", count, "1 appointment lacks", `${count} appointments lack`, `${count} appointments lack`)} the day or the time and cannot be used. Correct it below.`,
  noPhone: (count) =>
    `Without a phone: ${count}. You can add numbers in the Bulk SMS window or under Patients.`,
  table: "Appointments found",
  more: (count) => `And ${count} more.`,
  time: "Time",
  none: "do not use",
  notFound: "not found",
  quoted: (text) => `“${text}”`,
  elements: (count, selector) => `${count}× (${selector})`,
  leaveOut: "Not an appointment",
  leaveOutAbout: "From now on Pípni skips this and everything that is marked the same way on the page.",
  leftOut: (count) =>
    `Skipped as cancelled, struck out or not an appointment: ${count}. Nothing is sent to these people.`,
  takeIn: "Undo the last one",
  doubts: {
    sideBySide:
      "The appointments are in columns side by side, and the page does not say whether the columns are days or doctors. So Pípni cannot tell the day. Show a single day or a single doctor, or point at the date above a column.",
  },
  corrections: "Is something wrong? Choose another option, or point at the right place.",
  back: "Back",
  next: "Continue",
  notReady: "You can continue once Pípni finds the day and the time of the appointments.",
  name: "Name of the calendar",
  nameMissing: "Give the calendar a name.",
  save: "Save and turn on",
  saving: "Saving…",
  failed: "The calendar could not be saved. Nothing has changed. Try again, or reload the page.",
  refused:
    "Pípni could not make a plugin for this calendar. Nothing was saved. Point at another appointment and try again.",
  savedTitle: "Done, the calendar is on",
  saved: (name) =>
    `The calendar ${name} is now listed with the plugins in the settings. You can send bulk SMS from it with the Bulk SMS button.`,
  savedProposes:
    "It sends nothing automatically: when an appointment appears on the page or disappears, Pípni suggests a message and waits for your decision.",
  savedProposesMoves:
    "It sends nothing automatically. The page does not say which days it shows, so Pípni cannot tell when an appointment is new or gone. Use the Bulk SMS button for those patients.",
  savedMoves:
    "It also suggests a message for a moved appointment, even if the whole page loads again when it is saved.",
  savedMovesAtOnce:
    "It suggests a message for a moved appointment only if you move it here and the page shows both times without loading again.",
  startTrial: "Teach automatic sending too",
  trialLead:
    "To have confirmations, changes and cancellations sent automatically, you create, move and cancel a test appointment twice in the calendar, for example for Trial Testing with your own phone. Nothing is sent automatically while you do, and what Pípni suggests about it goes away once you cancel it. If the page loads again when you save, the test goes on.",
  trialImpossible:
    "The appointments on this page have nothing to tell them apart by, so Pípni cannot learn to send automatically.",
  trialStep: (step, of) => `${step} of ${of}:`,
  trialDone: "All of it worked. Check what Pípni would have reported.",
  phases: {
    create: "Create a test appointment on a day that is shown, and save it.",
    move: "Pípni recognised the new appointment. Now move it to another time on the same day.",
    cancel: "Now cancel this appointment.",
    createAgain: "Pípni recognised the cancellation. Now create another one, with a different name and time.",
    moveAgain: "Move this one to another time on the same day too.",
    cancelAgain: "Now cancel this one too.",
  },
  told: {
    created: "Confirmation",
    moved: "Change",
    cancelled: "Cancellation",
    patientChanged: "Different patient",
  },
  would: "Pípni would have reported:",
  phoneless: "no phone number",
  trialProblems: {
    noTraffic:
      "The page showed the change, but Pípni saw nothing being saved. Nothing was sent. Pípni keeps only suggesting messages for this calendar; you can try again.",
    onlyRefused:
      "The page showed the change, but the server refused to save it. Nothing was sent. Pípni keeps only suggesting messages for this calendar. See what the calendar complains about and try again with another time.",
    untelling:
      "The page saved the change, but what it sent does not tell which appointment it was. Nothing was sent. Pípni keeps only suggesting messages for this calendar. Try again and fill in both the name and the phone.",
    notTold:
      "With what it learned, Pípni would have missed the second test. Nothing was sent. Pípni keeps only suggesting messages for this calendar; you can try again.",
    toldOther:
      "Pípni would have reported something other than what happened. Nothing was sent. Pípni keeps only suggesting messages for this calendar; you can try again.",
    partial:
      "The page receives only parts of its list of appointments, such as what has changed, and a whole day cannot be told from them. Nothing was sent. Teach the calendar again and choose what is on the page as the source.",
  },
  trialHints: {
    looking: "Pípni first looks at what is on the page. Wait a moment.",
    nothing:
      "Pípni has not seen anything being saved yet. Is the appointment saved in the calendar? If so, it is saved in a way that Pípni does not watch: choose Only suggest messages.",
    refused:
      "The server refused to save it. See what the calendar says, correct it and save again, perhaps with another time.",
    otherDay:
      "The saved appointment is on a day that the calendar does not show. Go to that day, or create one on a day that is shown.",
    notShown:
      "The calendar saved the appointment, but it did not appear on the page. Does a filter hide it? You can also refresh the view in the calendar.",
    notMoved:
      "The calendar saved something, but the appointment on the page still has the same time. Move it to another time and save, or refresh the view in the calendar.",
    stillShown:
      "The calendar saved something, but the appointment is still on the page. Cancel it so that it disappears, and confirm if the calendar asks.",
  },
  leaveOutMove: "Nothing is moved in this calendar",
  source: "Where Pípni reads",
  sources: {
    list: (count) =>
      `the list that the page received (${plural("en", count, "1 appointment", `${count} appointments`, `${count} appointments`)})`,
    page: (count) =>
      `what is on the page (${plural("en", count, "1 appointment", `${count} appointments`, `${count} appointments`)})`,
  },
  sourceList:
    "Pípni found what the page draws its appointments from. Does the table agree with the calendar? If not, choose another option.",
  sourcePage: "Pípni reads the page as it is drawn.",
  listEarly:
    "For now Pípni reads the page as it is drawn. It loaded its list of appointments before the teaching began. If you load it again, Pípni finds that list and reads more reliably. The teaching goes on where it was.",
  listUnheard:
    "The page loaded its list of appointments before the teaching began. If you load it again, Pípni sees the list and may find the appointment in it.",
  listNone:
    "Pípni reads the page as it is drawn: the server sent no list of appointments that could be read.",
  reload: "Load the page again",
  listed: (count) =>
    `The list has ${plural("en", count, "1 appointment", `${count} appointments`, `${count} appointments`)} on the days shown.`,
  cancelled: "cancelled",
  correctionsList: "Is the day wrong? Choose another option, or point at the date.",
  abilitiesTitle: "What this calendar can do",
  can: {
    bulk: "Bulk texts for a chosen day, with the button in the calendar.",
    otherDays: "It reads days that the page is not showing as well.",
    create: "It recognises new appointments by itself.",
    move: "It recognises moved appointments by itself.",
    cancel: "It recognises cancelled appointments by itself.",
  },
  cannot: {
    bulk: "No bulk texts.",
    otherDays: "It reads only the days that the page is showing.",
    create: "It sends nothing by itself about new appointments.",
    move: "It sends nothing by itself about moved appointments, and only suggests a message.",
    cancel: "It sends nothing by itself about cancelled appointments.",
  },
  retry: "Try again",
  keepProposing: "Only suggest messages",
  store: "Turn on automatic sending",
  description: (host) =>
    `Calendar at ${host}, taught by pointing at an appointment. It contains data only, no code.`,
};
