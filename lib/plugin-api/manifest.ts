import { z } from "zod";
import type { PluginProblemCode } from "../domain/plugin-problem.ts";
import { ContributedPlaceholder, isBuiltIn } from "../domain/text/placeholder.ts";
import { declarationProblems, type Misplaced, placeholderFields } from "./declaration-problems.ts";
import { DeclaredCalendar } from "./declared-calendar.ts";
import { selectorProblem } from "./selector.ts";

/**
 * `plugin.json`: everything about a plugin that is not code. The background parses it and hands it to pages as data, so
 * that no page has to load this schema.
 */

/** The version of the plugin interface that this Pípni has. */
export const apiVersion = 1;

/** If a value can be wrong in only one way, the code of that problem is the message. */
const told = (code: PluginProblemCode): string => code;

const Text = z.string().min(1).max(300);
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, told("id"));
const Command = z.string().regex(/^[a-z][\w-]*(\.[\w-]+)+$/i, told("command"));
const MatchPattern = z
  .string()
  .regex(/^(?:\*|https?):\/\/(?:\*|(?:\*\.)?[^/*:]+)(?::\d+)?\/.*$/, told("matchPattern"));
const Selector = Text.superRefine((selector, context) => {
  const params = selectorProblem(selector);
  if (params) context.addIssue({ code: "custom", params });
});
const ActivationEvent = z
  .string()
  .regex(/^onElement:.+$/, told("activationEvent"))
  .superRefine((event, context) => {
    const params = selectorProblem(event.replace(/^onElement:/, ""));
    if (params) context.addIssue({ code: "custom", params });
  });

export const ToolbarItem = z.strictObject({
  command: Command.describe("One of `contributes.commands`"),
  anchor: Selector.describe(
    "Selector of the element to stand in or by; the first item whose element is on the page wins",
  ),
  place: z
    .enum(["append", "prepend", "before"])
    .describe(
      "`before` puts a slim bar in front of the element, for calendars without a toolbar of their own",
    ),
});
export type ToolbarItem = z.infer<typeof ToolbarItem>;

const Decoration = z.strictObject({
  elements: Selector.describe(
    "Selector of the elements that each show one appointment; `drawn.ts` tells which",
  ),
});

const Manifest = z.strictObject({
  $schema: z.string().optional().describe("Where editors find this schema"),
  id: Id.describe("The name of the plugin's folder"),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, told("version")),
  apiVersion: z
    .literal(apiVersion, {
      error: ({ input }) =>
        told(typeof input !== "number" ? "apiMissing" : input > apiVersion ? "apiNewer" : "apiOlder"),
    })
    .describe("The version of the plugin interface that the plugin is written for"),
  name: Text,
  description: Text,
  matches: z
    .array(MatchPattern)
    .min(1)
    .describe("Addresses that the plugin is for, where nobody has chosen it by hand"),
  activationEvents: z
    .array(ActivationEvent)
    .min(1)
    .describe("The plugin's code is loaded into a page once one of these comes true"),
  fallback: z
    .boolean()
    .optional()
    .describe("For a kind of calendar at large: gives way where another plugin knows the page itself"),
  main: z.literal("./plugin.ts").optional().describe("Code that runs beside the page, in the isolated world"),
  probe: z.literal("./probe.ts").optional().describe("Code that runs in the page's own world, and observes"),
  contributes: z.strictObject({
    calendars: z
      .array(z.strictObject({ id: Id, title: Text, ...DeclaredCalendar.partial().shape }))
      .describe("Without `main`, how each is read; with it, only their names"),
    commands: z.array(z.strictObject({ command: Command, title: Text })).default([]),
    toolbar: z.array(ToolbarItem).default([]),
    decorations: z
      .array(Decoration)
      .max(5)
      .optional()
      .describe(
        "Where marks of what patients know and answered may be drawn; needless for what is read from the page",
      ),
    placeholders: z
      .array(ContributedPlaceholder)
      .max(20)
      .default([])
      .describe("What templates may ask for beside Pípni's own; each appointment brings its values"),
  }),
});

/** Problems between values that are each valid on their own. */
function disagreements({ contributes, main, probe }: z.infer<typeof Manifest>): Misplaced[] {
  const { calendars, commands, toolbar, placeholders } = contributes;
  const found: Misplaced[] = [];
  const known = new Set(commands.map(({ command }) => command));
  toolbar.forEach(({ command }, index) => {
    const path = ["contributes", "toolbar", index, "command"];
    if (!known.has(command)) found.push({ path, code: "commandUnknown", values: { command } });
  });
  if (probe !== undefined && main === undefined) found.push({ path: ["main"], code: "probeAlone" });
  const names = placeholders.map(({ name }) => name);
  names.forEach((name, index) => {
    const at = { path: ["contributes", "placeholders", index, "name"], values: { name } };
    if (isBuiltIn(name)) found.push({ ...at, code: "placeholderBuiltIn" });
    if (names.indexOf(name) < index) found.push({ ...at, code: "placeholderTwice" });
  });
  // Only a plugin without code needs to say how its calendars are read.
  if (main !== undefined) return found;
  const read = new Set<string>();
  calendars.forEach((calendar, index) => {
    const within = ({ path, ...rest }: Misplaced): Misplaced => ({
      ...rest,
      path: ["contributes", "calendars", index, ...path],
    });
    found.push(...declarationProblems(calendar).map(within));
    for (const { name, path } of placeholderFields(calendar)) {
      read.add(name);
      if (!names.includes(name)) found.push(within({ path, code: "placeholderUnknown", values: { name } }));
    }
  });
  names.forEach((name, index) => {
    const path = ["contributes", "placeholders", index];
    if (!read.has(name)) found.push({ path, code: "placeholderUnread", values: { name } });
  });
  return found;
}

export const PluginManifest = Manifest.superRefine((manifest, context) => {
  for (const { path, ...params } of disagreements(manifest))
    context.addIssue({ code: "custom", path: [...path], params });
});
export type PluginManifest = z.infer<typeof PluginManifest>;
