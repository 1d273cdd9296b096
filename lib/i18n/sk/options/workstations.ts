/** How several computers of a practice share its texts. */
export const workstations = {
  lead: "Ak je ten istý kalendár otvorený na viacerých počítačoch, dohodnú sa, kto ktorú správu pošle. Pacient ju dostane raz.",
  how: "Ako odosiela tento počítač",
  modes: {
    alone: "Sám, o iných nevie",
    shows: "Iba zobrazuje, neposiela",
    shared: "Dohodne sa s ostatnými",
  },
  modeHints: {
    alone: "Iné počítače s rovnakým kalendárom by pacientom napísali druhýkrát.",
    shows:
      "Správy z tohto počítača zostanú čakať, kým o nich niekto nerozhodne. Posiela iný počítač ambulancie.",
    shared: "Každá správa sa najprv zapíše na spoločné miesto. Kto je prvý, ten ju pošle.",
  },
  place: "Spoločné miesto",
  placeLead:
    "Server etcd vo vašej sieti. Nie sú v ňom mená, čísla ani texty, iba odtlačky a časy. Ako ho zaviesť, opisuje návod docs/workstations.cs.md.",
  address: "Adresa",
  addressHint: "Napríklad https://pult.lan:2379. Ak má server viac uzlov, napíšte adresy všetkých.",
  addressProblems: {
    empty: "Vyplňte adresu servera.",
    invalid: "Toto nie je adresa servera. Má vyzerať napríklad takto: https://pult.lan:2379",
    insecure:
      "Spojenie http:// nie je šifrované. Je povolené iba pre počítače vo vašej sieti; použite adresu s https://.",
  },
  user: "Používateľ",
  userHint: "Používateľ ambulancie, všetky počítače majú toho istého.",
  password: "Heslo",
  passwordHint: "Zostane v tomto počítači a v zálohe pod heslom.",
  passwordKept: "Uložené. Vyplňte iba nové.",
  name: "Meno tohto počítača",
  nameHint: "Ostatní podľa neho spoznajú, kto správu poslal: „recepcia 2“.",
  namePlaceholder: "recepcia 1",
  test: "Vyskúšať",
  testing: "Skúša sa…",
  tested: (version: string) => `Server odpovedá a počítač naň smie zapisovať. Verzia ${version}.`,
  join: "Uložiť a zapnúť",
  joining: "Ukladá sa…",
  joined: "Zapnuté. Ďalší počítač pripojíte načítaním zálohy nastavení s heslom.",
  refused:
    "Prehliadač prístup k serveru nedostal. Stlačte tlačidlo znova a v otázke prehliadača zvoľte Povoliť.",
  other: "Ďalší počítač",
  otherText:
    "Na tomto počítači uložte zálohu s heslom (časť Záloha a druhý počítač) a na druhom ju načítajte. Potom tam vyplňte jeho meno.",
  out: "Spoločné miesto teraz neodpovedá a nič neodchádza",
  older: "Server vie menej ako predtým a nič neodchádza",
  olderLead:
    "Pravdepodobne bol obnovený zo zálohy. Zistite, čo sa s ním stalo, skôr než odíde čokoľvek ďalšie.",
  olderGoOn: "Pokračovať s týmto stavom",
  olderTitle: "Pokračovať s tým, čo server vie?",
  olderText:
    "Server bol pravdepodobne obnovený zo zálohy a zabudol, čo medzitým odišlo. Tento počítač mu znova povie, čo odoslal alebo o čom vie, a až potom bude posielať. Čo poslali iné počítače, povedia ony: na všetkých najprv zastavte odosielanie, na každom potvrďte túto otázku a odosielanie pustite, až budú potvrdené všetky.",
  olderYes: "Pokračovať",
  withoutAsking: "Posielať odtiaľto bez dohody",
  withoutTitle: "Posielať odtiaľto bez dohody s ostatnými?",
  withoutText:
    "Kým spoločné miesto neodpovie, tento počítač bude posielať sám. Ak medzitým tú istú správu pošle aj iný počítač, pacient ju dostane dvakrát. Rozhodnite sa tak iba na jednom počítači a ostatným to povedzte.",
  withoutYes: "Posielať odtiaľto",
  withoutOn:
    "Tento počítač posiela bez dohody s ostatnými. Hneď ako spoločné miesto odpovie, začne sa zase dohadovať.",
  askAgain: "Zase sa dohadovať",
};
