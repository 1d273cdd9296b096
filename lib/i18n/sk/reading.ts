import type { reading as cs } from "../cs/reading.ts";
import { plural } from "../language.ts";

export const reading: typeof cs = {
  title: "Čo Pípni v kalendári číta",
  lead: "Porovnajte niekoľko termínov s kalendárom: súhlasí čas, pacient a telefón? Kým to nepotvrdíte, nič odtiaľto samo neodíde.",
  changedLead:
    "Kalendár sa teraz číta inak, než ste potvrdili. Porovnajte termíny a potvrďte ich znova; dovtedy odtiaľto nič neodíde.",
  loading: "Čítame kalendár…",
  sources: "Odkiaľ sa čo berie",
  parts: { name: "Pacient", phone: "Telefón", doctor: "Lekár", state: "Stav" },
  time: "Čas",
  allDay: "celý deň",
  row: "Termín",
  titlePlace: "názov termínu",
  nowhere: "nečítať",
  example: (place, example) => `${place} (napr. ${example})`,
  orElse: " alebo ",
  takenFrom: (place) => `z prvku ${place}`,
  notRead: "tento údaj sa nečíta",
  teachAnew: "Nesúhlasí to? Naučte kalendár znova v okne Pípni.",
  cancelledStates: "Ktoré stavy znamenajú, že termín neplatí?",
  state: (value, count) => `${value} (${count}×)`,
  noStates: "Kalendár pri termínoch žiadny stav nemá.",
  counts: (all, people, phones) =>
    `${all} ${plural("sk", all, "termín", "termíny", "termínov")}, z toho ${people} s pacientom a ${phones} s telefónom, na ktorý možno písať.`,
  nobody: "bez pacienta, nikdy nedostane SMS",
  cancelled: "zrušený, SMS nedostane",
  crossed: { line: "preškrtnuté, samo SMS nedostane", title: "v názve zrušené, samo SMS nedostane" },
  excluded: "nie je to termín",
  exclude: "Toto nie je termín",
  include: "Vrátiť",
  noPhone: "bez telefónu",
  cannotText: "na toto číslo nemožno písať",
  sharedNumber: (phone, count) =>
    `Číslo ${phone} má ${count} rôznych pacientov. Asi to nie je ich číslo, ale napríklad lekára alebo ordinácie.`,
  nobodyRead: "Pri žiadnom termíne sa nečíta pacient. Vyberte, odkiaľ sa má brať jeho meno.",
  nothingShown:
    "Kalendár teraz neukazuje žiadny termín. Prejdite v ňom na týždeň, v ktorom nejaké sú, a skúste to znova.",
  confirm: "Potvrdiť, číta sa správne",
  confirming: "Ukladá sa…",
  confirmedTitle: "Potvrdené",
  confirmed:
    "Odteraz Pípni číta tento kalendár práve takto. Čo medzitým čakalo, nájdete v okne Pípni. Zmeniť to môžete v Nastaveniach, v časti Kalendáre.",
  closedTitle: "Kalendár nie je otvorený",
  closed: "Otvorte kalendár v prehliadači, počkajte, kým sa načíta, a skúste to znova.",
  ownTitle: "Tento kalendár netreba potvrdzovať",
  own: "Pípni má preň vlastný plugin a vie, čo jeho údaje znamenajú.",
};
