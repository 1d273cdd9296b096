import type { Choice, CountName } from "../../domain/outbox/today.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("cs");

/** Within a sentence. */
const kinds: Record<MessageKind, string> = {
  confirmation: "potvrzení",
  change: "změna termínu",
  reminder: "připomenutí",
  cancellation: "zrušení",
};

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

const choices: Record<Choice, string> = {
  send: "Odeslat",
  wasSent: "Bylo odesláno",
  isGone: "V GoSMS už není",
  sendAgain: "Odeslat znovu",
  sendMended: "Odeslat",
  doNotSend: "Neodesílat",
  dismiss: "Skrýt",
  keep: "Nechat odejít",
};

export const popup = {
  today: (day: string) => `Dnes ${day}`,
  counts,
  countsLabel: "Dnešní zprávy v číslech",
  kinds,
  choices,
  /** For those who do not see which row a button belongs to. */
  choiceFor: (choice: string, patient: string) => `${choice}: ${patient}`,
  working: "Provádí se…",
  noName: "beze jména",
  list: "Dnešní zprávy",
  earlier: "Z dřívějších dnů, čeká na vás",
  empty:
    "Dnes zatím nic neodešlo. Zpráva se tu objeví, jakmile v kalendáři zapíšete, přesunete nebo zrušíte termín.",
  left: (count: number) =>
    `A ${plural("cs", count, "ještě 1 další zpráva", `${digits(count)} další zprávy`, `${digits(count)} dalších zpráv`)}.`,

  leavesAt: (time: string) => `odejde v ${time}`,
  leavesOn: (moment: string) => `odejde ${moment}`,
  leavesWhenResumed: "čeká na povolení odesílání",
  leavesSoon: "čeká na odeslání",
  held: "pozdrženo",
  undelivered: "Na telefon se nepodařilo doručit. Zavolejte prosím pacientovi.",

  question: "Bylo odesláno?",
  decide: "Rozhodnout",
  known: "Co víme",
  text: "Text zprávy",
  credit: (before: string, after: string) => `Kredit před pokusem ${before}, po něm ${after}.`,
  creditSame: "Nezměnil se, zpráva tedy nejspíš neodešla.",
  creditLess: "Ubyl; mohly ho ale snížit i jiné zprávy odeslané v téže době.",
  check:
    "Jistotu dá GoSMS v nabídce Zprávy > Odeslané zprávy. Odesláním znovu ji pacient může dostat dvakrát.",

  heldTitle: (count: number) =>
    `${digits(count)} ${plural("cs", count, "zpráva je pozdržená", "zprávy jsou pozdržené", "zpráv je pozdržených")}`,
  heldCount: (count: number) => `${digits(count)}×`,
  release: "Nechat pokračovat",

  groupTitle: (count: number) =>
    `${digits(count)} ${plural("cs", count, "zpráva čeká", "zprávy čekají", "zpráv čeká")} na vaše rozhodnutí`,
  seriesTitle: (patient: string) => `Opakovaný termín: ${patient}`,
  seriesText: (count: number, list: string) =>
    `${digits(count)} ${plural("cs", count, "zpráva čeká", "zprávy čekají", "zpráv čeká")} na vaše rozhodnutí: ${list}.`,
  seriesMore: (count: number) =>
    `a ${plural("cs", count, "ještě 1 další", `${digits(count)} další`, `${digits(count)} dalších`)}`,
  sendAll: (count: number) =>
    count === 2
      ? "Odeslat obě"
      : `Odeslat ${plural("cs", count, "zprávu", `všechny ${digits(count)}`, `všech ${digits(count)}`)}`,
  sendNone: "Neodesílat žádnou",

  foundTitle: (count: number, calendar: string) =>
    `${calendar}: ${digits(count)} ${plural("cs", count, "změna, kterou Pípni neviděla vznikat", "změny, které Pípni neviděla vznikat", "změn, které Pípni neviděla vznikat")}`,
  goneTitle: (count: number, calendar: string) =>
    `${calendar}: ${digits(count)} ${plural("cs", count, "termín zmizel", "termíny zmizely", "termínů zmizelo")}`,
  review: "Prohlédnout v přehledu",

  unseenTitle: (count: number) =>
    `${digits(count)} potvrzení ${plural("cs", count, "čeká, až kalendář ukáže jeho termín", "čekají, až kalendář ukáže jejich termíny", "čeká, až kalendář ukáže jejich termíny")}`,
  unseenLostTitle: (count: number) =>
    `${digits(count)} potvrzení už ${plural("cs", count, "samo neodejde", "sama neodejdou", "samo neodejde")}`,
  unseenWhy: {
    otherDay: "Odejde, až tento den v kalendáři zobrazíte.",
    notShown: "Kalendář termín přijal, ale neukazuje jej, možná jej skrývá filtr. Odejde, až se ukáže.",
    absent: "Kalendář tento den ukázal a termín na něm není. Ověřte, zda platí.",
    expired: "Tento den nikdo včas nezobrazil. Zobrazte jej, a rozhodnete, zda má potvrzení odejít.",
  },
  unseenMore: (count: number) =>
    `A ${plural("cs", count, "ještě 1 další", `${digits(count)} další`, `${digits(count)} dalších`)}.`,
  showDay: "Zobrazit den",
  drop: "Neposílat",

  stop: "Zastavit odesílání",
  sending: "Odesílání",
  sendingOn: "běží",
  stoppedTitle: "Odesílání je zastavené",
  stopped: "Žádná SMS neodejde, dokud je znovu nepovolíte. Změny v kalendáři zatím čekají.",
  resume: "Znovu odesílat",

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
  calls: "Seznam k obvolání",
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
};
