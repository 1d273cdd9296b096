import type { notices as cs } from "../cs/notices.ts";
import { digitsIn, plural } from "../language.ts";
import { feedProblems } from "./feed-problems.ts";

const digits = digitsIn("sk");

export const notices: typeof cs = {
  leavesIn: "Odíde o {seconds} s.",
  triesIn: (why) => `Odoslať sa skúsi o {seconds} s. Predchádzajúce správy čakajú: ${why}`,
  due: "Čaká, kým príde na rad.",
  sending: "Odosiela sa…",
  sent: "Odoslané.",
  paused: "Počká: odosielanie je zastavené. Znova ho spustíte v okne Pípni.",
  offline: "Počká: počítač nie je pripojený na internet.",
  waits: {
    credit: "Počká: na účte GoSMS nie je dosť kreditu. Dobite ho a v okne Pípni nechajte správy pokračovať.",
    credentials:
      "Počká: GoSMS odmieta prihlasovacie údaje. Opravte ich v nastaveniach a v okne Pípni nechajte správy pokračovať.",
    credentialsMissing: "Počká: chýba prepojenie s GoSMS. Doplňte ho v nastaveniach.",
    kindOff: "Počká: tento druh správ je vypnutý. Zapnete ho v nastaveniach, v časti Texty.",
  },
  waitsBecause: (why) => `Počká. ${why}`,
  noName: "bez mena",
  allDay: "celý deň",
  /** Stands behind the hour that the text says. */
  otherClock: ({ zone, shown }) => `Kalendár ho ukazuje o ${shown} podľa pásma ${zone}.`,
  /** Of what was created and is not shown, and why. */
  unseen: {
    otherDay: (day) =>
      `Termín ${day} je mimo zobrazených dní. Potvrdenie odíde, keď ten deň v kalendári zobrazíte.`,
    notShown: (day) =>
      `Termín ${day} kalendár prijal, ale neukazuje ho, možno ho skrýva filter. Potvrdenie odíde, keď sa v kalendári ukáže.`,
  },
  /** No calendar is found on a page on which one was read before. */
  missed: {
    title: "Pípni tu nevidí kalendár, ktorý tu predtým čítalo",
    text: "Ak kalendár na stránke vidíte, žiadna SMS z neho teraz neodíde. Obnovte stránku. Keď to nepomôže, otvorte okno Pípni a zvoľte „Naučiť Pípni tento kalendár“.",
  },
  /** Of a calendar of which nothing leaves, for nobody has said that it is read right. */
  reading: {
    unconfirmed: "Najprv potvrďte, čo Pípni v tomto kalendári číta",
    confirmFirst:
      "Ukážeme vám, odkiaľ berieme čas, meno a telefón každého termínu. Dovtedy odtiaľto nič samo neodíde; zmeny zatiaľ čakajú v okne Pípni.",
    unread: "O týchto termínoch odtiaľto žiadna SMS neodíde a v hromadnej SMS chýbajú. Ostatné čítame ďalej.",
    check: "Skontrolovať čítanie",
    changed: "Tento kalendár sa číta inak, než ste potvrdili",
    ailments: {
      names:
        "Pri väčšine termínov už nenachádzame pacienta. Odtiaľto teraz nič neodíde, kým čítanie neskontrolujete.",
      phones:
        "Pri väčšine termínov už nenachádzame telefón. Odtiaľto teraz nič neodíde, kým čítanie neskontrolujete.",
      ids: "Termíny menia pri každom prekreslení svoje označenie, takže ich nemožno odlíšiť. Odtiaľto teraz nič neodíde, kým čítanie neskontrolujete.",
      days: "Termíny z viacerých dní majú jeden dátum. Odtiaľto teraz nič neodíde, kým čítanie neskontrolujete.",
    },
  },
  found: (count) =>
    `V kalendári ${plural("sk", count, `sa objavila ${digits(count)} zmena, ktorú`, `sa objavili ${digits(count)} zmeny, ktoré`, `sa objavilo ${digits(count)} zmien, ktoré`)} Pípni nevidela vznikať. Rozhodnite v okne Pípni, či o ${plural("sk", count, "nej", "nich", "nich")} pacientom napísať.`,
  feedProblems,
  beyondFeed:
    "Taký vzdialený deň Pípni z tohto kalendára nepozná. Vidí dni od včerajška na pol roka dopredu.",
  marks: {
    comes: "Pacient potvrdil, že príde. Otvoriť správy",
    declines: "Pacient ruší. Otvoriť správy",
    asks: "Neprečítaná odpoveď. Otvoriť správy",
    call: "Pacient správu nedostal, zavolajte. Otvoriť správy",
    otherTime: "Pacient vie iný čas. Otvoriť správy",
    cancelled: "Pacient vie, že je termín zrušený. Otvoriť správy",
  },
};
