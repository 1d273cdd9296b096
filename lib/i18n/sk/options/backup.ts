import type { Strength } from "../../../domain/backup/password.ts";
import type { BackupPart, SettingsPart } from "../../../domain/backup/review.ts";
import type { backup as cs } from "../../cs/options/backup.ts";
import { digitsIn, plural } from "../../language.ts";

const digits = digitsIn("sk");

const settingsParts: Record<SettingsPart, string> = {
  practice: "údaje ambulancie",
  templates: "texty správ",
  ownTexts: "vlastné texty",
  sending: "odosielanie",
  log: "ako dlho sa uchováva prehľad",
  reminders: "pripomenutia",
  dismissedWords: "výrazy, na ktoré sa neupozorňuje",
  notifications: "upozornenia na obrazovke",
  waitingList: "čakacia listina",
  marks: "značky v kalendári",
  language: "jazyk stránok",
};

const parts: Record<BackupPart, string> = {
  settings: "Nastavenia",
  sites: "Kalendár",
  readings: "Čo sa v kalendári číta",
  feeds: "Kalendár podľa adresy",
  plugins: "Plugin",
  credentials: "Prístup do GoSMS",
  patients: "Pacient",
  choices: "Koho ste vybrali k termínu",
  waitingList: "Čakacia listina",
  workstations: "Spoločné odosielanie s ostatnými počítačmi",
};

const strength: Record<Strength, string> = {
  short: "Heslo je krátke. Zvoľte aspoň 10 znakov, najlepšie štyri slová, ktoré spolu nesúvisia.",
  weak: "Slabé heslo: kto by súbor získal, ho najskôr uhádne. Pridajte slovo alebo dve.",
  fair: "Dobré heslo.",
  strong: "Silné heslo.",
};

export const backup: typeof cs = {
  lead: "Všetko, čo je v Pípni nastavené, v jednom súbore: pre druhý počítač v ambulancii aj pre prípad, že sa s týmto niečo stane.",
  save: {
    title: "Uložiť zálohu",
    what: "V súbore budú texty správ, údaje ambulancie, pravidlá odosielania, kalendáre a pluginy. Prehľad odoslaných správ v ňom nie je.",
    withSecrets: "Pridať pod heslom aj prístup do GoSMS, adresy kalendárov a adresár pacientov",
    without:
      "Bez nich musíte na druhom počítači GoSMS prepojiť znova a kalendáre podľa adresy pridať znova. Adresár pacientov v zálohe nebude.",
    password: "Heslo zálohy",
    again: "Heslo ešte raz",
    keep: "Heslo si poznačte. Bez neho túto časť zálohy nikto neotvorí, ani my nie.",
    strength,
    differs: "Heslá sa líšia. Napíšte ich, prosím, znova.",
    button: "Uložiť do súboru",
    busy: "Ukladá sa…",
    file: (day: string) => `pipni-zaloha-${day}.json`,
    done: (file: string) => `Záloha ${file} je medzi stiahnutými súbormi.`,
    failed: "Zálohu sa nepodarilo vytvoriť, nič sa neuložilo. Skúste to znova.",
  },
  load: {
    title: "Načítať zálohu",
    what: "Skôr než sa niečo zmení, uvidíte, čo v súbore je. Čo je len na tomto počítači, zostane.",
    file: "Súbor so zálohou",
    problems: {
      torn: "Súbor je poškodený alebo sa nestiahol celý. Nič sa nezmenilo. Stiahnite ho, prosím, znova.",
      foreign:
        "Toto nie je záloha z Pípni. Nič sa nezmenilo. Vyberte súbor, ktorý sa začína slovom pipni-zaloha.",
      newer:
        "Zálohu uložila novšia verzia Pípni. Nič sa nezmenilo. Najprv Pípni na tomto počítači aktualizujte.",
      tooLarge: "Súbor je príliš veľký (najviac 200 MB). Nič sa nezmenilo.",
      failed: "Zálohu sa nepodarilo prečítať. Nič sa nezmenilo. Skúste to znova.",
    },
    locked: "Prístup do GoSMS, adresy kalendárov a pacienti sú v zálohe pod heslom.",
    password: "Heslo zálohy",
    wrong: "Heslo nesedí, alebo je súbor poškodený. Nič sa nezmenilo.",
    unlock: "Odomknúť",
    unlocking: "Odomyká sa…",
    withoutPassword: "Pokračovať bez hesla",
  },
  review: {
    title: "Načítať túto zálohu?",
    from: (moment: string) => `Uložená ${moment}.`,
    settings: (names: string) => `Prepíše sa: ${names}.`,
    settingsParts,
    sorts: { calendars: "Kalendáre", readings: "Potvrdenia, čo sa v kalendári číta", plugins: "Pluginy" },
    counted: (sort: string, added: number, changed: number, unchanged: number) =>
      `${sort}: pribudne ${digits(added)}, prepíše sa ${digits(changed)}, bez zmeny ${digits(unchanged)}.`,
    overwritten: (names: string) => `Prepíše sa: ${names}.`,
    credentials: {
      added: "Prístup do GoSMS: pribudne.",
      changed: "Prístup do GoSMS: prepíše sa iným.",
      same: "Prístup do GoSMS: bez zmeny.",
    },
    workstations: {
      added: "Spoločné odosielanie s ostatnými počítačmi: pribudne.",
      changed: "Spoločné odosielanie s ostatnými počítačmi: prepíše sa iným.",
      same: "Spoločné odosielanie s ostatnými počítačmi: bez zmeny.",
    },
    patients: (added: number, updated: number, unchanged: number) =>
      `Pacienti: pribudne ${digits(added)}, zmení sa ${digits(updated)}, bez zmeny ${digits(unchanged)}. Voľba Nechce SMS sa nikomu nezruší.`,
    waitingList: (added, unchanged) =>
      `Čakacia listina: pribudne ${digits(added)}, bez zmeny ${digits(unchanged)}.`,
    nothing: "Všetko z tejto zálohy už na tomto počítači je.",
    leavingTitle: "Po načítaní začnú správy odchádzať samy",
    leaving: (kinds: string) =>
      `Doteraz z tohto počítača samy neodchádzali: ${kinds}. Z kalendárov, ktoré ešte len povolíte, odídu až potom.`,
    more: (count: number) =>
      `Podľa nových pravidiel ${plural("sk", count, "odíde navyše", "odídu navyše", "odíde navyše")} ${digits(count)} pripomenutí.`,
    hold: "Odosielanie zatiaľ nechať zastavené",
    holdHint: "Spustíte ho, keď sa na tomto počítači pozriete, že je všetko v poriadku.",
    seen: "Pripomenutia termínov, ktoré nevznikli na tomto počítači, zostanú vypnuté: posielali by ich oba počítače. Ak je toto jediný počítač, zapnite ich potom v časti Automatika.",
    feeds: (names: string) =>
      `Zmeny z adresy sa samy posielať nebudú (${names}): posielali by ich oba počítače. Ak je toto jediný počítač, zapnite to potom v časti Kalendáre.`,
    leftOut: "Čo sa nenačíta",
    parts,
    broken: (part: string, name: string) => `${part} ${name}: zápis v súbore je poškodený.`,
    noAddress: (name: string) =>
      `${name}: adresa kalendára je pod heslom. Otvorte zálohu s heslom, alebo kalendár pridajte znova.`,
    known: (name: string) => `${name}: tento kalendár tu už je.`,
    cancel: "Nič nenačítať",
    confirm: "Načítať zálohu",
    writing: "Načítava sa…",
    failed:
      "Načítanie sa nedokončilo. Niečo už môže byť zmenené. Načítajte zálohu znova: nič sa tým nezdvojí a žiadna správa neodíde dvakrát.",
  },
  done: {
    text: "Záloha je načítaná.",
    held: "Odosielanie je zastavené. Spustíte ho v okienku Pípni hore v prehliadači.",
    grantTitle: "Povoľte kalendáre",
    grant:
      "Povolenie čítať stránku kalendára v súbore prísť nemôže. Kým ho neudelíte, z kalendára nič neodíde.",
    allow: "Povoliť",
    allowOne: (name: string) => `Povoliť: ${name}`,
    refused: "Prehliadač povolenie nedostal. Kalendár sa nečíta a nič z neho neodíde.",
  },
};
