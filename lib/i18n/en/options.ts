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
  skip: "Skip to content",
  ...menu,
  loading: "Loading…",
  unsaved: "Unsaved changes",
  saving: "Saving…",
  notSaved: "Not saved. Please correct the marked fields.",

  /** A setting that two windows changed. */
  conflict: {
    text: "The same setting was changed in another window. Please choose which one to keep.",
    takeSaved: "Use the saved one",
    keepMine: "Keep mine",
  },

  guard: {
    title: "You have unsaved changes",
    text: (section) => `The changes under ${section} have not been saved yet.`,
    save: "Save and continue",
    discard: "Discard changes",
    stay: "Stay here",
  },

  /** What an administrator has set for many computers. */
  managed: {
    field: "Set by your administrator. It cannot be changed here.",
    problems: (places: string) =>
      `Your administrator has set something that Pípni does not understand: ${places}. In those places what is set here counts.`,
  },

  setup: {
    title: "Three steps to the first SMS",
    progress: (done, all) => `${done} of ${all} done`,
    done: "done",
    todo: "to do",
    gosms: "Connect your GoSMS account",
    practice: "Fill in the practice’s name and phone",
    calendars: "Switch Pípni on in your calendar",
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
