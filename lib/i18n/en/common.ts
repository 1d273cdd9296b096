import type { MessageStatus } from "../../domain/outbox/message.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { ReplyVerdict } from "../../domain/thread/reply.ts";
import type { common as cs } from "../cs/common.ts";
import { digitsIn, plural } from "../language.ts";
import { explain, reason } from "./reasons.ts";
import { registry } from "./registry.ts";

const digits = digitsIn("en");

const kinds: Record<MessageKind, string> = {
  confirmation: "Confirmation",
  change: "Moved appointment",
  reminder: "Reminder",
  cancellation: "Cancellation",
  own: "Own text",
};

const statuses: Record<MessageStatus, string> = {
  waiting: "Waiting",
  sending: "Sending",
  sent: "Sent",
  delivered: "Delivered",
  undelivered: "Not delivered",
  notSent: "Not sent",
  unknown: "Outcome unknown",
  scheduled: "Scheduled",
  withdrawing: "Being cancelled",
};

/** What patients answer. */
const reply = {
  /** How the directory tells where it knows an opt-out from. */
  source: "by answering a text",
  title: "Patient's reply",
  /** Of a reply that nobody has read yet: what it seems to say. */
  proposed: {
    confirms: "Sounds like a confirmation. Is it?",
    declines: "Sounds like a cancellation. Is it?",
    optsOut: "The patient seems to want no more texts. Save that for this number?",
    wrongNumber: "Somebody else seems to have this number. Stop using it?",
    read: "Please read it; its meaning is not clear.",
  } satisfies Record<ReplyVerdict, string>,
  choices: {
    confirms: "Confirms",
    declines: "Cancels",
    optsOut: "No texts",
    wrongNumber: "Wrong number",
    read: "Just read",
  } satisfies Record<ReplyVerdict, string>,
  /** Beside the likely choices. */
  rarer: "Something else",
  /** Asked once "wants no texts" was chosen. */
  scope: {
    question: "Who should get no more texts?",
    patient: "Only this patient",
    number: "Everybody on this number",
    back: "Back",
  },
  said: {
    confirms: "The patient confirmed the appointment.",
    declines: "The patient is cancelling. Please cancel the appointment in the calendar.",
    optsOut: "The patient wants no texts and will get no more.",
    wrongNumber: "Somebody else has this number. It gets no more texts.",
    read: "Read.",
  } satisfies Record<ReplyVerdict, string>,
};

export const common: typeof cs = {
  registry,
  clock: {
    ahead: (by: string) =>
      `This computer's clock is ${by} fast. Please set it right: by it Pípni works out when a message is due and which appointment has begun.`,
    behind: (by: string) =>
      `This computer's clock is ${by} slow. Please set it right: by it Pípni works out when a message is due and which appointment has begun.`,
  },
  kinds,
  statuses,
  reason,
  explain,
  reply,
  unreadable: {
    title: (count) =>
      `${digits(count)} ${plural("en", count, "message", "messages", "messages")} in the log cannot be read`,
    text: (since) =>
      `The oldest is from ${since}. A newer version of Pípni probably wrote them. They will not be sent, and nothing more is sent about their appointments unless you decide so. Other messages are sent as usual.`,
    help: "Update Pípni. If that does not help, save them to a file for whoever helps you with Pípni. The file contains patients' data.",
    save: "Save to a file",
    acknowledge: "Dealt with",
  },
  unreadableSettings: {
    title: "Some of the settings cannot be read",
    fields: (fields) =>
      `A newer version of Pípni probably wrote these: ${fields}. The values shown here are used instead; settings that decide what is sent and when are off.`,
    calendars: (count) => `Calendars that cannot be read: ${digits(count)}. Nothing is sent from them.`,
    patients: (count) =>
      `Patients in the directory whose entry cannot be read: ${digits(count)}. Messages to them wait.`,
    help: "Update Pípni, or check the settings and confirm them.",
    accept: "Use what is shown here",
  },
  storage: {
    newer:
      "Pípni's data on this computer was written by a newer version, and this one cannot open it. Nothing is sent, and no changes in the calendar are recorded. Update Pípni.",
    full: "The disk or the browser's storage is full, and Pípni cannot save anything, so it sends nothing. Free some disk space and restart the browser.",
    failed:
      "The browser did not let Pípni read or save its data, so it sends nothing. Restart the browser; if that does not help, restart the computer.",
  },
  messages: (count) => `${digits(count)} ${plural("en", count, "message", "messages", "messages")}`,
  appointments: (count) =>
    `${digits(count)} ${plural("en", count, "appointment", "appointments", "appointments")}`,
  unreadAppointments: (unread, all) => `Pípni could not read ${unread} of ${all} appointments`,
  /** Stands behind what leaves instead. */
  withoutReminder: "without a reminder, the appointment is too soon",
  /** A text that tells of so many appointments. */
  bundled: (count: number) =>
    `In one message about ${digits(count)} ${plural("en", count, "appointment", "appointments", "appointments")}.`,
  /** What waits for a person about a recurring appointment, and what lies too far ahead. */
  seriesProposed: (count) =>
    `${digits(count)} ${plural("en", count, "SMS about a repeating appointment waits", "", "SMS about a repeating appointment wait")} for your decision in the Pípni window.`,
  seriesLater: (count, days) =>
    `Nothing is sent about ${digits(count)} more ${plural("en", count, "appointment", "", "appointments")} more than ${days} ${plural("en", days, "day", "", "days")} ahead.`,
  credit: "credit",
  close: "Close",
  save: "Save",
  saved: "Saved",
  cancel: "Cancel",
  tryAgain: "Try again",
  failed:
    "Something went wrong. Reload the page; if that does not help, restart the browser. Nothing was lost.",
};
