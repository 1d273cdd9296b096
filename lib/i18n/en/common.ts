import type { MessageState, MessageStatus } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { ReplyVerdict } from "../../domain/thread/reply.ts";
import type { common as cs, Explained } from "../cs/common.ts";
import { aside, plural, sinceDay } from "../language.ts";

const kinds: Record<MessageKind, string> = {
  confirmation: "Confirmation",
  change: "Moved appointment",
  reminder: "Reminder",
  cancellation: "Cancellation",
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

const consequences: Partial<Record<MessageState, string>> = {
  queued: "The message has not left yet; it will leave by itself.",
  rejected: "The message was not sent.",
  skipped: "The message was not sent.",
  unknown: "It is not certain whether the message went out.",
  withdrawing: "The scheduled message is being cancelled.",
};

function reason({ code, detail = "" }: Reason, when = ""): string {
  switch (code) {
    case "noPatient":
      return "The appointment has no patient.";
    case "noPhone":
      return "The patient has a phone neither in the calendar nor in the directory.";
    case "phoneInvalid":
      return `The phone number is not valid${detail && ` (${detail})`}. Correct it in the calendar.`;
    case "phoneShort":
      return `The number has too few digits${detail && ` (${detail})`}: part of it is missing, or it is a short code that takes no SMS.`;
    case "phoneLandline":
      return "A landline, which cannot receive SMS.";
    case "phoneNotMobile":
      return "Not a mobile number, so it cannot receive SMS.";
    case "phonePremium":
      return "A special-rate number; we do not send SMS to those.";
    case "phoneCountry":
      return `The number is from a country${detail && ` (${detail})`} that you do not send to.`;
    case "phoneChanged":
      return "The patient has another number in the directory by now; nothing was sent to the old one. Send it from the bulk SMS window.";
    case "patientUnclear":
      return "By the directory it is not certain which patient this is. Pick the right one in the bulk SMS window.";
    case "patientUnreadable":
      return "The patient's entry in the directory cannot be read, so it is not known whether they want texts. Update Pípni, or call the patient.";
    case "optedOut":
      return `Does not want texts${aside(...sinceDay(detail, "since", "en-GB"))}.`;
    case "allDay":
      return "An all-day event has no time to tell the patient.";
    case "past":
      return "The appointment has already begun or is over.";
    case "alreadySent":
      return `Already sent${when && ` ${when}`}.`;
    case "alreadyWaiting":
      return "This message is already waiting to be sent.";
    case "alreadyPlanned":
      return `A reminder is already scheduled${when && ` for ${when}`}.`;
    case "reminderTooLate":
      return "It is too late for the reminder: it would have to leave before now, or right before the appointment.";
    case "remindersOff":
      return "Reminders by themselves are switched off, or sending is stopped.";
    case "notSeen":
      return "The calendar did not show this appointment when it was last read. Check it: if it holds, let the reminder leave, otherwise cancel it.";
    case "calendarDiffers":
      return `The calendar says ${when}, the message says ${detail}. A new one takes the place of the scheduled message.`;
    case "wentAnyway":
      return "The reminder left before GoSMS cancelled it, and is no longer so. Please call the patient.";
    case "vanished":
      return "GoSMS no longer knows the scheduled message; somebody has probably deleted it there. The patient will get no reminder.";
    case "notWithdrawn":
      return `GoSMS has not cancelled the message yet${detail && ` (${detail})`}. Pípni keeps trying; better cancel it in the GoSMS administration as well.`;
    case "notVerified":
      return "GoSMS does not let Pípni verify that it cancelled the message. Look into its administration, and allow access to the message detail by API there.";
    case "outcomeUnknown":
      return "It is not certain whether this message went out. Decide about it among the sent messages.";
    case "pastUnreadable":
      return "An earlier message about this appointment cannot be read, so it is not known what the patient has been told. Find out, and decide whether this one should be sent.";
    case "placeholderEmpty":
      return `There is nothing to put in place of ${detail}. Fill in what is the practice's on the settings page, and what is the appointment's or the patient's in the calendar, and send again.`;
    case "placeholderUnknown":
      return `The template contains an unknown placeholder ${detail}. Correct it on the settings page, or switch on the plugin that contributes it.`;
    case "templateEmpty":
      return "The message template is empty. Write it on the settings page.";
    case "tooLong":
      return "The message is too long. Shorten its template on the settings page.";
    case "kindOff":
      return "This kind of message is switched off in the settings.";
    case "stoppedByUser":
      return "You cancelled the sending.";
    case "givenUp":
      return "You decided not to send it again.";
    case "superseded":
      return "The appointment has changed since; a newer message applies.";
    case "takenBack":
      return "The change was taken back before the message left.";
    case "toldCancelled":
      return "The patient was told that the appointment is cancelled, so this text is not sent.";
    case "believesCancelled":
      return `The patient believes that the appointment is cancelled${when && ` (text of ${when})`}.`;
    case "alreadyKnows":
      return `The patient already knows this time${when && ` (text of ${when})`}.`;
    case "declined":
      return `The patient answered that they will not come${when && ` (${when})`}${detail && `: “${detail}”`}.`;
    case "confirmed":
      return "The patient confirmed that they will come. As set, no further reminder is sent.";
    case "otherPatient":
      return "The appointment now has another patient in the calendar. Check whether it is another person, and decide whether to send the text.";
    case "newNumber":
      return "The practice has never texted this number and the directory does not know it. Check it, and decide whether to send the text.";
    case "wrongNumber":
      return "According to a reply, this number belongs to somebody else. Enter the right number in the directory.";
    case "bundleChanged":
      return "One of the appointments in the joint text changed meanwhile or cannot be texted about. The patient does not know of this one: write again from the bulk window.";
    case "proposed":
      return "The calendar shows the change, but nobody can tell whether its server accepted it. Decide about the message in Pípni's window.";
    case "series":
      return "The appointment recurs, and several messages would leave at once. Decide about them in the Pípni window.";
    case "burst":
      return "Unusually many messages at once. Confirm that they should leave.";
    case "dailyCap":
      return "Many messages went to this number today. Confirm that another should leave.";
    case "credentialsMissing":
      return "The GoSMS credentials are missing. Fill them in on the settings page.";
    case "credentials":
      return "GoSMS did not accept the Client ID or the Client Secret. Correct them on the settings page; messages wait until then.";
    case "credit":
      return "The GoSMS account does not have enough credit. Top it up and let the messages go on.";
    case "channel":
      return "GoSMS does not know this communication channel. Choose another on the settings page.";
    case "forbidden":
      return "GoSMS does not allow the account to do this. Check the API permissions in your GoSMS administration.";
    case "notFound":
      return "The GoSMS service is not at its address (error 404).";
    case "invalidRecipient":
      return "GoSMS called the number invalid. Correct it in the calendar.";
    case "refused":
      return `GoSMS refused the message${detail && `: ${detail}`}. Send it again once the cause is mended.`;
    case "rateLimited":
      return "GoSMS asked us to slow down.";
    case "network":
      return "The connection to GoSMS was lost. Check your internet connection.";
    case "timeout":
      return "GoSMS did not answer in time.";
    case "serverError":
      return `GoSMS is having trouble${detail && ` (error ${detail})`}.`;
    case "badAnswer":
      return "GoSMS answered with something that we do not understand (such as a web page instead of data).";
    case "interrupted":
      return "The browser closed during sending.";
  }
}

function explain({ state, reason: why }: Explained, when = ""): string {
  if (state === "held" && why.code === "kindOff")
    return "This kind of message is switched off. Switch it on in the settings under Messages; the messages will then leave by themselves.";
  return [consequences[state], reason(why, when)].filter(Boolean).join(" ");
}

/** What patients answer. */
const reply = {
  /** How the directory tells where it knows an opt-out from. */
  source: "by answering a text",
  title: "Patient's reply",
  /** Of a reply that nobody has read yet: what it seems to say. */
  proposed: {
    confirms: "Sounds like a confirmation. Is it?",
    declines: "Sounds like a cancellation. Is it?",
    optsOut: "The patient seems to want no texts. Note it for the number?",
    wrongNumber: "Somebody else seems to have this number. Strike it out?",
    read: "Please read it, it is not clear by itself.",
  } satisfies Record<ReplyVerdict, string>,
  choices: {
    confirms: "Confirms",
    declines: "Cancels",
    optsOut: "No texts",
    wrongNumber: "Wrong number",
    read: "Just read",
  } satisfies Record<ReplyVerdict, string>,
  said: {
    confirms: "The patient confirmed the appointment.",
    declines: "The patient cancels. Please cancel it in the calendar.",
    optsOut: "The patient wants no texts, and gets no more.",
    wrongNumber: "Somebody else has this number. It gets no more texts.",
    read: "Read.",
  } satisfies Record<ReplyVerdict, string>,
};

export const common: typeof cs = {
  kinds,
  statuses,
  reason,
  explain,
  reply,
  unreadable: {
    title: (count) =>
      `${count} ${plural("en", count, "message", "messages", "messages")} in the log cannot be read`,
    text: (since) =>
      `The oldest is from ${since}. A newer version of Pípni probably wrote them. They will not leave by themselves, and nothing further is sent about their appointments unless you decide so; other messages go on.`,
    help: "Update Pípni. If that does not help, save them to a file for whoever helps you with Pípni. The file contains patients' data.",
    save: "Save to a file",
    acknowledge: "Dealt with",
  },
  unreadableSettings: {
    title: "Some of the settings cannot be read",
    fields: (fields) =>
      `A newer version of Pípni probably wrote these: ${fields}. What you see here stands in for them; whatever decides what is sent and when is switched off.`,
    calendars: (count) => `Calendars that cannot be read: ${count}. Nothing is sent from them.`,
    patients: (count) =>
      `Patients in the directory whose entry cannot be read: ${count}. Texts to them wait.`,
    help: "Update Pípni, or check the settings and confirm them.",
    accept: "What is shown here applies",
  },
  storage: {
    newer:
      "Pípni's data on this computer was written by a newer version, and this one cannot open it. Nothing is sent, and nothing is noted from the calendar. Update Pípni.",
    full: "The disk or the browser's storage is full, and Pípni cannot write anything. So it sends nothing. Free some space on the disk and start the browser again.",
    failed:
      "The browser did not let Pípni read or write its data. So it sends nothing. Close the browser and start it again; if that does not help, restart the computer.",
  },
  messages: (count) => `${count} ${plural("en", count, "message", "messages", "messages")}`,
  appointments: (count) => `${count} ${plural("en", count, "appointment", "appointments", "appointments")}`,
  /** Stands behind what leaves instead. */
  withoutReminder: "without a reminder, the appointment is too soon",
  /** A text that tells of so many appointments. */
  bundled: (count: number) =>
    `In one text about ${count} ${plural("en", count, "appointment", "appointments", "appointments")}.`,
  /** What waits for a person about a recurring appointment, and what lies too far ahead. */
  seriesProposed: (count) =>
    `${count} ${plural("en", count, "SMS about a recurring appointment waits", "", "SMS about a recurring appointment wait")} for your decision in the Pípni window.`,
  seriesLater: (count, days) =>
    `Nothing is sent about ${count} further ${plural("en", count, "appointment", "", "appointments")} more than ${days} ${plural("en", days, "day", "", "days")} ahead.`,
  credit: "credit",
  close: "Close",
  save: "Save",
  saved: "Saved",
  cancel: "Cancel",
  tryAgain: "Try again",
  failed:
    "Something went wrong. Reload the page; if that does not help, close and open the browser. Nothing was lost.",
};
