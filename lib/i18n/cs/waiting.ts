import type { Choice } from "../../domain/outbox/today.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import { digitsIn, plural } from "../language.ts";
import { slots } from "./freed-slots.ts";

const digits = digitsIn("cs");

/** Within a sentence. */
const kinds: Record<MessageKind, string> = {
  confirmation: "potvrzení",
  change: "změna termínu",
  reminder: "připomenutí",
  cancellation: "zrušení",
  own: "vlastní text",
};

const choices: Record<Choice, string> = {
  send: "Odeslat",
  wasSent: "Bylo odesláno",
  isThere: "V GoSMS je",
  isGone: "V GoSMS už není",
  sendAgain: "Odeslat znovu",
  sendMended: "Odeslat",
  doNotSend: "Neodesílat",
  dismiss: "Skrýt",
  keep: "Nechat odejít",
};

export const waiting = {
  slots,
  kinds,
  choices,
  /** For those who do not see which row a button belongs to. */
  choiceFor: (choice: string, patient: string) => `${choice}: ${patient}`,
  working: "Provádí se…",
  noName: "beze jména",

  leavesAt: (time: string) => `odejde v ${time}`,
  leavesOn: (moment: string) => `odejde ${moment}`,
  leavesWhenResumed: "čeká na povolení odesílání",
  leavesSoon: "čeká na odeslání",
  held: "pozdrženo",
  undelivered: "Na telefon se nepodařilo doručit. Zavolejte prosím pacientovi.",

  questions: { wasSent: "Bylo odesláno?", isThere: "Má ji GoSMS?" },
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

  lost: {
    title: "Prohlížeč ztratil část dat Pípni",
    text: (when: string) =>
      `Jeho databáze byla poškozená a začal ji ${when} znovu. Chybí přihlášení do GoSMS, adresy kalendářů bez otevřené stránky, dřívější přehled SMS a adresář pacientů.`,
    left: "Zůstalo nastavení, SMS, které čekají, kdo SMS nechce a čí číslo jste sami opravili. Nikdo nedostane totéž dvakrát. Připomenutí odcházejí na čísla z kalendáře.",
    todo: "Dokud nevyplníte údaje GoSMS, nic neodejde. Adresář vrátíte zálohou nebo souborem s pacienty.",
    gosms: "Vyplnit údaje GoSMS",
    backup: "Načíst zálohu",
    acknowledge: "Rozumím",
  },

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
  stoppedTitle: "Odesílání je zastavené",
  stopped: "Žádná SMS neodejde, dokud je znovu nepovolíte. Změny v kalendáři zatím čekají.",
  resume: "Znovu odesílat",

  gosms: "GoSMS",
  newTab: "otevře se v nové kartě",
  settings: "Nastavení",

  title: (count: number) => `Čeká na vás (${count < 1000 ? digits(count) : "999+"})`,
  lead: "Odpovědi pacientů a SMS, o kterých má rozhodnout člověk. Vyřízené odtud zmizí.",
  nothing: "Nic na vás nečeká.",
  items: "Co čeká na vás",
  others: (count: number) =>
    `A ${plural("cs", count, "1 další", `${digits(count)} další`, `${digits(count)} dalších`)}`,
  failed: "Nepovedlo se to. Zkuste to prosím znovu. Nic se neztratilo.",
};
