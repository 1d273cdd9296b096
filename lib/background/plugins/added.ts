import type { PluginProblem } from "../../domain/plugin-problem.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";
import { InvalidManifest, parseManifest, parseManifestText } from "../../plugin-api/parse-manifest.ts";
import { manifests } from "./registry.ts";

/** A `plugin.json` that somebody has brought, or every problem with it. */
export type Added = { ok: true; manifest: PluginManifest } | { ok: false; problems: PluginProblem[] };

/** One that somebody brings: data alone, and under a name of its own. */
export const readAdded = (json: string): Added => attempted(() => parseAdded(json));

/** One that was added before, perhaps to another version of Pípni. */
export const readStored = (data: unknown): Added => attempted(() => parseManifest(null, data));

function attempted(parse: () => PluginManifest): Added {
  try {
    return { ok: true, manifest: parse() };
  } catch (error) {
    if (!(error instanceof InvalidManifest)) throw error;
    return { ok: false, problems: [...error.problems] };
  }
}

/** @throws InvalidManifest with every problem */
export function parseAdded(json: string): PluginManifest {
  const manifest = parseManifestText(null, json);
  const plugin = manifest.id;
  const problems: PluginProblem[] = [];
  for (const path of ["main", "probe"] as const)
    if (manifest[path] !== undefined) problems.push({ plugin, path, code: "code", values: {} });
  if (manifests.some(({ id }) => id === plugin))
    problems.push({ plugin, path: "id", code: "ownName", values: { id: plugin } });
  if (problems.length > 0) throw new InvalidManifest(problems);
  return manifest;
}
