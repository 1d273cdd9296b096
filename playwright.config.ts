import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  testMatch: ["e2e/**/*.spec.ts", "contract/**/*.spec.ts", "faults/**/*.spec.ts"],
  globalSetup: "./tests/e2e/build.ts",
  outputDir: ".artifacts/browser",
  // A browser with the extension and its servers is heavy; two are what two cores bear.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".artifacts/browser.json" }]],
  use: { locale: "cs-CZ", timezoneId: "Europe/Prague" },
});
