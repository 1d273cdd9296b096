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
  list: "Today's messages",
  empty:
    "Nothing has been sent today. A message appears here once you add, move or cancel an appointment in the calendar.",
  left: (count) => `And ${digits(count)} more ${plural("en", count, "message", "messages", "messages")}.`,

  stop: "Stop sending",

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

  last: "Latest",
  stopShort: "Stop",
  log: "Messages",
  tomorrow: "Tomorrow",
  coming: (day, people) =>
    people === 0 ? day : `${day}: ${digits(people)} ${plural("en", people, "person", "people", "people")}`,
  reminded: (count) => `${digits(count)} reminded`,
  confirmed: (count) => `${digits(count)} confirmed`,
  toCall: (count) => `${digits(count)} to call`,
  nobodyKnown: "Nobody has been texted yet.",
  nothingYet: "no reminder has been sent yet",
  openDay: "Open the day",
  beside: "Beside the calendar",
  noCalendar: "no calendar",
};
