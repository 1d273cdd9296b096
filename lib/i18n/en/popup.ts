import type { popup as cs } from "../cs/popup.ts";
import { plural } from "../language.ts";

export const popup: typeof cs = {
  today: (day) => `Today ${day}`,
  counts: {
    sent: (count) => `${count} sent`,
    waiting: (count) => `${count} waiting`,
    scheduled: (count) => `${count} scheduled`,
    unknown: (count) => `${count} unknown ${plural("en", count, "outcome", "outcomes", "outcomes")}`,
    undelivered: (count) => `${count} not delivered`,
    notSent: (count) => `${count} not sent`,
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
    isGone: "It is gone at GoSMS",
    sendAgain: "Send again",
    doNotSend: "Do not send",
    dismiss: "Hide",
    keep: "Let it leave",
  },
  choiceFor: (choice, patient) => `${choice}: ${patient}`,
  working: "Working…",
  noName: "no name",
  list: "Today's messages",
  earlier: "From earlier days, up to you",
  empty:
    "Nothing has been sent today. A message appears here once you add, move or cancel an appointment in the calendar.",
  left: (count) => `And ${count} more ${plural("en", count, "message", "messages", "messages")}.`,

  leavesAt: (time) => `leaves at ${time}`,
  leavesOn: (moment: string) => `leaves ${moment}`,
  leavesWhenResumed: "waits until sending is allowed",
  leavesSoon: "waiting to be sent",
  held: "held",
  undelivered: "It could not be delivered to the phone. Please call the patient.",

  question: "Was it sent?",
  decide: "Decide",
  known: "What we know",
  text: "Text of the message",
  credit: (before, after) => `Credit before the attempt ${before}, after it ${after}.`,
  creditSame: "It did not change, so the message probably did not go out.",
  creditLess: "It went down, but other messages sent around that time may have lowered it too.",
  check:
    "GoSMS knows for certain, under Zprávy > Odeslané zprávy. If you send again, the patient may get it twice.",

  heldTitle: (count) => `${count} ${plural("en", count, "message is", "messages are", "messages are")} held`,
  heldCount: (count) => `${count}×`,
  release: "Let them go on",

  seriesTitle: (patient) => `Recurring appointment: ${patient}`,
  seriesText: (count, list) =>
    `${count} ${plural("en", count, "message waits", "", "messages wait")} for your decision: ${list}.`,
  seriesMore: (count) => `and ${count} more`,
  seriesSend: (count) =>
    count === 2 ? "Send both" : `Send ${plural("en", count, "the message", "", `all ${count}`)}`,
  seriesDrop: "Send none",

  stop: "Stop sending",
  sending: "Sending",
  sendingOn: "on",
  stoppedTitle: "Sending is stopped",
  stopped: "No SMS will leave until you allow it again. Changes in the calendar wait meanwhile.",
  resume: "Send again from now on",

  setup: "GoSMS is not connected yet, so no SMS will leave.",
  setupAction: "Connect GoSMS",

  page: "This page",
  reading: (appointments) => `read, ${appointments}`,
  unreadable: "cannot be read",
  unreadableMeans: "Until it can be read, no SMS will leave from here.",
  asking: "finding out",
  off: "off",
  turnOn: "Turn on",
  turnOff: "Turn off",
  notCalendar: "not turned on",
  enable: "Turn on for this page",
  enableHint: "If your calendar is on this page, Pípni will send SMS from it.",
  teach: "Teach Pípni this calendar",
  teachHint: "If Pípni does not read it, point at one appointment in it.",
  impossible: "Pípni cannot work on this page. Open your web calendar.",
  withdrawn: "The browser withdrew access",
  withdrawnMeans: "No SMS leave from here.",
  grant: "Allow again",
  refused: "Access was not given. Press the button again and choose Allow when the browser asks.",
  pageFailed: "The state of the page could not be found out. Close this little window and open it again.",

  links: "Other pages",
  calls: "To call",
  all: "All sent messages",
  settings: "Settings",
  gosms: "GoSMS",
  gosmsHint: "Zprávy > Odeslané zprávy",
  newTab: "opens in a new tab",

  postpaid: "invoiced account",
  lowCredit: (left: string) =>
    `The credit is running out, ${left} left. Once it is gone, further messages wait until you top up at GoSMS.`,
  creditFailed: "The credit could not be found out just now.",
  failed: "That did not work. Close this little window, open it and try again. Nothing was lost.",
};
