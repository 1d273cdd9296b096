import type { RowProblem } from "../../domain/directory/import.ts";
import type { ColumnField } from "../../domain/directory/table.ts";
import type { patients as cs } from "../cs/patients.ts";
import { digitsIn, plural } from "../language.ts";

const digits = digitsIn("sk");

const count = (all: number) => `${digits(all)} ${plural("sk", all, "pacient", "pacienti", "pacientov")}`;
const rows = (all: number) => `${digits(all)} ${plural("sk", all, "riadok", "riadky", "riadkov")}`;

const fields: Record<ColumnField, string> = {
  name: "Meno a priezvisko",
  firstName: "Krstné meno",
  lastName: "Priezvisko",
  phone: "Telefón",
  code: "ID pacienta",
  language: "Jazyk správ",
  consent: "Súhlas s SMS",
  optOut: "Nechce SMS",
  optOutSource: "Nechce SMS: zdroj",
  optOutPhone: "Nechce SMS: číslo pre všetkých",
};

const problems: Record<Exclude<RowProblem["code"], "phone">, string> = {
  quotes: "Úvodzovky na riadku nie sú uzavreté.",
  shifted:
    "Riadok má viac buniek než stĺpcov: vnútri bunky stojí oddeľovač. Nič z neho sme neuložili, opravte ho v súbore.",
  letters: "Niektoré písmená v riadku sa nedajú prečítať. Uložte súbor v kódovaní UTF-8.",
  vcardBroken: "Vizitka je poškodená.",
  noName: "Chýba meno aj ID, nevidno, o koho ide.",
  codeTwice: "Rovnaké ID má v súbore aj iné meno.",
  unclear: "V adresári je viac ľudí tohto mena a čísla.",
  language: "Jazyku nerozumieme. Platí jazyk ordinácie.",
  optOut: "Údaju v stĺpci Nechce SMS nerozumieme. Radšej mu SMS neposielame.",
};

export const patients: typeof cs = {
  lead: "Vlastný adresár ordinácie: čísla pre kalendáre, kde sú len mená, jazyk správ a kto SMS nechce. Zostáva v tomto prehliadači.",
  search: "Hľadať pacienta",
  searchHint: "meno, číslo alebo ID",
  add: "Pridať pacienta",
  import: "Načítať zo súboru",
  export: "Uložiť do súboru",
  exportFile: (day) => `pacienti-${day}.csv`,
  count,
  found: (some, all) => `Nájdených ${digits(some)} z ${digits(all)}`,
  more: "Zobraziť ďalšie",
  list: "Pacienti",
  noName: "bez mena",
  noPhone: "bez čísla",
  edit: (name) => `Upraviť: ${name}`,
  conversation: "Čo sa poslalo",
  conversationOf: (name) => `Čo sa poslalo: ${name}`,
  emptyTitle: "Adresár je zatiaľ prázdny",
  empty:
    "Nemusíte ho plniť, ak má váš kalendár pri termínoch telefóny. Inak načítajte pacientov zo súboru alebo ich pridajte ručne.",
  nothingTitle: "Nikto taký tu nie je",
  nothing: "Skontrolujte, ako je meno napísané. Na diakritike a poradí nezáleží.",
  optedOut: "Nechce SMS",

  dialog: {
    add: "Nový pacient",
    edit: "Úprava pacienta",
    name: "Meno a priezvisko",
    nobody: "Vyplňte meno alebo ID, podľa ktorého pacienta v kalendári spoznáme, alebo aspoň číslo.",
    phone: "Telefón",
    phoneHint: "Číslo, ktoré tu opravíte, platí namiesto toho v kalendári.",
    phoneUnusable: (reason) => `Na toto číslo sa SMS poslať nedá. ${reason}`,
    code: "ID pacienta v kalendári",
    codeHint: "Nepovinné. Spolu s menom rozlíši pacientov rovnakého mena.",
    language: "Jazyk správ",
    languageOfPractice: (name) => `ako ordinácia (${name})`,
    optOut: "Nechce SMS",
    optOutHint: "Neodíde mu žiadna správa, ani taká, ktorá už čaká.",
    since: "Od kedy",
    sinceInvalid: "Zadajte deň.",
    source: "Ako to povedal",
    sources: ["telefonicky", "osobne", "odpoveďou na SMS", "písomne"],
    wholeNumber: (phone) => `Na číslo ${phone} nepísať nikomu`,
    wholeNumberHint: "Ani o inom pacientovi, ktorý má rovnaké číslo.",
    save: "Uložiť",
    remove: "Zmazať",
    merge: "Zlúčiť s iným…",
    gone: "Tento pacient medzičasom v adresári nie je. Nič sa neuložilo.",
  },

  removal: {
    title: (name) => `Zmazať z adresára: ${name}?`,
    text: "Zmizne aj jeho číslo, jazyk a voľba, či ide o tohto pacienta. Odoslané správy v prehľade zostanú.",
    optOut: "Pacient nechce SMS. Po zmazaní by mu mohli zase odchádzať.",
    confirm: "Zmazať",
  },

  merging: {
    title: (name) => `Zlúčiť: ${name}`,
    lead: "Vyberte druhý záznam toho istého človeka. Zostane jeden; čo v ňom chýba, doplní sa z druhého. Ak nechce SMS aspoň jeden z nich, nebude ich dostávať ani zlúčený.",
    search: "Druhý záznam",
    candidates: "Nájdené záznamy",
    nobody: "Nikto iný nezodpovedá.",
    result: "Po zlúčení",
    confirm: "Zlúčiť",
  },

  importing: {
    title: "Načítať pacientov zo súboru",
    lead: "Tabuľka CSV alebo adresár vCard (verzie 3 a 4). Oddeľovač a kódovanie spoznáme.",
    file: "Súbor",
    unreadable:
      "Súbor sa nepodarilo prečítať. Skontrolujte, či je to tabuľka CSV alebo vCard; z Excelu ho uložte ako CSV.",
    empty: "V súbore nie je žiadny riadok s pacientom.",
    tooLarge: "Súbor je príliš veľký (najviac 50 MB).",
    about: (all, encoding) => `${rows(all)}, kódovanie ${encoding}`,
    hasHeadings: "Prvý riadok sú nadpisy",
    columns: "Čo je v ktorom stĺpci",
    column: (at) => `Stĺpec ${at}`,
    ignore: "vynechať",
    fields,
    fieldTwice: "Dva stĺpce nemôžu znamenať to isté.",
    fieldMissing: "Vyberte stĺpec s menom alebo s ID pacienta.",
    preview: "Ukážka",
    check: "Skontrolovať",
    checking: (done, all) => `Kontroluje sa ${digits(done)} z ${digits(all)}`,
    planTitle: "Čo sa stane",
    added: (all) => `Pribudne: ${count(all)}`,
    updated: (all) => `Zmení sa: ${count(all)}`,
    unchanged: (all) => `Bez zmeny: ${count(all)}`,
    leftOut: (all) => `Nenačíta sa: ${rows(all)}`,
    kept: "Čísla, mená a jazyky, ktoré ste opravili ručne, ani voľba Nechce SMS sa nezmenia.",
    report: (all) => `Čomu nerozumieme (${rows(all)})`,
    reportAt: "Riadok",
    reportWho: "Pacient",
    reportWhy: "Prečo",
    reportMore: (all) => `a ešte ${rows(all)}`,
    reportSave: "Uložiť zoznam do súboru",
    reportFile: "pacienti-nenacitane.csv",
    problems,
    phone: (reason) => `Na číslo sa nebude dať poslať SMS. ${reason}`,
    confirm: (all) => `Načítať (${digits(all)})`,
    nothingToDo: "Nie je čo načítať, adresár už všetko obsahuje.",
    writing: (done, all) => `Ukladá sa ${digits(done)} z ${digits(all)}`,
    progress: "Priebeh",
    failed: "Načítanie sa nepodarilo a v adresári sa nič nezmenilo. Skúste to znova.",
    doneTitle: "Hotovo",
    done: (all) => `V adresári je nový alebo iný: ${count(all)}.`,
    back: "Späť",
    close: "Zavrieť",
  },
};
