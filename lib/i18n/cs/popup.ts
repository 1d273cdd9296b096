import type { CountName } from "../../domain/outbox/today.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("cs");

const counts: Record<CountName, (count: number) => string> = {
  sent: (count) => `${digits(count)} ${plural("cs", count, "odeslána", "odeslány", "odesláno")}`,
  waiting: (count) => `${digits(count)} ${plural("cs", count, "čeká", "čekají", "čeká")}`,
  scheduled: (count) =>
    `${digits(count)} ${plural("cs", count, "naplánovaná", "naplánované", "naplánovaných")}`,
  unknown: (count) =>
    `${digits(count)} ${plural("cs", count, "neznámý výsledek", "neznámé výsledky", "neznámých výsledků")}`,
  undelivered: (count) => `${digits(count)} ${plural("cs", count, "nedoručena", "nedoručeny", "nedoručeno")}`,
  notSent: (count) => `${digits(count)} ${plural("cs", count, "neodeslána", "neodeslány", "neodesláno")}`,
};

export const popup = {
  today: (day: string) => `Dnes ${day}`,
  counts,
  countsLabel: "Dnešní zprávy v číslech",
  list: "Dnešní zprávy",
  empty:
    "Dnes zatím nic neodešlo. Zpráva se tu objeví, jakmile v kalendáři zapíšete, přesunete nebo zrušíte termín.",
  left: (count: number) =>
    `A ${plural("cs", count, "ještě 1 další zpráva", `${digits(count)} další zprávy`, `${digits(count)} dalších zpráv`)}.`,

  stop: "Zastavit odesílání",

  setup: "Chybí propojení s GoSMS, proto zatím žádná SMS neodejde.",
  setupAction: "Propojit s GoSMS",

  page: "Tato stránka",
  byFeed: "čte se den, termíny z přiřazené adresy",
  reading: (appointments: string) => `čte se, ${appointments}`,
  unreadable: "nelze přečíst",
  unreadableMeans: "Dokud se nečte, žádná SMS odtud neodejde.",
  asking: "zjišťuje se",
  off: "vypnuto",
  turnOn: "Zapnout",
  turnOff: "Vypnout",
  notCalendar: "není zapnutá",
  enable: "Zapnout na této stránce",
  enableHint: "Máte-li na této stránce kalendář, Pípni z něj bude posílat SMS.",
  teach: "Naučit Pípni tento kalendář",
  teachHint: "Nečte-li jej Pípni, ukažte v něm na jeden termín.",
  teachAgainHint: "Čte-li jej Pípni špatně, naučte jej znovu: ukažte v kalendáři na jeden termín.",
  impossible: "Na této stránce Pípni pracovat nemůže. Otevřete svůj webový kalendář.",
  withdrawn: "Prohlížeč přístup odebral",
  withdrawnMeans: "SMS odtud neodcházejí.",
  grant: "Povolit znovu",
  refused: "Prohlížeč přístup nedostal. Stiskněte tlačítko znovu a v dotazu prohlížeče zvolte Povolit.",
  pageFailed: "Stav stránky se nepodařilo zjistit. Zavřete toto okénko a otevřete je znovu.",

  links: "Další stránky",
  all: "Všechny odeslané",
  settings: "Nastavení",
  gosms: "GoSMS",
  gosmsHint: "Zprávy > Odeslané zprávy",
  newTab: "otevře se v nové kartě",

  postpaid: "účet na fakturu",
  lowCredit: (left: string) =>
    `Kredit dochází, zbývá ${left}. Až dojde, další zprávy počkají, dokud jej v GoSMS nedobijete.`,
  creditFailed: "Kredit se teď nepodařilo zjistit.",
  failed: "Nepovedlo se to. Zavřete toto okénko, otevřete je a zkuste to znovu. Nic se neztratilo.",
  doubts: {
    unconfirmed: {
      title: "Nejdřív potvrďte, co se čte",
      means:
        "Pípni v tomto kalendáři čte termíny, ale zatím nikdo nepotvrdil, že správně. Do té doby odtud nic samo neodejde; změny čekají tady.",
    },
    changed: {
      title: "Čte se jinak, než jste potvrdili",
      means: "Odtud teď nic neodejde, dokud nezkontrolujete, co se čte.",
    },
  },
  checkReading: "Zkontrolovat čtení",
  feedProblems,
  feedUnread: (name: string) => `Kalendář ${name} se nečte`,
  feedAsOf: (at: string) => `Poslední stav je z ${at}. Nic se neztratilo.`,
  feedRead: (at: string) => `stav z ${at}`,
  toCalendars: "Otevřít Kalendáře",
  bulk: "Hromadná SMS",

  last: "Naposledy",
  stopShort: "Zastavit",
  log: "Zprávy",
  tomorrow: "Zítra",
  coming: (day: string, people: number) =>
    people === 0 ? day : `${day}: ${digits(people)} ${plural("cs", people, "člověk", "lidé", "lidí")}`,
  reminded: (count: number) => `${digits(count)} připomenuto`,
  confirmed: (count: number) =>
    `${digits(count)} ${plural("cs", count, "potvrdil", "potvrdili", "potvrdilo")}`,
  toCall: (count: number) => `${digits(count)} zavolat`,
  nobodyKnown: "Zatím jsme nikomu nepsali.",
  nothingYet: "připomenutí zatím neodešlo",
  openDay: "Otevřít den",
  beside: "Vedle kalendáře",
  noCalendar: "bez kalendáře",
};
