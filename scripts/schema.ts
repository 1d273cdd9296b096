import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { manifestJsonSchema } from "../lib/plugin-api/json-schema.ts";

/** Writes the published schema of `plugin.json`. A unit test says when it is out of date. */
await writeFile(join(import.meta.dirname, "../public/plugin.schema.json"), manifestJsonSchema());
