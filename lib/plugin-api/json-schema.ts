import { z } from "zod";
import { PluginManifest } from "./manifest.ts";

/** The JSON Schema of `plugin.json`, as it is published for editors and other tools. */
export const manifestJsonSchema = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(PluginManifest, { io: "input" });
  const title = "plugin.json of Pípni";
  return `${JSON.stringify({ $schema, title, ...schema }, null, 2)}\n`;
};
