import { plural } from "../../language.ts";

export const plugins = {
  title: "Pluginy",
  own: "součást Pípni",
  added: "přidaný",
  version: (version: string) => `verze ${version}`,
  brings: (what: string) => `Umí: ${what}.`,
  reads: "číst termíny",
  automatic: "poznat změny",
  button: "tlačítko Hromadná SMS",
  matches: "Pro adresy",
  on: "Zapnuto",
  toggle: (name: string) => `Plugin zapnut: ${name}`,
  export: "Uložit do souboru",
  exportOne: (name: string) => `Uložit do souboru: ${name}`,
  remove: "Odebrat",
  removeOne: (name: string) => `Odebrat plugin ${name}`,
  removeTitle: (name: string) => `Odebrat plugin ${name}?`,
  removeText: "Kalendáře, které čte, Pípni přestane číst a žádná SMS z nich neodejde.",
  usedBy: (calendars: string) => `Ručně je zvolen pro: ${calendars}.`,
  broken: "Této verzi Pípni plugin nevyhovuje, a proto se nepoužívá. Co je v něm třeba opravit:",
  add: "Přidat plugin",
  addLead:
    "Plugin popisuje jeden kalendář daty: kde na stránce jsou termíny a které požadavky je mění. Přidávejte jen pluginy, kterým věříte: určují, komu se píše.",
  file: "Soubor plugin.json",
  text: "Nebo sem vložte jeho text",
  tooLong: "Text je delší než 200 000 znaků. Takový plugin Pípni nepřijme.",
  check: "Zkontrolovat",
  checking: "Kontroluje se…",
  invalid: (count: number) =>
    `Plugin nelze přidat: ${plural("cs", count, "1 závada", `${count} závady`, `${count} závad`)}. Nic se nezměnilo. Co opravit:`,
  install: "Přidat",
  replace: "Nahradit",
  adding: "Přidává se…",
  done: (name: string) => `Plugin ${name} je přidaný. Otevřené kalendáře jej už používají.`,
  replaces: (before: string, after: string) =>
    before === after
      ? `Nahradí plugin téhož jména a verze ${before}.`
      : `Nahradí verzi ${before || "?"} verzí ${after}.`,
  freshMatches: "Nově i pro adresy:",
  goneMatches: "Už ne pro adresy:",
  teach: "Naučit kalendář ukázáním",
  teachLead:
    "Pro kalendář, který žádný plugin nečte. Otevřete jeho adresu tlačítkem níže, případně se přihlaste a v panelu, který se na stránce objeví, ukažte na jeden termín. Na otevřené stránce totéž nabízí okénko Pípni.",
  teachOpen: "Otevřít a naučit",
  teachOpening: "Otevírá se…",
};
