import { test as base } from "@playwright/test";
import { type Practice, startPractice } from "../calendars/practice/server.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { type Extension, launchChromium } from "./chromium.ts";

interface Fixtures {
  gosms: Gosms;
  practice: Practice;
  /** Chromium with the extension, not set up. */
  extension: Extension;
  /** The same, set up and switched on for the practice's calendar. */
  ready: Extension;
}

/** A test with its own gateway, calendar and browser: nothing is shared, so tests run side by side. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures off this pattern.
  gosms: async ({}, use) => {
    await using gosms = await startGosms({ http2: false });
    await use(gosms);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  practice: async ({}, use) => {
    await using practice = await startPractice({ seed: "demo" });
    await use(practice);
  },
  extension: async ({ gosms, practice }, use) => {
    await using extension = await launchChromium({ gosms, calendars: [new URL(practice.url).origin] });
    await use(extension);
  },
  ready: async ({ extension, gosms, practice }, use) => {
    await extension.configure(gosms.account, (settings) => {
      settings.sending.settleSeconds = 0;
    });
    await extension.enable(practice.url, "Ordinace Na Náměstí");
    await use(extension);
  },
});

export { expect } from "@playwright/test";
