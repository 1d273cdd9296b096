import type { waiting as cs } from "../cs/waiting.ts";
import { digitsIn, plural } from "../language.ts";
import { slots } from "./freed-slots.ts";

const digits = digitsIn("en");

export const waiting: typeof cs = {
  slots,
  kinds: {
    confirmation: "confirmation",
    change: "moved appointment",
    reminder: "reminder",
    cancellation: "cancellation",
    own: "own text",
  },
  choices: {
    send: "Send",
    wasSent: "It was sent",
    isThere: "GoSMS has it",
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

  leavesAt: (time) => `will be sent at ${time}`,
  leavesOn: (moment: string) => `will be sent ${moment}`,
  leavesWhenResumed: "waiting until sending is resumed",
  leavesSoon: "waiting to be sent",
  held: "on hold",
  undelivered: "It could not be delivered to the phone. Please call the patient.",

  questions: { wasSent: "Was it sent?", isThere: "Does GoSMS have it?" },
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

  lost: {
    title: "The browser has lost some of Pípni's data",
    text: (when) =>
      `Its database was damaged, and it began a new one on ${when}. Missing are the GoSMS credentials, the addresses of calendars without an open page, the earlier log of messages and the directory of patients.`,
    left: "Still here are the settings, messages that wait, who wants no SMS, and whose number you corrected yourselves. Nobody gets the same twice. Reminders go to the numbers in the calendar.",
    todo: "Until you fill in the GoSMS credentials, nothing leaves. A backup or a file of patients brings the directory back.",
    gosms: "Fill in the GoSMS credentials",
    backup: "Load a backup",
    acknowledge: "I understand",
  },

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
  stoppedTitle: "Sending is stopped",
  stopped: "No SMS will be sent until you resume. Changes in the calendar wait until then.",
  resume: "Resume sending",

  gosms: "GoSMS",
  newTab: "opens in a new tab",
  settings: "Settings",

  title: (count) => `Waiting for you (${count < 1000 ? digits(count) : "999+"})`,
  lead: "Patients' answers, and messages that a person has to decide on. What is dealt with disappears from here.",
  nothing: "Nothing waits for you.",
  items: "What waits for you",
  others: (count) => `And ${digits(count)} more`,
  failed: "That did not work. Please try again. Nothing was lost.",
};
