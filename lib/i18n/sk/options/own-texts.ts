import type { ownTexts as cs } from "../../cs/options/own-texts.ts";

export const ownTexts: typeof cs = {
  title: "Vlastné texty",
  lead: "Texty, ktoré píšete opakovane. Podľa názvu ich nájdete v hromadnej SMS pod voľbou Vlastný text a v okne Napísať SMS.",
  name: "Názov",
  unnamed: "Nový text",
  text: (name) => `Text: ${name}`,
  add: "Pridať text",
  full: (most) => `Viac než ${most} textov sa uložiť nedá.`,
  remove: "Zmazať",
  removeOne: (name) => `Zmazať: ${name}`,
  removeTitle: (name) => `Zmazať text ${name}?`,
  removeText: "Zmaže sa vo všetkých jazykoch, hneď ako zmeny uložíte.",
  noName: "Napíšte názov.",
  nameTaken: "Text s týmto názvom už máte. Zvoľte prosím iný.",
  otherLanguage: "V tomto jazyku text nemáte. Kto ho má v adresári, dostane text v jazyku správ.",
  notWritten: "Napíšte text.",
};
