export const doctorTexts = {
  add: "Přidat text pro některého lékaře",
  addTo: (kind: string) => `Přidat text pro některého lékaře: ${kind}`,
  unnamed: "nový lékař",
  of: (kind: string, doctor: string) => `${kind} – ${doctor}`,
  text: (kind: string, doctor: string) => `Text zprávy ${kind} pro lékaře ${doctor}`,
  doctor: "Pro pacienty lékaře",
  doctorHint:
    "Jméno, jak je uvádí kalendář; na velikosti písmen, háčcích, čárkách a mezerách nezáleží. Kde kalendář lékaře neuvádí, platí obecný text.",
  remove: "Smazat",
  removeOne: (kind: string, doctor: string) => `Smazat text zprávy ${kind} pro lékaře ${doctor}`,
  removeTitle: (doctor: string) => `Smazat text pro lékaře ${doctor}?`,
  removeText: "Jeho pacienti dostanou obecný text, jakmile změny uložíte.",
  noDoctor: "Napište jméno lékaře.",
  doctorTaken: "Text pro tohoto lékaře už máte. Upravte jej, nebo jeden z nich smažte.",
  otherLanguage: "V tomto jazyce text pro lékaře nemáte. Kdo jej má v adresáři, dostane text v jazyce zpráv.",
  notWritten: "Napište text, nebo jej smažte.",
};
