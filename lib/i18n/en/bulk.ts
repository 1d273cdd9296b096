import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { bulk as cs } from "../cs/bulk.ts";
import { plural } from "../language.ts";
import { common } from "./common.ts";
import { feedProblems } from "./feed-problems.ts";

const forms = (one: string, other: string) => (count: number) =>
  `${count} ${plural("en", count, one, other, other)}`;

const messages = forms("message", "messages");

/** `Tuesday 1 December` */
const onDay = (day: string): string =>
  Temporal.PlainDate.from(day).toLocaleString("en-GB", { weekday: "long", day: "numeric", month: "long" });

const kinds: Record<MessageKind, string> = {
  confirmation: "confirmations",
  change: "notices of a new time",
  reminder: "reminders",
  cancellation: "cancellations",
  own: "own texts",
};

const sent: Record<MessageKind, (count: number) => string> = {
  confirmation: forms("confirmation", "confirmations"),
  change: forms("notice of a new time", "notices of a new time"),
  reminder: forms("reminder", "reminders"),
  cancellation: forms("cancellation", "cancellations"),
  own: forms("own text", "own texts"),
};

/** As the facts about a patient begin. */
const { kinds: told } = common;

export const bulk: typeof cs = {
  title: "Send SMS to patients",
  calendar: "Calendar",
  date: "Date",
  previousDay: "Previous day",
  nextDay: "Next day",
  tomorrow: "Tomorrow",
  noDay: "No day was selected in the calendar. Showing the next day with appointments.",
  kind: "Type of message",
  time: "Time",
  allDay: "all day",
  patient: "Patient",
  doctor: "Doctor",
  allDoctors: "All",
  shown: (shown, all) =>
    `${shown} of ${all} ${plural("en", all, "appointment", "appointments", "appointments")}`,
  tiles: {
    legend: "Show only some appointments",
    all: (count) => plural("en", count, "appointment", "appointments", "appointments"),
    reminded: () => "reminded",
    confirmed: () => "confirmed",
    declines: () => "not coming",
    call: () => "to call",
  },
  noneShown: "No appointment fits this now.",
  missing: (who: string[]) =>
    `The calendar's list lacks ${who.join(", ")}, although they were texted or have a reminder planned. Turn off the filter in the calendar, or check whether the appointment still stands.`,
  feedProblems,
  asOf: (at) => `The calendar as of ${at}.`,
  outOfDate: (at) =>
    `The calendar cannot be read just now; this is how it stood at ${at}. It may have changed since: check the appointments before you send.`,
  otherClock: ({ zone, name, shown, told }) =>
    `The calendar shows some appointments by the clock of another time zone (${zone}). ${name}: ${shown} in the calendar, ${told} in the SMS. An SMS always gives your practice's time.`,
  unread:
    "This counts all that the calendar shows with this day. They are missing from the list and get no text: compare it with the calendar.",
  partial:
    "This list follows what the calendar shows now. Anything hidden by a filter there is missing here.",
  phone: "Phone",
  status: "Status",
  text: "Text",
  noName: "no name",
  selectAll: "Select all",
  bundle: "Combine messages to the same number",
  bundleHint: "Several appointments for one number go in a single SMS.",
  select: (name, time) => `Send: ${name}, ${time}`,
  showText: (name) => `Message text: ${name}`,
  forDoctor: (doctor) => `Text for ${doctor}`,
  parts: (characters, count) => `${forms("character", "characters")(characters)} · ${count} SMS`,
  skipped: "Skipped",
  held: "On hold",
  loading: "Reading appointments from the calendar…",
  empty: "The calendar has no appointments on this day.",
  nothingToSend:
    "There is nobody left to send this message to on this day. The reason is shown for each appointment.",
  /** Everything as it would leave, and nothing leaves. */
  dry: {
    start: "Dry run",
    says: (count) => `Dry run: this is how ${count} SMS would leave. Nothing is sent.`,
    end: "End the dry run",
  },
  /** Where the day was opened for no calendar in particular. */
  nonePlace: {
    title: "No calendar is open",
    text: "The day is read from your calendar. Open it in the browser, and the day appears here.",
    none: "No calendar has been turned on yet.",
    add: "Add a calendar",
  },
  closedTitle: "The calendar's tab is closed",
  closed:
    "No SMS will be sent from here. Open the calendar and press Bulk SMS there again. If it is already open, check that Pípni is turned on for it.",
  noCalendarTitle: "This page is no calendar that Pípni reads",
  noCalendar:
    "No SMS will be sent from here. Go to the tab with the calendar and try again. If Pípni is not turned on there, turn it on in the window of its icon.",
  unreadableTitle: "This calendar cannot be read",
  unreadable: (missing) =>
    missing
      ? `${missing} No SMS will be sent from here.`
      : "No SMS will be sent from here. Switch the calendar to its day or week view and try again.",
  loadFailedTitle: "The appointments could not be read",
  loadFailed: "Nothing was sent. Try again. If that does not help, restart the browser.",
  sms: (count) => `${count} SMS`,
  chosen: "selected",
  estimate: "estimate",
  estimateHint: "GoSMS has not confirmed the exact price yet.",
  postpaid: "paid by invoice",
  creditUnknown: "credit unknown",
  covers: (covered, all) => `Your credit covers ${covered} of ${all}.`,
  lowCredit: (left: string) => `${left} will be left after sending. Please top up your GoSMS credit.`,
  coversHint: "The remaining messages will wait until you top up.",
  send: (count, kind, day) => (count === 0 ? "Send" : `Send ${sent[kind](count)} for ${onDay(day)}`),
  sending: "Sending…",
  confirm: (kind, day, people) => {
    const question = `Send ${kinds[kind]} for ${onDay(day)} to ${forms("person", "people")(people)}?`;
    if (kind !== "cancellation") return question;
    return `${question} They will be told that their ${people === 1 ? "appointment is" : "appointments are"} cancelled.`;
  },
  back: "Back",
  leavesIn: (count, seconds) => `${count === 1 ? "The message goes" : "The messages go"} out in ${seconds} s`,
  stop: "Stop",
  stopRest: (count) => `Stop the remaining ${count}`,
  stopping: "Stopping…",
  stopped: forms("stopped", "stopped"),
  stopFailed: "Stopping did not work, and the messages may be sent. Please try again right away.",
  canStop: (count) => `${messages(count)} will be sent shortly. Until then you can stop them.`,
  canClose: "You can close this window. Sending will continue.",
  progress: (sent, total) => `Sent ${sent} of ${total}`,
  progressLabel: "Sending progress",
  started: (count) => `Sending started: ${messages(count)}.`,
  finished: (sent, total) => `Sending finished: ${sent} of ${total} sent.`,
  notSent: forms("not sent", "not sent"),
  unknown: forms("with unknown outcome", "with unknown outcome"),
  waitingForYou: forms("needs your decision", "need your decision"),
  sendFailedAgain: "Resend failed messages",
  sendingAgain: "Resending…",
  release: "Continue sending",
  paused: "Sending is paused. Messages will wait until you resume it.",
  resume: "Resume sending",
  working: "Working…",
  settings: "Open settings",
  failed: "That did not work. Please try again. Nothing will be sent twice.",
  sendFailed: {
    none: (count) =>
      count === 1
        ? "The message was not sent. Please try again."
        : `None of the ${count} selected messages was sent. Please try again.`,
    some: (queued, count) =>
      `Something went wrong: only ${queued} of ${count} messages were accepted for sending. The table shows their status. Please send the others again.`,
    unsure:
      "Something went wrong, and we do not know which messages were accepted for sending. Open this window again: it shows the status of each message. Nothing will be sent twice.",
  },
  listChanged:
    "The calendar has changed since this list was read, so nothing was sent. Check the list and press Send again.",
  changedMeanwhile: (count) =>
    `${forms("message was", "messages were")(count)} not sent: the appointment has changed in the calendar meanwhile. The list was read anew; please check it.`,
  notReadAnew:
    "This list is older and the calendar could not be read again just now, so nothing was sent. Open this day in it and try again.",
  feedNotRead:
    "This list is older and the calendar's address could not be read just now, so nothing was sent. To send from this list all the same, press Send again.",
  refused: (count) =>
    `${forms("message was", "messages were")(count)} skipped. The reason is shown for each.`,
  patients: {
    addNumber: "Add a number",
    number: "Mobile number",
    kept: "It will be saved to the patient directory and used from now on.",
    pick: "Choose the patient",
    question: "Who is it?",
    somebodyElse: "Somebody else",
    noNumber: "no number",
    code: (code: string) => `ID ${code}`,
    saving: "Saving…",
    failed: "That did not work, and nothing was saved. Please try again.",
  },
  knows: {
    cancelled: (when, isUnknown) => `${isUnknown ? "Perhaps cancelled" : "Cancelled"} ${when}`,
    otherTime: (start) => `Knows another time: ${start}`,
    told: (kind, when, isUnknown) =>
      `${isUnknown ? "Perhaps " : ""}${isUnknown ? told[kind].toLowerCase() : told[kind]} ${when}`,
    correct: "Correct it",
    correctHint: "Sends a text about the new time at once.",
    confirmed: (when) => `Confirmed by patient ${when}`,
    declines: "Not coming",
    unread: "Unread reply",
    quote: (text) => `“${text}”`,
    coming: (kind, when) => `${told[kind]} will go out by itself ${when}`,
    waiting: (kind) => `${told[kind]} is waiting to be sent`,
  },
  doubt: {
    title: (name) => `${name}: send anyway?`,
    later: "If you select this patient, the message goes out once you press Send.",
    send: "Send anyway",
    doNotSend: "Do not send",
  },
  decide: {
    question: "Was it sent?",
    of: (action, name) => `${action}: ${name}`,
    verify:
      "Check in GoSMS under Zprávy > Odeslané zprávy. If it was sent, sending it again would text the patient twice.",
    creditSame: "The credit did not change, so the message was most likely not sent.",
    creditLess: "The credit went down, but other messages sent around that time may be the cause.",
    choices: {
      wasSent: "It was sent",
      isThere: "GoSMS has it",
      sendAgain: "Send again",
      doNotSend: "Do not send",
    },
    working: "Working…",
    failed: "That did not work. Please try again. Nothing will be sent twice.",
  },
  doubts: {
    unconfirmed: {
      title: "First confirm what Pípni reads",
      text: "We show you where the time, the name and the phone of each appointment in this calendar come from. Then you can write.",
    },
    changed: {
      title: "The calendar is read differently from what you confirmed",
      text: "Nothing was sent. Check what is read in the calendar and confirm it again.",
    },
  },
  checkReading: "Check what is read",
};
