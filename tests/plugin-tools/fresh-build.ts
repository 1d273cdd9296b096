import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { build, outputOf } from "../e2e/build.ts";
import { root } from "./manifest-file.ts";

const sources = ["{lib,entrypoints,components,public}/**/*", "*.{json,ts}"];

/** Builds the extension for Chromium unless it was built after the last change of what it is made of. */
export function freshBuild(): void {
  // Whoever runs many tests has built before all of them.
  if (process.env.PIPNI_BUILT) return;
  const output = join(outputOf("chrome"), "manifest.json");
  const builtAt = existsSync(output) ? statSync(output).mtimeMs : 0;
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root }));
  if (files.every((file) => statSync(join(root, file)).mtimeMs <= builtAt)) return;
  console.log("Building the extension…");
  build("chrome");
}
