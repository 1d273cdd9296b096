import type { Obstacle, Standstill } from "../../domain/waiting-list/fits.ts";
import { plural } from "../language.ts";

const obstacles: Record<Obstacle, string> = {
  own: "jde o vlastní zrušený termín",
  asked: "tento termín už má nabídnutý",
  busy: "má právě nabídnutý jiný termín",
  textWaits: "čeká jiná SMS nebo odpověď, vyřiďte ji nejdřív",
  sameNumber: "na stejné číslo jde nabídka někomu dalšímu",
  refused: "SMS poslat nelze",
};

const standstills: Record<Standstill, string> = {
  closed: "Termín se už nenabízí.",
  past: "Termín už proběhl.",
  tooSoon: "Do termínu zbývá málo času, už se nenabízí.",
  filled: "Termín je v kalendáři znovu obsazený.",
  full: "Termín už dostalo tolik lidí, kolik dovoluje nastavení.",
};

/** A time that became free, and whom it was offered to. */
export const slots = {
  title: (moment: string, doctor: string) => `Uvolnil se termín ${moment}${doctor ? `, ${doctor}` : ""}`,
  fits: (count: number, names: string) =>
    `Z čekací listiny se hodí ${plural("cs", count, "jednomu pacientovi", `${count} pacientům`, `${count} pacientům`)}: ${names}.`,
  more: (count: number) => `a ${plural("cs", count, "ještě 1 další", `${count} další`, `${count} dalších`)}`,
  nobody: "Z čekací listiny se nikomu nehodí.",
  offer: "Nabídnout…",
  offerMore: "Nabídnout dalším…",
  doNotOffer: "Nenabízet",
  quiet: (time: string) => `Je doba klidu. Nabídněte raději po ${time}.`,
  many: "Zrušilo se víc termínů najednou, sama je proto Pípni nenavrhuje.",
  filledBy: (name: string) => `V kalendáři je v tu dobu teď ${name || "někdo jiný"}.`,
  obstacles,
  standstills,

  states: {
    unwritten: "SMS neodešla",
    coming: "SMS čeká na odeslání",
    left: "zatím bez odpovědi",
    unknown: "nevíme, zda SMS odešla",
    vain: "SMS neodešla nebo nedošla",
  },
  says: {
    yes: (place: number) =>
      place === 1 ? "chce, odpověď přišla první" : `chce také, odpověď přišla jako ${place}.`,
    no: "nechce",
    stop: "nechce SMS",
    unclear: "odpověď si prosím přečtěte",
  },
  answer: (text: string, time: string) => `„${text}“ ${time}`,
  bookHint: "Zapište pacienta do kalendáře a stiskněte Objednáno. Z čekací listiny tím zmizí.",
  book: "Objednáno",
  read: "Přečteno",
  end: "Ukončit nabídku",
  asked: (count: number) =>
    `Nabídku ${plural("cs", count, "dostal 1 pacient", `dostali ${count} pacienti`, `dostalo ${count} pacientů`)}. Čeká se na odpověď.`,
  booked: (name: string) => `Termín má ${name}.`,
  ended: "Termín se už nenabízí.",
  untold: (names: string) => `Zatím to neví: ${names}.`,
  tell: (count: number) =>
    plural(
      "cs",
      count,
      "Poslat „už je obsazeno“",
      `Poslat ${count}× „už je obsazeno“`,
      `Poslat ${count}× „už je obsazeno“`,
    ),
  doNotTell: "Neposílat",
  told: "ví, že je obsazeno",
  late: "Odpověď přišla, až když bylo rozhodnuto.",
  noTakenText: "Text „už je obsazeno“ nejde sestavit. Doplňte jej na stránce Čekací listina.",
  reopen: "Vrátit zpět",
  notTold: (name: string, why: string) => `${name}: ${why}`,
};
