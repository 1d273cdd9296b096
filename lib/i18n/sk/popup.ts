import type { popup as cs } from "../cs/popup.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("sk");

export const popup: typeof cs = {
  today: (day) => `Dnes ${day}`,
  counts: {
    sent: (count) => `${digits(count)} ${plural("sk", count, "odoslaná", "odoslané", "odoslaných")}`,
    waiting: (count) => `${digits(count)} ${plural("sk", count, "čaká", "čakajú", "čaká")}`,
    scheduled: (count) =>
      `${digits(count)} ${plural("sk", count, "naplánovaná", "naplánované", "naplánovaných")}`,
    unknown: (count) =>
      `${digits(count)} ${plural("sk", count, "neznámy výsledok", "neznáme výsledky", "neznámych výsledkov")}`,
    undelivered: (count) =>
      `${digits(count)} ${plural("sk", count, "nedoručená", "nedoručené", "nedoručených")}`,
    notSent: (count) => `${digits(count)} ${plural("sk", count, "neodoslaná", "neodoslané", "neodoslaných")}`,
  },
  countsLabel: "Dnešné správy v číslach",
  kinds: {
    confirmation: "potvrdenie",
    change: "zmena termínu",
    reminder: "pripomenutie",
    cancellation: "zrušenie",
  },
  choices: {
    send: "Odoslať",
    wasSent: "Bolo odoslané",
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
  list: "Dnešné správy",
  earlier: "Z predošlých dní, čaká na vás",
  empty:
    "Dnes zatiaľ nič neodišlo. Správa sa tu objaví, keď v kalendári zapíšete, presuniete alebo zrušíte termín.",
  left: (count) =>
    `A ${plural("sk", count, "ešte 1 ďalšia správa", `${digits(count)} ďalšie správy`, `${digits(count)} ďalších správ`)}.`,

  leavesAt: (time) => `odíde o ${time}`,
  leavesOn: (moment: string) => `odíde ${moment}`,
  leavesWhenResumed: "čaká na povolenie odosielania",
  leavesSoon: "čaká na odoslanie",
  held: "pozdržané",
  undelivered: "Do telefónu sa nepodarilo doručiť. Zavolajte prosím pacientovi.",

  question: "Bolo odoslané?",
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

  stop: "Zastaviť odosielanie",
  sending: "Odosielanie",
  sendingOn: "beží",
  stoppedTitle: "Odosielanie je zastavené",
  stopped: "Žiadna SMS neodíde, kým ho znova nepovolíte. Zmeny v kalendári zatiaľ čakajú.",
  resume: "Znova odosielať",

  setup: "Chýba prepojenie s GoSMS, preto zatiaľ žiadna SMS neodíde.",
  setupAction: "Prepojiť s GoSMS",

  page: "Táto stránka",
  byFeed: "číta sa deň, termíny z priradenej adresy",
  reading: (appointments) => `číta sa, ${appointments}`,
  unreadable: "nedá sa prečítať",
  unreadableMeans: "Kým sa nečíta, žiadna SMS odtiaľto neodíde.",
  asking: "zisťuje sa",
  off: "vypnuté",
  turnOn: "Zapnúť",
  turnOff: "Vypnúť",
  notCalendar: "nie je zapnutá",
  enable: "Zapnúť na tejto stránke",
  enableHint: "Ak máte na tejto stránke kalendár, Pípni z neho bude posielať SMS.",
  teach: "Naučiť Pípni tento kalendár",
  teachHint: "Ak ho Pípni nečíta, ukážte v ňom na jeden termín.",
  teachAgainHint: "Ak ho Pípni číta zle, naučte ho znova: ukážte v kalendári na jeden termín.",
  impossible: "Na tejto stránke Pípni pracovať nemôže. Otvorte svoj webový kalendár.",
  withdrawn: "Prehliadač prístup odobral",
  withdrawnMeans: "SMS odtiaľto neodchádzajú.",
  grant: "Povoliť znova",
  refused: "Prehliadač prístup nedostal. Stlačte tlačidlo znova a v otázke prehliadača zvoľte Povoliť.",
  pageFailed: "Stav stránky sa nepodarilo zistiť. Zatvorte toto okienko a otvorte ho znova.",

  links: "Ďalšie stránky",
  calls: "Zoznam na obvolanie",
  all: "Všetky odoslané",
  settings: "Nastavenia",
  gosms: "GoSMS",
  gosmsHint: "Zprávy > Odeslané zprávy",
  newTab: "otvorí sa na novej karte",

  postpaid: "účet na faktúru",
  lowCredit: (left: string) =>
    `Kredit dochádza, zostáva ${left}. Keď dôjde, ďalšie správy počkajú, kým ho v GoSMS nedobijete.`,
  creditFailed: "Kredit sa teraz nepodarilo zistiť.",
  failed: "Nepodarilo sa to. Zatvorte toto okienko, otvorte ho a skúste to znova. Nič sa nestratilo.",
  doubts: {
    unconfirmed: {
      title: "Najprv potvrďte, čo sa číta",
      means:
        "Pípni v tomto kalendári číta termíny, ale zatiaľ nikto nepotvrdil, že správne. Dovtedy odtiaľto nič samo neodíde; zmeny čakajú tu.",
    },
    changed: {
      title: "Číta sa inak, než ste potvrdili",
      means: "Odtiaľto teraz nič neodíde, kým neskontrolujete, čo sa číta.",
    },
  },
  checkReading: "Skontrolovať čítanie",
  feedProblems,
  feedUnread: (name) => `Kalendár ${name} sa nečíta`,
  feedAsOf: (at) => `Posledný stav je z ${at}. Nič sa nestratilo.`,
  feedRead: (at) => `stav z ${at}`,
  toCalendars: "Otvoriť Kalendáre",
  bulk: "Hromadná SMS",
};
