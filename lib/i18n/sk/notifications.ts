import type { notifications as cs } from "../cs/notifications.ts";
import { plural } from "../language.ts";

/** What the browser shows on the screen. No patient is named where `names` is empty. */
export const notifications: typeof cs = {
  answer: (count, names) =>
    `${plural("sk", count, "Pacient odpovedal", `${count} pacienti odpovedali`, `${count} pacientov odpovedalo`)} na SMS${names && `: ${names}`}.`,
  unknown: (count, names) =>
    `Nevieme, či ${plural("sk", count, "SMS odišla", `${count} SMS odišli`, `${count} SMS odišlo`)}${names && `: ${names}`}. Rozhodnite, prosím.`,
  unread: (calendars) => `Kalendár ${calendars} sa nečíta. SMS o jeho zmenách teraz neodídu.`,
  stopped: (why) => `SMS teraz neodchádzajú. ${why}`,
  settings: "Časť nastavení sa nedá prečítať.",
};
