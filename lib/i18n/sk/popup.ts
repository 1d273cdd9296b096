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
  list: "Dnešné správy",
  empty:
    "Dnes zatiaľ nič neodišlo. Správa sa tu objaví, keď v kalendári zapíšete, presuniete alebo zrušíte termín.",
  left: (count) =>
    `A ${plural("sk", count, "ešte 1 ďalšia správa", `${digits(count)} ďalšie správy`, `${digits(count)} ďalších správ`)}.`,

  stop: "Zastaviť odosielanie",

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

  last: "Naposledy",
  stopShort: "Zastaviť",
  log: "Správy",
  tomorrow: "Zajtra",
  coming: (day, people) =>
    people === 0 ? day : `${day}: ${digits(people)} ${plural("sk", people, "človek", "ľudia", "ľudí")}`,
  reminded: (count) => `${digits(count)} pripomenuté`,
  confirmed: (count) => `${digits(count)} ${plural("sk", count, "potvrdil", "potvrdili", "potvrdilo")}`,
  toCall: (count) => `${digits(count)} zavolať`,
  nobodyKnown: "Zatiaľ sme nikomu nepísali.",
  nothingYet: "pripomenutie zatiaľ neodišlo",
  openDay: "Otvoriť deň",
  beside: "Vedľa kalendára",
  noCalendar: "bez kalendára",
};
