import type { plugins as cs } from "../../cs/options/plugins.ts";
import { plural } from "../../language.ts";

export const plugins: typeof cs = {
  title: "Plugins",
  own: "part of Pípni",
  added: "added",
  version: (version) => `version ${version}`,
  brings: (what) => `Can: ${what}.`,
  reads: "read appointments",
  automatic: "recognise changes",
  button: "show the Bulk SMS button",
  matches: "For addresses",
  on: "On",
  toggle: (name) => `Plugin on: ${name}`,
  export: "Save to a file",
  exportOne: (name) => `Save to a file: ${name}`,
  remove: "Remove",
  removeOne: (name) => `Remove the plugin ${name}`,
  removeTitle: (name) => `Remove the plugin ${name}?`,
  removeText: "Pípni will stop reading the calendars this plugin is for, and no SMS will be sent from them.",
  usedBy: (calendars) => `You chose it for: ${calendars}.`,
  broken: "This version of Pípni cannot use the plugin. What to correct in it:",
  add: "Add a plugin",
  addLead:
    "A plugin describes one calendar with data: where the appointments are on the page and which requests change them. Only add plugins you trust: they decide who gets messages.",
  file: "The file plugin.json",
  text: "Or paste its text here",
  tooLong: "The text is longer than 200,000 characters. Pípni does not accept plugins that long.",
  check: "Check",
  checking: "Checking…",
  invalid: (count) =>
    `The plugin cannot be added: ${plural("en", count, "1 problem", `${count} problems`, `${count} problems`)}. Nothing has changed. What to correct:`,
  tryOut: "Try it on an open calendar",
  trying: "Reading the calendar…",
  tried: (host: string, appointments: number, people: number, phones: number) =>
    `${host}: ${appointments} ${plural("en", appointments, "appointment", "appointments", "appointments")}, ${people} with a patient, ${phones} ${plural("en", phones, "phone number", "phone numbers", "phone numbers")} that can be texted.`,
  triedMeans: "Nothing was saved or sent. Compare the numbers with what the calendar shows right now.",
  triedNone:
    "Nothing was saved or sent. If the calendar does show appointments, the plugin did not find them: correct where on the page they are.",
  triedProblem: {
    invalid: "The plugin's text has changed meanwhile. Check it again.",
    notOpen:
      "No calendar that this plugin is for is open. Open it in the browser and try again. Pípni can only look into pages that you have allowed under Calendars.",
    absent:
      "The plugin did not find its calendar on the open page. Show the calendar there, or correct in the plugin how to recognise it.",
    loading: "The calendar is still loading. Try again in a moment.",
    network:
      "This plugin reads what the calendar's server answers, which works only once it is added. The window Check what is read will then show what it reads; until you confirm that, nothing is sent.",
  },
  triedUnreadable: (host, field) =>
    `${host}: there are appointments on the page, but more than a fifth of them lack \`${field}\`. Correct where on the page it is.`,
  install: "Add",
  replace: "Replace",
  adding: "Adding…",
  done: (name) => `The plugin ${name} has been added. Open calendars already use it.`,
  replaces: (before, after) =>
    before === after
      ? `It replaces the plugin of the same name and version ${before}.`
      : `It replaces version ${before || "?"} with version ${after}.`,
  freshMatches: "New addresses:",
  goneMatches: "Addresses removed:",
  teach: "Teach a calendar by pointing",
  teachLead:
    "For a calendar that no plugin reads. Open its address with the button below, sign in if needed, and use the panel on the page to point at one appointment. On an open page, Pípni's popup offers the same.",
  teachOpen: "Open and teach",
  teachOpening: "Opening…",
};
