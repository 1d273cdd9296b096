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
  tryOut: "Vyskúšať na otvorenom kalendári",
  trying: "Čítame kalendár…",
  tried: (host: string, appointments: number, people: number, phones: number) =>
    `${host}: ${appointments} ${plural("sk", appointments, "termín", "termíny", "termínov")}, ${people} s pacientom, ${phones} ${plural("sk", phones, "telefón", "telefóny", "telefónov")}, na ktoré možno písať.`,
  triedMeans: "Nič sa neuložilo ani neodoslalo. Porovnajte počty s tým, čo kalendár práve ukazuje.",
  triedNone:
    "Nič sa neuložilo ani neodoslalo. Ak sú v kalendári termíny vidieť, plugin ich nenašiel: opravte v ňom, kde na stránke sú.",
  triedProblem: {
    invalid: "Text pluginu sa medzitým zmenil. Skontrolujte ho znova.",
    notOpen:
      "Nie je otvorený žiadny kalendár, ku ktorému plugin patrí. Otvorte ho v prehliadači a skúste to znova. Pípni smie nahliadnuť len na stránky, ktoré ste jej v časti Kalendáre povolili.",
    absent:
      "Na otvorenej stránke plugin svoj kalendár nenašiel. Zobrazte ho na nej, alebo v plugine opravte, podľa čoho sa spozná.",
    loading: "Kalendár sa práve načítava. Skúste to o chvíľu znova.",
    network:
      "Tento plugin číta, čo odpovedá server kalendára, a to ide až po pridaní. Čo číta, potom ukáže okno Skontrolovať čítanie; kým to nepotvrdíte, nič neodíde.",
  },
  triedUnreadable: (host, field) =>
    `${host}: termíny na stránke sú, ale viac než pätine z nich chýba údaj \`${field}\`. Opravte v plugine, kde na stránke je.`,
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
