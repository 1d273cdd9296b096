import type { writing as cs } from "../cs/writing.ts";
import { plural } from "../language.ts";

export const writing: typeof cs = {
  insert: "Insert a placeholder",
  insertOne: (placeholder) => `Insert ${placeholder}`,
  placeholders: {
    DATUM: "day of the appointment",
    CAS: "start of the appointment",
    ZARIZENI: "the practice's name",
    TELEFON: "the practice's phone",
    DEN: "day of the week",
    PACIENT: "the patient's name",
    LEKAR: "doctor",
    ADRESA: "the practice's address",
  },
  text: "Text of the message",
  preview: "The patient will see",
  none: "Write the text. Patients get exactly what you will see here.",
  aboutDay:
    "The text does not say whether the appointment holds: confirmations and reminders go out as usual. If you cancel the appointment or move it to another day before the text has left, the text does not leave.",
  telling: (words) =>
    `Consider ${words}: a text shows on a locked phone as well, and whoever sees it may learn why the patient comes.`,
  problems: {
    unknown: (names) =>
      `Unknown or incomplete placeholder ${names}. Use one of those on offer, or delete it.`,
    empty: (names) =>
      `There is no value for ${names}. Fill it in in the settings, or delete the placeholder.`,
    tooLong: "The text is too long. Please shorten it.",
    gatewayField:
      "The text contains {{. GoSMS may replace such a place with something else, and the patient would not get what you see. Please delete it.",
  },
  /** Own words kept by a name. */
  kept: {
    choose: "Kept texts",
    none: "Choose…",
    others: (languages) =>
      `Whoever has another language in the directory (${languages}) gets the wording in it. Once you change the text, everybody gets this one.`,
    back: "Bring back what I was writing",
    saveAs: "Keep as…",
    title: "Keep the text",
    name: "Name",
    nameHint: "You will find the text by it among the kept ones. Edit it in the section Texts.",
    empty: "Write a name.",
    taken: "You already have a text of this name. Please choose another one.",
    tooMany: (most) => `There are ${most} kept texts already. First delete one in the section Texts.`,
    failed: "The text could not be kept. Please try again.",
    saved: "The text is kept.",
  },
  write: "Write a text",
  writeTo: (name) => `Write a text to ${name}`,
  title: "Write a text",
  to: "To",
  toHint: "A name of the directory, or a mobile number.",
  nobody: "The directory has nobody like that, and it is no mobile number.",
  people: "Patients found",
  length: (characters, parts) =>
    `${characters} ${plural("en", characters, "character", "characters", "characters")} · ${parts} SMS`,
  estimate: "estimate",
  send: "Send",
  sending: "Sending…",
  sendAnyway: "Send all the same",
  back: "Back to the text",
  doNotSend: "Do not send",
  paused: "Sending is stopped. The message waits until you start it again.",
  failed:
    "We do not know whether the message was handed over. Press Send once more: the same message is not sent twice.",
  stopFailed: "That did not work, and the message may go out. Please try again at once.",
  /** What has become of it. */
  after: {
    not: "The message goes out in a moment. The list of messages shows what becomes of it.",
    paused: "The message waits, sending is stopped.",
    yes: "The message will not go out.",
    tooLate: "The message could no longer be stopped. The list of messages shows what becomes of it.",
  },
  /** Asked before it leaves all the same. */
  questions: {
    optedOut: "The patient wants no texts. Send this one all the same?",
    patientUnclear:
      "There are several people of this name in the directory, and one of them wants no texts. Send it to this number all the same?",
    phoneChanged: "The directory has another number for the patient. Send it to this one all the same?",
    alreadySent: "The patient has had this very message from you. Send it again?",
    dailyCap: "Many messages have gone to this number today. Send another one?",
  },
};
