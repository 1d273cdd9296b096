import { z } from "zod";
import { DeclaredCalendar, declarationProblems } from "./declared-calendar.ts";

/**
 * `plugin.json`: everything about a plugin that is not code. Built-in plugins are checked by a test, so that no
 * page has to carry this schema.
 */

/** The version of the plugin interface that this Pípni has. */
export const apiVersion = 1;

const Text = z.string().min(1).max(300);
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, "must be lower-case letters, digits and hyphens");
const Command = z.string().regex(/^[a-z][\w-]*(\.[\w-]+)+$/i, "must look like `plugin.doSomething`");
const MatchPattern = z
  .string()
  .regex(
    /^(?:\*|https?):\/\/(?:\*|(?:\*\.)?[^/*:]+)(?::\d+)?\/.*$/,
    "must be a match pattern such as `https://calendar.example/*`",
  );
const ActivationEvent = z.string().regex(/^onElement:.+$/, "must be `onElement:` and a selector");

export const ToolbarItem = z.strictObject({
  command: Command.describe("One of `contributes.commands`"),
  anchor: Text.describe(
    "Selector of the element to stand in or by; the first item whose element is on the page wins",
  ),
  place: z
    .enum(["append", "prepend", "before"])
    .describe(
      "`before` puts a slim bar in front of the element, for calendars without a toolbar of their own",
    ),
});
export type ToolbarItem = z.infer<typeof ToolbarItem>;

export const PluginManifest = z
  .strictObject({
    $schema: z.string().optional().describe("Where editors find this schema"),
    id: Id.describe("The name of the plugin's folder"),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, "must be a version such as `1.0.0`"),
    apiVersion: z
      .literal(apiVersion, {
        error: ({ input }) =>
          typeof input === "number"
            ? `is ${input}, and this Pípni has ${apiVersion}: ${input > apiVersion ? "update Pípni" : "update the plugin"}`
            : `must be the number ${apiVersion}`,
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
    main: z
      .literal("./plugin.ts")
      .optional()
      .describe("Code that runs beside the page, in the isolated world"),
    probe: z
      .literal("./probe.ts")
      .optional()
      .describe("Code that runs in the page's own world, and observes"),
    contributes: z.strictObject({
      calendars: z
        .array(z.strictObject({ id: Id, title: Text, ...DeclaredCalendar.partial().shape }))
        .describe("Without `main`, how each is read; with it, only their names"),
      commands: z.array(z.strictObject({ command: Command, title: Text })),
      toolbar: z.array(ToolbarItem),
      placeholders: z.array(
        z.strictObject({
          name: z.string().regex(/^[A-Z]{2,20}$/, "must be 2 to 20 capital letters"),
          title: Text,
        }),
      ),
    }),
  })
  .superRefine(({ contributes, main, probe }, context) => {
    const commands = new Set(contributes.commands.map(({ command }) => command));
    contributes.toolbar.forEach(({ command }, index) => {
      if (commands.has(command)) return;
      const path = ["contributes", "toolbar", index, "command"];
      context.addIssue({
        code: "custom",
        path,
        message: `\`${command}\` is not among the plugin's commands: add it to contributes.commands`,
      });
    });
    contributes.calendars.forEach((calendar, index) => {
      if (main !== undefined) return;
      for (const { path, message } of declarationProblems(calendar)) {
        context.addIssue({ code: "custom", path: ["contributes", "calendars", index, ...path], message });
      }
    });
    if (probe !== undefined && main === undefined) {
      context.addIssue({
        code: "custom",
        path: ["main"],
        message: "is needed: a probe has nobody to talk to",
      });
    }
  });
export type PluginManifest = z.infer<typeof PluginManifest>;
