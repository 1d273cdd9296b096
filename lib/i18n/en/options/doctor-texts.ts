import type { doctorTexts as cs } from "../../cs/options/doctor-texts.ts";

export const doctorTexts: typeof cs = {
  add: "Add a text for one doctor",
  addTo: (kind) => `Add a text for one doctor: ${kind}`,
  unnamed: "new doctor",
  of: (kind, doctor) => `${kind} – ${doctor}`,
  text: (kind, doctor) => `Text of the message ${kind} for ${doctor}`,
  doctor: "For the patients of",
  doctorHint:
    "The doctor's name as the calendar has it; case, accents and spaces do not matter. Where the calendar tells no doctor, the general text holds.",
  remove: "Delete",
  removeOne: (kind, doctor) => `Delete the text ${kind} for ${doctor}`,
  removeTitle: (doctor) => `Delete the text for ${doctor}?`,
  removeText: "Their patients get the general text once you save the changes.",
  noDoctor: "Write the doctor's name.",
  doctorTaken: "You already have a text for this doctor. Edit it, or delete one of them.",
  otherLanguage:
    "There is no text for the doctor in this language. Whoever has it in the directory gets the text in the language of texts.",
  notWritten: "Write the text, or delete it.",
};
