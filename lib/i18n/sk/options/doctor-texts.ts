import type { doctorTexts as cs } from "../../cs/options/doctor-texts.ts";

export const doctorTexts: typeof cs = {
  add: "Pridať text pre niektorého lekára",
  addTo: (kind) => `Pridať text pre niektorého lekára: ${kind}`,
  unnamed: "nový lekár",
  of: (kind, doctor) => `${kind} – ${doctor}`,
  text: (kind, doctor) => `Text správy ${kind} pre lekára ${doctor}`,
  doctor: "Pre pacientov lekára",
  doctorHint:
    "Meno, ako ho uvádza kalendár; na veľkosti písmen, mäkčeňoch, dĺžňoch a medzerách nezáleží. Kde kalendár lekára neuvádza, platí všeobecný text.",
  remove: "Zmazať",
  removeOne: (kind, doctor) => `Zmazať text správy ${kind} pre lekára ${doctor}`,
  removeTitle: (doctor) => `Zmazať text pre lekára ${doctor}?`,
  removeText: "Jeho pacienti dostanú všeobecný text, hneď ako zmeny uložíte.",
  noDoctor: "Napíšte meno lekára.",
  doctorTaken: "Text pre tohto lekára už máte. Upravte ho, alebo jeden z nich zmažte.",
  otherLanguage: "V tomto jazyku text pre lekára nemáte. Kto ho má v adresári, dostane text v jazyku správ.",
  notWritten: "Napíšte text, alebo ho zmažte.",
};
