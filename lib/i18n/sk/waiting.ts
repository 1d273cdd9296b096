import type { waiting as cs } from "../cs/waiting.ts";
import { digitsIn, plural } from "../language.ts";
import { slots } from "./freed-slots.ts";

const digits = digitsIn("sk");

export const waiting: typeof cs = {
  slots,
  kinds: {
    confirmation: "potvrdenie",
    change: "zmena termínu",
    reminder: "pripomenutie",
    cancellation: "zrušenie",
    own: "vlastný text",
  },
  choices: {
    send: "Odoslať",
    wasSent: "Bolo odoslané",
    isThere: "V GoSMS je",
    isGone: "V GoSMS už nie je",
    sendAgain: "Odoslať znova",
    sendMended: "Odoslať",
    doNotSend: "Neodosielať",
    dismiss: "Skryť",
    keep: "Nechať odísť",
  },
  choiceFor: (choice, patient) => `${choice}: ${patient}`,
  working: "Vykonáva sa…",
  noName: "bez mena",

  leavesAt: (time) => `odíde o ${time}`,
  leavesOn: (moment: string) => `odíde ${moment}`,
  leavesWhenResumed: "čaká na povolenie odosielania",
  leavesSoon: "čaká na odoslanie",
  held: "pozdržané",
  undelivered: "Do telefónu sa nepodarilo doručiť. Zavolajte prosím pacientovi.",

  questions: { wasSent: "Bolo odoslané?", isThere: "Má ju GoSMS?" },
  decide: "Rozhodnúť",
  known: "Čo vieme",
  text: "Text správy",
  credit: (before, after) => `Kredit pred pokusom ${before}, po ňom ${after}.`,
  creditSame: "Nezmenil sa, správa teda pravdepodobne neodišla.",
  creditLess: "Ubudol; mohli ho však znížiť aj iné správy odoslané v tom čase.",
  check:
    "Istotu dá GoSMS v ponuke Zprávy > Odeslané zprávy. Ak odošlete znova, pacient ju môže dostať dvakrát.",

  heldTitle: (count) =>
    `${digits(count)} ${plural("sk", count, "správa je pozdržaná", "správy sú pozdržané", "správ je pozdržaných")}`,
  heldCount: (count) => `${digits(count)}×`,
  release: "Nechať pokračovať",

  groupTitle: (count: number) =>
    `${digits(count)} ${plural("sk", count, "správa čaká", "správy čakajú", "správ čaká")} na vaše rozhodnutie`,
  seriesTitle: (patient) => `Opakovaný termín: ${patient}`,
  seriesText: (count, list) =>
    `${digits(count)} ${plural("sk", count, "správa čaká", "správy čakajú", "správ čaká")} na vaše rozhodnutie: ${list}.`,
  seriesMore: (count) =>
    `a ${plural("sk", count, "ešte 1 ďalší", `${digits(count)} ďalšie`, `${digits(count)} ďalších`)}`,
  sendAll: (count) =>
    count === 2
      ? "Odoslať obe"
      : `Odoslať ${plural("sk", count, "správu", `všetky ${digits(count)}`, `všetkých ${digits(count)}`)}`,
  sendNone: "Neodosielať žiadnu",

  foundTitle: (count, calendar) =>
    `${calendar}: ${digits(count)} ${plural("sk", count, "zmena, ktorú Pípni nevidela vznikať", "zmeny, ktoré Pípni nevidela vznikať", "zmien, ktoré Pípni nevidela vznikať")}`,
  goneTitle: (count, calendar) =>
    `${calendar}: ${digits(count)} ${plural("sk", count, "termín zmizol", "termíny zmizli", "termínov zmizlo")}`,
  review: "Prezrieť v prehľade",

  lost: {
    title: "Prehliadač stratil časť dát Pípni",
    text: (when) =>
      `Jeho databáza bola poškodená a začal ju ${when} znova. Chýba prihlásenie do GoSMS, adresy kalendárov bez otvorenej stránky, predchádzajúci prehľad SMS a adresár pacientov.`,
    left: "Zostali nastavenia, SMS, ktoré čakajú, kto SMS nechce a čie číslo ste sami opravili. Nikto nedostane to isté dvakrát. Pripomenutia odchádzajú na čísla z kalendára.",
    todo: "Kým nevyplníte údaje GoSMS, nič neodíde. Adresár vrátite zálohou alebo súborom s pacientmi.",
    gosms: "Vyplniť údaje GoSMS",
    backup: "Načítať zálohu",
    acknowledge: "Rozumiem",
  },

  unseenTitle: (count) =>
    `${digits(count)} ${plural("sk", count, "potvrdenie čaká, kým kalendár ukáže jeho termín", "potvrdenia čakajú, kým kalendár ukáže ich termíny", "potvrdení čaká, kým kalendár ukáže ich termíny")}`,
  unseenLostTitle: (count) =>
    `${digits(count)} ${plural("sk", count, "potvrdenie už samo neodíde", "potvrdenia už samy neodídu", "potvrdení už samo neodíde")}`,
  unseenWhy: {
    otherDay: "Odíde, keď tento deň v kalendári zobrazíte.",
    notShown: "Kalendár termín prijal, ale neukazuje ho, možno ho skrýva filter. Odíde, keď sa ukáže.",
    absent: "Kalendár tento deň ukázal a termín na ňom nie je. Overte, či platí.",
    expired: "Tento deň nikto včas nezobrazil. Zobrazte ho a rozhodnite, či má potvrdenie odísť.",
  },
  unseenMore: (count) =>
    `A ${plural("sk", count, "ešte 1 ďalšie", `${digits(count)} ďalšie`, `${digits(count)} ďalších`)}.`,
  showDay: "Zobraziť deň",
  drop: "Neposielať",
  stoppedTitle: "Odosielanie je zastavené",
  stopped: "Žiadna SMS neodíde, kým ho znova nepovolíte. Zmeny v kalendári zatiaľ čakajú.",
  resume: "Znova odosielať",

  gosms: "GoSMS",
  newTab: "otvorí sa na novej karte",
  settings: "Nastavenia",

  title: (count) => `Čaká na vás (${count < 1000 ? digits(count) : "999+"})`,
  lead: "Odpovede pacientov a SMS, o ktorých má rozhodnúť človek. Vybavené odtiaľto zmizne.",
  nothing: "Nič na vás nečaká.",
  items: "Čo čaká na vás",
  others: (count) =>
    `A ${plural("sk", count, "1 ďalšia", `${digits(count)} ďalšie`, `${digits(count)} ďalších`)}`,
  failed: "Nepodarilo sa to. Skúste to prosím znova. Nič sa nestratilo.",
};
