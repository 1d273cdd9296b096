import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { mostOnPageOf, pageScripts, sizeOf } from "../page-scripts.ts";
import { outputOf, type Target } from "./build.ts";

/** Every plugin with code, and the engine for those that have none. */
const plugins = globSync("lib/{plugins/*,declarative}/plugin.ts", { cwd: join(import.meta.dirname, "../..") })
  .map((path) => basename(dirname(path)))
  .sort();

for (const target of ["chrome", "firefox"] satisfies Target[]) {
  for (const marks of [false, true]) {
    const how = marks ? " with marks" : "";
    test(`what a calendar's page loads${how} stays small, as built for ${target}`, async () => {
      const scripts = await pageScripts(outputOf(target), marks);
      expect([...scripts.keys()].sort()).toEqual(plugins);
      for (const [id, files] of scripts) {
        const { plain } = await sizeOf(files);
        expect.soft(plain, `${id}, bytes`).toBeLessThanOrEqual(mostOnPageOf(id, marks));
        expect.soft(plain, `${id}, bytes`).toBeGreaterThan(10_000);
      }
    });
  }
}
