import type { TemplateKind } from "../../../domain/text/message-kind.ts";
import type { PlaceholderName } from "../../../domain/text/placeholder.ts";
import type { ReminderUnit } from "../../../domain/thread/reminders.ts";
import type { messages as cs } from "../../cs/options/messages.ts";
import { plural } from "../../language.ts";

const kindHints: Record<TemplateKind, string> = {
  confirmation:
    "Sent when you enter an appointment. If the message Moved appointment is off, also when you move one.",
  change:
    "Sent instead of the confirmation when you move an appointment. If this is off, the confirmation of the new time is sent.",
  reminder:
    "You send it from the bulk SMS window, usually a day ahead. It can also be sent automatically, see Automatic.",
  cancellation: "Sent when you cancel an appointment in the calendar.",
};

const placeholders: Record<PlaceholderName, string> = {
  DATUM: "day of the appointment",
  CAS: "start of the appointment",
  ZARIZENI: "name of the practice",
  TELEFON: "phone of the practice",
  DEN: "day of the week",
  PACIENT: "name of the patient, as in the calendar",
  LEKAR: "the doctor",
  ADRESA: "address of the practice",
};

export const messages: typeof cs = {
  lead: "What the patient gets. Placeholders between # are replaced with details of the appointment and the practice.",
  kindHints,
  languages: "Language and placeholders",
  language: "Language of the messages",
  languageHint: "Messages are sent in this language, including dates and times.",
  shown: "Edit the text for",
  placeholdersTitle: "What the placeholders mean",
  placeholdersHint: "Accents and capitals in a placeholder make no difference: #ČAS# and #cas# are the same.",
  placeholders,
  example: (value) => `for example ${value}`,
  send: "Send",
  sendHint:
    "Messages that are off are not sent, not even from the bulk SMS window. Those already waiting are sent once you turn the message on.",
  text: (kind) => `Text of the message ${kind}`,
  insert: "Insert a placeholder",
  insertOne: (placeholder) => `Insert ${placeholder}`,
  restore: "Restore the original text",
  duty: "Use a text that asks to be told",
  preview: "The patient sees",
  characters: (count) => `${count} ${plural("en", count, "character", "characters", "characters")}`,
  parts: (count) => `${count} SMS`,
  becauseOfMarked: "because of the marked characters",
  removeDiacritics: (parts) => `Remove accents (${parts} SMS)`,
  special: "Characters outside the basic SMS alphabet:",
  specialHint: "With these, one SMS holds only 70 characters instead of 160.",
  ownAlphabet: "In Cyrillic one SMS holds 70 characters instead of 160.",
  unknown: (names) =>
    `Unknown or incomplete placeholder ${names}. Use one from the list, or delete it. If it belongs to a plugin, turn the plugin on under Calendars.`,
  telling: (words) =>
    `Reconsider ${words}: an SMS is shown even on a locked phone, and anyone who sees it may learn why the patient is coming.`,
  dismiss: (word) => `Do not warn of ${word}`,
  dismissed: (words) => `No warning is given of: ${words}.`,
  warnAgain: "Warn again",
  empty: "Write the text of the message, or restore the original one.",
  gatewayField:
    "The text contains {{. GoSMS may replace that with something else, so the patient would not get what you see. Please delete it.",
  tooLong: "The message is too long. Please shorten it.",
  placeholderEmpty: (names) =>
    `There is no value for ${names}. Until you fill it in, the message will not be sent.`,
  fillIn: "Fill it in under Practice",
  sending: "Sending",
  plain: "Send without accents",
  plainHint:
    "One SMS then holds 160 characters instead of 70. The patient sees “Dobry den” instead of “Dobrý den”.",
  grace: {
    label: "Wait before sending automatically",
    unit: "seconds",
    hint: "During this time you can cancel the message, and several corrections of an appointment become one message. 0 to 120.",
    invalid: "Enter a whole number from 0 to 120.",
  },
  holdNewNumbers:
    "Wait for approval before texting a number that was never texted and is not in the directory",
  holdNewNumbersHint:
    "Such a message is not sent automatically; it waits in the Pípni window. Useful where patients book online or appointments arrive as invitations.",
  mostPerAppointment: {
    label: "Messages about one appointment at most",
    unit: "messages",
    hint: "Every one counts: confirmations, changes, reminders and bulk SMS. Another one waits for your approval. A cancellation is always sent. 1 to 50.",
    invalid: "Enter a whole number from 1 to 50.",
  },
  seriesDays: {
    label: "Text about repeating appointments",
    unit: "days ahead",
    hint: "When you change several repeats of an appointment at once, Pípni suggests messages only for those within these days, and sends them once you confirm. 1 to 180.",
    invalid: "Enter a whole number from 1 to 180.",
  },
  reminders: {
    title: "Automatic reminders",
    enabled: "Send reminders automatically",
    hint: "GoSMS gets them in advance and sends them at the set time, even when the computer is off. When you move or cancel an appointment, Pípni cancels its reminder at GoSMS and checks that it was cancelled. This has not been tried with the live GoSMS service yet: please check the first reminder there.",
    kindOff: "The Reminder message is off under Texts, so no reminders will be sent.",
    when: "How long before",
    count: "How many",
    unit: "Unit",
    units: { hours: "hours before", days: "days before", workingDays: "working days before" } as Record<
      ReminderUnit,
      string
    >,
    countInvalid: "Enter a whole number from 1 to 99.",
    add: "Add another reminder",
    remove: "Remove",
    at: "At what time",
    atHint: "For reminders set in days.",
    from: "Not before",
    to: "Not after",
    hoursInvalid: "The end must be later than the start.",
    restDays: "Also send on weekends and public holidays",
    holidays: "Which public holidays",
    czech: "Czech",
    slovak: "Slovak",
    untilConfirmed: "Send no further reminders once the patient says they are coming",
    untilConfirmedHint:
      "As soon as you have read and confirmed the reply, Pípni cancels the other reminders for that appointment at GoSMS. Off: all of them are sent.",
    seen: "Also remind about appointments made elsewhere",
    seenHint:
      "These are appointments that patients booked themselves or somebody else entered; Pípni finds them while your calendar is open. Use this on one computer only: with two, each reminder would be sent twice.",
    question: {
      title: "Save and send reminders by the new rules?",
      text: (more: number, soon: number) =>
        more === 0
          ? `Within 24 hours ${soon} more ${plural("en", soon, "reminder", "reminders", "reminders")} will be sent than by the present rules.`
          : `${more} ${plural("en", more, "reminder", "reminders", "reminders")} will be sent that the present rules would not send, ${soon === 0 ? "none" : soon} of them within 24 hours.`,
      seen: "Appointments made elsewhere will be reminded of, too, as the calendar shows them: how many there are is not known in advance.",
      save: "Save and send",
      back: "Back to editing",
    },
    example: (start: string, times: string) =>
      times
        ? `Example: for an appointment on ${start}, it is sent on ${times}.`
        : `Example: for an appointment on ${start}, none would be sent.`,
  },
  keepDays: {
    label: "Delete messages from the log after",
    unit: "days",
    hint: "This deletes the whole message with its name and number. The monthly totals still count it, and a fingerprint that prevents sending it again stays. 0 never deletes.",
    invalid: "Enter a whole number from 0 to 999.",
  },
  lowCredit: {
    label: "Warn when credit is below",
    unit: "CZK",
    hint: "The popup and the bulk SMS window then remind you to top up. 0 never warns; this does not apply to invoiced accounts. If the account uses another currency, the number is in that currency.",
    invalid: "Enter a whole number from 0 to 999.",
  },
  atOnce: {
    label: "Messages being sent at once",
    unit: "messages",
    hint: "How many messages may wait for GoSMS's answer at the same time. When GoSMS asks Pípni to slow down, it does so whatever this number is. 1 to 8.",
    invalid: "Enter a whole number from 1 to 8.",
  },
};
