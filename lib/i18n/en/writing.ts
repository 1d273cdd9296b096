import type { writing as cs } from "../cs/writing.ts";

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
};
