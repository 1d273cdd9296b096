import { defineConfig } from "@playwright/test";
import { bound } from "./tests/machine.ts";

/** What runs at the same time, as in `npm test`, is told apart by this. */
const report = process.env.PIPNI_REPORT ?? "browser";

const inBrowsers = {
  fullyParallel: true,
  // On a machine that others keep busy a browser now and then misses its time. What needed another try is listed as
  // flaky. What is killed gets no other try: one duplicate is one too many.
  retries: process.env.CI ? 2 : 0,
};

/** Of the minutes that these take, most are waiting. At the end processors would be left with nothing else to do. */
const long =
  "tests/e2e/{*in-firefox,*both*,hard-times,hostile,receptionist-day,same-document,teaching-traffic,workstations}.spec.ts";

export default defineConfig({
  testDir: ".",
  projects: [
    { name: "faults", testMatch: "tests/faults/**/*.spec.ts", workers: 1 },
    { ...inBrowsers, name: "long", testMatch: long },
    {
      ...inBrowsers,
      name: "browsers",
      testMatch: ["tests/{e2e,contract,plugin-tools}/**/*.spec.ts", "lib/**/test/*.spec.ts"],
      testIgnore: long,
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
