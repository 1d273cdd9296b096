import type { menu as cs } from "../cs/menu.ts";

/** The menu beside the pages, and the names of what it leads to. */
export const menu: typeof cs = {
  navigation: "Menu",
  groups: { day: "Every day", setUp: "Settings" },
  sections: {
    day: "Day",
    waiting: "Waiting for you",
    log: "Messages",
    patients: "Patients",
    calls: "Calls",
    waitingList: "Waiting list",
    start: "First steps",
    gosms: "GoSMS",
    texts: "Texts",
    automation: "Automatic",
    practice: "Practice",
    calendars: "Calendars",
    advanced: "Advanced",
    workstations: "Several computers",
    backup: "Backup and second computer",
    news: "What is new",
    about: "Help",
  },
  /** Shown after an update, until somebody has followed it. */
  whatIsNew: "What is new in Pípni",
};
