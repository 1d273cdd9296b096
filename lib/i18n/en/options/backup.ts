import type { Strength } from "../../../domain/backup/password.ts";
import type { BackupPart, SettingsPart } from "../../../domain/backup/review.ts";
import type { backup as cs } from "../../cs/options/backup.ts";
import { digitsIn, plural } from "../../language.ts";

const digits = digitsIn("en");

const settingsParts: Record<SettingsPart, string> = {
  practice: "details of the practice",
  templates: "texts of messages",
  ownTexts: "own texts",
  sending: "sending",
  log: "how long the log is kept",
  reminders: "reminders",
  dismissedWords: "words that are not warned of",
  notifications: "notifications on the screen",
  waitingList: "waiting list",
  marks: "marks in the calendar",
  language: "language of the pages",
};

const parts: Record<BackupPart, string> = {
  settings: "Settings",
  sites: "Calendar",
  readings: "What is read in the calendar",
  feeds: "Calendar by address",
  plugins: "Plugin",
  credentials: "Access to GoSMS",
  patients: "Patient",
  choices: "Whom you picked for an appointment",
  waitingList: "Waiting list",
  workstations: "Sending together with the other computers",
};

const strength: Record<Strength, string> = {
  short: "The password is short. Choose at least 10 characters, best four words that do not belong together.",
  weak: "A weak password: whoever gets the file is likely to guess it. Add a word or two.",
  fair: "A good password.",
  strong: "A strong password.",
};

export const backup: typeof cs = {
  lead: "Everything that is set in Pípni, in one file: for the practice's second computer, and in case something happens to this one.",
  save: {
    title: "Save a backup",
    what: "The file holds the texts of messages, the practice's details, the rules of sending, calendars and plugins. The log of sent messages is not in it.",
    withSecrets:
      "Add access to GoSMS, addresses of calendars and the directory of patients, under a password",
    without:
      "Without them you have to connect GoSMS anew on the second computer, and add calendars by address anew. The directory of patients will not be in the backup.",
    password: "Password of the backup",
    again: "The password once more",
    keep: "Note the password down. Without it nobody opens this part of the backup, nor can we.",
    strength,
    differs: "The passwords differ. Please write them again.",
    button: "Save to a file",
    busy: "Saving…",
    file: (day: string) => `pipni-backup-${day}.json`,
    done: (file: string) => `The backup ${file} is among your downloads.`,
    failed: "The backup could not be made, and nothing was saved. Try again.",
  },
  load: {
    title: "Load a backup",
    what: "You will see what is in the file before anything changes. What only this computer has stays.",
    file: "File with the backup",
    problems: {
      torn: "The file is damaged or was not downloaded whole. Nothing has changed. Please download it again.",
      foreign: "This is no backup of Pípni. Nothing has changed. Choose the file that Pípni saved.",
      newer:
        "A newer version of Pípni saved this backup. Nothing has changed. Update Pípni on this computer first.",
      tooLarge: "The file is too large (200 MB at most). Nothing has changed.",
      failed: "The backup could not be read. Nothing has changed. Try again.",
    },
    locked: "Access to GoSMS, addresses of calendars and patients are under a password in the backup.",
    password: "Password of the backup",
    wrong: "The password is not right, or the file is damaged. Nothing has changed.",
    unlock: "Unlock",
    unlocking: "Unlocking…",
    withoutPassword: "Go on without the password",
  },
  review: {
    title: "Load this backup?",
    from: (moment: string) => `Saved ${moment}.`,
    settings: (names: string) => `Will be overwritten: ${names}.`,
    settingsParts,
    sorts: { calendars: "Calendars", readings: "Confirmations of what is read", plugins: "Plugins" },
    counted: (sort: string, added: number, changed: number, unchanged: number) =>
      `${sort}: ${digits(added)} added, ${digits(changed)} overwritten, ${digits(unchanged)} unchanged.`,
    overwritten: (names: string) => `Will be overwritten: ${names}.`,
    credentials: {
      added: "Access to GoSMS: added.",
      changed: "Access to GoSMS: overwritten with another.",
      same: "Access to GoSMS: unchanged.",
    },
    workstations: {
      added: "Sending together with the other computers: added.",
      changed: "Sending together with the other computers: overwritten with another.",
      same: "Sending together with the other computers: unchanged.",
    },
    patients: (added: number, updated: number, unchanged: number) =>
      `Patients: ${digits(added)} added, ${digits(updated)} changed, ${digits(unchanged)} unchanged. Nobody who does not want SMS loses that.`,
    waitingList: (added, unchanged) =>
      `Waiting list: ${digits(added)} will be added, ${digits(unchanged)} stay as they are.`,
    nothing: "Everything in this backup is on this computer already.",
    leavingTitle: "After this, messages will leave by themselves",
    leaving: (kinds: string) =>
      `Until now these did not leave by themselves from this computer: ${kinds}. From calendars that you are yet to allow, they leave only after that.`,
    more: (count: number) =>
      `By the new rules ${digits(count)} more ${plural("en", count, "reminder leaves", "reminders leave", "reminders leave")}.`,
    hold: "Leave sending stopped for now",
    holdHint: "You start it once you have seen that all is well on this computer.",
    seen: "Reminders of appointments that were not made on this computer stay off: both computers would send them. If this is the only computer, switch them on under Automatic afterwards.",
    feeds: (names: string) =>
      `Changes from the address will not be sent by themselves (${names}): both computers would send them. If this is the only computer, switch that on under Calendars afterwards.`,
    leftOut: "What will not be loaded",
    parts,
    broken: (part: string, name: string) => `${part} ${name}: what the file says is damaged.`,
    noAddress: (name: string) =>
      `${name}: the calendar's address is under the password. Open the backup with it, or add the calendar anew.`,
    known: (name: string) => `${name}: this calendar is here already.`,
    cancel: "Load nothing",
    confirm: "Load the backup",
    writing: "Loading…",
    failed:
      "Loading did not finish. Something may have changed already. Load the backup again: nothing is doubled by that, and no message leaves twice.",
  },
  done: {
    text: "The backup is loaded.",
    held: "Sending is stopped. You start it in Pípni's little window at the top of the browser.",
    grantTitle: "Allow the calendars",
    grant:
      "The permission to read a calendar's page cannot come in a file. Until you give it, nothing leaves of the calendar.",
    allow: "Allow",
    allowOne: (name: string) => `Allow: ${name}`,
    refused: "The browser got no permission. The calendar is not read, and nothing leaves of it.",
  },
};
