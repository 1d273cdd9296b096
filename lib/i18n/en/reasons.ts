import type { MessageState } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Explained } from "../cs/reasons.ts";
import { aside, sinceDay } from "../language.ts";

/** Why a text was not sent, is held, or ended as it did, in sentences. */

const consequences: Partial<Record<MessageState, string>> = {
  queued: "The message has not been sent yet; Pípni will send it.",
  rejected: "The message was not sent.",
  skipped: "The message was not sent.",
  unknown: "Pípni does not know whether the message was sent.",
  withdrawing: "The scheduled message is being cancelled.",
};

export function reason({ code, detail = "" }: Reason, when = ""): string {
  switch (code) {
    case "noPatient":
      return "The appointment has no patient.";
    case "noPhone":
      return "The patient has no phone number in the calendar or the directory.";
    case "phoneInvalid":
      return `The phone number is not valid${detail && ` (${detail})`}. Correct it in the calendar.`;
    case "phoneShort":
      return `The number has too few digits${detail && ` (${detail})`}: part of it is missing, or it is a short code that cannot receive SMS.`;
    case "phoneLandline":
      return "This is a landline and cannot receive SMS.";
    case "phoneNotMobile":
      return "This is not a mobile number and cannot receive SMS.";
    case "phonePremium":
      return "This is a premium-rate number; Pípni sends no SMS to those.";
    case "phoneCountry":
      return `The number is from a country${detail && ` (${detail})`} you do not send to.`;
    case "phoneChanged":
      return "The patient's number has changed; nothing was sent to the old one. Send the message again from the bulk SMS window.";
    case "numberCorrected":
      return "The cancellation went to the patient's previous number, not to the new one. Check whether the patient knows, and decide whether to send it to the new number, too.";
    case "phoneUnclear":
      return `It is not certain that this is the number to text${detail && ` (“${detail}”)`}. No text was sent. Check it, and enter the right number with the patient in the directory.`;
    case "patientUnclear":
      return "The directory has more than one patient this could be. Choose the right one in the bulk SMS window.";
    case "patientUnreadable":
      return "The patient's entry in the directory cannot be read, so Pípni does not know whether they want texts. Update Pípni, or call the patient.";
    case "optedOut":
      return `Does not want texts${aside(...sinceDay(detail, "since", "en-GB"))}.`;
    case "allDay":
      return "An all-day event has no time to send to the patient.";
    case "struckOut":
      return "The appointment is struck out in the calendar, or its title says that it is off. Check whether it stands, and decide whether the text should leave.";
    case "past":
      return "The appointment has already started or is over.";
    case "stale":
      return "The message waited for more than a day and may be out of place by now. If it still holds, write it again.";
    case "dayPassed":
      return "The message names a day by a word such as “today” or “tomorrow”, and would have left on another day. If it still holds, write it again.";
    case "alreadySent":
      return `Already sent${when && ` ${when}`}.`;
    case "alreadyWaiting":
      return "This message is already waiting to be sent.";
    case "alreadyPlanned":
      return `A reminder is already scheduled${when && ` for ${when}`}.`;
    case "reminderTooLate":
      return "It is too late for the reminder: its time has passed, or is too close to the appointment.";
    case "remindersOff":
      return "Automatic reminders are off, or sending is stopped.";
    case "notSeen":
      return "The calendar did not show this appointment when it was last read. Check whether it is still booked. If so, keep the reminder; if not, cancel it.";
    case "calendarDiffers":
      return `The calendar says ${when}, the message says ${detail}. A new message replaces the scheduled one.`;
    case "wentAnyway":
      return "The reminder was sent before GoSMS could cancel it, and it is out of date. Please call the patient.";
    case "vanished":
      return "GoSMS no longer has the scheduled message; somebody probably deleted it there. The patient will get no reminder.";
    case "notWithdrawn":
      return `GoSMS has not cancelled the message yet${detail && ` (${detail})`}. Pípni keeps trying; to be safe, cancel it in the GoSMS administration too.`;
    case "notVerified":
      return "GoSMS does not let Pípni check that the message was cancelled. Check it in the GoSMS administration, and allow API access to message details there.";
    case "idUnknown":
      return "The connection was lost, so Pípni does not know which of the scheduled messages to cancel. Please cancel it in the GoSMS administration.";
    case "otherAccount":
      return "The Client ID has changed since this message was handed over, and GoSMS does not know it in the account that is set now. The previous account may still send it. Look into its administration, and cancel the message there if it is out of date.";
    case "outcomeUnknown":
      return "Pípni does not know whether this message was sent. Decide about it in the list of sent messages.";
    case "pastUnreadable":
      return "An earlier message about this appointment cannot be read, so Pípni does not know what the patient has been told. Find out, then decide whether to send this one.";
    case "placeholderEmpty":
      return `There is no value for ${detail}. Fill in the practice's details in the settings, or the appointment's and the patient's in the calendar, and send again.`;
    case "placeholderUnknown":
      return `The template contains an unknown placeholder ${detail}. Correct it in the settings, or turn on the plugin that provides it.`;
    case "templateEmpty":
      return "The message template is empty. Write it in the settings.";
    case "gatewayField":
      return "The text contains {{. GoSMS may replace that with something else, so the patient would not get what you see here. Correct the template or the practice's details in the settings.";
    case "tooLong":
      return "The message is too long. Shorten its template in the settings.";
    case "kindOff":
      return "This kind of message is turned off in the settings.";
    case "stoppedByUser":
      return "You cancelled this message.";
    case "givenUp":
      return "You decided not to send it again.";
    case "superseded":
      return "The appointment has changed since; a newer message replaces this one.";
    case "takenBack":
      return "The change was undone before the message was sent.";
    case "toldCancelled":
      return "The patient was told that the appointment is cancelled, so this message is not sent.";
    case "cancellationStopped":
      return "A bulk cancellation was to go out instead of this message, and you stopped it or did not send it again. This message was not sent: if the appointment stands, write to the patient again from the bulk SMS window.";
    case "believesCancelled":
      return `The patient believes that the appointment is cancelled${when && ` (text of ${when})`}.`;
    case "alreadyKnows":
      return `The patient already knows this time${when && ` (text of ${when})`}.`;
    case "declined":
      return `The patient answered that they will not come${when && ` (${when})`}${detail && `: “${detail}”`}.`;
    case "confirmed":
      return "The patient confirmed that they will come. Your settings say to send no further reminder.";
    case "otherPatient":
      return "The appointment now has a different patient in the calendar. Check whether it is a different person, then decide whether to send the message.";
    case "newNumber":
      return "The practice has never texted this number, and it is not in the directory. Check it, then decide whether to send the message.";
    case "unconfirmed":
      return "Nobody has confirmed yet that Pípni reads this calendar correctly. Confirm it in the Pípni window, then check the name, the number and the text and decide whether to send it.";
    case "readingChanged":
      return "The calendar is now read differently from what you confirmed. Check in the Pípni window what is read in it, then decide whether to send it.";
    case "feedUnread":
      return "The calendar cannot be read by its address just now, so Pípni does not know whether the appointment still stands. Once it can be read, the message leaves by itself. If you do not want to wait, check the appointment in the calendar and decide yourself.";
    case "wrongNumber":
      return "According to a reply, this number belongs to somebody else. Enter the right number in the directory.";
    case "bundleChanged":
      return "One of the appointments in the combined message has changed or cannot be texted about. The patient has not been told about this one: send it again from the bulk SMS window.";
    case "proposed":
      return "The calendar shows the change, but Pípni cannot check that its server accepted it. Decide about the message in the Pípni window.";
    case "appeared":
      return `The change appeared in the calendar${detail && ` ${detail}`} without Pípni seeing it made. Check it, then decide whether to text the patient.`;
    case "disappeared":
      return `The appointment is gone from the calendar${detail && ` ${detail}`}, and Pípni did not see that happen. It may have been cancelled or moved to another day: check before you tell the patient that it is cancelled.`;
    case "series":
      return "The appointment repeats, and several messages would be sent at once. Decide about them in the Pípni window.";
    case "burst":
      return "Unusually many messages at once. Confirm that they should be sent.";
    case "dailyCap":
      return "This number has been sent many messages today. Confirm that another should be sent.";
    case "appointmentCap":
      return `This number ${detail ? `already has this many messages about the appointment: ${detail}` : "has been sent many messages about this appointment"}. Confirm that another should be sent.`;
    case "flood":
      return `The calendar reported so many changes at once that nothing is sent about them${detail && `: ${detail}`}. Check the calendar; you can write to the patients from the bulk SMS window.`;
    case "sentElsewhere":
      return `Another computer of the practice sent it${detail && `: ${detail}`}${when && `, ${when}`}.`;
    case "scheduledElsewhere":
      return `Another computer of the practice${detail && ` (${detail})`} has handed the reminder to GoSMS, which sends it at its time.`;
    case "unknownElsewhere":
      return `Another computer of the practice${detail && ` (${detail})`} was sending it and did not finish. Check in GoSMS or with the patient whether it arrived.`;
    case "takenBackElsewhere":
      return `Another computer of the practice${detail && ` (${detail})`} took it back from GoSMS.`;
    case "newsElsewhere":
      return `Another computer of the practice${detail && ` (${detail})`} has told the patient something else about this appointment${when && ` ${when}`}. Check what holds, and decide whether this should leave.`;
    case "optedOutElsewhere":
      return `Another computer of the practice${detail && ` (${detail}${when && `, ${when}`})`} has noted that this patient wants no texts. Check it, and decide whether this should leave.`;
    case "wrongNumberElsewhere":
      return `On another computer of the practice${detail && ` (${detail}${when && `, ${when}`})`} this patient's number was struck out or corrected. Check the number, and decide whether this should leave.`;
    case "answeredElsewhere":
      return `Another computer of the practice${detail && ` (${detail}${when && `, ${when}`})`} has noted an answer of the patient after which nothing reminds of this appointment. Check it, and decide whether this should leave.`;
    case "unreadableElsewhere":
      return "What the practice's other computers have noted about this message or patient cannot be read: it is damaged, or they have a newer Pípni. The patient may have been told already, or may want no texts. Check there, and decide whether this should leave.";
    case "onlyShows":
      return "This computer is set to show texts and not to send them. Send them from the computer that sends, or change it in the settings, under Several computers.";
    case "credentialsMissing":
      return "The GoSMS credentials are missing. Enter them in the settings.";
    case "credentials":
      return "GoSMS rejected the Client ID or the Client Secret. Correct them in the settings; messages wait until then.";
    case "credit":
      return "The GoSMS account does not have enough credit. Top it up, then choose Continue sending in the Pípni window.";
    case "channel":
      return "GoSMS does not know this communication channel. Choose another in the settings.";
    case "forbidden":
      return "GoSMS does not allow the account to do this. Check the API permissions in your GoSMS administration.";
    case "notFound":
      return "The GoSMS service was not found at its address (error 404).";
    case "invalidRecipient":
      return "GoSMS says the number is not valid. Correct it in the calendar.";
    case "refused":
      return `GoSMS refused the message${detail && `: ${detail}`}. Fix the cause, then send it again.`;
    case "rateLimited":
      return "GoSMS asked us to slow down.";
    case "network":
      return "The connection to GoSMS was lost. Check your internet connection.";
    case "timeout":
      return "GoSMS did not answer in time.";
    case "serverError":
      return `GoSMS is having trouble${detail && ` (error ${detail})`}.`;
    case "badAnswer":
      return "GoSMS sent an answer that Pípni does not understand (such as a web page instead of data).";
    case "interrupted":
      return "The browser was closed during sending.";
  }
}

export function explain({ state, reason: why }: Explained, when = ""): string {
  if (state === "held" && why.code === "kindOff")
    return "This kind of message is turned off. Turn it on in the settings under Texts, and they will be sent.";
  if (state === "held" && why.code === "phoneChanged")
    return "The patient's number has changed; nothing was sent to the old one. Press Send at the message to send it to the current one, or Do not send.";
  return [consequences[state], reason(why, when)].filter(Boolean).join(" ");
}
