import { z } from "zod";

/**
 * `plugin.json`: everything about a plugin that is not code. Built-in plugins are checked by a test, so that no
 * page has to carry this schema.
 */
const Text = z.string().min(1).max(300);
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, "must be lower-case letters, digits and hyphens");
const Command = z.string().regex(/^[a-z][\w-]*(\.[\w-]+)+$/i, "must look like `plugin.doSomething`");
/** `https://calendar.example/*`, as browsers write it. */
const MatchPattern = z
  .string()
  .regex(
    /^(?:\*|https?):\/\/(?:\*|(?:\*\.)?[^/*:]+)(?::\d+)?\/.*$/,
    "must be a match pattern such as `https://calendar.example/*`",
  );
const ActivationEvent = z.string().regex(/^onElement:.+$/, "must be `onElement:` and a selector");

export const ToolbarItem = z.strictObject({
  command: Command,
  /** Selector of the element to stand in or by; the first item whose element is on the page wins. */
  anchor: Text,
  /** `before` puts a slim bar in front of the element, for calendars without a toolbar. */
  place: z.enum(["append", "prepend", "before"]),
});
export type ToolbarItem = z.infer<typeof ToolbarItem>;

export const PluginManifest = z
  .strictObject({
    id: Id,
    version: z.string().regex(/^\d+\.\d+\.\d+$/, "must be a version such as `1.0.0`"),
    apiVersion: z.literal(1),
    name: Text,
    description: Text,
    matches: z.array(MatchPattern).min(1),
    activationEvents: z.array(ActivationEvent).min(1),
    /** For a kind of calendar at large: gives way where another plugin knows the page itself. */
    fallback: z.boolean().optional(),
    main: z.literal("./plugin.ts").optional(),
    probe: z.literal("./probe.ts").optional(),
    contributes: z.strictObject({
      calendars: z.array(z.strictObject({ id: Id, title: Text })),
      commands: z.array(z.strictObject({ command: Command, title: Text })),
      toolbar: z.array(ToolbarItem),
      placeholders: z.array(z.strictObject({ name: z.string().regex(/^[A-Z]{2,20}$/), title: Text })),
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
        message: `\`${command}\` is not among the plugin's commands`,
      });
    });
    if (contributes.calendars.length > 0 && main === undefined) {
      context.addIssue({
        code: "custom",
        path: ["main"],
        message: "is needed to read the contributed calendars",
      });
    }
    if (probe !== undefined && main === undefined) {
      context.addIssue({
        code: "custom",
        path: ["main"],
        message: "is needed: a probe has nobody to talk to",
      });
    }
  });
export type PluginManifest = z.infer<typeof PluginManifest>;

export class InvalidManifest extends Error {
  override name = "InvalidManifest";
}

const where = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "") || "(the whole file)";

/**
 * @param folder the plugin's folder, which its id must equal.
 * @throws InvalidManifest with a line for each problem: plugin, path, and what is wrong.
 */
export function parseManifest(folder: string, data: unknown): PluginManifest {
  const result = PluginManifest.safeParse(data);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${folder}: ${where(issue.path)}: ${issue.message}`);
  if (result.success && result.data.id !== folder) {
    problems.push(`${folder}: id: must be the name of its folder, not \`${result.data.id}\``);
  }
  if (!result.success || problems.length > 0) throw new InvalidManifest(problems.join("\n"));
  return result.data;
}
