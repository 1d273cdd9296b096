import { plural } from "../../language.ts";

export const calls = {
  lead: "Pacienti, které žádná zpráva nezastihla, kteří ruší nebo se na něco ptají. Komu jste zavolali, si tu odškrtnete.",
  day: "Den",
  print: "Vytisknout",
  time: "Čas",
  patient: "Pacient",
  phone: "Telefon",
  why: "Proč",
  count: (count: number) =>
    `Zavolat je třeba ${count} ${plural("cs", count, "pacientovi", "pacientům", "pacientům")}.`,
  nobody: "Na tento den není komu volat.",
  listed: "Seznam vychází z odeslaných zpráv a z kalendáře, který máte otevřený.",
  notListed:
    "Žádný kalendář teď není otevřený, seznam proto vychází jen z odeslaných zpráv. Pacienti bez telefonu, kterým se nikdy nic neposílalo, v něm chybějí; otevřete kalendář na tomto dni.",
  called: "Zavoláno",
  of: (what: string, name: string) => `${what}: ${name}`,
  undo: "Vrátit",
  note: "Poznámka",
  noteHint: "nebere, přijde jindy…",
  answer: (text: string) => `Odpověď: „${text}“`,
  done: (count: number) => `Zavoláno: ${count}.`,
  allDone: "Všem je zavoláno.",
  failed: "Uložit se to nepodařilo. Zkuste to prosím znovu.",
};
