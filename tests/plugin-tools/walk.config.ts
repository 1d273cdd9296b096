import { defineConfig } from "@playwright/test";
import base from "../../playwright.config.ts";

/** For a plugin that is not in `lib/plugins`, as the walk of the documentation makes one. */
export default defineConfig({
  ...base,
  testDir: "../../.artifacts/plugins",
  projects: [{ name: "plugins", testMatch: "**/test/*.spec.ts" }],
  globalSetup: "../e2e/build.ts",
  outputDir: "../../.artifacts/walk",
  workers: 1,
  reporter: "line",
});
