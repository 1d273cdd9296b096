import type { pluginProblems as cs } from "../cs/plugin-problems.ts";

const sentences: typeof cs.sentences = {
  notJson: "is not valid JSON ({why}): correct the syntax",
  missing: "is missing: add {expected}",
  wrongType: "must be {expected}, not {given}: correct the value",
  unknownKeys: "does not know {keys}: correct the name, or remove it",
  unknownKey: "does not know the name `{key}`: correct it, or remove it",
  empty: "is empty: add at least one",
  tooShort: "is too short: use at least {least}",
  tooLong: "must not be longer than {most}: shorten it",
  tooSmall: "must not be smaller than {least}: use a larger number",
  tooGreat: "must not be larger than {most}: use a smaller number",
  notOneOf: "must be one of {values}: choose one of these",
  noShape: "does not have an allowed shape: compare it with plugin.schema.json",
  apiMissing: "must be the number {version}: add it",
  apiNewer: "is {given}, and this Pípni has {version}: update Pípni",
  apiOlder: "is {given}, and this Pípni has {version}: update the plugin",
  id: "must be at most 50 lower-case letters, digits and hyphens, starting with a letter: rename it",
  version: "must be a version such as `1.0.0`: write it like this",
  command: "must look like `plugin.doSomething`: rename the command",
  matchPattern: "must be a match pattern such as `https://calendar.example/*`: write it like this",
  activationEvent: "must be `onElement:` and a selector: write it like this",
  attribute: "must be the name of an attribute such as `data-id`: correct it",
  method: "must be a method in capital letters, such as `POST`: correct it",
  timeZone: "must be a time zone such as `Europe/Prague`: correct it",
  placeholderName: "must be 2 to 20 capital letters from A to Z: rename the placeholder",
  selectorSyntax:
    "is no selector that browsers understand (`{odd}`): try it in the browser's console with document.querySelectorAll, and correct it",
  patternSyntax: "is not a valid regular expression ({why}): correct the syntax",
  patternEndless:
    "would search some texts for an unbearably long time: begin it with `^`, write which characters may stand there instead of `.*` (for example `[^,]*`), and do not repeat a group that itself repeats something",
  formatQuote: "has an unclosed quotation mark: close it",
  formatTwice: "has the {part} twice: remove one",
  formatUnknown:
    "does not know `{piece}`: put words in quotation marks, as in `H:mm 'hodin'`; it knows {known}",
  formatEmpty: "has neither a date nor a time: say what they look like",
  formatMinutes: "has `mm`, which are minutes: write months as `MM`",
  fetchDayless:
    "does not say where in the address the day belongs, so the same one would be read again and again: add it, as in `?day={yyyy-MM-dd}`",
  fetchUnknown:
    "has `{odd}` in braces, which Pípni does not know: the year is `yyyy`, the month `MM`, the day `dd`, or else `epoch-s` or `epoch-ms`",
  commandUnknown: "`{command}` is not among the plugin's commands: add it to contributes.commands",
  probeAlone: "is missing, and a probe needs it to talk to: add main, or remove probe",
  eventsMissing: "is missing: say how appointments are read, or add the plugin's code as `main`",
  selectorMissing: "is missing: say which elements are appointments",
  startMissing: "is missing: say where to find an appointment's start",
  idMissing: "is missing: say where to find its id, or add `events.syntheticId`",
  itemIdMissing: "is missing: say which appointment of the page an item belongs to",
  whichMissing: "is missing: say which appointment it is about",
  sourceUnknown:
    "begins with `{word}:`, which means nothing here: write `request:`, `response:` or `url:`; if the field itself is called so, write `request:{given}`",
  sourceInItem: "is `{given}`, but a list is read item by item: write a path within the item, such as `$.id`",
  groupMissing:
    "reads the part `{name}` of the address, which the expression in `url` does not name (it names {known}): put it into `(?<{name}>…)` there, or correct the name",
  fromMissing: "refers to the field `{name}`, which is not there: add it, or correct the name",
  listMissing: "needs a rule of the kind `list`, because the appointments are read from the network: add one",
  rangeMissing:
    "is missing: say which days the list covers, for example from `response:from` to `response:to`",
  inclusiveMissing:
    "is missing: write true if the list includes the day of `to`, and false if that is the first day after it",
  navigatesOnList: "is only for changes: remove it",
  excludeOnChange: "is only for rules of the kind `list`: remove it",
  newUnheard:
    "is only for rules of the kind `save` whose answer the page waits for: remove it, or remove `navigates`",
  placeholderBuiltIn: "#{name}# belongs to Pípni, and a plugin may not redefine it: choose another name",
  placeholderTwice: "#{name}# is there twice: remove one",
  placeholderUnread: "nothing reads #{name}#: add a field `#{name}#` to the appointment's fields",
  placeholderUnknown: "the plugin does not contribute #{name}#: add it to contributes.placeholders",
  folder: "must be the same as its folder's name, not `{id}`: rename one of them",
  code: "is code, which cannot be added: describe the calendar with data",
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
