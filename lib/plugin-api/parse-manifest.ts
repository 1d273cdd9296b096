import type { z } from "zod";
import { type Fault, type PluginProblem, PluginProblemCode } from "../domain/plugin-problem.ts";
import { apiVersion, PluginManifest } from "./manifest.ts";

export class InvalidManifest extends Error {
  override name = "InvalidManifest";
  readonly problems: readonly PluginProblem[];

  constructor(problems: readonly PluginProblem[]) {
    super(problems.map(({ plugin, path, code }) => `${plugin}: ${path}: ${code}`).join("\n"));
    this.problems = problems;
  }
}

const where = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");

const list = (names: readonly unknown[]): string => names.map((name) => `\`${String(name)}\``).join(", ");

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    data,
  );

const typeOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

/** The code of a problem, which our schemas give as the message. */
const ownCode = (message: string): PluginProblemCode | undefined => PluginProblemCode.safeParse(message).data;

/** The problems that a schema found in a value. */
function faultOf(issue: z.core.$ZodIssue, given: unknown): Fault {
  const own = ownCode(issue.message);
  if (own) return { code: own, values: { given: String(given).slice(0, 100), version: String(apiVersion) } };
  switch (issue.code) {
    case "custom":
      return issue.params as Fault;
    case "invalid_type":
      return given === undefined
        ? { code: "missing", values: { expected: issue.expected } }
        : { code: "wrongType", values: { expected: issue.expected, given: typeOf(given) } };
    case "unrecognized_keys":
      return { code: "unknownKeys", values: { keys: list(issue.keys).slice(0, 300) } };
    case "invalid_key":
      return { code: "unknownKey", values: { key: String(issue.path.at(-1)).slice(0, 100) } };
    case "too_small": {
      if (given === "" || (Array.isArray(given) && given.length === 0)) return { code: "empty" };
      const values = { least: String(issue.minimum) };
      return { code: typeof given === "number" ? "tooSmall" : "tooShort", values };
    }
    case "too_big":
      return {
        code: typeof given === "number" ? "tooGreat" : "tooLong",
        values: { most: String(issue.maximum) },
      };
    case "invalid_value":
      return { code: "notOneOf", values: { values: list(issue.values) } };
    default:
      return { code: "noShape" };
  }
}

/** If a value may have several shapes: the problems of the shape that it comes closest to. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branch = issue.errors.find(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  return branch
    ? branch.flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }))
    : [issue];
}

/**
 * @param folder the plugin's folder, which its id must equal; `null` for a file from elsewhere
 * @throws InvalidManifest with every problem: plugin, path, and what is wrong
 */
export function parseManifest(folder: string | null, data: unknown): PluginManifest {
  const result = PluginManifest.safeParse(data);
  const id =
    typeof data === "object" && data !== null && "id" in data ? String(data.id).slice(0, 50) : "plugin";
  const plugin = folder ?? id;
  if (!result.success) {
    const problems = result.error.issues.flatMap(meant).map((issue): PluginProblem => {
      const { code, values = {} } = faultOf(issue, valueAt(data, issue.path));
      return { plugin, path: where(issue.path), code, values };
    });
    throw new InvalidManifest(problems);
  }
  if (folder !== null && result.data.id !== folder)
    throw new InvalidManifest([{ plugin, path: "id", code: "folder", values: { id: result.data.id } }]);
  return result.data;
}

/**
 * Parses the text of a `plugin.json`.
 *
 * @throws InvalidManifest
 */
export function parseManifestText(folder: string | null, json: string): PluginManifest {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : "?";
    throw new InvalidManifest([{ plugin: folder ?? "plugin", path: "", code: "notJson", values: { why } }]);
  }
  return parseManifest(folder, data);
}
