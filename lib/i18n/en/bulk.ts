import type { bulk as cs } from "../cs/bulk.ts";
import { plural } from "../language.ts";

const forms = (one: string, other: string) => (count: number) =>
  `${count} ${plural("en", count, one, other, other)}`;

const messages = forms("message", "messages");

export const bulk: typeof cs = {
  title: "Send SMS to patients",
  calendar: "Calendar",
  date: "Date",
  previousDay: "Previous day",
  nextDay: "Next day",
  noDay: "No day was selected in the calendar. Showing today.",
  kind: "Kind of message",
  time: "Time",
  allDay: "all day",
  patient: "Patient",
  phone: "Phone",
  status: "State",
  text: "Text",
  noName: "no name",
  selectAll: "Select all",
  join: "Join for the same number",
  joinHint: "Several appointments of one number go in one text.",
  select: (name, time) => `Send: ${name}, ${time}`,
  showText: (name) => `Text of the message: ${name}`,
  parts: (characters, count) => `${forms("character", "characters")(characters)} · ${count} SMS`,
  skipped: "Skipped",
  held: "Held",
  loading: "Reading appointments from the calendar…",
  empty: "The calendar has no appointment on this day.",
  nothingToSend: "There is nobody left to send this message to on this day. Each appointment says why.",
  closedTitle: "The calendar's tab is closed",
  closed:
    "No SMS will leave from here. Open the calendar and press Bulk SMS in it again. If it is open, see whether Pípni is turned off on it.",
  unreadableTitle: "This calendar cannot be read",
  unreadable: (missing) =>
    `${missing} No SMS will leave from here. Switch the calendar to its day or week view and try again.`.trim(),
  loadFailedTitle: "The appointments could not be read",
  loadFailed: "Nothing was sent. Try again; if that does not help, close and open the browser.",
  sms: (count) => `${count} SMS`,
  chosen: "chosen",
  estimate: "estimate",
  estimateHint: "GoSMS has yet to tell the exact price.",
  postpaid: "paid by invoice",
  creditUnknown: "credit not known",
  covers: (covered, all) => `The credit covers ${covered} of ${all}.`,
  lowCredit: (left: string) => `${left} will be left after sending. It is time to top up at GoSMS.`,
  coversHint: "The other messages will wait until you top up.",
  send: (count) => `Send ${messages(count)}`,
  sending: "Handing over…",
  confirmMany: (count) => `Really send ${messages(count)}?`,
  confirmCancellation: (count) =>
    `${forms("patient", "patients")(count)} will learn that their appointments are cancelled. Really send?`,
  confirmCancellationOne: "The patient will learn that the appointment is cancelled. Really send?",
  back: "Back",
  canClose: "You can close the window; sending will go on.",
  progress: (sent, total) => `Sent ${sent} of ${total}`,
  progressLabel: "Progress of sending",
  started: (count) => `Sending has begun: ${messages(count)}.`,
  finished: (sent, total) => `Sending has ended: ${sent} of ${total}.`,
  notSent: forms("not sent", "not sent"),
  unknown: forms("with unknown outcome", "with unknown outcome"),
  waitingForYou: forms("waits for you", "wait for you"),
  sendFailedAgain: "Send the failed again",
  sendingAgain: "Sending again…",
  release: "Let them go on",
  paused: "Sending is paused. Messages will wait until you start it again.",
  resume: "Start sending again",
  working: "Working…",
  settings: "Open the settings",
  failed: "That did not work. Please try again; nothing will be sent twice.",
  sendFailed: {
    none: (count) =>
      count === 1
        ? "The message was not sent. Please try again."
        : `None of the ${count} selected messages was sent. Please try again.`,
    some: (queued, count) =>
      `Something failed during sending: ${queued} of ${count} were handed over. The table shows how they are; please send the others again.`,
    unsure:
      "Something failed during sending, and we do not know what was handed over. Open this window again: it shows for each message whether it is leaving. Nothing will be sent twice.",
  },
  refused: (count) => `${forms("message was", "messages were")(count)} skipped; each says why.`,
  patients: {
    addNumber: "Add a number",
    number: "Mobile number",
    kept: "It is kept in the patients' directory and used from now on.",
    pick: "Pick the patient",
    question: "Who is it?",
    somebodyElse: "Somebody else",
    noNumber: "no number",
    code: (code: string) => `ID ${code}`,
    saving: "Saving…",
    failed: "That failed and nothing was saved. Please try again.",
  },
  decide: {
    question: "Was it sent?",
    of: (action, name) => `${action}: ${name}`,
    verify:
      "Check in GoSMS under Zprávy > Odeslané zprávy. If it did leave, sending again would text the patient twice.",
    creditSame: "The credit did not change with the attempt, so the message most likely did not leave.",
    creditLess: "The credit went down, but other messages sent around that time may have lowered it too.",
    choices: {
      wasSent: "It was sent",
      sendAgain: "Send again",
      doNotSend: "Do not send",
    },
    working: "Working…",
    failed: "That did not work. Please try again; nothing will be sent twice.",
  },
};
