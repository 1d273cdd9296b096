import type { calls as cs } from "../../cs/options/calls.ts";
import { plural } from "../../language.ts";

export const calls: typeof cs = {
  lead: "Pacienti, ktorých žiadna správa nezastihla, ktorí rušia alebo sa na niečo pýtajú. Komu ste zavolali, si tu odškrtnete.",
  day: "Deň",
  print: "Vytlačiť",
  time: "Čas",
  patient: "Pacient",
  phone: "Telefón",
  why: "Prečo",
  count: (count: number) =>
    `Zavolať treba ${count} ${plural("sk", count, "pacientovi", "pacientom", "pacientom")}.`,
  nobody: "Na tento deň nie je komu volať.",
  listed: "Zoznam vychádza z odoslaných správ a z kalendára, ktorý máte otvorený.",
  notListed:
    "Žiadny kalendár teraz nie je otvorený, zoznam preto vychádza len z odoslaných správ. Pacienti bez telefónu, ktorým sa nikdy nič neposielalo, v ňom chýbajú; otvorte kalendár na tomto dni.",
  called: "Zavolané",
  of: (what, name) => `${what}: ${name}`,
  undo: "Vrátiť",
  note: "Poznámka",
  noteHint: "neberie, príde inokedy…",
  answer: (text) => `Odpoveď: „${text}“`,
  done: (count) => `Zavolané: ${count}.`,
  allDone: "Všetkým je zavolané.",
  failed: "Nepodarilo sa to uložiť. Skúste to prosím znova.",
};
