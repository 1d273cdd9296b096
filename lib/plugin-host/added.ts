import type { PluginManifest } from "../plugin-api/manifest.ts";
import { InvalidManifest, parseManifest } from "../plugin-api/parse-manifest.ts";
import { manifests } from "./registry.ts";

/**
 * A `plugin.json` that somebody brings: data alone, and under a name of its own.
 *
 * @throws InvalidManifest with a line for each problem
 */
export function parseAdded(json: string): PluginManifest {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : "it cannot be read";
    throw new InvalidManifest(`plugin: (the whole file): is no JSON: ${why}`);
  }
  const manifest = parseManifest(null, data);
  const problems: string[] = [];
  for (const part of ["main", "probe"] as const) {
    if (manifest[part] !== undefined)
      problems.push(`${manifest.id}: ${part}: is code, which cannot be added: describe the calendar by data`);
  }
  if (manifests.some(({ id }) => id === manifest.id))
    problems.push(`${manifest.id}: id: is the name of a plugin that comes with Pípni: choose another`);
  if (problems.length > 0) throw new InvalidManifest(problems.join("\n"));
  return manifest;
}
