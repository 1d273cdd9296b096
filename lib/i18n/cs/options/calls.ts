import { plural } from "../../language.ts";

export const calls = {
  lead: "Pacienti, které žádná zpráva nezastihla. Seznam si můžete vytisknout.",
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
};
