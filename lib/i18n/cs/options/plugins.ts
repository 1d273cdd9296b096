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
  tryOut: "Vyzkoušet na otevřeném kalendáři",
  trying: "Čteme kalendář…",
  tried: (host: string, appointments: number, people: number, phones: number) =>
    `${host}: ${appointments} ${plural("cs", appointments, "termín", "termíny", "termínů")}, ${people} s pacientem, ${phones} ${plural("cs", phones, "telefon", "telefony", "telefonů")}, na které lze psát.`,
  triedMeans: "Nic se neuložilo ani neodeslalo. Porovnejte počty s tím, co kalendář právě ukazuje.",
  triedNone:
    "Nic se neuložilo ani neodeslalo. Jsou-li v kalendáři termíny vidět, plugin je nenašel: opravte v něm, kde na stránce jsou.",
  triedProblem: {
    invalid: "Text pluginu se mezitím změnil. Zkontrolujte jej znovu.",
    notOpen:
      "Není otevřený žádný kalendář, ke kterému plugin patří. Otevřete jej v prohlížeči a zkuste to znovu. Pípni smí nahlédnout jen na stránky, které jste jí v části Kalendáře povolili.",
    absent:
      "Na otevřené stránce plugin svůj kalendář nenašel. Zobrazte ho na ní, nebo v pluginu opravte, podle čeho se pozná.",
    loading: "Kalendář se právě načítá. Zkuste to za chvíli znovu.",
    network:
      "Tento plugin čte, co odpovídá server kalendáře, a to jde až po přidání. Co čte, pak ukáže okno Zkontrolovat čtení; než to potvrdíte, nic neodejde.",
  },
  triedUnreadable: (host: string, field: string) =>
    `${host}: termíny na stránce jsou, ale víc než pětině z nich chybí údaj \`${field}\`. Opravte v pluginu, kde na stránce je.`,
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
