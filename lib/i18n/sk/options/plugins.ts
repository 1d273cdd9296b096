import type { plugins as cs } from "../../cs/options/plugins.ts";
import { plural } from "../../language.ts";

export const plugins: typeof cs = {
  title: "Pluginy",
  own: "súčasť Pípni",
  added: "pridaný",
  version: (version) => `verzia ${version}`,
  brings: (what) => `Vie: ${what}.`,
  reads: "čítať termíny",
  automatic: "spoznať zmeny",
  button: "tlačidlo Hromadná SMS",
  matches: "Pre adresy",
  on: "Zapnuté",
  toggle: (name) => `Plugin zapnutý: ${name}`,
  export: "Uložiť do súboru",
  exportOne: (name) => `Uložiť do súboru: ${name}`,
  remove: "Odobrať",
  removeOne: (name) => `Odobrať plugin ${name}`,
  removeTitle: (name) => `Odobrať plugin ${name}?`,
  removeText: "Kalendáre, ktoré číta, Pípni prestane čítať a žiadna SMS z nich neodíde.",
  usedBy: (calendars) => `Ručne je zvolený pre: ${calendars}.`,
  broken: "Tejto verzii Pípni plugin nevyhovuje, a preto sa nepoužíva. Čo v ňom treba opraviť:",
  add: "Pridať plugin",
  addLead:
    "Plugin opisuje jeden kalendár dátami: kde na stránke sú termíny a ktoré požiadavky ich menia. Pridávajte len pluginy, ktorým veríte: určujú, komu sa píše.",
  file: "Súbor plugin.json",
  text: "Alebo sem vložte jeho text",
  tooLong: "Text je dlhší ako 200 000 znakov. Taký plugin Pípni neprijme.",
  check: "Skontrolovať",
  checking: "Kontroluje sa…",
  invalid: (count) =>
    `Plugin sa nedá pridať: ${plural("sk", count, "1 chyba", `${count} chyby`, `${count} chýb`)}. Nič sa nezmenilo. Čo opraviť:`,
  install: "Pridať",
  replace: "Nahradiť",
  adding: "Pridáva sa…",
  done: (name) => `Plugin ${name} je pridaný. Otvorené kalendáre ho už používajú.`,
  replaces: (before, after) =>
    before === after
      ? `Nahradí plugin toho istého mena a verzie ${before}.`
      : `Nahradí verziu ${before || "?"} verziou ${after}.`,
  freshMatches: "Nové adresy:",
  goneMatches: "Už nie pre adresy:",
  teach: "Naučiť kalendár ukázaním",
  teachLead:
    "Pre kalendár, ktorý žiadny plugin nečíta. Otvorte jeho adresu tlačidlom nižšie, prípadne sa prihláste a v paneli, ktorý sa na stránke objaví, ukážte na jeden termín. Na otvorenej stránke to isté ponúka okienko Pípni.",
  teachOpen: "Otvoriť a naučiť",
  teachOpening: "Otvára sa…",
};
