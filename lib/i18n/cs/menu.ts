/** The menu beside the pages, and the names of what it leads to. */
export const menu = {
  navigation: "Nabídka",
  groups: { day: "Každý den", setUp: "Nastavení" },
  sections: {
    day: "Den",
    waiting: "Čeká na vás",
    log: "Zprávy",
    patients: "Pacienti",
    calls: "Volání",
    waitingList: "Čekací listina",
    start: "Začínáme",
    gosms: "GoSMS",
    texts: "Texty",
    automation: "Automatika",
    practice: "Ordinace",
    calendars: "Kalendáře",
    advanced: "Pokročilé",
    workstations: "Více počítačů",
    backup: "Záloha a druhý počítač",
    news: "Co je nového",
    about: "Nápověda",
  },
  /** Shown after an update, until somebody has followed it. */
  whatIsNew: "Co je nového v Pípni",
};
