import { defineConfig } from "@playwright/test";
import { bound } from "./tests/machine.ts";

/** What runs at the same time, as in `npm test`, is told apart by this. */
const report = process.env.PIPNI_REPORT ?? "browser";

export default defineConfig({
  testDir: ".",
  projects: [
    // First, for these take longest.
    { name: "faults", testMatch: "tests/faults/**/*.spec.ts", workers: 1 },
    {
      name: "browsers",
      testMatch: ["tests/{e2e,contract,plugin-tools}/**/*.spec.ts", "lib/**/test/*.spec.ts"],
      fullyParallel: true,
      // On a machine that others keep busy a browser now and then misses its time. What needed another try is listed
      // as flaky. What is killed above gets no other try: one duplicate is one too many.
      retries: process.env.CI ? 2 : 0,
    },
  ],
  globalSetup: "./tests/e2e/build.ts",
  outputDir: `.artifacts/${report}`,
  // More than half of the time is waiting, for what must not happen: two cores bear twice as many browsers.
  workers: 4,
  timeout: bound(120_000),
  expect: { timeout: bound(10_000) },
  reporter: [["list"], ["json", { outputFile: `.artifacts/${report}.json` }]],
  use: { locale: "cs-CZ", timezoneId: "Europe/Prague" },
});
