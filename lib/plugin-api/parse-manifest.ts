import type { z } from "zod";
import { PluginManifest } from "./manifest.ts";

export class InvalidManifest extends Error {
  override name = "InvalidManifest";
}

const where = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "") || "(the whole file)";

const list = (names: readonly unknown[]): string => names.map((name) => `\`${String(name)}\``).join(", ");

/** What is wrong and what to do about it. */
function advice(issue: z.core.$ZodIssue, data: unknown): string {
  const given = issue.path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    data,
  );
  switch (issue.code) {
    case "invalid_type":
      return given === undefined
        ? `is missing: add it, as ${issue.expected}`
        : `must be ${issue.expected}, not ${given === null ? "null" : Array.isArray(given) ? "an array" : typeof given}`;
    case "unrecognized_keys":
      return `does not know ${list(issue.keys)}: correct the name, or take it out`;
    case "too_small":
      return given === "" || (Array.isArray(given) && given.length === 0)
        ? "is empty: give at least one"
        : `must not be smaller than ${issue.minimum}`;
    case "too_big":
      return `must not be ${typeof given === "number" ? "greater" : "longer"} than ${issue.maximum}`;
    case "invalid_value":
      // A schema's own words come as its message.
      return issue.message.startsWith("Invalid") ? `must be one of ${list(issue.values)}` : issue.message;
    default:
      return issue.message;
  }
}

/**
 * @param folder the plugin's folder, which its id must equal; `null` for a file from elsewhere
 * @throws InvalidManifest with a line for each problem: plugin, path, what is wrong, and what to do
 */
export function parseManifest(folder: string | null, data: unknown): PluginManifest {
  const result = PluginManifest.safeParse(data);
  const id =
    typeof data === "object" && data !== null && "id" in data ? String(data.id).slice(0, 50) : "plugin";
  const plugin = folder ?? id;
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${plugin}: ${where(issue.path)}: ${advice(issue, data)}`);
  if (result.success && folder !== null && result.data.id !== folder) {
    problems.push(`${plugin}: id: must be the name of its folder, not \`${result.data.id}\``);
  }
  if (!result.success || problems.length > 0) throw new InvalidManifest(problems.join("\n"));
  return result.data;
}
