import { z } from "zod";

/** What can be wrong with a `plugin.json`. Codes, not sentences: `lib/i18n` says them in the user's language. */
export const PluginProblemCode = z.enum([
  // The file and its shape
  "notJson",
  "missing",
  "wrongType",
  "unknownKeys",
  "unknownKey",
  "empty",
  "tooShort",
  "tooLong",
  "tooSmall",
  "tooGreat",
  "notOneOf",
  "noShape",
  // Single values
  "apiMissing",
  "apiNewer",
  "apiOlder",
  "id",
  "version",
  "command",
  "matchPattern",
  "activationEvent",
  "attribute",
  "method",
  "timeZone",
  "placeholderName",
  "selectorSyntax",
  "patternSyntax",
  "patternEndless",
  "formatQuote",
  "formatTwice",
  "formatUnknown",
  "formatEmpty",
  "formatMinutes",
  "fetchDayless",
  "fetchUnknown",
  // Values that do not go together
  "commandUnknown",
  "probeAlone",
  "eventsMissing",
  "selectorMissing",
  "startMissing",
  "idMissing",
  "itemIdMissing",
  "whichMissing",
  "sourceUnknown",
  "sourceInItem",
  "groupMissing",
  "fromMissing",
  "listMissing",
  "rangeMissing",
  "inclusiveMissing",
  "navigatesOnList",
  "excludeOnChange",
  "newUnheard",
  "placeholderBuiltIn",
  "placeholderTwice",
  "placeholderUnread",
  "placeholderUnknown",
  // Where it comes from
  "folder",
  "code",
  "ownName",
]);
export type PluginProblemCode = z.infer<typeof PluginProblemCode>;

/** Whatever a sentence quotes, by the name that stands in its braces. */
const Values = z.record(z.string(), z.string());

export const PluginProblem = z.strictObject({
  /** The plugin's id, as far as it has one. */
  plugin: z.string(),
  /** `contributes.calendars[0].events`; empty for the whole file. */
  path: z.string(),
  code: PluginProblemCode,
  values: Values,
});
export type PluginProblem = z.infer<typeof PluginProblem>;

/** A problem whose place in the file somebody else knows. */
export interface Fault {
  code: PluginProblemCode;
  values?: Readonly<Record<string, string>>;
}
