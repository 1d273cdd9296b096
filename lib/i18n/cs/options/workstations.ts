/** How several computers of a practice share its texts. */
export const workstations = {
  lead: "Je-li tentýž kalendář otevřený na více počítačích, domluví se spolu, kdo kterou zprávu pošle. Pacient ji dostane jednou.",
  how: "Jak odesílá tento počítač",
  modes: {
    alone: "Sám, o jiných neví",
    shows: "Jen ukazuje, neposílá",
    shared: "Dohodne se s ostatními",
  },
  modeHints: {
    alone: "Jiné počítače se stejným kalendářem by pacientům napsaly podruhé.",
    shows:
      "Zprávy z tohoto počítače zůstanou čekat, dokud o nich někdo nerozhodne. Posílá jiný počítač ordinace.",
    shared: "Každá zpráva se nejdřív zapíše na společné místo. Kdo je první, ten ji pošle.",
  },
  place: "Společné místo",
  placeLead:
    "Server etcd ve vaší síti. Nejsou v něm jména, čísla ani texty, jen otisky a časy. Jak jej zavést, popisuje návod docs/workstations.cs.md.",
  address: "Adresa",
  addressHint: "Například https://pult.lan:2379. Má-li server více uzlů, napište adresy všech.",
  addressProblems: {
    empty: "Vyplňte adresu serveru.",
    invalid: "Toto není adresa serveru. Má vypadat například takto: https://pult.lan:2379",
    insecure:
      "Spojení http:// není šifrované. Je povolené jen pro počítače ve vaší síti; použijte adresu s https://.",
  },
  user: "Uživatel",
  userHint: "Uživatel ordinace, všechny počítače mají téhož.",
  password: "Heslo",
  passwordHint: "Zůstane v tomto počítači a v záloze pod heslem.",
  passwordKept: "Uložené. Vyplňte jen nové.",
  name: "Jméno tohoto počítače",
  nameHint: "Ostatní podle něj poznají, kdo zprávu poslal: „recepce 2“.",
  namePlaceholder: "recepce 1",
  test: "Vyzkoušet",
  testing: "Zkouší se…",
  tested: (version: string) => `Server odpovídá a počítač na něj smí zapisovat. Verze ${version}.`,
  join: "Uložit a zapnout",
  joining: "Ukládá se…",
  joined: "Zapnuto. Další počítač připojíte načtením zálohy nastavení s heslem.",
  refused:
    "Prohlížeč přístup k serveru nedostal. Stiskněte tlačítko znovu a v dotazu prohlížeče zvolte Povolit.",
  other: "Další počítač",
  otherText:
    "Na tomto počítači uložte zálohu s heslem (část Záloha a druhý počítač) a na druhém ji načtěte. Pak tam vyplňte jeho jméno.",
  out: "Společné místo teď neodpovídá a nic neodchází",
  older: "Server ví méně než dřív a nic neodchází",
  olderLead: "Nejspíš byl obnoven ze zálohy. Zjistěte, co se s ním stalo, než odejde cokoli dalšího.",
  olderGoOn: "Pokračovat s tímto stavem",
  olderTitle: "Pokračovat s tím, co server ví?",
  olderText:
    "Server byl nejspíš obnoven ze zálohy a zapomněl, co mezitím odešlo. Tento počítač mu znovu řekne, co odeslal nebo o čem ví, a teprve pak bude posílat. Co poslaly jiné počítače, řeknou ony: na všech nejdřív zastavte odesílání, na každém potvrďte tuto otázku a pusťte odesílání, až budou potvrzené všechny.",
  olderYes: "Pokračovat",
  withoutAsking: "Posílat odtud bez dohody",
  withoutTitle: "Posílat odtud bez dohody s ostatními?",
  withoutText:
    "Dokud společné místo neodpoví, tento počítač bude posílat sám. Pošle-li mezitím tutéž zprávu i jiný počítač, pacient ji dostane dvakrát. Neuslyší také, komu se podle jiných počítačů psát nemá. Rozhodněte se tak jen na jednom počítači a ostatním to řekněte.",
  withoutYes: "Posílat odtud",
  withoutOn:
    "Tento počítač posílá bez dohody s ostatními. Jakmile společné místo odpoví, začne se zase domlouvat.",
  askAgain: "Zase se domlouvat",
};
