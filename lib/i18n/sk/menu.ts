import type { menu as cs } from "../cs/menu.ts";

/** The menu beside the pages, and the names of what it leads to. */
export const menu: typeof cs = {
  navigation: "Ponuka",
  groups: { day: "Každý deň", setUp: "Nastavenia" },
  sections: {
    day: "Deň",
    waiting: "Čaká na vás",
    log: "Správy",
    patients: "Pacienti",
    calls: "Volanie",
    waitingList: "Čakacia listina",
    start: "Začíname",
    gosms: "GoSMS",
    texts: "Texty",
    automation: "Automatika",
    practice: "Ordinácia",
    calendars: "Kalendáre",
    advanced: "Pokročilé",
    workstations: "Viac počítačov",
    backup: "Záloha a druhý počítač",
    news: "Čo je nové",
    about: "Pomoc",
  },
  /** Shown after an update, until somebody has followed it. */
  whatIsNew: "Čo je nové v Pípni",
};
