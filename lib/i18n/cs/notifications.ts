import { plural } from "../language.ts";

/** What the browser shows on the screen. No patient is named where `names` is empty. */
export const notifications = {
  answer: (count: number, names: string) =>
    `${plural("cs", count, "Pacient odpověděl", `${count} pacienti odpověděli`, `${count} pacientů odpovědělo`)} na SMS${names && `: ${names}`}.`,
  unknown: (count: number, names: string) =>
    `Nevíme, zda ${plural("cs", count, "SMS odešla", `${count} SMS odešly`, `${count} SMS odešlo`)}${names && `: ${names}`}. Rozhodněte prosím.`,
  unread: (calendars: string) => `Kalendář ${calendars} se nečte. SMS o jeho změnách teď neodejdou.`,
  stopped: (why: string) => `SMS teď neodcházejí. ${why}`,
  settings: "Část nastavení nelze přečíst.",
};
