import type { MessageStatus } from "../../domain/outbox/message.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { ReplyVerdict } from "../../domain/thread/reply.ts";
import type { common as cs } from "../cs/common.ts";
import { digitsIn, plural } from "../language.ts";
import { explain, reason } from "./reasons.ts";
import { registry } from "./registry.ts";

const digits = digitsIn("sk");

const kinds: Record<MessageKind, string> = {
  confirmation: "Potvrdenie",
  change: "Zmena termínu",
  reminder: "Pripomenutie",
  cancellation: "Zrušenie",
  own: "Vlastný text",
};

const statuses: Record<MessageStatus, string> = {
  waiting: "Čaká",
  sending: "Odosiela sa",
  sent: "Odoslané",
  delivered: "Doručené",
  undelivered: "Nedoručené",
  notSent: "Neodoslané",
  unknown: "Neznámy výsledok",
  scheduled: "Naplánované",
  withdrawing: "Ruší sa",
};

/** What patients answer. */
const reply = {
  /** How the directory tells where it knows an opt-out from. */
  source: "odpoveďou na SMS",
  title: "Odpoveď pacienta",
  /** Of a reply that nobody has read yet: what it seems to say. */
  proposed: {
    confirms: "Znie ako potvrdenie. Súhlasí to?",
    declines: "Znie ako zrušenie. Súhlasí to?",
    optsOut: "Pacient zrejme nechce SMS. Zapísať to k jeho číslu?",
    wrongNumber: "Na čísle je zrejme niekto iný. Vyškrtnúť ho?",
    read: "Prečítajte si ju, prosím, jednoznačná nie je.",
  } satisfies Record<ReplyVerdict, string>,
  choices: {
    confirms: "Potvrdzuje",
    declines: "Ruší",
    optsOut: "Nechce SMS",
    wrongNumber: "Nesprávne číslo",
    read: "Len prečítané",
  } satisfies Record<ReplyVerdict, string>,
  /** Beside the likely choices. */
  rarer: "Niečo iné",
  /** Asked once "wants no texts" was chosen. */
  scope: {
    question: "Kto už nemá dostávať SMS?",
    patient: "Iba tento pacient",
    number: "Všetci na tomto čísle",
    back: "Späť",
  },
  said: {
    confirms: "Pacient termín potvrdil.",
    declines: "Pacient termín ruší. V kalendári ho zrušte vy.",
    optsOut: "Pacient nechce SMS, ďalšie mu neodídu.",
    wrongNumber: "Na čísle je niekto iný, správy naň už neodídu.",
    read: "Prečítané.",
  } satisfies Record<ReplyVerdict, string>,
};

export const common: typeof cs = {
  registry,
  clock: {
    ahead: (by: string) =>
      `Hodiny tohto počítača idú o ${by} napred. Nastavte ich, prosím, správne: Pípni podľa nich počíta, kedy má čo odísť a ktorý termín sa už začal.`,
    behind: (by: string) =>
      `Hodiny tohto počítača meškajú o ${by}. Nastavte ich, prosím, správne: Pípni podľa nich počíta, kedy má čo odísť a ktorý termín sa už začal.`,
  },
  kinds,
  statuses,
  reason,
  explain,
  reply,
  unreadable: {
    title: (count) =>
      `${digits(count)} ${plural("sk", count, "správu", "správy", "správ")} v prehľade nemožno prečítať`,
    text: (since) =>
      `Najstaršia je z ${since}. Pravdepodobne ich zapísala novšia verzia Pípni. Samy neodídu a o ich termínoch sa bez vášho rozhodnutia nič ďalšie nepošle; ostatné správy odchádzajú ďalej.`,
    help: "Aktualizujte Pípni. Ak to nepomôže, uložte ich do súboru pre toho, kto vám s Pípni pomáha. Súbor obsahuje údaje pacientov.",
    save: "Uložiť do súboru",
    acknowledge: "Vyriešené",
  },
  unreadableSettings: {
    title: "Časť nastavení sa nedá prečítať",
    fields: (fields) =>
      `Tieto údaje pravdepodobne zapísala novšia verzia Pípni: ${fields}. Namiesto nich platí to, čo tu vidíte; od čoho závisí, čo a kedy odíde, to je vypnuté.`,
    calendars: (count) => `Kalendáre, ktoré sa nedajú prečítať: ${digits(count)}. Z nich sa nič neodosiela.`,
    patients: (count) =>
      `Pacienti v adresári, ktorých záznam sa nedá prečítať: ${digits(count)}. SMS pre nich čakajú.`,
    help: "Aktualizujte Pípni, alebo údaje skontrolujte a potvrďte.",
    accept: "Platí, čo je tu vidieť",
  },
  storage: {
    newer:
      "Údaje Pípni na tomto počítači zapísala novšia verzia a táto ich nevie otvoriť. Nič sa neodosiela a z kalendára sa nič nezapisuje. Aktualizujte Pípni.",
    full: "Na disku alebo v prehliadači došlo miesto a Pípni nemôže nič zapísať. Preto nič neodosiela. Uvoľnite miesto na disku a spustite prehliadač znova.",
    failed:
      "Prehliadač nedovolil Pípni čítať alebo zapisovať jej údaje. Preto nič neodosiela. Zatvorte prehliadač a spustite ho znova; ak to nepomôže, reštartujte počítač.",
  },
  messages: (count) => `${digits(count)} ${plural("sk", count, "správa", "správy", "správ")}`,
  appointments: (count) => `${digits(count)} ${plural("sk", count, "termín", "termíny", "termínov")}`,
  unreadAppointments: (unread, all) => `${unread} z ${all} termínov Pípni neprečítalo`,
  /** Stands behind what leaves instead. */
  withoutReminder: "bez pripomenutia, termín je príliš skoro",
  /** A text that tells of so many appointments. */
  bundled: (count: number) =>
    `V jednej SMS pre ${digits(count)} ${plural("sk", count, "termín", "termíny", "termínov")}.`,
  /** What waits for a person about a recurring appointment, and what lies too far ahead. */
  seriesProposed: (count) =>
    `${digits(count)} ${plural("sk", count, "SMS o opakovanom termíne čaká", "SMS o opakovanom termíne čakajú", "SMS o opakovanom termíne čaká")} na vaše rozhodnutie v okne Pípni.`,
  seriesLater: (count, days) =>
    `O ${digits(count)} ${plural("sk", count, "ďalšom termíne o viac", "ďalších termínoch o viac", "ďalších termínoch o viac")} než ${days} ${plural("sk", days, "deň", "dni", "dní")} sa nepíše.`,
  credit: "kredit",
  close: "Zavrieť",
  save: "Uložiť",
  saved: "Uložené",
  cancel: "Zrušiť",
  tryAgain: "Skúsiť znova",
  failed:
    "Niečo sa nepodarilo. Obnovte stránku; ak to nepomôže, zatvorte a otvorte prehliadač. Nič sa nestratilo.",
};
