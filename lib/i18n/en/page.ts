import type { page as cs } from "../cs/page.ts";

export const page: typeof cs = {
  bulk: "Bulk SMS",
  bulkHint: "Text the patients of the selected day",
  stop: "Do not send",
  stopFailed: "It could not be stopped. Please try again.",
  noSms: "No SMS will be sent",
  notYet: "No SMS yet",
  found: "Waits for your decision",
  handOverFailed: "The change did not reach Pípni. Reload the page and send the message with Bulk SMS.",
  bulkFailed: "The window could not be opened. Please reload the page.",
  gone: "Pípni was updated or switched off meanwhile",
  goneText:
    "Please load this page anew. Until then no SMS leaves from it; send what you have changed meanwhile by Bulk SMS.",
  unreadable: "This calendar cannot be read",
  nothingLeaves: "No SMS will be sent from here.",
  missing: {
    calendar: "There is no calendar on this page that Pípni can read.",
    probe: "The part of Pípni that reads this page did not start. Please reload the page.",
    data: "The calendar is there, but its appointments cannot be reached. Switch it to its day or week view and try again.",
    loading: "The calendar did not load. Check the connection and reload the page.",
    day: "The calendar does not show this day. Switch it to its day or week view and try again.",
    timeZone: "The calendar is set to an unknown time zone.",
    feed: "Of this page Pípni reads the day alone. The appointments come from an iCal or CalDAV address: add it under Options, Calendars, and choose this page beside it.",
    fields: "The appointments on the page are missing details that Pípni needs.",
    plugin: "The part of Pípni for this calendar failed. Please reload the page.",
  },
  details: "Details",
  close: "Close",
  plugin: "The plugin for this calendar is {name}.",
  error: "Error: {message}",
};
