import { test as base } from "@playwright/test";
import { type Practice, startPractice } from "../calendars/practice/server.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import type { Extension } from "./chromium.ts";
import { type SharedChromium, startSharedChromium } from "./shared-chromium.ts";

interface Fixtures {
  gosms: Gosms;
  practice: Practice;
  /** Chromium with the extension, not set up. */
  extension: Extension;
  /** The same, set up and switched on for the practice's calendar. */
  ready: Extension;
}

interface Shared {
  gateway: Gosms;
  chromium: SharedChromium;
}

/**
 * A test with its own calendar, and with an extension that is as if it was installed just now. A worker's tests share a browser and
 * the gateway, which forgets everything between two of them. A test that failed ends its worker.
 */
export const test = base.extend<Fixtures, Shared>({
  gateway: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures off this pattern.
    async ({}, use) => {
      await using gateway = await startGosms({ http2: false });
      await use(gateway);
    },
    { scope: "worker" },
  ],
  chromium: [
    async ({ gateway }, use) => {
      await using chromium = await startSharedChromium(gateway);
      await use(chromium);
    },
    { scope: "worker" },
  ],
  gosms: async ({ gateway }, use) => {
    gateway.reset();
    await use(gateway);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  practice: async ({}, use) => {
    await using practice = await startPractice({ seed: "demo" });
    await use(practice);
  },
  extension: async ({ chromium, gosms: _, practice }, use) => {
    await using extension = await chromium.install({ calendars: [new URL(practice.url).origin] });
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
