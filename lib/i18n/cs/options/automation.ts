/** What leaves by itself, of what a person hears at once, and what is seldom changed. */
export const automation = {
  lead: "Co odchází samo a kdy, a na co vás Pípni upozorní.",
  changes: "Zprávy po změně v kalendáři",
  notifications: {
    title: "Upozornění na obrazovce",
    lead: "Prohlížeč je ukáže i tehdy, když kalendář právě nevidíte. Kliknutí otevře Čeká na vás.",
    kinds: {
      answer: "Pacient odpověděl",
      unknown: "Nevíme, zda SMS odešla",
      unread: "Kalendář se přestal číst",
      stopped: "Odesílání se zastavilo",
    },
    names: "Uvádět jména pacientů",
    namesHint: "Upozornění uvidí i ten, kdo stojí u přepážky. Telefon ani text zprávy se neukáže nikdy.",
    withdrawn: "Prohlížeč upozornění nedovolil, proto se žádné neukáže.",
    allow: "Povolit upozornění",
    refused: "Prohlížeč upozornění nepovolil. Stiskněte znovu a v dotazu prohlížeče zvolte Povolit.",
  },
  advanced: {
    lead: "Co většinou není třeba měnit.",
    numbers: "Odesílání a deník",
    more: "Víc počítačů a záloha",
    workstations: "Kdo posílá, když Pípni běží na více počítačích.",
    backup: "Vše, co je nastavené, v jednom souboru.",
    back: "Zpět na Pokročilé",
  },
};
