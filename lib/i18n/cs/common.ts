import type { MessageStatus } from "../../domain/outbox/message.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { ReplyVerdict } from "../../domain/thread/reply.ts";
import { digitsIn, plural } from "../language.ts";
import { explain, reason } from "./reasons.ts";
import { registry } from "./registry.ts";

const digits = digitsIn("cs");

const kinds: Record<MessageKind, string> = {
  confirmation: "Potvrzení",
  change: "Změna termínu",
  reminder: "Připomenutí",
  cancellation: "Zrušení",
  own: "Vlastní text",
};

const statuses: Record<MessageStatus, string> = {
  waiting: "Čeká",
  sending: "Odesílá se",
  sent: "Odesláno",
  delivered: "Doručeno",
  undelivered: "Nedoručeno",
  notSent: "Neodesláno",
  unknown: "Neznámý výsledek",
  scheduled: "Naplánováno",
  withdrawing: "Ruší se",
};

/** What patients answer. */
const reply = {
  /** How the directory tells where it knows an opt-out from. */
  source: "odpovědí na SMS",
  title: "Odpověď pacienta",
  /** Of a reply that nobody has read yet: what it seems to say. */
  proposed: {
    confirms: "Zní jako potvrzení. Souhlasí to?",
    declines: "Zní jako zrušení. Souhlasí to?",
    optsOut: "Pacient zřejmě nechce SMS. Zapsat to k jeho číslu?",
    wrongNumber: "Na čísle je zřejmě někdo jiný. Vyškrtnout je?",
    read: "Přečtěte si ji prosím, jednoznačná není.",
  } satisfies Record<ReplyVerdict, string>,
  choices: {
    confirms: "Potvrzuje",
    declines: "Ruší",
    optsOut: "Nechce SMS",
    wrongNumber: "Špatné číslo",
    read: "Jen přečteno",
  } satisfies Record<ReplyVerdict, string>,
  /** Beside the likely choices. */
  rarer: "Něco jiného",
  /** Asked once "wants no texts" was chosen. */
  scope: {
    question: "Kdo už nemá dostávat SMS?",
    patient: "Jen tento pacient",
    number: "Všichni na tomto čísle",
    back: "Zpět",
  },
  said: {
    confirms: "Pacient termín potvrdil.",
    declines: "Pacient termín ruší. V kalendáři jej zrušte vy.",
    optsOut: "Pacient nechce SMS, další mu neodejdou.",
    wrongNumber: "Na čísle je někdo jiný, zprávy na ně už neodejdou.",
    read: "Přečteno.",
  } satisfies Record<ReplyVerdict, string>,
};

export const common = {
  registry,
  clock: {
    ahead: (by: string) =>
      `Hodiny tohoto počítače jdou o ${by} napřed. Nastavte je prosím správně: Pípni podle nich počítá, kdy má co odejít a který termín už začal.`,
    behind: (by: string) =>
      `Hodiny tohoto počítače jdou o ${by} pozadu. Nastavte je prosím správně: Pípni podle nich počítá, kdy má co odejít a který termín už začal.`,
  },
  kinds,
  statuses,
  reason,
  explain,
  reply,
  /** Rows of the log that cannot be read. */
  unreadable: {
    title: (count: number) =>
      `${digits(count)} ${plural("cs", count, "zprávu", "zprávy", "zpráv")} v přehledu nelze přečíst`,
    text: (since: string) =>
      `Nejstarší je z ${since}. Nejspíš je zapsala novější verze Pípni. Samy neodejdou a o jejich termínech se bez vašeho rozhodnutí nic dalšího nepošle; ostatní zprávy odcházejí dál.`,
    help: "Aktualizujte Pípni. Nepomůže-li to, uložte je do souboru pro toho, kdo vám s Pípni pomáhá. Soubor obsahuje údaje pacientů.",
    save: "Uložit do souboru",
    acknowledge: "Vyřešeno",
  },
  unreadableSettings: {
    title: "Část nastavení nelze přečíst",
    fields: (fields: string) =>
      `Tyto údaje nejspíš zapsala novější verze Pípni: ${fields}. Místo nich platí to, co zde vidíte; na čem závisí, co a kdy odejde, to je vypnuté.`,
    calendars: (count: number) => `Kalendáře, které nelze přečíst: ${count}. Z nich se nic neodesílá.`,
    patients: (count: number) =>
      `Pacienti v adresáři, jejichž záznam nelze přečíst: ${digits(count)}. SMS pro ně čekají.`,
    help: "Aktualizujte Pípni, nebo údaje zkontrolujte a potvrďte.",
    accept: "Platí, co je zde vidět",
  },
  /** Why Pípni cannot work with what it keeps on disk. */
  storage: {
    newer:
      "Data Pípni na tomto počítači zapsala novější verze a tato je neumí otevřít. Nic se neodesílá a z kalendáře se nic nezapisuje. Aktualizujte Pípni.",
    full: "Na disku nebo v prohlížeči došlo místo a Pípni nemůže nic zapsat. Proto nic neodesílá. Uvolněte místo na disku a spusťte prohlížeč znovu.",
    failed:
      "Prohlížeč Pípni nedovolil číst nebo zapisovat její data. Proto nic neodesílá. Zavřete prohlížeč a spusťte jej znovu; nepomůže-li to, restartujte počítač.",
  },
  messages: (count: number) => `${digits(count)} ${plural("cs", count, "zpráva", "zprávy", "zpráv")}`,
  appointments: (count: number) => `${digits(count)} ${plural("cs", count, "termín", "termíny", "termínů")}`,
  /** Of what a calendar shows: `3 z 20 termínů Pípni nepřečetlo`. There are at least five. */
  unreadAppointments: (unread: number, all: number) => `${unread} z ${all} termínů Pípni nepřečetlo`,
  /** Stands behind what leaves instead. */
  withoutReminder: "bez připomenutí, termín je příliš brzy",
  /** A text that tells of so many appointments. */
  bundled: (count: number) =>
    `V jedné SMS pro ${digits(count)} ${plural("cs", count, "termín", "termíny", "termínů")}.`,
  /** What waits for a person about a recurring appointment, and what lies too far ahead. */
  seriesProposed: (count: number) =>
    `${digits(count)} ${plural("cs", count, "SMS o opakovaném termínu čeká", "SMS o opakovaném termínu čekají", "SMS o opakovaném termínu čeká")} na vaše rozhodnutí v okně Pípni.`,
  seriesLater: (count: number, days: number) =>
    `O ${digits(count)} ${plural("cs", count, "dalším termínu za více", "dalších termínech za více", "dalších termínech za více")} než ${days} ${plural("cs", days, "den", "dny", "dnů")} se nepíše.`,
  credit: "kredit",
  close: "Zavřít",
  save: "Uložit",
  saved: "Uloženo",
  cancel: "Zrušit",
  tryAgain: "Zkusit znovu",
  /** For a failure of the extension itself, where no better sentence is known. */
  failed:
    "Něco se nepovedlo. Obnovte stránku; pokud to nepomůže, zavřete a otevřete prohlížeč. Nic se neztratilo.",
};
