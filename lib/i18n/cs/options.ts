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

export const options = {
  skip: "Přejít na obsah",
  ...menu,
  loading: "Načítá se…",
  unsaved: "Neuložené změny",
  saving: "Ukládá se…",
  notSaved: "Neuloženo. Opravte prosím označená pole.",

  /** A setting that two windows changed. */
  conflict: {
    text: "Totéž se mezitím uložilo jinak v jiném okně. Vyberte prosím, co platí.",
    takeSaved: "Převzít uložené",
    keepMine: "Ponechat moje",
  },

  guard: {
    title: "Máte neuložené změny",
    text: (section: string) => `Změny v části ${section} zatím nejsou uložené.`,
    save: "Uložit a pokračovat",
    discard: "Zahodit změny",
    stay: "Zůstat zde",
  },

  /** What an administrator has set for many computers. */
  managed: {
    field: "Nastavuje správce počítačů, zde se to změnit nedá.",
    problems: (places: string) =>
      `Správce počítačů nastavil i něco, čemu Pípni nerozumí: ${places}. Na těch místech platí, co je nastaveno zde.`,
  },

  setup: {
    title: "Tři kroky k první SMS",
    progress: (done: number, all: number) => `Hotovo ${done} z ${all}`,
    done: "hotovo",
    todo: "zbývá",
    gosms: "Propojte svůj účet GoSMS",
    practice: "Vyplňte název a telefon ordinace",
    calendars: "Zapněte Pípni ve svém kalendáři",
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
