import type { popup as cs } from "../cs/popup.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("en");

export const popup: typeof cs = {
  today: (day) => `Today ${day}`,
  counts: {
    sent: (count) => `${digits(count)} sent`,
    waiting: (count) => `${digits(count)} waiting`,
    scheduled: (count) => `${digits(count)} scheduled`,
    unknown: (count) => `${digits(count)} unknown ${plural("en", count, "outcome", "outcomes", "outcomes")}`,
    undelivered: (count) => `${digits(count)} not delivered`,
    notSent: (count) => `${digits(count)} not sent`,
  },
  countsLabel: "Today's messages in numbers",
  kinds: {
    confirmation: "confirmation",
    change: "moved appointment",
    reminder: "reminder",
    cancellation: "cancellation",
  },
  choices: {
    send: "Send",
    wasSent: "It was sent",
    isGone: "GoSMS no longer has it",
    sendAgain: "Send again",
    sendMended: "Send",
    doNotSend: "Do not send",
    dismiss: "Hide",
    keep: "Keep the reminder",
  },
  choiceFor: (choice, patient) => `${choice}: ${patient}`,
  working: "Working…",
  noName: "no name",
  list: "Today's messages",
  earlier: "From earlier days, waiting for you",
  empty:
    "Nothing has been sent today. A message appears here once you add, move or cancel an appointment in the calendar.",
  left: (count) => `And ${digits(count)} more ${plural("en", count, "message", "messages", "messages")}.`,

  leavesAt: (time) => `will be sent at ${time}`,
  leavesOn: (moment: string) => `will be sent ${moment}`,
  leavesWhenResumed: "waiting until sending is resumed",
  leavesSoon: "waiting to be sent",
  held: "on hold",
  undelivered: "It could not be delivered to the phone. Please call the patient.",

  question: "Was it sent?",
  decide: "Decide",
  known: "What we know",
  text: "Text of the message",
  credit: (before, after) => `Credit before the attempt ${before}, after it ${after}.`,
  creditSame: "It did not change, so the message probably did not go out.",
  creditLess: "It went down, but other messages sent around that time may have lowered it too.",
  check:
    "You can check in GoSMS, under Zprávy > Odeslané zprávy. If you send again, the patient may get it twice.",

  heldTitle: (count) =>
    `${digits(count)} ${plural("en", count, "message is", "messages are", "messages are")} on hold`,
  heldCount: (count) => `${digits(count)}×`,
  release: "Continue sending",

  groupTitle: (count: number) =>
    `${digits(count)} ${plural("en", count, "message waits", "messages wait", "messages wait")} for your decision`,
  seriesTitle: (patient) => `Repeating appointment: ${patient}`,
  seriesText: (count, list) =>
    `${digits(count)} ${plural("en", count, "message waits", "", "messages wait")} for your decision: ${list}.`,
  seriesMore: (count) => `and ${digits(count)} more`,
  sendAll: (count) =>
    count === 2 ? "Send both" : `Send ${plural("en", count, "the message", "", `all ${digits(count)}`)}`,
  sendNone: "Send none",

  foundTitle: (count, calendar) =>
    `${calendar}: ${digits(count)} ${plural("en", count, "change that Pípni did not see made", "", "changes that Pípni did not see made")}`,
  goneTitle: (count, calendar) =>
    `${calendar}: ${digits(count)} ${plural("en", count, "appointment is gone", "", "appointments are gone")}`,
  review: "Look through them in the log",

  unseenTitle: (count) =>
    `${digits(count)} ${plural("en", count, "confirmation waits for the calendar to show its appointment", "", "confirmations wait for the calendar to show their appointments")}`,
  unseenLostTitle: (count) =>
    `${digits(count)} ${plural("en", count, "confirmation will not be sent by itself any more", "", "confirmations will not be sent by themselves any more")}`,
  unseenWhy: {
    otherDay: "It will be sent once you show this day in the calendar.",
    notShown:
      "The calendar accepted the appointment but does not show it; a filter may hide it. It will be sent once it is shown.",
    absent: "The calendar showed this day without the appointment. Check whether it is still valid.",
    expired: "Nobody showed this day in time. Show it, then decide whether to send the confirmation.",
  },
  unseenMore: (count) => `And ${digits(count)} more.`,
  showDay: "Show the day",
  drop: "Do not send",

  stop: "Stop sending",
  sending: "Sending",
  sendingOn: "on",
  stoppedTitle: "Sending is stopped",
  stopped: "No SMS will be sent until you resume. Changes in the calendar wait until then.",
  resume: "Resume sending",

  setup: "GoSMS is not connected yet, so no SMS will be sent.",
  setupAction: "Connect GoSMS",

  page: "This page",
  byFeed: "the day is read, appointments come from its address",
  reading: (appointments) => `read, ${appointments}`,
  unreadable: "cannot be read",
  unreadableMeans: "Until it can be read, no SMS will be sent from here.",
  asking: "checking",
  off: "off",
  turnOn: "Turn on",
  turnOff: "Turn off",
  notCalendar: "not turned on",
  enable: "Turn on for this page",
  enableHint: "If this page is your calendar, Pípni will send SMS from it.",
  teach: "Teach Pípni this calendar",
  teachHint: "If Pípni cannot read it, show it one appointment.",
  teachAgainHint: "If Pípni reads it wrongly, teach it again: point at one appointment in the calendar.",
  impossible: "Pípni cannot work on this page. Open your web calendar.",
  withdrawn: "The browser took away access to this page",
  withdrawnMeans: "No SMS is sent from here.",
  grant: "Allow again",
  refused: "Access was not allowed. Press the button again and choose Allow when the browser asks.",
  pageFailed: "Pípni could not check this page. Close this window and open it again.",

  links: "Other pages",
  calls: "To call",
  all: "All sent messages",
  settings: "Settings",
  gosms: "GoSMS",
  gosmsHint: "Zprávy > Odeslané zprávy",
  newTab: "opens in a new tab",

  postpaid: "invoiced account",
  lowCredit: (left: string) =>
    `Credit is running low: ${left} left. When it runs out, messages wait until you top up at GoSMS.`,
  creditFailed: "Pípni could not check the credit just now.",
  failed: "That did not work. Close this window, open it and try again. Nothing was lost.",
  doubts: {
    unconfirmed: {
      title: "First confirm what is read",
      means:
        "Pípni reads appointments in this calendar, but nobody has confirmed yet that it reads them correctly. Until then nothing leaves from here by itself; changes wait here.",
    },
    changed: {
      title: "Read differently from what you confirmed",
      means: "Nothing leaves from here until you check what is read.",
    },
  },
  checkReading: "Check what is read",
  feedProblems,
  feedUnread: (name) => `The calendar ${name} is not being read`,
  feedAsOf: (at) => `What is known is as of ${at}. Nothing is lost.`,
  feedRead: (at) => `as of ${at}`,
  toCalendars: "Open Calendars",
  bulk: "Bulk SMS",
};
