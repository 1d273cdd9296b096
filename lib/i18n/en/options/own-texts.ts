import type { ownTexts as cs } from "../../cs/options/own-texts.ts";

export const ownTexts: typeof cs = {
  title: "Own texts",
  lead: "Texts that you write again and again. You find them by name when texting a day, under Own text, and in the window Write a text.",
  name: "Name",
  unnamed: "New text",
  text: (name) => `Text: ${name}`,
  add: "Add a text",
  full: (most) => `No more than ${most} texts can be kept.`,
  remove: "Delete",
  removeOne: (name) => `Delete: ${name}`,
  removeTitle: (name) => `Delete the text ${name}?`,
  removeText: "It is deleted in all languages once you save the changes.",
  noName: "Write a name.",
  nameTaken: "You already have a text of this name. Please choose another one.",
  otherLanguage:
    "There is no text in this language. Whoever has it in the directory gets the text in the language of texts.",
  notWritten: "Write the text.",
};
