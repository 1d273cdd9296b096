import type { Part } from "../../domain/site-reading/site-reading.ts";
import { plural } from "../language.ts";

/** The window in which a person confirms what is read in a calendar. */

const parts: Record<Part, string> = {
  name: "Pacient",
  phone: "Telefon",
  doctor: "Lékař",
  state: "Stav",
};

export const reading = {
  title: "Co Pípni v kalendáři čte",
  lead: "Porovnejte několik termínů s kalendářem: souhlasí čas, pacient a telefon? Dokud to nepotvrdíte, nic odtud samo neodejde.",
  changedLead:
    "Kalendář se teď čte jinak, než jste potvrdili. Porovnejte termíny a potvrďte je znovu; do té doby odtud nic neodejde.",
  loading: "Čteme kalendář…",
  sources: "Odkud se co bere",
  parts,
  time: "Čas",
  allDay: "celý den",
  row: "Termín",
  titlePlace: "název termínu",
  nowhere: "nečíst",
  example: (place: string, example: string) => `${place} (např. ${example})`,
  orElse: " nebo ",
  takenFrom: (place: string) => `z prvku ${place}`,
  notRead: "tento údaj se nečte",
  teachAnew: "Nesouhlasí to? Naučte kalendář znovu v okně Pípni.",
  cancelledStates: "Které stavy znamenají, že termín neplatí?",
  state: (value: string, count: number) => `${value} (${count}×)`,
  noStates: "Kalendář u termínů žádný stav nemá.",
  counts: (all: number, people: number, phones: number) =>
    `${all} ${plural("cs", all, "termín", "termíny", "termínů")}, z toho ${people} s pacientem a ${phones} s telefonem, na který lze psát.`,
  nobody: "bez pacienta, nikdy nedostane SMS",
  cancelled: "zrušený, SMS nedostane",
  crossed: { line: "přeškrtnuté, samo SMS nedostane", title: "v názvu zrušené, samo SMS nedostane" },
  excluded: "není to termín",
  exclude: "Toto není termín",
  include: "Vrátit",
  noPhone: "bez telefonu",
  cannotText: "na toto číslo nelze psát",
  sharedNumber: (phone: string, count: number) =>
    `Číslo ${phone} má ${count} různých pacientů. Nejspíš to není jejich číslo, ale třeba lékaře nebo ordinace.`,
  nobodyRead: "U žádného termínu se nečte pacient. Vyberte, odkud se má brát jeho jméno.",
  nothingShown:
    "Kalendář teď neukazuje žádný termín. Přejděte v něm na týden, ve kterém nějaké jsou, a zkuste to znovu.",
  confirm: "Potvrdit, čte se správně",
  confirming: "Ukládá se…",
  confirmedTitle: "Potvrzeno",
  confirmed:
    "Od teď Pípni čte tento kalendář právě takhle. Co mezitím čekalo, najdete v okně Pípni. Změnit to můžete v Nastavení, v části Kalendáře.",
  closedTitle: "Kalendář není otevřený",
  closed: "Otevřete kalendář v prohlížeči, počkejte, až se načte, a zkuste to znovu.",
  ownTitle: "Tento kalendář není třeba potvrzovat",
  own: "Pípni má pro něj vlastní plugin a ví, co jeho údaje znamenají.",
};
