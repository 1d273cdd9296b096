import type { OtherClock } from "../../domain/other-clock.ts";
import type { ReasonCode } from "../../domain/outbox/reason.ts";
import type { Ailment } from "../../domain/site-reading/site-reading.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("cs");

/** What a notice on the calendar's page says of its text. */

/** Said in their own words; every other reason comes from the common dictionary. */
const waits: Partial<Record<ReasonCode, string>> = {
  credit: "Počká: na účtu GoSMS není dost kreditu. Dobijte jej a v okně Pípni nechte zprávy pokračovat.",
  credentials:
    "Počká: GoSMS odmítá přihlašovací údaje. Opravte je v nastavení a v okně Pípni nechte zprávy pokračovat.",
  credentialsMissing: "Počká: chybí propojení s GoSMS. Doplňte je v nastavení.",
  kindOff: "Počká: tento druh zpráv je vypnutý. Zapnete jej v nastavení, v části Texty.",
};

export const notices = {
  leavesIn: "Odejde za {seconds} s.",
  /** Earlier texts wait for this reason, and this one likely will. */
  triesIn: (why: string) => `Odeslat se zkusí za {seconds} s. Předchozí zprávy čekají: ${why}`,
  due: "Čeká, až přijde na řadu.",
  sending: "Odesílá se…",
  sent: "Odesláno.",
  paused: "Počká: odesílání je zastavené. Znovu je spustíte v okně Pípni.",
  offline: "Počká: počítač není připojený k internetu.",
  waits,
  waitsBecause: (why: string) => `Počká. ${why}`,
  noName: "beze jména",
  allDay: "celý den",
  /** Stands behind the hour that the text says. */
  otherClock: ({ zone, shown }: OtherClock) => `Kalendář jej ukazuje v ${shown} podle pásma ${zone}.`,
  /** Of what was created and is not shown, and why. */
  unseen: {
    otherDay: (day: string) =>
      `Termín ${day} je mimo zobrazené dny. Potvrzení odejde, až ten den v kalendáři zobrazíte.`,
    notShown: (day: string) =>
      `Termín ${day} kalendář přijal, ale neukazuje jej, možná jej skrývá filtr. Potvrzení odejde, až se v kalendáři ukáže.`,
  },
  /** No calendar is found on a page on which one was read before. */
  missed: {
    title: "Pípni tu nevidí kalendář, který tu dřív četlo",
    text: "Pokud kalendář na stránce vidíte, žádná SMS z něj teď neodejde. Obnovte stránku. Když to nepomůže, otevřete okno Pípni a zvolte „Naučit Pípni tento kalendář“.",
  },
  /** Of a calendar of which nothing leaves, for nobody has said that it is read right. */
  reading: {
    unconfirmed: "Nejdřív potvrďte, co Pípni v tomto kalendáři čte",
    confirmFirst:
      "Ukážeme vám, odkud bereme čas, jméno a telefon každého termínu. Do té doby odtud nic samo neodejde; změny zatím čekají v okně Pípni.",
    /** Under how many could not be read. */
    unread: "O těchto termínech odtud žádná SMS neodejde a v hromadné SMS chybí. Ostatní čteme dál.",
    check: "Zkontrolovat čtení",
    changed: "Tento kalendář se čte jinak, než jste potvrdili",
    ailments: {
      names:
        "U většiny termínů už nenacházíme pacienta. Odtud teď nic neodejde, dokud čtení nezkontrolujete.",
      phones:
        "U většiny termínů už nenacházíme telefon. Odtud teď nic neodejde, dokud čtení nezkontrolujete.",
      ids: "Termíny mění při každém překreslení své označení, takže je nelze odlišit. Odtud teď nic neodejde, dokud čtení nezkontrolujete.",
      days: "Termíny z několika dnů mají jedno datum. Odtud teď nic neodejde, dokud čtení nezkontrolujete.",
    } satisfies Record<Ailment, string>,
  },
  /** What a calendar was found to show, and nobody saw happen. */
  found: (count: number) =>
    `V kalendáři ${plural("cs", count, `se objevila ${digits(count)} změna, kterou`, `se objevily ${digits(count)} změny, které`, `se objevilo ${digits(count)} změn, které`)} Pípni neviděla vznikat. Rozhodněte v okně Pípni, zda o ${plural("cs", count, "ní", "nich", "nich")} pacientům napsat.`,
  feedProblems,
  beyondFeed: "Tak vzdálený den Pípni z tohoto kalendáře nezná. Vidí dny od včerejška na půl roku dopředu.",
  /** Of the sign beside an appointment, which opens its messages. */
  marks: {
    comes: "Pacient potvrdil, že přijde. Otevřít zprávy",
    declines: "Pacient ruší. Otevřít zprávy",
    asks: "Nepřečtená odpověď. Otevřít zprávy",
    call: "Pacient zprávu nedostal, zavolejte. Otevřít zprávy",
    otherTime: "Pacient ví jiný čas. Otevřít zprávy",
    cancelled: "Pacient ví, že je termín zrušen. Otevřít zprávy",
  },
};
