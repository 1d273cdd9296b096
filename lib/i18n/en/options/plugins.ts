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
