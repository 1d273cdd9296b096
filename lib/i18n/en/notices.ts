import type { notices as cs } from "../cs/notices.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("en");

export const notices: typeof cs = {
  leavesIn: "Will be sent in {seconds} s.",
  triesIn: (why) => `Pípni will try to send it in {seconds} s. Earlier messages are waiting: ${why}`,
  due: "Waiting for its turn.",
  sending: "Sending…",
  sent: "Sent.",
  paused: "Waits: sending is stopped. Resume it in the Pípni window.",
  offline: "Waits: this computer is not connected to the internet.",
  waits: {
    credit:
      "Waits: the GoSMS account has too little credit. Top it up, then choose Continue sending in the Pípni window.",
    credentials:
      "Waits: GoSMS rejects the Client ID or secret. Correct them in the settings, then choose Continue sending in the Pípni window.",
    credentialsMissing: "Waits: GoSMS is not connected. Connect it in the settings.",
    kindOff: "Waits: this kind of message is off. Turn it on in the settings, under Texts.",
  },
  waitsBecause: (why) => `Waits. ${why}`,
  noName: "no name",
  allDay: "all day",
  /** Stands behind the hour that the text says. */
  otherClock: ({ zone, shown }) => `The calendar shows it at ${shown} by ${zone}.`,
  /** Of what was created and is not shown, and why. */
  unseen: {
    otherDay: (day) =>
      `The appointment on ${day} is not among the days shown. Its confirmation will be sent once you open that day in the calendar.`,
    notShown: (day) =>
      `The calendar accepted the appointment on ${day} but does not show it; a filter may hide it. The confirmation will be sent once the calendar shows it.`,
  },
  /** No calendar is found on a page on which one was read before. */
  missed: {
    title: "Pípni does not see the calendar that it read here before",
    text: "If you see a calendar on this page, no SMS will be sent from it now. Reload the page. If that does not help, open the Pípni window and choose “Teach Pípni this calendar”.",
  },
  /** Of a calendar of which nothing leaves, for nobody has said that it is read right. */
  reading: {
    unconfirmed: "First confirm what Pípni reads in this calendar",
    confirmFirst:
      "We show you where the time, the name and the phone of each appointment come from. Until then nothing leaves from here by itself; changes wait in the Pípni window.",
    unread: "No text leaves from here about these, and the bulk text lacks them. The others are still read.",
    check: "Check what is read",
    changed: "This calendar is read differently from what you confirmed",
    ailments: {
      names:
        "For most appointments we no longer find a patient. Nothing leaves from here until you check what is read.",
      phones:
        "For most appointments we no longer find a phone number. Nothing leaves from here until you check what is read.",
      ids: "Appointments go by another id each time they are drawn, so they cannot be told apart. Nothing leaves from here until you check what is read.",
      days: "Appointments of several days carry one date. Nothing leaves from here until you check what is read.",
    },
  },
  found: (count) =>
    `${digits(count)} ${plural("en", count, "change", "", "changes")} appeared in the calendar without Pípni seeing ${plural("en", count, "it", "", "them")} made. Decide in the Pípni window whether to text the patients.`,
  feedProblems,
  beyondFeed:
    "Pípni does not know a day so far away in this calendar. It sees the days from yesterday to half a year ahead.",
  marks: {
    comes: "The patient has confirmed. Open messages",
    declines: "The patient is not coming. Open messages",
    asks: "There is an unread answer. Open messages",
    call: "No text reached the patient, please call. Open messages",
    otherTime: "The patient knows another time. Open messages",
    cancelled: "The patient knows it as cancelled. Open messages",
  },
};
