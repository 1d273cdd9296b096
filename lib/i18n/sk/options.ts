import type { options as cs } from "../cs/options.ts";
import { menu } from "./menu.ts";
import { news } from "./news.ts";
import { about } from "./options/about.ts";
import { automation } from "./options/automation.ts";
import { backup } from "./options/backup.ts";
import { calendars } from "./options/calendars.ts";
import { calls } from "./options/calls.ts";
import { conversation } from "./options/conversation.ts";
import { doctorTexts } from "./options/doctor-texts.ts";
import { feeds } from "./options/feeds.ts";
import { gosms } from "./options/gosms.ts";
import { log } from "./options/log.ts";
import { messages } from "./options/messages.ts";
import { month } from "./options/month.ts";
import { ownTexts } from "./options/own-texts.ts";
import { plugins } from "./options/plugins.ts";
import { practice } from "./options/practice.ts";
import { start } from "./options/start.ts";
import { waitingList } from "./options/waiting-list.ts";
import { workstations } from "./options/workstations.ts";

export const options: typeof cs = {
  skip: "Prejsť na obsah",
  ...menu,
  loading: "Načítava sa…",
  unsaved: "Neuložené zmeny",
  saving: "Ukladá sa…",
  notSaved: "Neuložené. Opravte, prosím, označené polia.",

  /** A setting that two windows changed. */
  conflict: {
    text: "To isté sa medzitým uložilo inak v inom okne. Vyberte prosím, čo platí.",
    takeSaved: "Prevziať uložené",
    keepMine: "Ponechať moje",
  },

  guard: {
    title: "Máte neuložené zmeny",
    text: (section) => `Zmeny v časti ${section} zatiaľ nie sú uložené.`,
    save: "Uložiť a pokračovať",
    discard: "Zahodiť zmeny",
    stay: "Zostať tu",
  },

  /** What an administrator has set for many computers. */
  managed: {
    field: "Nastavuje správca počítačov, tu sa to zmeniť nedá.",
    problems: (places: string) =>
      `Správca počítačov nastavil aj niečo, čomu Pípni nerozumie: ${places}. Na tých miestach platí, čo je nastavené tu.`,
  },

  setup: {
    title: "Tri kroky k prvej SMS",
    progress: (done, all) => `Hotovo ${done} z ${all}`,
    done: "hotovo",
    todo: "zostáva",
    gosms: "Prepojte svoj účet GoSMS",
    practice: "Vyplňte názov a telefón ordinácie",
    calendars: "Zapnite Pípni vo svojom kalendári",
  },

  start,
  gosms,
  practice,
  messages,
  doctorTexts,
  ownTexts,
  automation,
  calendars,
  feeds,
  backup,
  workstations,
  plugins,
  calls,
  waitingList,
  log,
  conversation,
  month,
  news,
  about,
};
