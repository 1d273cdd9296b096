import type { pluginProblems as cs } from "../cs/plugin-problems.ts";

const sentences: typeof cs.sentences = {
  notJson: "is no JSON ({why}): correct how it is written",
  missing: "is missing: add {expected}",
  wrongType: "must be {expected}, not {given}: correct the value",
  unknownKeys: "does not know {keys}: correct the name, or take it out",
  unknownKey: "does not know the name `{key}`: correct it, or take it out",
  empty: "is empty: give at least one",
  tooShort: "is too short: give at least {least}",
  tooLong: "must not be longer than {most}: shorten it",
  tooSmall: "must not be smaller than {least}: give a greater number",
  tooGreat: "must not be greater than {most}: give a smaller number",
  notOneOf: "must be one of {values}: choose from these",
  noShape: "has none of the shapes that are allowed: compare it with plugin.schema.json",
  apiMissing: "must be the number {version}: put it there",
  apiNewer: "is {given}, and this Pípni has {version}: update Pípni",
  apiOlder: "is {given}, and this Pípni has {version}: update the plugin",
  id: "must be at most 50 lower-case letters, digits and hyphens, a letter first: rename it",
  version: "must be a version such as `1.0.0`: write it like this",
  command: "must look like `plugin.doSomething`: rename the command",
  matchPattern: "must be a match pattern such as `https://calendar.example/*`: write it like this",
  activationEvent: "must be `onElement:` and a selector: write it like this",
  attribute: "must be the name of an attribute such as `data-id`: correct it",
  method: "must be a method in capital letters, such as `POST`: correct it",
  timeZone: "must be a time zone such as `Europe/Prague`: correct it",
  placeholderName: "must be 2 to 20 capital letters from A to Z: rename the placeholder",
  patternSyntax: "is no regular expression ({why}): correct how it is written",
  patternEndless:
    "repeats a group of varying length, which can take for ever: write the group out, or make its parts fixed",
  formatQuote: "has a quotation mark without its pair: add the other",
  formatTwice: "says the {part} twice: leave one out",
  formatUnknown:
    "does not know `{piece}`: put words into quotation marks, as in `H:mm 'hodin'`; known are {known}",
  formatEmpty: "has neither a date nor a time in it: say what they look like",
  commandUnknown: "`{command}` is not among the plugin's commands: add it to contributes.commands",
  probeAlone: "is missing, and a probe has nobody to talk to: add main, or take probe out",
  eventsMissing: "is missing: say how appointments are read, or add the plugin's code as `main`",
  selectorMissing: "is missing: say which elements are appointments",
  startMissing: "is missing: say where an appointment's start stands",
  idMissing: "is missing: say where its id stands, or give `events.syntheticId`",
  itemIdMissing: "is missing: say which appointment of the page an item belongs to",
  whichMissing: "is missing: say which appointment it is about",
  listMissing:
    "needs a rule of the kind `list`, for the appointments are to be read from the network: add one",
  rangeMissing:
    "is missing: say which days the list covers, for example from `response:from` to `response:to`",
  inclusiveMissing:
    "is missing: write true where the list holds the day of `to` as well, and false where that is the first day after it",
  navigatesOnList: "is for changes: take it out",
  placeholderBuiltIn: "#{name}# is one of Pípni's own, which a plugin may not redefine: choose another name",
  placeholderTwice: "#{name}# is there twice: leave one out",
  placeholderUnread: "nothing reads #{name}#: add a field `#{name}#` beside the appointment's others",
  placeholderUnknown: "the plugin does not contribute #{name}#: add it to contributes.placeholders",
  folder: "must be the name of its folder, not `{id}`: rename one of them",
  code: "is code, which cannot be added: describe the calendar by data",
  ownName: "`{id}` is the name of a plugin that comes with Pípni: choose another",
};

export const pluginProblems: typeof cs = {
  wholeFile: "(the whole file)",
  /** Of values, as JSON has them. */
  types: {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
    record: "an object",
    null: "null",
  },
  sentences,
};
