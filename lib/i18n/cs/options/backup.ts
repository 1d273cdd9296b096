import type { Strength } from "../../../domain/backup/password.ts";
import type { BackupPart, SettingsPart } from "../../../domain/backup/review.ts";
import { digitsIn, plural } from "../../language.ts";

const digits = digitsIn("cs");

const settingsParts: Record<SettingsPart, string> = {
  practice: "údaje ordinace",
  templates: "texty zpráv",
  ownTexts: "vlastní texty",
  sending: "odesílání",
  log: "jak dlouho se uchovává přehled",
  reminders: "připomenutí",
  dismissedWords: "výrazy, na které se neupozorňuje",
  notifications: "upozornění na obrazovce",
  waitingList: "čekací listina",
  marks: "značky v kalendáři",
  language: "jazyk stránek",
};

const parts: Record<BackupPart, string> = {
  settings: "Nastavení",
  sites: "Kalendář",
  readings: "Co se v kalendáři čte",
  feeds: "Kalendář podle adresy",
  plugins: "Plugin",
  credentials: "Přístup do GoSMS",
  patients: "Pacient",
  choices: "Koho jste vybrali k termínu",
  waitingList: "Čekací listina",
  workstations: "Společné odesílání s ostatními počítači",
};

const strength: Record<Strength, string> = {
  short: "Heslo je krátké. Zvolte aspoň 10 znaků, nejlépe čtyři slova, která spolu nesouvisejí.",
  weak: "Slabé heslo: kdo by soubor získal, nejspíš je uhodne. Přidejte slovo nebo dvě.",
  fair: "Dobré heslo.",
  strong: "Silné heslo.",
};

export const backup = {
  lead: "Vše, co je v Pípni nastavené, v jednom souboru: pro druhý počítač v ordinaci i pro případ, že se s tímto něco stane.",
  save: {
    title: "Uložit zálohu",
    what: "V souboru budou texty zpráv, údaje ordinace, pravidla odesílání, kalendáře a pluginy. Přehled odeslaných zpráv v něm není.",
    withSecrets: "Přidat pod heslem i přístup do GoSMS, adresy kalendářů a adresář pacientů",
    without:
      "Bez nich musíte na druhém počítači GoSMS propojit znovu a kalendáře podle adresy přidat znovu. Adresář pacientů v záloze nebude.",
    password: "Heslo zálohy",
    again: "Heslo ještě jednou",
    keep: "Heslo si poznamenejte. Bez něj tuto část zálohy nikdo neotevře, ani my ne.",
    strength,
    differs: "Hesla se liší. Napište je prosím znovu.",
    button: "Uložit do souboru",
    busy: "Ukládá se…",
    file: (day: string) => `pipni-zaloha-${day}.json`,
    done: (file: string) => `Záloha ${file} je mezi staženými soubory.`,
    failed: "Zálohu se nepodařilo vytvořit, nic se neuložilo. Zkuste to znovu.",
  },
  load: {
    title: "Načíst zálohu",
    what: "Než se něco změní, uvidíte, co v souboru je. Co je jen na tomto počítači, zůstane.",
    file: "Soubor se zálohou",
    problems: {
      torn: "Soubor je poškozený nebo se nestáhl celý. Nic se nezměnilo. Stáhněte jej prosím znovu.",
      foreign:
        "Toto není záloha z Pípni. Nic se nezměnilo. Vyberte soubor, který začíná slovem pipni-zaloha.",
      newer:
        "Zálohu uložila novější verze Pípni. Nic se nezměnilo. Nejdřív Pípni na tomto počítači aktualizujte.",
      tooLarge: "Soubor je příliš velký (nejvýše 200 MB). Nic se nezměnilo.",
      failed: "Zálohu se nepodařilo přečíst. Nic se nezměnilo. Zkuste to znovu.",
    },
    locked: "Přístup do GoSMS, adresy kalendářů a pacienti jsou v záloze pod heslem.",
    password: "Heslo zálohy",
    wrong: "Heslo nesouhlasí, nebo je soubor poškozený. Nic se nezměnilo.",
    unlock: "Odemknout",
    unlocking: "Odemyká se…",
    withoutPassword: "Pokračovat bez hesla",
  },
  review: {
    title: "Načíst tuto zálohu?",
    from: (moment: string) => `Uložena ${moment}.`,
    settings: (names: string) => `Přepíše se: ${names}.`,
    settingsParts,
    sorts: { calendars: "Kalendáře", readings: "Potvrzení, co se v kalendáři čte", plugins: "Pluginy" },
    counted: (sort: string, added: number, changed: number, unchanged: number) =>
      `${sort}: přibude ${digits(added)}, přepíše se ${digits(changed)}, beze změny ${digits(unchanged)}.`,
    overwritten: (names: string) => `Přepíše se: ${names}.`,
    credentials: {
      added: "Přístup do GoSMS: přibude.",
      changed: "Přístup do GoSMS: přepíše se jiným.",
      same: "Přístup do GoSMS: beze změny.",
    },
    workstations: {
      added: "Společné odesílání s ostatními počítači: přibude.",
      changed: "Společné odesílání s ostatními počítači: přepíše se jiným.",
      same: "Společné odesílání s ostatními počítači: beze změny.",
    },
    patients: (added: number, updated: number, unchanged: number) =>
      `Pacienti: přibude ${digits(added)}, změní se ${digits(updated)}, beze změny ${digits(unchanged)}. Volba Nechce SMS se nikomu nezruší.`,
    waitingList: (added: number, unchanged: number) =>
      `Čekací listina: přibude ${digits(added)}, beze změny ${digits(unchanged)}.`,
    nothing: "Vše z této zálohy už na tomto počítači je.",
    leavingTitle: "Po načtení začnou zprávy odcházet samy",
    leaving: (kinds: string) =>
      `Dosud z tohoto počítače samy neodcházely: ${kinds}. Z kalendářů, které teprve povolíte, odejdou až potom.`,
    more: (count: number) =>
      `Podle nových pravidel ${plural("cs", count, "odejde navíc", "odejdou navíc", "odejde navíc")} ${digits(count)} připomenutí.`,
    hold: "Odesílání zatím nechat zastavené",
    holdHint: "Spustíte je, až se na tomto počítači podíváte, že je vše v pořádku.",
    seen: "Připomenutí termínů, které nevznikly na tomto počítači, zůstanou vypnutá: posílaly by je oba počítače. Je-li toto jediný počítač, zapněte je pak v části Automatika.",
    feeds: (names: string) =>
      `Změny z adresy se samy posílat nebudou (${names}): posílaly by je oba počítače. Je-li toto jediný počítač, zapněte to pak v části Kalendáře.`,
    leftOut: "Co se nenačte",
    parts,
    broken: (part: string, name: string) => `${part} ${name}: zápis v souboru je poškozený.`,
    noAddress: (name: string) =>
      `${name}: adresa kalendáře je pod heslem. Otevřete zálohu s heslem, nebo kalendář přidejte znovu.`,
    known: (name: string) => `${name}: tento kalendář už zde je.`,
    cancel: "Nic nenačítat",
    confirm: "Načíst zálohu",
    writing: "Načítá se…",
    failed:
      "Načtení se nedokončilo. Něco už může být změněné. Načtěte zálohu znovu: nic se tím nezdvojí a žádná zpráva neodejde dvakrát.",
  },
  done: {
    text: "Záloha je načtená.",
    held: "Odesílání je zastavené. Spustíte je v okénku Pípni nahoře v prohlížeči.",
    grantTitle: "Povolte kalendáře",
    grant:
      "Povolení číst stránku kalendáře v souboru přijít nemůže. Dokud je neudělíte, z kalendáře nic neodejde.",
    allow: "Povolit",
    allowOne: (name: string) => `Povolit: ${name}`,
    refused: "Prohlížeč povolení nedostal. Kalendář se nečte a nic z něj neodejde.",
  },
};
