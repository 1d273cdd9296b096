import type { FeedProblem } from "../../domain/feeds/feed.ts";

/** Why a calendar could not be read by its address, and what to do about it. */
export const feedProblems: Record<FeedProblem, string> = {
  permission: "The browser does not allow Pípni to read this server. Allow it under Calendars.",
  network: "The calendar’s server does not answer. Check the internet connection; Pípni goes on trying.",
  timeout: "The calendar’s server did not answer in time. Pípni goes on trying.",
  password:
    "The calendar’s server wants a user name and a password, or these are no longer valid. Enter them under Calendars. Some services give out a special password for other applications.",
  forbidden:
    "The calendar’s server does not allow reading. Check that the calendar is shared and that the account has access to it.",
  gone: "The calendar is no longer at this address. Copy the new address from the calendar and add it.",
  moved: "The calendar has moved to another address. Copy the new address from the calendar and add it.",
  noCalendar:
    "There is no calendar at this address but another page. Copy the iCal or CalDAV address from the calendar’s settings.",
  unreadable:
    "The calendar arrived but cannot be read. Check the latest appointments in it; Pípni goes on trying.",
  tooLarge:
    "The calendar is too large to be read whole. Use a calendar that holds only the practice’s appointments.",
  busy: "The calendar’s server is too busy to answer just now. Pípni goes on trying.",
  server: "The calendar’s server answered with an error. Pípni goes on trying.",
  emptied:
    "All appointments have vanished from the calendar at once. Check that it is the right calendar and that nothing was lost in it.",
};
